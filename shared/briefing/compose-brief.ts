import type {
  Blockquote,
  FootnoteDefinition,
  FootnoteReference,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
  TableRow,
} from 'mdast'
import { blockIndexAt } from '../anchoring/text-projection'
import { type Annotation, excerptOf, extentOf } from '../model/annotation'
import { assertNever } from '../model/assert-never'
import type {
  Brief,
  BriefBlock,
  BriefExcerpt,
  BriefFlow,
  BriefInline,
  BriefLive,
  BriefMark,
  LiveCell,
} from '../model/brief'
import type { SourceSummary } from '../model/notebook'
import { citePassage, citeSource } from './cite-source'
import type { Evidence } from './evidence'
import { factsOf } from './facts-of-body'
import { liveContent } from './live-content'
import { formatReference, type Reference } from './reference'

/**
 * Lay a brief out as a Markdown tree: title, sections, each excerpt as a quote with its footnote, and the sources
 * at the end. A section that was made for one kind is left out while it is empty. Nothing here depends on the
 * clock or on the order in which the evidence was read, so the same notebook gives the same tree.
 */
export function composeBrief(brief: Brief, evidence: Evidence): Root {
  const notes = new Notes(evidence)
  const body = withoutEmptySections(brief.document.content).flatMap((block) => blockOf(block, notes))
  return {
    type: 'root',
    children: [
      { type: 'heading', depth: 1, children: [{ type: 'text', value: brief.title }] },
      ...body,
      ...sourceList(notes.cited()),
      ...notes.definitions,
    ],
  }
}

/** The footnotes of a brief as they come up, numbered from 1. */
class Notes {
  readonly definitions: FootnoteDefinition[] = []
  readonly #cited = new Set<SourceSummary>()

  constructor(readonly evidence: Evidence) {}

  passage(passage: Reference): FootnoteReference {
    const source = this.evidence.sources.get(passage.source)
    if (source !== undefined) this.#cited.add(source)
    return this.#add(passageNote(passage, this.evidence))
  }

  words(value: string): FootnoteReference {
    return this.#add([text(value)])
  }

  cited(): SourceSummary[] {
    return [...this.#cited]
  }

  #add(children: PhrasingContent[]): FootnoteReference {
    const label = String(this.definitions.length + 1)
    this.definitions.push({
      type: 'footnoteDefinition',
      identifier: label,
      label,
      children: [{ type: 'paragraph', children }],
    })
    return { type: 'footnoteReference', identifier: label, label }
  }
}

function blockOf(block: BriefBlock, notes: Notes): RootContent[] {
  switch (block.type) {
    case 'heading':
      return [
        { type: 'heading', depth: depthOf(block.attrs.level), children: phrasing(block.content, notes) },
      ]
    case 'excerpt':
      return excerpt(block, notes)
    case 'live':
      return live(block, notes)
    case 'table':
      return [
        {
          type: 'table',
          children: block.content.map((row) => ({
            type: 'tableRow',
            children: row.content.map((cell) => ({
              type: 'tableCell',
              children: cell.content.flatMap(({ content }) => phrasing(content, notes)),
            })),
          })),
        },
      ]
    case 'blockquote':
      return [{ type: 'blockquote', children: block.content.map((flow) => flowOf(flow, notes)) }]
    case 'horizontalRule':
      return [{ type: 'thematicBreak' }]
    default:
      return [flowOf(block, notes)]
  }
}

function flowOf(flow: BriefFlow, notes: Notes): Paragraph | List {
  switch (flow.type) {
    case 'paragraph':
      return { type: 'paragraph', children: phrasing(flow.content, notes) }
    case 'bulletList':
    case 'orderedList':
      return {
        type: 'list',
        ordered: flow.type === 'orderedList',
        start: flow.type === 'orderedList' ? flow.attrs.start : null,
        spread: false,
        children: flow.content.map((item) => ({
          type: 'listItem',
          spread: false,
          children: item.content.map((inner) => flowOf(inner, notes)),
        })),
      }
    default:
      return assertNever(flow)
  }
}

function phrasing(inlines: readonly BriefInline[] = [], notes: Notes): PhrasingContent[] {
  return inlines.map((inline): PhrasingContent => {
    switch (inline.type) {
      case 'text':
        return (inline.marks ?? []).reduce(marked, text(inline.text))
      case 'hardBreak':
        return { type: 'break' }
      case 'citation':
        return notes.passage(inline.attrs)
      case 'footnote':
        return notes.words(inline.attrs.words)
      default:
        return assertNever(inline)
    }
  })
}

