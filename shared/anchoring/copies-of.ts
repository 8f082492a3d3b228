import type { TargetRange } from '../model/annotation'
import type { BlockId } from '../model/ids'
import type { StructureMark } from '../model/structure'
import type { Block } from '../model/version'
import { alignTexts } from './align-texts'
import { carryTarget } from './carry-target'
import type { Span } from './find-alike'
import { blockSpan, type TextProjection } from './text-projection'

/** The same passages in another copy of what a text says twice; `passages` is null where that copy leaves the words out. */
export type PassageCopy =
  | { readonly passages: readonly Span[]; readonly sameWords: boolean }
  | { readonly passages: null }

/** The other copies of the passages of `ranges`, one for each repeat whose first or second copy holds all of them. */
export function copiesOf(
  blocks: readonly Block[],
  projection: TextProjection,
  marks: readonly StructureMark[],
  ranges: readonly TargetRange[],
): PassageCopy[] {
  const { text } = projection
  return repeatsIn(blocks, projection, marks).flatMap(([first, second]): PassageCopy[] => {
    const [own, other] = isWithin(ranges, first) ? [first, second] : [second, first]
    if (!isWithin(ranges, own)) return []
    const [before, after] = [text.slice(own.start, own.end), text.slice(other.start, other.end)]
    const within = ranges.map(({ quote, position: { type, start, end } }) => ({
      quote,
      position: { type, start: start - own.start, end: end - own.start },
    }))
    const found = carryTarget(within, alignTexts(before, after), before, after)
    if (found.status === 'orphaned') return [{ passages: null }]
    const passages = found.ranges.map(({ position: { start, end } }) => ({
      start: start + other.start,
      end: end + other.start,
    }))
    return [{ passages, sameWords: found.status !== 'fuzzy' }]
  })
}

/** The first and the second copy of each repeat, as stretches of the text. */
function repeatsIn(
  blocks: readonly Block[],
  projection: TextProjection,
  marks: readonly StructureMark[],
): (readonly [Span, Span])[] {
  const places = new Map(blocks.map(({ id }, index) => [id, index]))
  const stretch = (from: BlockId, to: BlockId | number): Span | null => {
    const first = places.get(from)
    if (first === undefined) return null
    const last = typeof to === 'number' ? Math.min(first + to, blocks.length - 1) : places.get(to)
    if (last === undefined || last < first) return null
    return { start: blockSpan(projection, first).start, end: blockSpan(projection, last).end }
  }
  return marks.flatMap((mark): (readonly [Span, Span])[] => {
    if (mark.kind !== 'repeat') return []
    const { from, to, of, ofTo } = mark
    const length = (places.get(to) ?? 0) - (places.get(from) ?? 0)
    const [first, second] = [stretch(of, ofTo ?? length), stretch(from, to)]
    return first === null || second === null ? [] : [[first, second]]
  })
}

function isWithin(ranges: readonly TargetRange[], { start, end }: Span): boolean {
  return ranges.every(({ position }) => start <= position.start && position.end <= end)
}
