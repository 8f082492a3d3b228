import type { Reference } from '../model/reference'
import type { Inference, SourceDetails } from '../model/source'

type Told = { readonly details: SourceDetails; readonly inferences: readonly Inference[] }

/** Which details a bibliography can tell. */
const fields = ['title', 'outlet', 'authors', 'published', 'language', 'url'] as const
type Field = (typeof fields)[number]

/** What an inference is called that rests on a bibliography. */
export const BIBLIOGRAPHY = 'bibliography'

/**
 * The details with what a bibliography tells: those that are unknown, and those that rules inferred. A detail that is there
 * without an inference was set by a person and stays; where a person emptied one, it counts as unknown. What is known
 * more closely than the bibliography has it, such as the day of a year, stays too. The same object where nothing changes.
 */
export function withReference<Text extends Told>(text: Text, reference: Reference): Text {
  const inferred = new Set(text.inferences.map(({ field }) => field))
  const told = fields.filter((field) => {
    const [now, then] = [text.details[field], reference[field]]
    return !isUnknown(then) && (isUnknown(now) || (inferred.has(field) && !saysAsMuch(field, now, then)))
  })
  if (told.length === 0) return text
  const inferences = [
    ...text.inferences.filter(({ field }) => !told.some((one) => one === field)),
    ...told.map((field): Inference => ({ field, rule: BIBLIOGRAPHY, evidence: null })),
  ]
  const values = Object.fromEntries(told.map((field) => [field, reference[field]]))
  return { ...text, details: { ...text.details, ...values }, inferences }
}

type Value = SourceDetails[Field]

function isUnknown(value: Value): boolean {
  return value === null || value.length === 0
}

/** True when what is known is what the bibliography says, or more than that. */
function saysAsMuch(field: Field, now: Value, then: Value): boolean {
  if (typeof now !== 'string' || typeof then !== 'string') return JSON.stringify(now) === JSON.stringify(then)
  if (field === 'published') return now.startsWith(then)
  if (field === 'language') return now === then || now.startsWith(`${then}-`)
  return now === then
}
