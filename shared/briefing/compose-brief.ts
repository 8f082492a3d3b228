import type {
  Blockquote,
  List,
  ListItem,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
  TableRow,
} from 'mdast'
import { excerptOf } from '../model/annotation'
import { assertNever } from '../model/assert-never'
import type {
  Brief,
  BriefBlock,
  BriefExcerpt,
  BriefFlow,
  BriefLive,
  BriefTable,
  LiveCell,
  LiveContent,
} from '../model/brief'
import { SourceId } from '../model/ids'
import type { SourceDetails } from '../model/source'
import { bareWords } from './bare-words'
import { citeSource, inOrder } from './cite-source'
import type { PrintedEvidence } from './evidence'
import { type Above, factsUnderQuote, ReadAbove } from './facts-under-quote'
import { emptyLiveWords, liveContent } from './live-content'
import { Notes } from './markdown/notes'
import { noteMarks, phrasing } from './markdown/phrasing'
import { printable } from './markdown/printable'
import type { CitedSource } from './markdown/tree'
import { COPIES_HEADING, describeCopy, type QuotedCopy } from './quoted-copies'
import { plainText } from './walk-brief'
import { withoutEmptySections } from './without-empty-sections'

/**
 * Lay a brief out as a Markdown tree: title, the author's text, each excerpt as a quote with its footnote, each live block
 * as its author saw it last, the sources at the end unless the brief lists them itself, and the footnotes, one for each
 * passage. A section that was made for one kind is left out while it is empty and called as it was, and so is a paragraph
 * without words. With `copies` it ends with the files that the quoted versions were read from. Nothing here depends on the clock or on the order in which the evidence was read, so the same notebook
 * gives the same tree.
 */
export function composeBrief(brief: Brief, evidence: PrintedEvidence, { copies = false } = {}): Root {
  const notes = new Notes(evidence)
  const blocks = withoutEmptySections(brief.document.content)
  const above = new ReadAbove()
  const body = blocks.flatMap((block) => {
    const printed = blockOf(block, notes, above)
    above.pass(block)
    return printed
  })
  const cited = inOrder(notes.cited().flatMap((id) => evidence.sources.get(id) ?? [])).map(
    (source): CitedSource => {
      const { id, title, outlet, via, authors, published, updated, kind } = source
      const known = { title, outlet, via, authors, published, updated, kind }
      return {
        id,
        details: evidence.detailsOf(id) ?? { ...known, language: null, direction: 'ltr', url: null },
      }
    },
  )
  const quoted = copies ? copiesIn(notes, cited) : []
  return {
    type: 'root',
    children: [
      { type: 'heading', depth: 1, children: [text(brief.title)] },
      ...body,
      ...(areListed(cited, blocks, evidence) ? [] : sourceList(cited)),
      ...copyList(quoted),
      ...notes.definitions,
    ],
    data: {
      brief: {
        title: brief.title,
        created: brief.created,
        cited,
        copies: quoted,
        library: evidence.sources,
      },
    },
  }
}

function blockOf(block: BriefBlock, notes: Notes, above: Above): RootContent[] {
  switch (block.type) {
    case 'heading': {
      const children = phrasing(block.content ?? [], notes)
      return children.length === 0 ? [] : [{ type: 'heading', depth: depthOf(block.attrs.level), children }]
    }
    case 'excerpt':
      return excerpt(block, notes, above)
    case 'live':
      return live(block, notes)
    case 'table':
      return [table(block, notes)]
    case 'blockquote': {
      const children = flowsOf(block.content, notes)
      return children.length === 0 ? [] : [{ type: 'blockquote', children }]
    }
    case 'horizontalRule':
      return [{ type: 'thematicBreak' }]
    case 'paragraph':
    case 'bulletList':
    case 'orderedList':
      return flowsOf([block], notes)
    default:
      return assertNever(block)
  }
}

/** Paragraphs and lists, without the empty ones: Markdown has no words for them. */
function flowsOf(flows: readonly BriefFlow[], notes: Notes): (Paragraph | List)[] {
  return flows.map((flow) => flowOf(flow, notes)).filter(({ children }) => children.length > 0)
}

function flowOf(flow: BriefFlow, notes: Notes): Paragraph | List {
  switch (flow.type) {
    case 'paragraph':
      return { type: 'paragraph', children: phrasing(flow.content ?? [], notes) }
    case 'bulletList':
    case 'orderedList':
      return list(
        flow.content.map((item) => flowsOf(item.content, notes)).filter((children) => children.length > 0),
        flow.type === 'orderedList' ? flow.attrs.start : null,
      )
    default:
      return assertNever(flow)
  }
}

function list(items: readonly ListItem['children'][], start: number | null): List {
  return {
    type: 'list',
    ordered: start !== null,
    start,
    spread: false,
    children: items.map((children) => ({ type: 'listItem', spread: false, children })),
  }
}

/** The paragraphs of a cell stand one below the other where a form has room for that. */
function table({ content }: BriefTable, notes: Notes): RootContent {
  return {
    type: 'table',
    children: content.map((row) =>
      rowOf(
        row.content.map((cell) =>
          cell.content
            .map((paragraph) => phrasing(paragraph.content ?? [], notes))
            .filter((words) => words.length > 0)
            .flatMap((words, index): PhrasingContent[] =>
              index === 0 ? words : [{ type: 'break' }, ...words],
            ),
        ),
      ),
    ),
  }
}

function rowOf(cells: readonly PhrasingContent[][]): TableRow {
  return { type: 'tableRow', children: cells.map((children) => ({ type: 'tableCell', children })) }
}

