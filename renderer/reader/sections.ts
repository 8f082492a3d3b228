import type { Block } from '../../shared/model/version'

/** Consecutive blocks, counted from 0, that are laid out together or not at all. `to` belongs to the section. */
export type Section = { readonly from: number; readonly to: number }

/** A section ends at the next heading or post once it has this many characters … */
const ENOUGH = 1500
/** … and before the block that would make it longer than this. */
const MOST = 3000
/** A block fills at least a line. */
const LINE = 66

/**
 * Cuts the blocks into sections of about a screen, where a heading stands or `begins` says that something begins. A
 * heading is never the last of its section.
 */
export function cutSections(
  blocks: readonly Pick<Block, 'kind' | 'text'>[],
  begins: (block: number) => boolean = () => false,
): Section[] {
  const isHeading = (index: number) => blocks[index]?.kind === 'heading'
  const sections: Section[] = []
  let from = 0
  let length = 0
  for (let index = 0; index < blocks.length; index += 1) {
    const own = Math.max(blocks[index]?.text.length ?? 0, LINE)
    const full = length + own > MOST || (length >= ENOUGH && (isHeading(index) || begins(index)))
    if (full && index > from && !isHeading(index - 1)) {
      sections.push({ from, to: index - 1 })
      from = index
      length = 0
    }
    length += own
  }
  if (blocks.length > 0) sections.push({ from, to: blocks.length - 1 })
  return sections
}

/** How many lines of a usual column the blocks fill, with the space between them. */
export function linesIn(blocks: readonly Pick<Block, 'text'>[], { from, to }: Section): number {
  let lines = 0
  for (let index = from; index <= to; index += 1) {
    lines += Math.ceil((blocks[index]?.text.length ?? 0) / LINE) + BETWEEN
  }
  return lines
}

const BETWEEN = 0.4
