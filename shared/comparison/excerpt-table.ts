import { type Annotation, type AnnotationBody, annotationKinds, type Quantity } from '../model/annotation'
import { dateOf } from '../model/arrange-library'
import { type Books, resolverOf } from '../model/edit-codebook'
import type {
  ExcerptArrangement,
  ExcerptFilter,
  ExcerptGroup,
  ExcerptGroupSize,
  ExcerptPage,
  ExcerptSort,
} from '../model/excerpts'
import { orderKey } from '../model/fold'
import type { ActorId } from '../model/ids'
import type { SourceSummary } from '../model/notebook'
import { byDate } from './days'
import { filterToday, type IndexedExcerpt, passing, wordsOf } from './excerpt-filter'
import { isComplete } from './is-complete'

/** What the rows of the table refer to. */
export type TableContext = {
  /** In the order of the library. */
  readonly sources: readonly SourceSummary[]
  readonly books: Books
}

/** All excerpts of a notebook, indexed once for many arrangements. */
export type ExcerptTable = {
  /**
   * Some rows of the table. The order is total: equals stand as in the library and in their texts. What is unknown
   * comes last in both directions. Groups run from A to Z and from the oldest date on; sorted downwards by the same
   * thing, they run the other way.
   */
  page(arrangement: ExcerptArrangement, offset: number, limit: number): ExcerptPage
  /** Those that pass, as they stand in the library and in their texts. */
  passing(filter: ExcerptFilter): Annotation[]
}

/** `annotations` stand in the order of the library and of reading, and read as the codebook has it today. */
export function createExcerptTable(annotations: readonly Annotation[], context: TableContext): ExcerptTable {
  const sources = new Map(context.sources.map((source) => [source.id, source]))
  const words = wordsOf(annotations)
  const excerpts: IndexedExcerpt[] = annotations.map((annotation, index) => ({
    annotation,
    source: sources.get(annotation.target.source) ?? null,
    words: words[index] ?? '',
  }))
  const names = namesIn(context)
  const resolve = resolverOf(context.books)
  const testOf = (filter: ExcerptFilter) => passing(filterToday(filter, resolve))
  const orders = new Map<string, readonly IndexedExcerpt[]>()
  let last: { readonly key: string; readonly arranged: Arranged } | null = null

  /** All excerpts in an order that was asked for, worked out when it is asked for first. */
  function ordered(sort: ExcerptSort, descending: boolean): readonly IndexedExcerpt[] {
    if (sort === 'place' && !descending) return excerpts
    const key = `${sort} ${descending}`
    const order = orders.get(key) ?? sorted(excerpts, sortKeys(sort, excerpts, context, names), descending)
    orders.set(key, order)
    return order
  }

  /** The last answer is kept: a table is asked for page by page. */
  function arrange(arrangement: ExcerptArrangement): Arranged {
    const key = JSON.stringify(arrangement)
    if (last?.key === key) return last.arranged
    const { filter, sort, descending, group } = arrangement
    const passed = ordered(sort, descending).filter(testOf(filter))
    const arranged =
      group === 'none'
        ? { rows: passed, groups: [], excerpts: passed.length }
        : grouped(passed, groupings[group](context, names), descending && sort === group)
    last = { key, arranged }
    return arranged
  }

  return {
    page(arrangement, offset, limit) {
      const { rows, groups, excerpts } = arrange(arrangement)
      const shown = rows.slice(offset, offset + limit).map(({ annotation }) => annotation)
      return { total: rows.length, excerpts, groups: [...groups], rows: shown }
    },
    passing: (filter) => excerpts.filter(testOf(filter)).map(({ annotation }) => annotation),
  }
}

/** The actor whose word it is: who holds the position, else the last one in the chain that is known. */
export function actorOf(body: AnnotationBody): ActorId | null {
  const speaker = body.attribution.findLast(({ actor }) => actor !== null)?.actor ?? null
  return body.kind === 'position' ? (body.actor ?? speaker) : speaker
}

type Arranged = {
  readonly rows: readonly IndexedExcerpt[]
  readonly groups: readonly ExcerptGroupSize[]
  readonly excerpts: number
}

/** What an excerpt is put in order by; null where it is unknown. */
type SortKey = (excerpt: IndexedExcerpt, place: number) => number | null

