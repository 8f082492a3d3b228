import type { Input } from '../../../shared/contract/calls'
import type { Annotation } from '../../../shared/model/annotation'
import type { ExcerptFilter } from '../../../shared/model/excerpts'
import type { AnnotationId } from '../../../shared/model/ids'

/** The rows that are selected: one by one, or all that pass a filter, also those that were never asked for. */
export type Selection =
  | ById
  | {
      readonly by: 'filter'
      readonly filter: ExcerptFilter
      /** How many passed when they were selected. */
      readonly count: number
    }

type ById = { readonly by: 'id'; readonly chosen: ReadonlyMap<AnnotationId, Chosen> }

/** An annotation as it was seen last, and where in the table. */
export type Chosen = { readonly annotation: Annotation; readonly row: number }

export const noSelection: Selection = { by: 'id', chosen: new Map() }

export function sizeOf(selection: Selection): number {
  return selection.by === 'id' ? selection.chosen.size : selection.count
}

export function isSelected(selection: Selection, { id }: Annotation): boolean {
  return selection.by === 'filter' || selection.chosen.has(id)
}

export function selectionOf(chosen: readonly Chosen[]): ById {
  return { by: 'id', chosen: new Map(chosen.map((one) => [one.annotation.id, one])) }
}

/** The selection with the row if it was not in it, else without it. */
export function toggled(chosen: ReadonlyMap<AnnotationId, Chosen>, one: Chosen): ById {
  const { id } = one.annotation
  return chosen.has(id)
    ? { by: 'id', chosen: new Map([...chosen].filter(([other]) => other !== id)) }
    : { by: 'id', chosen: new Map([...chosen, [id, one]]) }
}

/** What a call on many annotations is told. */
export function askedOf(selection: Selection): Input<'annotation.bulk'>['of'] {
  return selection.by === 'filter'
    ? { by: 'filter', filter: selection.filter }
    : { by: 'id', annotations: [...selection.chosen.keys()] }
}

/** Those selected one by one, as they stand in the table. */
export function inOrder(chosen: ReadonlyMap<AnnotationId, Chosen>): Annotation[] {
  return [...chosen.values()].toSorted((a, b) => a.row - b.row).map(({ annotation }) => annotation)
}
