import type { Entry, EntryId, EntryKind } from '../../shared/model/codebook'
import { anyExcerpt, type ExcerptFilter } from '../../shared/model/excerpts'
import { count } from '../ui/words'

/** `3 actors`, `1 code`. */
export function countOf(n: number, kind: EntryKind): string {
  return count(n, kind)
}

/** What a merge comes to, in words. */
export function mergeWords(given: {
  readonly kind: EntryKind
  /** How many entries become one. */
  readonly entries: number
  readonly name: string
  /** Null while it is being counted. */
  readonly annotations: number | null
  /** How many other spellings the one then has; null for what has none. */
  readonly spellings: number | null
}): string {
  const { kind, entries, name, annotations, spellings } = given
  const counts = [
    ...(annotations === null ? [] : [count(annotations, 'annotation')]),
    ...(spellings === null ? [] : [count(spellings, 'other spelling')]),
  ]
  const become = `${countOf(entries, kind)} become ${name}`
  return counts.length === 0 ? become : `${become}: ${counts.join(', ')}`
}

/** What the removal of an entry comes to, in words. */
export function lossWords(annotations: number): string {
  if (annotations === 0) return 'No annotation names it.'
  return `${count(annotations, 'annotation')} ${annotations === 1 ? 'names' : 'name'} it, and will no longer.`
}

/** How a list of the kind begins. */
export const firstSteps: Record<EntryKind, string> = {
  actor:
    'No actors yet. Say in the Inspector who holds a position or whom a claim is credited to, or type a name below.',
  issue: 'No issues yet. Say in the Inspector what a claim or a position is about, or type a name below.',
  measure: 'No measures yet. Say in the Inspector what a figure counts, or type a name below.',
  code: 'No codes yet. Press 4 or T in a text to put one on a passage, or type a name below.',
}

const filterFields = { actor: 'actors', issue: 'issues', measure: 'measures', code: 'codes' } as const

/** Lets the annotations pass that name any of these entries of one kind. */
export function filterFor(kind: EntryKind, ids: readonly EntryId[]): ExcerptFilter {
  return { ...anyExcerpt, [filterFields[kind]]: [...ids] }
}

/** What the eight colours of codes are called; their values are tokens. */
export const colourNames: Record<NonNullable<(Entry & { kind: 'code' })['colour']>, string> = {
  '1': 'Blue',
  '2': 'Teal',
  '3': 'Green',
  '4': 'Gold',
  '5': 'Orange',
  '6': 'Pink',
  '7': 'Violet',
  '8': 'Grey',
}
