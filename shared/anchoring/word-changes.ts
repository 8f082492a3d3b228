import { diffArrays } from 'diff'

/** A stretch of words that both texts have, or that was taken out of the one or put into the other. */
export type WordChange = { readonly kind: 'same' | 'old' | 'new'; readonly words: string }

/** Texts that differ in more places than this are two texts: nobody would read them woven into each other. */
const MOST_CHANGES = 400

const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

/** What changed from one wording to another, word by word, in reading order. */
export function wordChanges(old: string, now: string): WordChange[] {
  const parts = diffArrays(cut(old), cut(now), { maxEditLength: MOST_CHANGES })
  if (parts === undefined) return withoutEmpty([change('old', old), change('new', now)])
  return joined(
    parts.map(({ added, removed, value }) =>
      change(added ? 'new' : removed ? 'old' : 'same', value.join('')),
    ),
  )
}

function cut(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/**
 * Neighbouring changes as one, the old words before the new: a space that two changed words happen to have between them
 * would tear apart what is read as one change.
 */
function joined(changes: readonly WordChange[]): WordChange[] {
  const result: WordChange[] = []
  let old = ''
  let now = ''
  const flush = () => {
    result.push(...withoutEmpty([change('old', old), change('new', now)]))
    old = ''
    now = ''
  }
  for (const [index, { kind, words }] of changes.entries()) {
    const next = changes[index + 1]
    const between = words.trim() === '' && (old !== '' || now !== '') && next !== undefined
    if (kind !== 'new' && (kind === 'old' || between)) old += words
    if (kind !== 'old' && (kind === 'new' || between)) now += words
    if (kind === 'same' && !between) {
      flush()
      result.push(change('same', words))
    }
  }
  flush()
  return result
}

function change(kind: WordChange['kind'], words: string): WordChange {
  return { kind, words }
}

function withoutEmpty(changes: readonly WordChange[]): WordChange[] {
  return changes.filter(({ words }) => words !== '')
}