/** The caption is a line above. Without a row, a sentence says that there is none: what introduces it would read as cut off. */
function live({ attrs }: BriefLive, notes: Notes): RootContent[] {
  const { head, rows } = shownIn(attrs, notes.evidence)
  const caption =
    attrs.caption === null || attrs.caption.trim() === '' ? [] : [paragraph(attrs.caption.trim())]
  if (rows.length === 0) return [...caption, paragraph(emptyLiveWords[attrs.view])]
  const wordsOf = ({ words, cites }: LiveCell): PhrasingContent[] => [
    ...(words === '' ? [] : [text(words)]),
    ...noteMarks(cites.map((cite) => notes.passage(cite))),
  ]
  if (head.length === 0) {
    const items = rows.map(({ key, cells }): ListItem['children'] => {
      const address = attrs.view === 'sources' ? addressOf(detailsOf(key, notes.evidence)) : []
      return [{ type: 'paragraph', children: [...cells.flatMap(wordsOf), ...address] }]
    })
    return [...caption, list(items, null)]
  }
  return [
    ...caption,
    {
      type: 'table',
      align: head.map(({ align }) => (align === 'end' ? 'right' : null)),
      children: [
        rowOf(head.map(({ words }) => [text(words)])),
        ...rows.map(({ cells }) => rowOf(cells.map(wordsOf))),
      ],
    },
  ]
}

/** What a live block prints: what its author saw last. */
function shownIn(attrs: BriefLive['attrs'], evidence: PrintedEvidence): LiveContent {
  return attrs.seen ?? liveContent(attrs, evidence)
}

/** A quote, one paragraph for each block of the text that it spans; the footnote mark stands behind its last word. */
function excerpt({ attrs }: BriefExcerpt, notes: Notes, above: Above): RootContent[] {
  const annotation = notes.evidence.annotations.get(attrs.annotation)
  const facts =
    annotation === undefined
      ? ['The highlight of this quote was deleted.']
      : factsUnderQuote(annotation, excerptOf(annotation.target), notes.evidence.nameOf, above)
  const note = notes.passage(attrs)
  const lines = attrs.exact.split('\n')
  const quote: Blockquote = {
    type: 'blockquote',
    children: lines.map((line, index) => ({
      type: 'paragraph',
      children: index === lines.length - 1 ? [text(line), note] : [text(line)],
    })),
    data: { excerpt: { source: attrs.source, annotation: attrs.annotation } },
  }
  return [quote, ...facts.map(paragraph)]
}

/** Whether each of the sources is in a live list of the brief, or has a section under its title: then a list would repeat them. */
function areListed(
  cited: readonly CitedSource[],
  blocks: readonly BriefBlock[],
  evidence: PrintedEvidence,
): boolean {
  const listed = new Set(
    blocks.flatMap((block) =>
      block.type === 'live' && block.attrs.view === 'sources'
        ? shownIn(block.attrs, evidence).rows.map(({ key }) => key)
        : [],
    ),
  )
  const headings = new Set(
    blocks.flatMap((block) => (block.type === 'heading' ? bareWords(plainText(block)) : [])),
  )
  return cited.every(({ id, details }) => listed.has(id) || headings.has(bareWords(details.title)))
}

function sourceList(cited: readonly CitedSource[]): RootContent[] {
  if (cited.length === 0) return []
  const items = cited.map(({ details }): ListItem['children'] => [
    { type: 'paragraph', children: [text(citeSource(details)), ...addressOf(details)] },
  ])
  return [
    { type: 'heading', depth: 2, children: [text('Sources')] },
    { ...list(items, null), data: { sources: true } },
  ]
}

/** The versions that the notes lead to, each once: source by source as they are listed, and from the oldest on. */
function copiesIn(notes: Notes, cited: readonly CitedSource[]): QuotedCopy[] {
  const quoted = new Set(notes.quoted().map(({ source, version }) => `${source} ${version}`))
  return cited.flatMap(({ id, details: { title } }) =>
    notes.evidence
      .versionsOf(id)
      .filter(({ number }) => quoted.has(`${id} ${number}`))
      .map((entry) => ({ title, entry })),
  )
}

function copyList(copies: readonly QuotedCopy[]): RootContent[] {
  if (copies.length === 0) return []
  const items = copies.map((copy): ListItem['children'] => [
    {
      type: 'paragraph',
      children: [text(describeCopy(copy)), { type: 'inlineCode', value: copy.entry.original.sha256 }],
    },
  ])
  return [{ type: 'heading', depth: 2, children: [text(COPIES_HEADING)] }, list(items, null)]
}

/** Where a source is to be found, behind what it is called. */
function addressOf(details: SourceDetails | null): PhrasingContent[] {
  const url = details?.url ?? null
  return url === null ? [] : [text(' '), { type: 'link', url, children: [text(url)] }]
}

/** The source that a row of a live list stands for. */
function detailsOf(key: string, evidence: PrintedEvidence): SourceDetails | null {
  const id = SourceId.safeParse(key)
  return id.success ? evidence.detailsOf(id.data) : null
}

function paragraph(words: string): Paragraph {
  return { type: 'paragraph', children: [text(words)] }
}

function text(value: string): { type: 'text'; value: string } {
  return { type: 'text', value: printable(value) }
}

function depthOf(level: number): 2 | 3 | 4 | 5 | 6 {
  return level <= 2 ? 2 : level === 3 ? 3 : level === 4 ? 4 : level === 5 ? 5 : 6
}
