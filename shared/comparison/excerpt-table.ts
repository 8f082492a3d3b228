import type { Annotation, Quantity } from '../model/annotation'
import { resolverOf } from '../model/edit-codebook'
import type {
  ExcerptArrangement,
  ExcerptFilter,
  ExcerptGroupSize,
  ExcerptPage,
  ExcerptSort,
} from '../model/excerpts'
import { type Column, type ColumnName, columnOf, type Key, type TableContext } from './excerpt-columns'
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
  const everywhere = excerpts.map((_, place) => place)
  const orders = new Map<string, Places>()
  const divisions = new Map<ColumnName, Division>()
  let last: { readonly key: string; readonly arranged: Arranged } | null = null

  /**
   * The places that pass, in the order that was asked for. The order of all is worked out when many pass, and kept: a few
   * are put in order sooner by themselves.
   */
  function ordered({ filter, sort, descending }: ExcerptArrangement): Places {
    const test = testOf(filter)
    // In the order of memory: excerpts in any other order are far slower to look at.
    const passes = excerpts.map(test)
    const passed = everywhere.filter((place) => passes[place])
    if (sort === 'place' && !descending) return passed
    const key = `${sort} ${descending}`
    const order = orders.get(key)
    if (order !== undefined) return order.filter((place) => passes[place])
    if (passed.length * FEW < excerpts.length) return inOrder(passed, sort, descending)
    const whole = inOrder(everywhere, sort, descending)
    orders.set(key, whole)
    return whole.filter((place) => passes[place])
  }

  function inOrder(places: Places, sort: ExcerptSort, descending: boolean): Places {
    const some = places.flatMap((place) => excerpts[place] ?? [])
    return sorted(places, some.map(sortKey(sort, some, context)), descending)
  }

  function divisionBy(name: ColumnName): Division {
    const known = divisions.get(name)
    if (known !== undefined) return known
    const { keys, keysOf } = columnOf(name, context, excerpts)
    const division = { keys, keysAt: excerpts.map(keysOf) }
    divisions.set(name, division)
    return division
  }

  /** The last answer is kept: a table is asked for page by page. */
  function arrange(arrangement: ExcerptArrangement): Arranged {
    const key = JSON.stringify(arrangement)
    if (last?.key === key) return last.arranged
    const { sort, descending, group } = arrangement
    const places = ordered(arrangement)
    const arranged =
      group === 'none'
        ? { places, groups: [], excerpts: places.length }
        : grouped(places, divisionBy(group), descending && sort === group)
    last = { key, arranged }
    return arranged
  }

  return {
    page(arrangement, offset, limit) {
      const { places, groups, excerpts: count } = arrange(arrangement)
      const rows = places.slice(offset, offset + limit).flatMap((place) => annotations[place] ?? [])
      return { total: places.length, excerpts: count, groups: [...groups], rows }
    },
    passing: (filter) => excerpts.filter(testOf(filter)).map(({ annotation }) => annotation),
  }
}

/** Fewer than one in so many are few. */
const FEW = 4

/** Where an excerpt stands among all, and so in the order of the library and of reading. */
type Places = readonly number[]

type Arranged = {
  readonly places: Places
  readonly groups: readonly ExcerptGroupSize[]
  readonly excerpts: number
}

/** A column, with the keys of the excerpts at all places. */
type Division = Pick<Column, 'keys'> & { readonly keysAt: readonly (readonly Key[])[] }

/** What an excerpt is put in order by; null where it is unknown. */
type SortKey = (excerpt: IndexedExcerpt, place: number) => number | null

/** What those excerpts are put in order by. */
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
      const { keysOf } = columnOf(sort, context, excerpts)
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

/** `keys` are those of the places, one by one. */
function sorted(places: Places, keys: readonly (number | null)[], descending: boolean): Places {
  const sign = descending ? -1 : 1
  const ranks = Float64Array.from(keys, (key) => (key === null ? Number.POSITIVE_INFINITY : sign * key))
  const order = new Uint32Array(places.length).map((_, index) => index)
  // Two unknown keys are both infinite, and their difference is no number: then the place decides, as it does for equals.
  order.sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0) || a - b)
  return Array.from(order, (index) => places[index] ?? 0)
}

function grouped(places: Places, { keys, keysAt }: Division, backwards: boolean): Arranged {
  const members = keys.map((): number[] => [])
  const none: number[] = []
  for (const place of places) {
    const under = keysAt[place] ?? []
    if (under.length === 0) none.push(place)
    for (const { rank } of under) members[rank]?.push(place)
  }
  const ordered = keys.map(({ name, rank, written }) => ({ of: name, written, list: members[rank] ?? [] }))
  const groups = [
    ...(backwards ? ordered.toReversed() : ordered),
    { of: null, written: false, list: none },
  ].filter(({ list }) => list.length > 0)
  return {
    places: groups.flatMap(({ list }) => list),
    groups: groups.map(({ of, written, list }) => ({ of, ...(written && { written }), size: list.length })),
    excerpts: places.length,
  }
}
