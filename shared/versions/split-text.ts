import { describeRange } from '../anchoring/describe-range'
import { projectText } from '../anchoring/text-projection'
import { type Annotation, extentOf } from '../model/annotation'
import { separateFrom } from '../model/decisions'
import type { BlockId, SourceId } from '../model/ids'
import type { Decision, Source, SourceDetails } from '../model/source'
import type { Passage, Structure, StructureMark } from '../model/structure'
import type { Version } from '../model/version'
import { unknownDetails } from '../structure/unknown-details'

/** A second text that was stuck to a first, by the place at which it begins. */
export type Stretch = { readonly index: number; readonly start: number; readonly end: number }

/** The stretch from a block to the end of the version; null for a block that it does not have, or that begins it. */
export function stretchFrom({ blocks }: Pick<Version, 'blocks'>, at: BlockId): Stretch | null {
  const index = blocks.findIndex(({ id }) => id === at)
  if (index < 1) return null
  const { text, starts } = projectText(blocks)
  return { index, start: starts[index] ?? 0, end: text.length }
}

/** The stretch as the first version of a source of its own; `part` says where it stands in the text of the original. */
export function secondVersion(version: Version, { index, start, end }: Stretch, of: SourceId): Version {
  const { pages, part, notices: _, ...kept } = version
  const offset = part?.start ?? 0
  // The page on which it begins may have begun before it.
  const own = pages?.filter((page, nth) => (pages[nth + 1]?.start ?? end) > start && page.start < end)
  return {
    ...kept,
    source: of,
    number: 1,
    blocks: version.blocks.slice(index).map((block, nth) => ({ ...block, id: `b${nth + 1}` })),
    notices: [],
    ...(own !== undefined && {
      pages: own.map((page) => ({ ...page, start: Math.max(0, page.start - start) })),
    }),
    part: { start: offset + start, end: offset + end },
  }
}

/** The overlay of the stretch on a version of its own. What points out of it, or says that it belongs elsewhere, goes. */
export function secondMarks(
  blocks: Version['blocks'],
  stretch: Stretch,
  marks: readonly StructureMark[],
): StructureMark[] {
  const indexes = new Map(blocks.map(({ id }, index) => [id, index]))
  const idOf = (id: BlockId): BlockId | null => {
    const index = indexes.get(id) ?? -1
    return index < stretch.index ? null : `b${index - stretch.index + 1}`
  }
  return marks.flatMap((mark): StructureMark[] => {
    const [from, to] = [idOf(mark.from), idOf(mark.to)]
    if (from === null || to === null || (mark.kind === 'unrelated' && from === 'b1')) return []
    const evidence = mark.evidence === null ? null : shifted(mark.evidence, stretch)
    const common = { from, to, evidence }
    if (mark.kind === 'post')
      return [{ ...mark, ...common, heading: mark.heading === null ? null : idOf(mark.heading) }]
    if (mark.kind === 'repeat') {
      const { of: first, ofTo: final, ...rest } = mark
      const of = idOf(first)
      const ofTo = final === undefined ? null : idOf(final)
      return of === null ? [] : [{ ...rest, ...common, of, ...(ofTo !== null && { ofTo }) }]
    }
    if (mark.kind === 'reference')
      return [{ ...mark, ...common, post: mark.post === null ? null : idOf(mark.post) }]
    return [{ ...mark, ...common }]
  })
}

/** The overlay of the first text: the stretch is another article, which is a source of its own now. */
export function firstStructure(
  version: Pick<Version, 'number' | 'blocks'>,
  { index }: Stretch,
  structure: Structure | null,
  second: SourceId,
): Structure {
  const from = version.blocks[index]?.id
  const to = version.blocks.at(-1)?.id
  if (from === undefined || to === undefined) throw new Error(`there is no block ${index}`)
  const marks = structure?.marks ?? []
  const isIt = (mark: StructureMark) => mark.kind === 'unrelated' && mark.from === from
  const evidence = marks.find(isIt)?.evidence ?? null
  const mark = { kind: 'unrelated' as const, from, to, origin: 'hand' as const, evidence, source: second }
  return { version: version.number, marks: [...marks.filter((one) => !isIt(one)), mark] }
}

/** What is known of the first text without the stretch: what rests on words that went with it is not known any more. */
export function firstDetails(
  { details, inferences }: Pick<Source, 'details' | 'inferences'>,
  version: number,
  { start }: Stretch,
): Pick<Source, 'details' | 'inferences'> {
  const isGone = (passage: Passage | null | undefined) => passage?.version === version && passage.end > start
  const gone = inferences.filter(({ evidence, support }) => isGone(evidence) || isGone(support))
  // A text has a title, whatever it was taken from.
  const lost = gone.flatMap(({ field }) => (field === 'title' ? [] : [[field, unknownDetails[field]]]))
  return {
    // Each field is copied from details of the same type.
    details: { ...details, ...(Object.fromEntries(lost) as Partial<SourceDetails>) },
    inferences: inferences.filter((one) => !gone.includes(one)),
  }
}

/** What was decided about the stretch, and that the two texts are separate although they come from one file. */
export function secondDecisions(
  first: Pick<Source, 'id' | 'decisions'>,
  version: number,
  stretch: Stretch,
): Decision[] {
  const own = first.decisions.flatMap((decision): Decision[] => {
    const passage = decision.passage.version === version ? shifted(decision.passage, stretch) : null
    return passage === null ? [] : [{ ...decision, passage }]
  })
  const characters = stretch.end - stretch.start
  return [...own, separateFrom(first.id, { number: 1, characters })]
}

/**
 * The annotation in the second text, which `text` is; unchanged where it does not lie in the stretch as a whole. Where it
 * stood in versions before is not told of the second text, which has none.
 */
export function movedToSecond(
  annotation: Annotation,
  version: number,
  stretch: Stretch,
  second: { readonly source: SourceId; readonly text: string },
): Annotation {
  const { target } = annotation
  if (target.version !== version || extentOf(target).start < stretch.start) return annotation
  const { earlier: _earlier, carried: _carried, ...kept } = annotation
  const ranges = target.ranges.map(({ position }) =>
    describeRange(second.text, position.start - stretch.start, position.end - stretch.start),
  )
  return {
    ...kept,
    revision: annotation.revision + 1,
    target: { source: second.source, version: 1, ranges },
  }
}

function shifted(passage: Passage, { start, end }: Stretch): Passage | null {
  if (passage.start < start || passage.end > end) return null
  return { version: 1, start: passage.start - start, end: passage.end - start }
}
