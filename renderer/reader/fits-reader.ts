import { type Block, BlockKind, InlineMark } from '../../shared/model/version'

const kinds = new Set<string>(BlockKind.options)

/**
 * Whether these are blocks that the reader can lay out. They were checked as they were read from the disk, so this looks at
 * no more than the reader would stumble over.
 */
export function fitsReader(blocks: unknown): blocks is readonly Block[] {
  return Array.isArray(blocks) && blocks.length > 0 && blocks.every(isBlock)
}

function isBlock(block: unknown): boolean {
  if (typeof block !== 'object' || block === null) return false
  // Whatever fields it has are looked at below.
  const { id, kind, text, level, marks } = block as Partial<Record<keyof Block, unknown>>
  return (
    typeof id === 'string' &&
    typeof kind === 'string' &&
    kinds.has(kind) &&
    typeof text === 'string' &&
    text !== '' &&
    (level === null || typeof level === 'number') &&
    Array.isArray(marks) &&
    marks.every((mark) => InlineMark.safeParse(mark).success)
  )
}

/** The lines of what may be no blocks at all. */
export function linesOf(blocks: unknown): string[] {
  if (!Array.isArray(blocks)) return []
  return blocks.flatMap((block: unknown) => {
    const isLine = typeof block === 'object' && block !== null && 'text' in block
    return isLine && typeof block.text === 'string' && block.text !== '' ? [block.text] : []
  })
}
