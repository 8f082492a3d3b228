import { isDeepStrictEqual } from 'node:util'
import { shortened } from '../../shared/model/shortened'

/** One thing that a document holds: which one it is, what it says, and, where that is counted, which state of it that is. */
export type Part = { readonly key: string; readonly value: unknown; readonly revision?: number }

/** What the parts of a document are called: one, and many. Null where each has a name of its own, as fields have. */
export type Nouns = readonly [one: string, many: string] | null

/** What a document holds (here), what a copy of it holds (there), and whether the copy was saved fewer times. */
export type Sides = {
  readonly here: readonly Part[]
  readonly there: readonly Part[]
  readonly isOlder: boolean
}

/**
 * How a document differs from a copy of it, in words: “3 highlights only here, 1 changed, 2 only there”. A copy is called an
 * earlier state only where nothing would be lost with it: all that it holds is here, in the same state or in a later one.
 */
export function tellDifference({ here, there, isOlder }: Sides, nouns: Nouns): string {
  const other = new Map(there.map((part) => [part.key, part]))
  const own = new Set(here.map(({ key }) => key))
  const onlyHere = here.filter(({ key }) => !other.has(key))
  const onlyThere = there.filter(({ key }) => !own.has(key))
  const changed = here.filter((part) => {
    const its = other.get(part.key)
    return its !== undefined && !isDeepStrictEqual(part.value, its.value)
  })
  if (onlyHere.length + onlyThere.length + changed.length === 0) return 'the same'
  if (nouns === null) {
    const fields = [...onlyHere, ...changed, ...onlyThere]
    return `other ${fields.map((part) => tellField(part, other.get(part.key)?.value)).join(', ')}`
  }
  const isLater = (part: Part) => (other.get(part.key)?.revision ?? 0) < (part.revision ?? 0)
  if (isOlder && onlyThere.length === 0 && changed.every(isLater)) return 'an earlier state'

  const counts = [
    [onlyHere.length, 'only here'],
    [changed.length, 'changed'],
    [onlyThere.length, 'only there'],
  ] as const
  return counts
    .filter(([count]) => count > 0)
    .map(([count, where], nth) =>
      nth > 0 ? `${count} ${where}` : `${count} ${nouns[count === 1 ? 0 : 1]} ${where}`,
    )
    .join(', ')
}

/** A field that differs, with both of its values where these are words. */
function tellField({ key, value }: Part, there: unknown): string {
  if (typeof value !== 'string' || typeof there !== 'string') return key
  return `${key} (${quoted(value)} here, ${quoted(there)} there)`
}

function quoted(words: string): string {
  return words.trim() === '' ? 'none' : `“${shortened(words, 40)}”`
}
