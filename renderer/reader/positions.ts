import { lastIndexWhere } from '../../shared/anchoring/last-index-where'
import { blockIndexAt, blockSpan, type TextProjection } from '../../shared/anchoring/text-projection'
import type { Section } from './sections'

/*
 * An offset counts UTF-16 units of the text projection, where a line break stands between two blocks. A
 * ProseMirror position counts tokens: a block opens and closes with one each, and so does a section. So the text of a
 * block starts behind its offset: one for each section that opened or closed before, and one for each block that opened.
 */

/** Where everything stands in the document of an article. */
export type Places = {
  readonly projection: TextProjection
  readonly sections: readonly Section[]
  /** The position at which the text of each block starts. */
  readonly texts: readonly number[]
  /** The section of each block. */
  readonly sectionOf: readonly number[]
}

/** From where to where something reaches in the document, its own tokens included. */
export type Span = { readonly from: number; readonly to: number }

export function placesOf(projection: TextProjection, sections: readonly Section[]): Places {
  const texts: number[] = []
  const sectionOf: number[] = []
  for (const [section, { from, to }] of sections.entries()) {
    for (let block = from; block <= to; block += 1) {
      texts.push((projection.starts[block] ?? 0) + block + 2 * section + 2)
      sectionOf.push(section)
    }
  }
  return { projection, sections, texts, sectionOf }
}

/** The caret position of `offset`; the line break after a block is the end of that block. */
export function positionOf({ projection, texts }: Places, offset: number): number {
  const block = blockIndexAt(projection, offset)
  return (texts[block] ?? 0) + offset - blockSpan(projection, block).start
}

/** The offset of a position; a position outside of any text is the nearest text. */
export function offsetOf({ projection, texts }: Places, position: number): number {
  const block = lastIndexWhere(texts, (start) => start - 1 <= position)
  const { start, end } = blockSpan(projection, block)
  return Math.min(Math.max(start + position - (texts[block] ?? 0), start), end)
}

export function spanOfBlock({ projection, texts }: Places, block: number): Span {
  const { start, end } = blockSpan(projection, block)
  const text = texts[block] ?? 0
  return { from: text - 1, to: text + (end - start) + 1 }
}

export function spanOfSection(places: Places, section: number): Span {
  const { from, to } = places.sections[section] ?? { from: 0, to: 0 }
  return { from: spanOfBlock(places, from).from - 1, to: spanOfBlock(places, to).to + 1 }
}

/** The section in which an offset stands. */
export function sectionAt({ projection, sectionOf }: Places, offset: number): number {
  return sectionOf[blockIndexAt(projection, offset)] ?? 0
}

/** The text of a section, from the start of its first block to the end of its last. */
export function textOfSection(
  { projection, sections }: Places,
  section: number,
): { start: number; end: number } {
  const { from, to } = sections[section] ?? { from: 0, to: 0 }
  return { start: blockSpan(projection, from).start, end: blockSpan(projection, to).end }
}
