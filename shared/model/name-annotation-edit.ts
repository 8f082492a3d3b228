import type { Annotation, AnnotationBody } from './annotation'

type FieldsOf<Body> = Body extends unknown ? Exclude<keyof Body, 'kind'> : never

/** How a step calls each field that a person fills in. */
const fieldNames: Readonly<Record<FieldsOf<AnnotationBody>, string>> = {
  statement: 'statement',
  certainty: 'certainty',
  eventDate: 'event date',
  asWritten: 'wording',
  quantity: 'quantity',
  measure: 'measure',
  scope: 'scope',
  asOf: 'as-of date',
  actor: 'actor',
  issue: 'issue',
  stance: 'stance',
  condition: 'condition',
  dateSaid: 'date said',
  attribution: 'attribution',
}

/** What is typed into one of these in a row is one step, and so is going through their signs by the arrow keys. */
const joining: ReadonlySet<string> = new Set(['statement', 'scope', 'condition', 'stance', 'certainty'])

/** What an edit of an annotation is called in the history; `typing` names what further edits of its kind join. */
export type EditName = { readonly label: string; readonly typing: string | null }

/** Name what an edit did: `memo on figure`, `set measure`, `clear scope`; moving an edge bit by bit is one step. */
export function nameAnnotationEdit(before: Annotation, after: Annotation): EditName {
  const { kind } = after.body
  const more = after.target.ranges.length - before.target.ranges.length
  if (more > 0) return { label: `join passage to ${kind}`, typing: null }
  if (more < 0) return { label: `take passage from ${kind}`, typing: null }
  if (differ(before.target, after.target)) return { label: `resize ${kind}`, typing: `resize ${after.id}` }
  const fields = changedFields(before.body, after.body)
  const [field] = fields
  const coded = differ(before.codes, after.codes)
  if (field === undefined)
    return coded
      ? { label: `code ${kind}`, typing: null }
      : { label: `memo on ${kind}`, typing: `memo ${after.id}` }
  if (fields.length > 1 || coded) return { label: `fill in ${kind}`, typing: null }
  const [name, value] = field
  const isEmpty = value === null || (Array.isArray(value) && value.length === 0)
  return {
    label: `${isEmpty ? 'clear' : 'set'} ${new Map(Object.entries(fieldNames)).get(name) ?? name}`,
    typing: joining.has(name) ? `${name} ${after.id}` : null,
  }
}

function changedFields(before: AnnotationBody, after: AnnotationBody): (readonly [string, unknown])[] {
  const old = new Map<string, unknown>(Object.entries(before))
  return Object.entries(after).filter(([name, value]) => differ(old.get(name) ?? null, value))
}

function differ(one: unknown, two: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(two)
}
