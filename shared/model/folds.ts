import type { BlockId, SourceId } from './ids'
import type { Structure, StructureMark } from './structure'

/**
 * A stretch of blocks that the reader folds away: frame, the second copy of a passage, or a second article that became a
 * source of its own. Both ends belong to it.
 */
export type Fold = {
  readonly kind: 'frame' | 'repeat' | 'unrelated'
  readonly from: number
  readonly to: number
  /** For a repeat, the block of the first copy that `from` is the copy of, by its index; null where it is not there. */
  readonly of: number | null
  /** For a repeat, the last block of the first copy by its index; as many as it has itself where that is not told. */
  readonly ofTo: number | null
  /** For another article, the source that it became; else null. */
  readonly source: SourceId | null
}

/**
 * What is to be folded, in reading order and without overlaps: of two marks on one block the earlier one counts. Frame that
 * goes on where other frame ends is one fold, for whatever reasons its parts were told.
 */
export function foldsOf(ids: readonly BlockId[], structure: Structure | null): Fold[] {
  const places = new Map(ids.map((id, index) => [id, index]))
  const marked = (structure?.marks ?? []).flatMap((mark): Fold[] => {
    const isFold = mark.kind === 'frame' || mark.kind === 'repeat'
    if (!isFold && !(mark.kind === 'unrelated' && mark.source !== undefined)) return []
    const from = places.get(mark.from)
    const to = places.get(mark.to)
    if (from === undefined || to === undefined || to < from) return []
    const source = mark.kind === 'unrelated' ? (mark.source ?? null) : null
    if (mark.kind !== 'repeat') return [{ kind: mark.kind, from, to, of: null, ofTo: null, source }]
    const of = places.get(mark.of) ?? null
    const told = mark.ofTo === undefined ? undefined : places.get(mark.ofTo)
    return [{ kind: mark.kind, from, to, of, ofTo: of === null ? null : (told ?? of + to - from), source }]
  })
  const folds: Fold[] = []
  for (const fold of marked.toSorted((a, b) => a.from - b.from)) {
    const from = Math.max(fold.from, (folds.at(-1)?.to ?? -1) + 1)
    if (from > fold.to) continue
    const of = fold.of === null ? null : fold.of + from - fold.from
    const last = folds.at(-1)
    if (fold.kind === 'frame' && last?.kind === 'frame' && last.to + 1 === from)
      folds.splice(-1, 1, { ...last, to: fold.to })
    else folds.push({ ...fold, from, of })
  }
  return folds
}

/** The marks that make up a fold: without them its stretch is text like any other. */
export function marksOfFold(ids: readonly BlockId[], structure: Structure, fold: Fold): StructureMark[] {
  const places = new Map(ids.map((id, index) => [id, index]))
  return structure.marks.filter(
    (mark) =>
      mark.kind === fold.kind &&
      (places.get(mark.from) ?? ids.length) <= fold.to &&
      fold.from <= (places.get(mark.to) ?? -1),
  )
}

/** The overlay with these blocks marked as frame by hand; both ends belong to it. */
export function withFrame(structure: Structure, from: BlockId, to: BlockId): Structure {
  return {
    ...structure,
    marks: [...structure.marks, { kind: 'frame', from, to, origin: 'hand', evidence: null }],
  }
}
