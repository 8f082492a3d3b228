import type { EntryId } from '../../shared/model/codebook'

/** Which rows are chosen, and which one the keys are at. */
export type Selection = {
  readonly chosen: readonly EntryId[]
  readonly active: EntryId | null
  /** Where a range that is being extended began. */
  readonly anchor: EntryId | null
}

export const noneSelected: Selection = { chosen: [], active: null, anchor: null }

/** What going to a row does: chooses it alone, all from the anchor on, it as well or not any more, or nothing. */
export type Manner = 'only' | 'extend' | 'toggle' | 'go'

/** The selection after going to `target`, where the rows are `ids`. */
export function selectEntry(
  { chosen, active, anchor }: Selection,
  ids: readonly EntryId[],
  target: EntryId,
  manner: Manner,
): Selection {
  switch (manner) {
    case 'only':
      return { chosen: [target], active: target, anchor: target }
    case 'go':
      return { chosen, active: target, anchor }
    case 'toggle':
      return {
        chosen: chosen.includes(target) ? chosen.filter((id) => id !== target) : [...chosen, target],
        active: target,
        anchor: target,
      }
    case 'extend': {
      // Either may have been filtered out or removed since.
      const from = [anchor, active].find((id) => id !== null && ids.includes(id)) ?? target
      const [first = 0, last = 0] = [ids.indexOf(from), ids.indexOf(target)].toSorted((a, b) => a - b)
      return { chosen: ids.slice(first, last + 1), active: target, anchor: from }
    }
  }
}
