import { assertNever } from '../../model/assert-never'
import type {
  BriefBlock,
  BriefDocument,
  BriefFlow,
  BriefInline,
  BriefLive,
  BriefTableRow,
  SeenPassage,
} from '../../model/brief'
import { cutSentences, type SentenceSpan } from './cut-sentences'

/** A stretch of words with one kind of mark. */
type Stretch = { readonly start: number; readonly end: number }

/** Words of the author that are read as one: a paragraph, or a row of a table. */
export type Prose = {
  /** The block at the top of the document in which it stands. */
  readonly block: number
  /** Grows through the document, so that findings can be put in the order of its text. */
  readonly order: number
  readonly text: string
  readonly sentences: readonly SentenceSpan[]
  readonly citations: readonly { readonly at: number; readonly passage: SeenPassage }[]
  /** Where notes of the author's own stand. */
  readonly notes: readonly number[]
  readonly links: readonly Stretch[]
  readonly bold: readonly Stretch[]
  readonly italic: readonly Stretch[]
  /** The passages that it leads to where it stands straight before an excerpt, null where it leads to nothing. */
  readonly introduces: readonly SeenPassage[] | null
  /** All of it are words of others: a quotation without a passage behind it. */
  readonly quoted: boolean
}

/** A passage where the brief names it, as an excerpt or as a citation. */
export type Cited = { readonly block: number; readonly order: number; readonly passage: SeenPassage }

/** A brief as the checks read it; each list is in the order of its text. */
export type ReadBrief = {
  readonly prose: readonly Prose[]
  readonly cited: readonly Cited[]
  readonly live: readonly {
    readonly block: number
    readonly order: number
    readonly attrs: BriefLive['attrs']
  }[]
}

/** Read the document once. Headings are no prose, nor is the first row of a table. */
export function readProse({ content }: BriefDocument): ReadBrief {
  const prose: Prose[] = []
  const cited: Cited[] = []
  const live: ReadBrief['live'][number][] = []
  let order = 0
  content.forEach((block, index) => {
    if (block.type === 'excerpt') cited.push({ block: index, order, passage: block.attrs })
    if (block.type === 'live') live.push({ block: index, order, attrs: block.attrs })
    order += 1
    for (const inlines of paragraphsOf(block)) {
      const quoted = block.type === 'blockquote'
      const introduces = block.type === 'paragraph' ? introducedBy(content[index + 1]) : null
      const read = { ...wordsOf(inlines), block: index, order, introduces, quoted }
      cited.push(...read.citations.map(({ at, passage }) => ({ block: index, order: order + at, passage })))
      if (block.type !== 'heading') prose.push({ ...read, sentences: cutSentences(read.text) })
      order += read.text.length + 1
    }
  })
  return { prose, cited, live }
}

function introducedBy(next: BriefBlock | undefined): readonly SeenPassage[] | null {
  return next?.type === 'excerpt' ? [next.attrs] : next?.type === 'live' ? [] : null
}

function paragraphsOf(block: BriefBlock): (readonly BriefInline[])[] {
  switch (block.type) {
    case 'heading':
      return [block.content ?? []]
    case 'table':
      return block.content.slice(1).map(inlinesOfRow)
    case 'blockquote':
      return block.content.flatMap(paragraphsOfFlow)
    case 'paragraph':
    case 'bulletList':
    case 'orderedList':
      return paragraphsOfFlow(block)
    case 'excerpt':
    case 'live':
    case 'horizontalRule':
      return []
    default:
      return assertNever(block)
  }
}

function paragraphsOfFlow(flow: BriefFlow): (readonly BriefInline[])[] {
  if (flow.type === 'paragraph') return [flow.content ?? []]
  return flow.content.flatMap((item) => item.content.flatMap(paragraphsOfFlow))
}

/** The cells of a row say one thing together, and its source stands in one of them. */
function inlinesOfRow({ content }: BriefTableRow): readonly BriefInline[] {
  return content.flatMap((cell) => [
    ...cell.content.flatMap((paragraph) => paragraph.content ?? []),
    { type: 'hardBreak' as const },
  ])
}

function wordsOf(inlines: readonly BriefInline[]) {
  let text = ''
  const citations: { at: number; passage: SeenPassage }[] = []
  const notes: number[] = []
  const stretches: { type: string; start: number; end: number }[] = []
  for (const inline of inlines) {
    if (inline.type === 'citation') citations.push({ at: text.length, passage: inline.attrs })
    else if (inline.type === 'footnote') notes.push(text.length)
    else {
      const start = text.length
      text += inline.type === 'text' ? inline.text : '\n'
      const marks = inline.type === 'text' ? (inline.marks ?? []) : []
      stretches.push(...marks.map(({ type }) => ({ type, start, end: text.length })))
    }
  }
  const marked = (mark: string) => stretches.filter(({ type }) => type === mark)
  return { text, citations, notes, links: marked('link'), bold: marked('bold'), italic: marked('italic') }
}