function marked(inner: PhrasingContent, mark: BriefMark): PhrasingContent {
  switch (mark.type) {
    case 'bold':
      return { type: 'strong', children: [inner] }
    case 'italic':
      return { type: 'emphasis', children: [inner] }
    case 'strike':
      return { type: 'delete', children: [inner] }
    case 'code':
      return inner.type === 'text' ? { type: 'inlineCode', value: inner.value } : inner
    case 'link':
      return { type: 'link', url: mark.attrs.href, children: [inner] }
    default:
      return assertNever(mark)
  }
}

function live({ attrs }: BriefLive, notes: Notes): RootContent[] {
  const { head, rows } = attrs.seen ?? liveContent(attrs, notes.evidence)
  const cellOf = ({ words, cites }: LiveCell): PhrasingContent[] => [
    text(words),
    ...cites.map((cite) => notes.passage(cite)),
  ]
  if (head.length === 0) {
    const children = rows.map(({ cells }): ListItem => {
      return { type: 'listItem', children: [{ type: 'paragraph', children: cells.flatMap(cellOf) }] }
    })
    return children.length === 0 ? [] : [{ type: 'list', ordered: false, spread: false, children }]
  }
  const row = (cells: PhrasingContent[][]): TableRow => {
    return { type: 'tableRow', children: cells.map((children) => ({ type: 'tableCell', children })) }
  }
  return [
    {
      type: 'table',
      align: head.map(({ align }) => (align === 'end' ? 'right' : 'left')),
      children: [
        row(head.map(({ words }) => [text(words)])),
        ...rows.map(({ cells }) => row(cells.map(cellOf))),
      ],
    },
  ]
}

function withoutEmptySections(blocks: readonly BriefBlock[]): BriefBlock[] {
  return blocks.filter((block, index) => {
    if (block.type !== 'heading' || block.attrs.section === null) return true
    const next = blocks[index + 1]
    return next !== undefined && next.type !== 'heading'
  })
}

function excerpt({ attrs }: BriefExcerpt, notes: Notes): RootContent[] {
  const annotation = notes.evidence.annotations.get(attrs.annotation)
  const facts =
    annotation === undefined
      ? ['The highlight of this quote was deleted.']
      : factsOf(annotation.body, excerptOf(annotation.target), notes.evidence.nameOf)
  return [
    quote(attrs.exact, notes.passage(attrs)),
    ...facts.map((fact): Paragraph => ({ type: 'paragraph', children: [text(fact)] })),
  ]
}

/** A quote, one paragraph for each block of the text that it spans; the footnote mark stands behind its last word. */
function quote(exact: string, note: FootnoteReference): Blockquote {
  const lines = exact.split('\n')
  return {
    type: 'blockquote',
    children: lines.map((line, index) => ({
      type: 'paragraph',
      children: index === lines.length - 1 ? [text(line), note] : [text(line)],
    })),
  }
}

function passageNote(passage: Reference, evidence: Evidence): PhrasingContent[] {
  const source = evidence.sources.get(passage.source)
  const annotation = evidence.annotations.get(passage.annotation)
  const reference = formatReference(passage)
  return [
    text(`${describePlace(source, annotation, evidence)} `),
    { type: 'link', url: reference, children: [text(reference)] },
  ]
}

function describePlace(
  source: SourceSummary | undefined,
  annotation: Annotation | undefined,
  evidence: Evidence,
): string {
  if (source === undefined) return 'The source of this quote is no longer in the notebook.'
  if (annotation === undefined) return `${citeSource(source)} The highlight was deleted.`
  return citePassage(source, annotation.target.version, paragraphsOf(annotation, evidence))
}

/** "paragraph 3", or "paragraphs 3 to 5" when the passage spans several. */
function paragraphsOf(annotation: Annotation, evidence: Evidence): string {
  const projection = evidence.projectionOf(annotation)
  const { start, end } = extentOf(annotation.target)
  const first = blockIndexAt(projection, start) + 1
  const last = blockIndexAt(projection, end - 1) + 1
  return first === last ? `paragraph ${first}` : `paragraphs ${first} to ${last}`
}

function sourceList(sources: readonly SourceSummary[]): RootContent[] {
  if (sources.length === 0) return []
  const list: List = {
    type: 'list',
    ordered: false,
    spread: false,
    children: sources.map((source) => ({
      type: 'listItem',
      spread: false,
      children: [{ type: 'paragraph', children: [text(citeSource(source))] }],
    })),
  }
  return [{ type: 'heading', depth: 2, children: [text('Sources')] }, list]
}

function text(value: string): { type: 'text'; value: string } {
  return { type: 'text', value }
}

function depthOf(level: number): 2 | 3 | 4 | 5 | 6 {
  return level <= 2 ? 2 : level === 3 ? 3 : level === 4 ? 4 : level === 5 ? 5 : 6
}
