import type { BriefBlock, BriefHeading } from '../model/brief'
import { sectionTitles } from './edit-brief'
import { inlinesOf } from './walk-brief'

/** The blocks of a brief without the sections that it began with and that nothing was written into. */
export function withoutEmptySections(blocks: readonly BriefBlock[]): BriefBlock[] {
  return blocks.filter((block, index) => {
    if (!isGivenHeading(block)) return true
    const next = blocks.find((below, at) => at > index && !isEmptyLine(below))
    return next !== undefined && (next.type !== 'heading' || next.attrs.level > block.attrs.level)
  })
}

function isEmptyLine(block: BriefBlock): boolean {
  if (block.type !== 'paragraph') return false
  return inlinesOf(block).every(
    (inline) => inline.type === 'hardBreak' || (inline.type === 'text' && inline.text.trim() === ''),
  )
}

/** True for a heading that a new brief begins with. Once its author has written in it, it is the author's own. */
function isGivenHeading(block: BriefBlock): block is BriefHeading {
  if (block.type !== 'heading' || block.attrs.section === null) return false
  const [first, ...more] = block.content ?? []
  const title = sectionTitles[block.attrs.section]
  return first === undefined || (more.length === 0 && first.type === 'text' && first.text === title)
}