/** Names of entries by their ids, and the place of each in the order of names. */
type Names = { readonly names: ReadonlyMap<string, string>; readonly ranks: ReadonlyMap<string, number> }

function namesIn({ books: { codebook, actors } }: TableContext): Names {
  const entries = [...actors.actors, ...codebook.issues, ...codebook.measures, ...codebook.codes]
  return {
    names: new Map(entries.map(({ id, name }) => [id, name])),
    ranks: ranked(
      entries,
      ({ id }) => id,
      ({ name }) => orderKey(name),
    ),
  }
}

/** The place of each in the order of their keys; those of equal keys stand as they are given. */
function ranked<One, Id>(
  all: readonly One[],
  idOf: (one: One) => Id,
  keyOf: (one: One) => string,
): Map<Id, number> {
  const keyed = all.map((one) => ({ id: idOf(one), key: keyOf(one) }))
  const order = keyed.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return new Map(order.map(({ id }, rank) => [id, rank]))
}

/** The place of each value in the order of `compare`; equals share one. */
function rankedAlike<Value>(
  values: readonly Value[],
  compare: (a: Value, b: Value) => number,
): Map<Value, number> {
  const ranks = new Map<Value, number>()
  let rank = 0
  let last: Value | undefined
  for (const value of values.toSorted(compare)) {
    if (last !== undefined && compare(last, value) !== 0) rank += 1
    ranks.set(value, rank)
    last = value
  }
  return ranks
}

function outletsIn(sources: readonly SourceSummary[]): Map<string, number> {
  const outlets = [...new Set(sources.flatMap(({ outlet }) => outlet ?? []))]
  return ranked(outlets, (outlet) => outlet, orderKey)
}

function datesIn(sources: readonly SourceSummary[]): Map<string, number> {
  return rankedAlike(
    sources.flatMap((source) => dateOf(source) ?? []),
    byDate,
  )
}

/** Values of one unit stand together, since five hundred euros are neither more nor less than ten ships. */
function byUnitAndValue(a: Quantity, b: Quantity): number {
  if (a.unit === b.unit) return a.value - b.value
  return a.unit === null || (b.unit !== null && a.unit > b.unit) ? 1 : -1
}

function sortKeys(
  sort: ExcerptSort,
  excerpts: readonly IndexedExcerpt[],
  { sources }: TableContext,
  { ranks }: Names,
): SortKey {
  const rankIn = <Key>(places: ReadonlyMap<Key, number>, key: Key | null) =>
    key === null ? null : (places.get(key) ?? null)
  switch (sort) {
    case 'place':
      return (_, place) => place
    case 'kind':
      return ({ annotation }) => annotationKinds.indexOf(annotation.body.kind)
    case 'source': {
      const titles = ranked(
        sources,
        ({ id }) => id,
        ({ title }) => orderKey(title),
      )
      return ({ annotation }) => titles.get(annotation.target.source) ?? null
    }
    case 'outlet': {
      const outlets = outletsIn(sources)
      return ({ source }) => rankIn(outlets, source?.outlet ?? null)
    }
    case 'date': {
      const dates = datesIn(sources)
      return ({ source }) => rankIn(dates, source && dateOf(source))
    }
    case 'actor':
      return ({ annotation }) => rankIn(ranks, actorOf(annotation.body))
    case 'issue':
      return ({ annotation: { body } }) => (body.kind === 'figure' ? null : rankIn(ranks, body.issue))
    case 'measure':
      return ({ annotation: { body } }) => (body.kind === 'figure' ? rankIn(ranks, body.measure) : null)
    case 'value': {
      const quantityOf = ({ annotation: { body } }: IndexedExcerpt) =>
        body.kind === 'figure' ? body.quantity : null
      const values = rankedAlike(
        excerpts.flatMap((excerpt) => quantityOf(excerpt) ?? []),
        byUnitAndValue,
      )
      return (excerpt) => rankIn(values, quantityOf(excerpt))
    }
    case 'status':
      return ({ annotation }) => (isComplete(annotation.body) ? 1 : 0)
    case 'created':
      return ({ annotation }) => Date.parse(annotation.created)
    case 'modified':
      return ({ annotation }) => Date.parse(annotation.modified)
  }
}

