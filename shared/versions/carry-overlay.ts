import { type Alignment, alignTexts } from '../anchoring/align-texts'
import { carryTarget } from '../anchoring/carry-target'
import { blockIndexAt, projectText, type TextProjection } from '../anchoring/text-projection'
import { wordsInCommon } from '../anchoring/words-in-common'
import { isAboutTexts, isMarkRefused, placeOfMark, separateRule } from '../model/decisions'
import type { BlockId, SourceId } from '../model/ids'
import type { Decision, ReadingPlace } from '../model/source'
import type { Passage, StructureMark } from '../model/structure'
import type { Block } from '../model/version'

/** A version as far as its overlay is concerned. */
export type TextOfVersion = {
  readonly number: number
  readonly blocks: readonly Block[]
  readonly projection: TextProjection
}

/** A version with its text laid out. */
export function textOfVersion(number: number, blocks: readonly Block[]): TextOfVersion {
  return { number, blocks, projection: projectText(blocks) }
}

/** The blocks that one became, by their places, from the first to the last. */
export type BlockSpan = { readonly first: number; readonly last: number }

/** What each block became; null for one that is not there any more. */
export type BlockPlaces = (index: number) => BlockSpan | null

/** What brings that which points into an older version to the newer one. */
export type Carry = {
  readonly before: TextOfVersion
  readonly after: TextOfVersion
  readonly alignment: Alignment
  readonly places: BlockPlaces
}

/** Blocks that have less of their words in common are two different ones. */
const FEWEST_SAME = 0.4

/** Aligns two versions. `places` is given where it is known which block became which. */
export function carryBetween(before: TextOfVersion, after: TextOfVersion, places?: BlockPlaces): Carry {
  const alignment = alignTexts(before.projection.text, after.projection.text)
  return { before, after, alignment, places: places ?? placesBy(alignment, before, after) }
}

function placesBy(alignment: Alignment, before: TextOfVersion, after: TextOfVersion): BlockPlaces {
  const { oldSizes, shared } = wordsInCommon(alignment, before.projection, after.projection)
  return (index) => {
    const [best] = [...(shared.get(index) ?? [])].toSorted(([, a], [, b]) => b - a)
    if (best === undefined || best[1] < FEWEST_SAME * (oldSizes.get(index) ?? 1)) return null
    return { first: best[0], last: best[0] }
  }
}

/** The passage in the newer version; null where its words are not there any more. */
export function carryPassage({ before, after, alignment }: Carry, passage: Passage): Passage | null {
  const { start, end } = passage
  const { text } = before.projection
  const range = {
    quote: {
      type: 'TextQuoteSelector' as const,
      exact: text.slice(start, end),
      prefix: '',
      suffix: '',
    },
    position: { type: 'TextPositionSelector' as const, start, end },
  }
  const found = carryTarget([range], alignment, text, after.projection.text)
  if (found.status === 'orphaned' || found.status === 'fuzzy') return null
  const [position] = found.ranges.map((one) => one.position)
  return position === undefined ? null : { version: after.number, start: position.start, end: position.end }
}

/** The marks on the blocks that those of the older version became; a mark whose stretch is gone goes with it. */
export function carryMarks(carry: Carry, marks: readonly StructureMark[]): StructureMark[] {
  const { before, after, places } = carry
  const indexes = new Map(before.blocks.map(({ id }, index) => [id, index]))
  const idAt = (index: number | undefined) => (index === undefined ? undefined : after.blocks[index]?.id)
  const became = (id: BlockId) => places(indexes.get(id) ?? -1)
  return marks.flatMap((mark): StructureMark[] => {
    const stretch: { readonly first: number; readonly last: number }[] = []
    const last = indexes.get(mark.to) ?? -1
    for (let index = indexes.get(mark.from) ?? last + 1; index <= last; index += 1)
      stretch.push(...[places(index) ?? []].flat())
    const [from, to] = [idAt(stretch[0]?.first), idAt(stretch.at(-1)?.last)]
    // One whose ends changed places is no stretch any more.
    if (from === undefined || to === undefined || (stretch[0]?.first ?? 0) > (stretch.at(-1)?.last ?? 0))
      return []
    const evidence = mark.evidence === null ? null : carryPassage(carry, mark.evidence)
    const common = { from, to, evidence }
    if (mark.kind === 'post') {
      const heading = mark.heading === null ? null : (idAt(became(mark.heading)?.first) ?? null)
      return [{ ...mark, ...common, heading }]
    }
    if (mark.kind === 'repeat') {
      const { of: first, ofTo: final, ...rest } = mark
      const of = idAt(became(first)?.first)
      const ofTo = final === undefined ? undefined : idAt(became(final)?.last)
      return of === undefined ? [] : [{ ...rest, ...common, of, ...(ofTo !== undefined && { ofTo }) }]
    }
    if (mark.kind === 'reference') {
      const post = mark.post === null ? null : (idAt(became(mark.post)?.first) ?? null)
      return [{ ...mark, ...common, post }]
    }
    return [{ ...mark, ...common }]
  })
}

/**
 * What was decided about the older version, about the newer one: a rejected suggestion does not come back. That texts are
 * separate is about the whole of them; `gone` is a text that became this version, about which that says nothing any more.
 */
export function carryDecisions(
  carry: Carry,
  decisions: readonly Decision[],
  gone: SourceId | null = null,
): Decision[] {
  return decisions.flatMap((decision): Decision[] => {
    if (decision.passage.version !== carry.before.number) return []
    if (gone !== null && decision.rule === separateRule(gone)) return []
    const { number, projection } = carry.after
    const passage = isAboutTexts(decision)
      ? { version: number, start: 0, end: projection.text.length }
      : carryPassage(carry, decision.passage)
    return passage === null ? [] : [{ ...decision, passage }]
  })
}

/** The marks without those that were decided against, and without a second one of a kind on the same stretch. */
export function acceptableMarks(
  { number, blocks, projection }: TextOfVersion,
  marks: readonly StructureMark[],
  decisions: readonly Decision[],
): StructureMark[] {
  const text = { version: { number, blocks: [...blocks] }, projection }
  const seen = new Set<string>()
  return marks.filter((mark) => {
    const place = placeOfMark(mark)
    if (seen.has(place)) return false
    seen.add(place)
    return mark.origin === 'hand' || !isMarkRefused(decisions, text, mark)
  })
}

/** Where one goes on to read in the newer version: the same paragraph, or the one that took its place. */
export function carryPlace(
  { before, after, places }: Carry,
  place: ReadingPlace | null,
): ReadingPlace | null {
  if (place === null || place.version !== before.number) return place
  const index = blockIndexAt(before.projection, place.offset)
  for (let near = index; near >= 0; near -= 1) {
    const start = after.projection.starts[places(near)?.first ?? -1]
    if (start !== undefined) return { version: after.number, offset: start }
  }
  return { version: after.number, offset: 0 }
}
