import { assertNever } from '../model/assert-never'
import type {
  BriefBlock,
  BriefCitation,
  BriefDocument,
  BriefExcerpt,
  BriefFlow,
  BriefInline,
  BriefLive,
} from '../model/brief'

/** Everything in a block that leads to the notebook, in reading order. */
export type BriefLead = BriefExcerpt | BriefCitation | BriefLive

/** What leads from the brief to the notebook, in reading order. */
export function leadsOf({ content }: BriefDocument): BriefLead[] {
  return content.flatMap(leadsOfBlock)
}

/** The same for one block. */
export function leadsOfBlock(block: BriefBlock): BriefLead[] {
  if (block.type === 'excerpt' || block.type === 'live') return [block]
  return inlinesOf(block).filter((inline) => inline.type === 'citation')
}

/** The passages that a brief names itself, as excerpts or as citations, in reading order; what live blocks show is not among them. */
export function passagesOf(document: BriefDocument): (BriefExcerpt | BriefCitation)[] {
  return leadsOf(document).filter((lead) => lead.type !== 'live')
}

/** Words, breaks, citations and notes of a block, in reading order; none for what is made from the notebook. */
export function inlinesOf(block: BriefBlock): BriefInline[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return block.content ?? []
    case 'table':
      return block.content.flatMap((row) => row.content.flatMap((cell) => cell.content.flatMap(inlinesOf)))
    case 'blockquote':
      return block.content.flatMap(inlinesOf)
    case 'bulletList':
    case 'orderedList':
      return block.content.flatMap((item) => item.content.flatMap((flow: BriefFlow) => inlinesOf(flow)))
    case 'excerpt':
    case 'live':
    case 'horizontalRule':
      return []
    default:
      return assertNever(block)
  }
}

/** The words of a block without their marks. */
export function plainText(block: BriefBlock): string {
  return inlinesOf(block)
    .map((inline) => (inline.type === 'text' ? inline.text : ' '))
    .join('')
}
