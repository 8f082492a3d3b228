import type { ExcerptGroupSize } from '../../../shared/model/excerpts'

/** Heights in pixels. */
export type RowSizes = { readonly row: number; readonly groupHead: number }

/** A part of the table and where it lies. */
export type GroupPlace = ExcerptGroupSize & {
  /** Number of its first row. */
  readonly first: number
  readonly top: number
  readonly height: number
}

/** Where each row of a table lies, reckoned and never measured: all rows are equally high. */
export type RowPlaces = {
  readonly height: number
  readonly groups: readonly GroupPlace[]
  readonly topOf: (row: number) => number
  /** The row at this height, or the one below it where a heading is. */
  readonly rowAt: (height: number) => number
  /** Number of the group that the row is in; null in a table without groups. */
  readonly groupOf: (row: number) => number | null
}

/** Lays out so many rows, in these groups or in none. */
export function placeRows(total: number, given: readonly ExcerptGroupSize[], sizes: RowSizes): RowPlaces {
  let first = 0
  let top = 0
  const groups = given.map((group) => {
    const place = { ...group, first, top, height: sizes.groupHead + group.size * sizes.row }
    first += group.size
    top += place.height
    return place
  })
  const groupOf = (row: number) =>
    groups.length === 0 ? null : lastWhere(groups, (group) => group.first <= row)
  return {
    height: groups.length === 0 ? total * sizes.row : top,
    groups,
    groupOf,
    topOf: (row) => row * sizes.row + ((groupOf(row) ?? -1) + 1) * sizes.groupHead,
    rowAt: (height) => {
      const group = groups[lastWhere(groups, ({ top }) => top <= height)]
      const row =
        group === undefined
          ? Math.floor(height / sizes.row)
          : group.first +
            Math.min(group.size - 1, Math.floor((height - group.top - sizes.groupHead) / sizes.row))
      return Math.min(Math.max(row, group?.first ?? 0, 0), Math.max(total - 1, 0))
    },
  }
}

/** Number of the last one of which it is true, where it is true of all before; 0 when of none. */
function lastWhere<Item>(items: readonly Item[], isTrue: (item: Item) => boolean): number {
  let low = 0
  let high = items.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const item = items[middle]
    if (item !== undefined && isTrue(item)) low = middle
    else high = middle - 1
  }
  return low
}
