import { at, listOf, wordsOf } from '../json-values'
import type { Parsed } from '../parser-answer'
import { asAnnotations, joinNotes, placeOf, type Told } from './foreign-annotations'

/** True for an annotation as Hypothesis writes it. */
export function isHypothesisAnnotation(value: unknown): boolean {
  return (
    typeof at(value, 'uri') === 'string' &&
    (at(value, 'target') !== undefined || at(value, 'references') !== undefined)
  )
}

/**
 * The annotations of Hypothesis in the file named `name`, as it exports them or as its service answers. A reply stands in
 * the note of what it answers; one whose annotation is not there is a note on the page.
 */
export function readHypothesis(name: string, values: readonly unknown[]): Parsed {
  const ids = new Set(values.map((value) => wordsOf(at(value, 'id'))))
  const replies = new Map<string, unknown[]>()
  const roots: unknown[] = []
  for (const value of values) {
    // The first is what all the others answer, one the other.
    const root = listOf(at(value, 'references')).map(wordsOf)[0]
    if (root === undefined || !ids.has(root)) {
      roots.push(value)
      continue
    }
    const answers = replies.get(root) ?? []
    answers.push(value)
    replies.set(root, answers)
  }
  let byPlace = 0
  const told = roots.map((value): Told => {
    const answers = (replies.get(wordsOf(at(value, 'id'))) ?? []).toSorted((one, other) =>
      wordsOf(at(one, 'created')) < wordsOf(at(other, 'created')) ? -1 : 1,
    )
    const selectors = listOf(at(value, 'target')).flatMap((target) => listOf(at(target, 'selector')))
    const ofType = (type: string) => selectors.find((selector) => at(selector, 'type') === type)
    const quote = ofType('TextQuoteSelector')
    if (quote === undefined && selectors.length > 0) byPlace += 1
    return {
      ...placeOf(wordsOf(at(value, 'uri'))),
      // The service gives a list of titles, and other programs one.
      title: wordsOf(listOf(at(value, 'document', 'title'))[0]),
      exact: wordsOf(at(quote, 'exact')),
      prefix: wordsOf(at(quote, 'prefix')),
      suffix: wordsOf(at(quote, 'suffix')),
      page: wordsOf(at(ofType('PageSelector'), 'label')),
      note: joinNotes([wordsOf(at(value, 'text')), ...answers.map(replyNote)]),
      tags: [value, ...answers].flatMap((one) => listOf(at(one, 'tags')).map(wordsOf)),
      created: wordsOf(at(value, 'created')),
    }
  })
  return asAnnotations(name, 'hypothesis', told, placeNotices(byPlace))
}

/** “Reply by ada:” and what it says. */
function replyNote(reply: unknown): string {
  const shown = wordsOf(at(reply, 'user_info', 'display_name'))
  const account = /^acct:([^@]+)@/.exec(wordsOf(at(reply, 'user')))?.[1] ?? ''
  const by = shown || account
  return `${by === '' ? 'Reply' : `Reply by ${by}`}: ${wordsOf(at(reply, 'text'))}`
}

/** The sentence that tells of annotations that do not say which words they are on. */
export function placeNotices(count: number): string[] {
  if (count === 0) return []
  const [name, are] =
    count === 1 ? ['annotation names', 'it is a note'] : ['annotations name', 'they are notes']
  return [
    `${count} ${name} a place and not its words, which does not hold in another copy: ${are} on the whole text.`,
  ]
}