function sorted(excerpts: readonly IndexedExcerpt[], keyOf: SortKey, descending: boolean): IndexedExcerpt[] {
  const sign = descending ? -1 : 1
  const keyed = excerpts.map((excerpt, place) => {
    const key = keyOf(excerpt, place)
    return { excerpt, key: key === null ? Number.POSITIVE_INFINITY : sign * key }
  })
  // Compared, not subtracted: two unknown keys are both infinite. Sorting is stable, so that equals stay as they stand.
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ excerpt }) => excerpt)
}

/** How a table is divided: the keys an excerpt belongs under, what a key is called, and its place among the others. */
type Grouping = {
  readonly keysOf: (excerpt: IndexedExcerpt) => readonly string[]
  readonly nameOf: (key: string) => string | null
  readonly rankOf: (key: string) => number
}

const groupings: Record<Exclude<ExcerptGroup, 'none'>, (context: TableContext, names: Names) => Grouping> = {
  kind: () => ({
    keysOf: ({ annotation }) => [annotation.body.kind],
    nameOf: (kind) => kind,
    rankOf: (kind) => annotationKinds.findIndex((each) => each === kind),
  }),
  source: ({ sources }) => {
    const titles = new Map<string, string>(sources.map(({ id, title }) => [id, title]))
    const ranks = ranked<SourceSummary, string>(
      sources,
      ({ id }) => id,
      ({ title }) => orderKey(title),
    )
    return {
      keysOf: ({ annotation }) => [annotation.target.source],
      nameOf: (id) => titles.get(id) ?? null,
      rankOf: (id) => ranks.get(id) ?? Number.POSITIVE_INFINITY,
    }
  },
  outlet: ({ sources }) => named(outletsIn(sources), ({ source }) => source?.outlet ?? null),
  date: ({ sources }) => named(datesIn(sources), ({ source }) => source && dateOf(source)),
  actor: (_, names) => entries(names, ({ body }) => actorOf(body)),
  issue: (_, names) => entries(names, ({ body }) => (body.kind === 'figure' ? null : body.issue)),
  measure: (_, names) => entries(names, ({ body }) => (body.kind === 'figure' ? body.measure : null)),
  code: (_, { names, ranks }) => ({
    keysOf: ({ annotation }) => annotation.codes.filter((code) => names.has(code)),
    nameOf: (code) => names.get(code) ?? null,
    rankOf: (code) => ranks.get(code) ?? Number.POSITIVE_INFINITY,
  }),
}

function named(
  ranks: ReadonlyMap<string, number>,
  nameOf: (excerpt: IndexedExcerpt) => string | null,
): Grouping {
  return {
    keysOf: (excerpt) => listOf(nameOf(excerpt)),
    nameOf: (name) => name,
    rankOf: (name) => ranks.get(name) ?? Number.POSITIVE_INFINITY,
  }
}

function entries({ names, ranks }: Names, idOf: (annotation: Annotation) => string | null): Grouping {
  return {
    // An id that nothing is known of is as good as none.
    keysOf: ({ annotation }) => listOf(idOf(annotation)).filter((id) => names.has(id)),
    nameOf: (id) => names.get(id) ?? null,
    rankOf: (id) => ranks.get(id) ?? Number.POSITIVE_INFINITY,
  }
}

function listOf(key: string | null): string[] {
  return key === null ? [] : [key]
}

function grouped(
  passed: readonly IndexedExcerpt[],
  { keysOf, nameOf, rankOf }: Grouping,
  backwards: boolean,
): Arranged {
  const members = new Map<string, IndexedExcerpt[]>()
  const none: IndexedExcerpt[] = []
  for (const excerpt of passed) {
    const keys = keysOf(excerpt)
    if (keys.length === 0) none.push(excerpt)
    for (const key of keys) {
      const list = members.get(key)
      if (list === undefined) members.set(key, [excerpt])
      else list.push(excerpt)
    }
  }
  const order = [...members]
    .map(([key, list]) => ({ of: nameOf(key), rank: rankOf(key), list }))
    .toSorted((a, b) => (backwards ? b.rank - a.rank : a.rank - b.rank))
  const all = none.length === 0 ? order : [...order, { of: null, rank: 0, list: none }]
  return {
    rows: all.flatMap(({ list }) => list),
    groups: all.map(({ of, list }) => ({ of, size: list.length })),
    excerpts: passed.length,
  }
}
