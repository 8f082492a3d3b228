import type { EntryId } from '../../shared/model/codebook'

/** Which rows are chosen, and which one the keys are at. */
export type Selection = {
  readonly chosen: readonly EntryId[]
  readonly active: EntryId | null
  /** Where a range that is being extended began. */
  readonly anchor: EntryId | null
  /** Rows are being chosen one by one: walking on does not let them go. */
  readonly picking: boolean
}

export const noneSelected: Selection = { chosen: [], active: null, anchor: null, picking: false }

export function oneSelected(id: EntryId): Selection {
  return { chosen: [id], active: id, anchor: id, picking: false }
}

/**
 * What going to a row does: chooses it alone; the same, unless rows are being chosen one by one; all from the anchor on;
 * it as well or not any more; or nothing.
 */
export type Manner = 'only' | 'walk' | 'extend' | 'toggle' | 'go'

/** The selection after going to `target`, where the rows are `ids`. */
export function selectEntry(
  { chosen, active, anchor, picking }: Selection,
  ids: readonly EntryId[],
  target: EntryId,
  manner: Manner,
): Selection {
  switch (manner) {
    case 'only':
      return oneSelected(target)
    case 'walk':
      return picking ? { chosen, active: target, anchor, picking } : oneSelected(target)
    case 'go':
      return { chosen, active: target, anchor, picking }
    case 'toggle': {
      // The row that was only walked to becomes the first of several.
      const isFirst = !picking && chosen.length === 1 && active === target
      const dropped = chosen.includes(target) && !isFirst
      const left = chosen.filter((id) => id !== target)
      return {
        chosen: dropped ? left : [...left, target],
        active: target,
        anchor: target,
        picking: !dropped || left.length > 0,
      }
    }
    case 'extend': {
      // Either may have been filtered out or removed since.
      const from = [anchor, active].find((id) => id !== null && ids.includes(id)) ?? target
      const [first = 0, last = 0] = [ids.indexOf(from), ids.indexOf(target)].toSorted((a, b) => a - b)
      return { chosen: ids.slice(first, last + 1), active: target, anchor: from, picking: false }
    }
  }
}
