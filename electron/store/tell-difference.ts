import { isDeepStrictEqual } from 'node:util'
import { shortened } from '../../shared/model/shortened'

/** One thing that a document holds: which one it is, what it says, and, where that is counted, which state of it that is. */
export type Part = {
  readonly key: string
  readonly value: unknown
  readonly revision?: number
  /** What a person knows it by, and its fields: how two states of it differ is told by them. */
  readonly told?: { readonly name: string; readonly fields: readonly Part[] }
}

/** What the parts of a document are called: one, and many. Null where each has a name of its own, as fields have. */
export type Nouns = readonly [one: string, many: string] | null

/** What a document holds (here), what a copy of it holds (there), and whether the copy was saved fewer times. */
export type Sides = {
  readonly here: readonly Part[]
  readonly there: readonly Part[]
  readonly isOlder: boolean
}

/** Of so many parts that changed it is told how. */
const MOST_TOLD = 3

/**
 * How a document differs from a copy of it, in words: “3 highlights only here, 1 changed, 2 only there”, and in a line of its own
 * for each of the first that changed, where these have names: how. A copy is called an earlier state only where nothing would be lost with it: all that it holds is here, in the same state or in a later one.
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
  const counted = counts
    .filter(([count]) => count > 0)
    .map(([count, where], nth) =>
      nth > 0 ? `${count} ${where}` : `${count} ${nouns[count === 1 ? 0 : 1]} ${where}`,
    )
    .join(', ')
  const named = changed.filter(({ told }) => told !== undefined)
  const left = named.length - MOST_TOLD
  return [
    counted,
    ...named.slice(0, MOST_TOLD).map((part) => tellPart(part, other.get(part.key))),
    ...(left > 0 ? [`and ${left} more`] : []),
  ].join('\n')
}

/** How a part that changed differs, field by field: “Quays of Orrefjord”: memo (“old” here, “new” there). */
function tellPart({ told }: Part, there: Part | undefined): string {
  const its = new Map(there?.told?.fields.map((field) => [field.key, field]))
  const own = new Set(told?.fields.map(({ key }) => key))
  const fields = [
    ...(told?.fields ?? []),
    ...[...its.keys()].filter((key) => !own.has(key)).map((key) => ({ key, value: '' })),
  ]
  const differing = fields.filter(({ key, value }) => value !== (its.get(key)?.value ?? ''))
  const words = differing.map((field) => tellField(field, its.get(field.key)?.value ?? '')).join(', ')
  return `“${shortened(told?.name ?? '', 60)}”: ${words === '' ? 'only what is not shown, such as when it was changed' : words}`
}

/** A field that differs, with both of its values where these are words. */
function tellField({ key, value }: Part, there: unknown): string {
  if (typeof value !== 'string' || typeof there !== 'string') return key
  const [ours, theirs] = quoted(value, there)
  return `${key} (${ours} here, ${theirs} there)`
}

/** Two wordings, cut so that one sees where they part. */
function quoted(...wordings: readonly [string, string]): readonly [string, string] {
  const [one, two] = wordings.map((words) => Array.from(words.replace(/\s+/g, ' ').trim()))
  const found = one?.findIndex((sign, nth) => sign !== two?.[nth]) ?? -1
  const at = found < 0 ? (one?.length ?? 0) : found
  // Wordings that begin alike are shown from the last words on that they have in common, else from their beginning.
  const space = one?.lastIndexOf(' ', at - 10) ?? -1
  const from = at > MOST_ALIKE ? Math.max(space + 1, at - MOST_ALIKE) : 0
  const quote = (words: readonly string[] = []) =>
    words.length === 0 ? 'none' : `“${from > 0 ? '…' : ''}${shortened(words.slice(from).join(''), 60)}”`
  return [quote(one), quote(two)]
}

/** More signs than these at the beginning, which two wordings have in common, are left out. */
const MOST_ALIKE = 30
