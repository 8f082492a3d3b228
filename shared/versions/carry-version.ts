import type { Annotation } from '../model/annotation'
import type { SourceId } from '../model/ids'
import type { Decision, ReadingPlace } from '../model/source'
import type { StructureMark } from '../model/structure'
import type { Block } from '../model/version'
import { annotationCarrier } from './carry-annotation'
import {
  acceptableMarks,
  type BlockSpan,
  carryBetween,
  carryDecisions,
  carryMarks,
  carryPlace,
  textOfVersion,
} from './carry-overlay'

/** A version as far as it is compared. */
export type NumberedBlocks = { readonly number: number; readonly blocks: readonly Block[] }

/** The newest version of a text, the one that comes after it, and what points into them. Values alone: it may go to another process. */
export type VersionChange = {
  readonly before: NumberedBlocks
  readonly after: NumberedBlocks
  /** What each block became, where that is known. */
  readonly spans: readonly (BlockSpan | null)[] | null
  /** The versions further back in which annotations still stand. */
  readonly older: readonly NumberedBlocks[]
  readonly annotations: readonly Annotation[]
  readonly decisions: readonly Decision[]
  /** What was decided about the text of `after` before it was a version. */
  readonly laterDecisions: readonly Decision[]
  /** The text that `after` was, about which nothing has to be kept apart any more. */
  readonly gone: SourceId | null
  /** Marks on `before` that are to be carried. */
  readonly marks: readonly StructureMark[]
  /** Marks that `after` has. */
  readonly laterMarks: readonly StructureMark[]
  readonly place: ReadingPlace | null
}

/** What points into the new version, and the annotations that changed by it. */
export type CarriedVersion = {
  readonly annotations: readonly Annotation[]
  readonly decisions: Decision[]
  readonly marks: StructureMark[]
  readonly place: ReadingPlace | null
}

/** Carry all that points into a version over to the one that comes after it. */
export function carryVersion(change: VersionChange): CarriedVersion {
  const { spans, gone } = change
  const before = textOfVersion(change.before.number, change.before.blocks)
  const after = textOfVersion(change.after.number, change.after.blocks)
  const carry = carryBetween(before, after, spans === null ? undefined : (index) => spans[index] ?? null)
  const older = new Map(change.older.map(({ number, blocks }) => [number, textOfVersion(number, blocks)]))
  const carried = annotationCarrier(carry, (version) => {
    const text = version === before.number ? before : older.get(version)
    if (text === undefined) throw new Error(`version ${version} is not given`)
    return text
  })
  const decisions = [
    ...change.decisions,
    ...carryDecisions(carry, change.decisions, gone),
    ...change.laterDecisions,
  ]
  return {
    annotations: change.annotations.flatMap((annotation) => {
      const now = carried(annotation)
      return now === annotation ? [] : now
    }),
    decisions,
    marks: acceptableMarks(after, [...carryMarks(carry, change.marks), ...change.laterMarks], decisions),
    place: carryPlace(carry, change.place),
  }
}
