import type { Annotation, Quantity } from '../model/annotation'
import { resolverOf } from '../model/edit-codebook'
import type {
  ExcerptArrangement,
  ExcerptFilter,
  ExcerptGroupSize,
  ExcerptPage,
  ExcerptSort,
} from '../model/excerpts'
import { type Column, columnOf, type TableContext } from './excerpt-columns'
import { filterToday, passing } from './excerpt-filter'
import { type IndexedExcerpt, indexExcerpts } from './excerpt-index'
import { isComplete } from './is-complete'

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
  const excerpts = indexExcerpts(annotations, sources)
  const resolve = resolverOf(context.books)
  const testOf = (filter: ExcerptFilter) => passing(filterToday(filter, resolve))
  const orders = new Map<string, readonly IndexedExcerpt[]>()
  let last: { readonly key: string; readonly arranged: Arranged } | null = null

  /** All excerpts in an order that was asked for, worked out when it is asked for first. */
  function ordered(sort: ExcerptSort, descending: boolean): readonly IndexedExcerpt[] {
    if (sort === 'place' && !descending) return excerpts
    const key = `${sort} ${descending}`
    const order = orders.get(key) ?? sorted(excerpts, sortKey(sort, excerpts, context), descending)
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
        : grouped(passed, columnOf(group, context), descending && sort === group)
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

type Arranged = {
  readonly rows: readonly IndexedExcerpt[]
  readonly groups: readonly ExcerptGroupSize[]
  readonly excerpts: number
}

/** What an excerpt is put in order by; null where it is unknown. */
type SortKey = (excerpt: IndexedExcerpt, place: number) => number | null

function sortKey(sort: ExcerptSort, excerpts: readonly IndexedExcerpt[], context: TableContext): SortKey {
  switch (sort) {
    case 'place':
      return (_, place) => place
    case 'value': {
      const ranks = valueRanks(excerpts)
      return (excerpt) => ranks.get(excerpt) ?? null
    }
    case 'status':
      return ({ annotation }) => (isComplete(annotation.body) ? 1 : 0)
    case 'created':
      return ({ annotation }) => Date.parse(annotation.created)
    case 'modified':
      return ({ annotation }) => Date.parse(annotation.modified)
    case 'kind':
    case 'source':
    case 'outlet':
    case 'date':
    case 'actor':
    case 'issue':
    case 'measure': {
      const { keysOf } = columnOf(sort, context)
      return (excerpt) => keysOf(excerpt)[0]?.rank ?? null
    }
  }
}

/** Values of one unit stand together, since five hundred euros are neither more nor less than ten ships. */
function valueRanks(excerpts: readonly IndexedExcerpt[]): Map<IndexedExcerpt, number> {
  const quantities = excerpts.flatMap((excerpt) => {
    const { body } = excerpt.annotation
    return body.kind === 'figure' && body.quantity !== null ? [{ excerpt, ...body.quantity }] : []
  })
  const ranks = new Map<IndexedExcerpt, number>()
  let last: UnitAndValue | null = null
  let rank = 0
  for (const quantity of quantities.toSorted(byUnitAndValue)) {
    if (last !== null && byUnitAndValue(last, quantity) !== 0) rank += 1
    ranks.set(quantity.excerpt, rank)
    last = quantity
  }
  return ranks
}

type UnitAndValue = Pick<Quantity, 'unit' | 'value'>

function byUnitAndValue(a: UnitAndValue, b: UnitAndValue): number {
  if (a.unit === b.unit) return a.value - b.value
  return a.unit === null || (b.unit !== null && a.unit > b.unit) ? 1 : -1
}

function sorted(excerpts: readonly IndexedExcerpt[], keyOf: SortKey, descending: boolean): IndexedExcerpt[] {
  const sign = descending ? -1 : 1
  const keys = Float64Array.from(excerpts, (excerpt, place) => {
    const key = keyOf(excerpt, place)
    return key === null ? Number.POSITIVE_INFINITY : sign * key
  })
  const places = new Uint32Array(excerpts.length).map((_, place) => place)
  // Two unknown keys are both infinite, and their difference is no number: then the place decides, as it does for equals.
  places.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b)
  return Array.from(places).flatMap((place) => excerpts[place] ?? [])
}

function grouped(passed: readonly IndexedExcerpt[], { keys, keysOf }: Column, backwards: boolean): Arranged {
  const members = keys.map((): IndexedExcerpt[] => [])
  const none: IndexedExcerpt[] = []
  for (const excerpt of passed) {
    const under = keysOf(excerpt)
    if (under.length === 0) none.push(excerpt)
    for (const { rank } of under) members[rank]?.push(excerpt)
  }
  const ordered = keys.map(({ name, rank }) => ({ of: name, list: members[rank] ?? [] }))
  const groups = [...(backwards ? ordered.toReversed() : ordered), { of: null, list: none }].filter(
    ({ list }) => list.length > 0,
  )
  return {
    rows: groups.flatMap(({ list }) => list),
    groups: groups.map(({ of, list }) => ({ of, size: list.length })),
    excerpts: passed.length,
  }
}
