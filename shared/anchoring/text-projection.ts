import type { Block } from '../model/version'
import { lastIndexWhere } from './last-index-where'

/**
 * A version as one plain string: the texts of its blocks, one a line. Every offset in the notebook is in
 * UTF-16 units of `text`. No block holds a line break, so a line of the text is a block and the other way round.
 */
export type TextProjection = {
  readonly text: string
  /** Where each block starts, in the order of the blocks. */
  readonly starts: readonly number[]
}

const SEPARATOR = '\n'

/** Lay the blocks of a version out as one string. */
export function projectText(blocks: readonly Pick<Block, 'text'>[]): TextProjection {
  const starts: number[] = []
  let length = 0
  for (const block of blocks) {
    starts.push(length)
    length += block.text.length + SEPARATOR.length
  }
  return { text: blocks.map((block) => block.text).join(SEPARATOR), starts }
}

/** Index of the block in which `offset` lies; the separator after a block belongs to that block. */
export function blockIndexAt({ starts }: TextProjection, offset: number): number {
  return lastIndexWhere(starts, (start) => start <= offset)
}

/** Where the text of block `index` starts and ends, without its separator. */
export function blockSpan(projection: TextProjection, index: number): { start: number; end: number } {
  const start = projection.starts[index]
  if (start === undefined) throw new RangeError(`there is no block ${index}`)
  const next = projection.starts[index + 1]
  return { start, end: next === undefined ? projection.text.length : next - SEPARATOR.length }
}

/** The range without white space at its ends; null when nothing else is in it. */
export function trimRange(text: string, start: number, end: number): { start: number; end: number } | null {
  const words = text.slice(start, end)
  const trimmed = words.trim()
  if (trimmed === '') return null
  const from = start + words.indexOf(trimmed)
  return { start: from, end: from + trimmed.length }
}
