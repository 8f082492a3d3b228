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
import { filterToday, type IndexedExcerpt, passing, wordsOf } from './excerpt-filter'
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
  const words = wordsOf(annotations)
  const excerpts: IndexedExcerpt[] = annotations.map((annotation, index) => ({
    annotation,
    source: sources.get(annotation.target.source) ?? null,
    words: words[index] ?? '',
  }))
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
    default: {
      const { keysOf, keys } = columnOf(sort, context)
      return (excerpt) => keys.get(keysOf(excerpt)[0] ?? '')?.rank ?? null
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
  const keyed = excerpts.map((excerpt, place) => {
    const key = keyOf(excerpt, place)
    return { excerpt, key: key === null ? Number.POSITIVE_INFINITY : sign * key }
  })
  // Compared, not subtracted: two unknown keys are both infinite. Sorting is stable, so that equals stay as they stand.
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ excerpt }) => excerpt)
}

function grouped(
  passed: readonly IndexedExcerpt[],
  { keysOf, keys: known }: Column,
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
  const ordered = [...known].flatMap(([key, { name }]) => {
    const list = members.get(key)
    return list === undefined ? [] : [{ of: name, list }]
  })
  const groups = [
    ...(backwards ? ordered.toReversed() : ordered),
    ...(none.length === 0 ? [] : [{ of: null, list: none }]),
  ]
  return {
    rows: groups.flatMap(({ list }) => list),
    groups: groups.map(({ of, list }) => ({ of, size: list.length })),
    excerpts: passed.length,
  }
}
