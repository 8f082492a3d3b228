import { type AnnotationKind, annotationKinds } from './annotation'
import { fold, orderKey } from './fold'
import type { SourceSummary } from './notebook'
import type { LibraryGroup, LibrarySort } from './preferences'
import { ReadingStatus } from './source'
import type { PartialDate } from './time'

/** Stands for "no outlet" where an outlet is chosen: no name is empty. */
export const NO_OUTLET = ''

/** Which sources are shown. */
export type LibraryFilter = {
  /** Words that all occur in title, outlet, via or authors; a word after `-` occurs in none of them. */
  readonly query: string
  /** One of these; with none named, any. */
  readonly status: readonly ReadingStatus[]
  /** Has annotations of each of these. */
  readonly kinds: readonly AnnotationKind[]
  /** Null for any. */
  readonly outlet: string | null
}

export const noFilter: LibraryFilter = { query: '', status: [], kinds: [], outlet: null }

/** How the sources stand. */
export type Arrangement = {
  readonly filter: LibraryFilter
  readonly sort: LibrarySort
  readonly descending: boolean
  readonly group: LibraryGroup
}

/** A source with what is searched and put in order, worked out once for many arrangements. */
export type IndexedSource = {
  readonly source: SourceSummary
  readonly text: string
  readonly title: string
  readonly outlet: string | null
}

/** Sources that belong together: the next `size` of the list; `of` is their outlet or date, null when it is unknown. */
export type SourceGroup = { readonly of: string | null; readonly size: number }

export type ArrangedLibrary = {
  readonly sources: readonly SourceSummary[]
  /** None when the list is not divided. */
  readonly groups: readonly SourceGroup[]
}

/** The date by which a source is known: when it was published, else when it was updated. */
export function dateOf({ published, updated }: SourceSummary): PartialDate | null {
  return published ?? updated
}

export function indexSources(sources: readonly SourceSummary[]): IndexedSource[] {
  return sources.map((source) => {
    const { title, outlet, via, authors } = source
    const folded = fold(title)
    return {
      source,
      text: `${folded}\n${fold([outlet ?? '', via ?? '', ...authors].join('\n'))}`,
      title: orderKey(folded), // folding twice changes nothing, and the second time is quick
      outlet: outlet === null ? null : orderKey(outlet),
    }
  })
}

/** True when the filter may leave something out. */
export function narrows({ query, status, kinds, outlet }: LibraryFilter): boolean {
  return query.trim() !== '' || status.length > 0 || kinds.length > 0 || outlet !== null
}

/**
 * The sources that pass the filter, in an order that is total: equals stand as they were added. What has no outlet or
 * no date comes last in both directions. Groups run from A to Z and from the oldest date on; sorted downwards by the
 * same thing, they run the other way.
 */
export function arrangeLibrary(library: readonly IndexedSource[], given: Arrangement): ArrangedLibrary {
  const { filter, sort, descending, group } = given
  const passed = library.filter(passing(filter)).toSorted(byKey(sortKeys[sort], descending))
  if (group === 'none') return { sources: passed.map(({ source }) => source), groups: [] }

  const groups = new Map<string | null, IndexedSource[]>()
  for (const one of passed) {
    const of = group === 'outlet' ? one.source.outlet : dateOf(one.source)
    const members = groups.get(of)
    if (members === undefined) groups.set(of, [one])
    else members.push(one)
  }
  const backwards = descending && sort === (group === 'outlet' ? 'outlet' : 'published')
  const keyOf = (of: string | null) => (of === null || group === 'date' ? of : orderKey(of))
  const ordered = [...groups].toSorted(
    ([a], [b]) => compare(keyOf(a), keyOf(b), backwards) || compare(a, b, false),
  )
  return {
    sources: ordered.flatMap(([, members]) => members.map(({ source }) => source)),
    groups: ordered.map(([of, { length }]) => ({ of, size: length })),
  }
}

/** The outlets that one can choose between, from A to Z; `NO_OUTLET` last when some source has none. */
export function outletsIn(library: readonly IndexedSource[]): string[] {
  const all = { filter: noFilter, sort: 'added', descending: false, group: 'outlet' } as const
  return arrangeLibrary(library, all).groups.map(({ of }) => of ?? NO_OUTLET)
}

type Key = string | number | null

const statuses = ReadingStatus.options

const sortKeys: Record<LibrarySort, (one: IndexedSource) => Key> = {
  added: ({ source }) => source.added,
  title: ({ title }) => title,
  outlet: ({ outlet }) => outlet,
  published: ({ source }) => dateOf(source),
  status: ({ source }) => statuses.indexOf(source.status),
  annotations: ({ source: { counts } }) => annotationKinds.reduce((sum, kind) => sum + counts[kind], 0),
}

function byKey(keyOf: (one: IndexedSource) => Key, descending: boolean) {
  return (a: IndexedSource, b: IndexedSource): number =>
    compare(keyOf(a), keyOf(b), descending) ||
    compare(a.source.added, b.source.added, false) ||
    compare(a.source.id, b.source.id, false)
}

/** The unknown comes last, whatever the direction. */
function compare(a: Key, b: Key, descending: boolean): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b === descending ? 1 : -1
}

function passing({ query, status, kinds, outlet }: LibraryFilter): (one: IndexedSource) => boolean {
  const words = fold(query).split(/\s+/)
  const wanted = words.filter((word) => word !== '' && !word.startsWith('-'))
  const unwanted = words.filter((word) => /^-./.test(word)).map((word) => word.slice(1))
  return ({ source, text }) =>
    (status.length === 0 || status.includes(source.status)) &&
    kinds.every((kind) => source.counts[kind] > 0) &&
    (outlet === null || (source.outlet ?? NO_OUTLET) === outlet) &&
    wanted.every((word) => text.includes(word)) &&
    !unwanted.some((word) => text.includes(word))
}
