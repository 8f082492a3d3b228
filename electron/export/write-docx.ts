import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  type FileChild,
  FootnoteReferenceRun,
  HeadingLevel,
  type IRunOptions,
  LevelFormat,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type {
  AlignType,
  Blockquote,
  FootnoteDefinition,
  List,
  TableRow as MarkdownRow,
  Table as MarkdownTable,
  PhrasingContent,
  Root,
  RootContent,
} from 'mdast'
import { assertNever } from '../../shared/model/assert-never'
import { balanced } from '../../shared/model/balanced'
import { showControls } from '../intake/visible-text'
import { columnWidths } from './docx-columns'
import {
  bullets,
  DEEPEST_LIST,
  documentStyles,
  levelsOf,
  QUOTE,
  QUOTE_FROM_RIGHT,
  tableBorders,
} from './docx-styles'

const headings = [
  HeadingLevel.TITLE,
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
]

/**
 * A brief as a Word document: real footnotes, headings, lists and tables in styles that can be changed as one. Word numbers
 * its footnotes itself and refers to each once, so a passage that is cited again has a note that points to the first.
 */
export async function writeDocx(tree: Root, title: string): Promise<Uint8Array> {
  const writer = new DocxWriter(tree)
  const children = tree.children.flatMap((node) => writer.block(node))
  const file = new Document({
    title: printable(balanced(title)),
    creator: 'Sourcebook',
    styles: documentStyles,
    numbering: { config: [bullets, ...writer.numberings()] },
    footnotes: writer.footnotes(),
    sections: [{ children }],
  })
  return Packer.pack(file, 'uint8array')
}

/** Where in the document a paragraph stands. */
type Setting = {
  readonly style?: string
  readonly list?: { readonly reference: string; readonly level: number }
  readonly alignment?: (typeof AlignmentType)[keyof typeof AlignmentType]
  readonly run?: IRunOptions
}

class DocxWriter {
  readonly #definitions: ReadonlyMap<string, FootnoteDefinition>
  /** The notes that have been referred to, in Word's numbers, which begin at 1. */
  readonly #notes: { readonly children: Paragraph[] }[] = []
  readonly #numberOf = new Map<string, number>()
  /** Where each numbered list begins to count. */
  readonly #starts: number[] = []

  constructor(tree: Root) {
    const definitions = tree.children.filter((node) => node.type === 'footnoteDefinition')
    this.#definitions = new Map(definitions.map((definition) => [definition.identifier, definition]))
  }

  footnotes(): Record<string, { children: Paragraph[] }> {
    return Object.fromEntries(this.#notes.map((note, index) => [String(index + 1), note]))
  }

  numberings() {
    return this.#starts.map((start, index) => ({
      reference: numbered(index),
      levels: levelsOf((level) => ({
        format: LevelFormat.DECIMAL,
        text: `%${level + 1}.`,
        start: level === 0 ? start : 1,
      })),
    }))
  }

  /** A block of the tree; notes are written where they are referred to, and front matter has no place here. */
  block(node: RootContent): FileChild[] {
    if (node.type === 'heading') {
      const heading = headings[node.depth - 1] ?? HeadingLevel.HEADING_5
      return [this.#paragraph(node, {}, { heading })]
    }
    if (node.type === 'paragraph') return [this.#paragraph(node, {})]
    if (node.type === 'blockquote') return this.#quote(node)
    if (node.type === 'list') return this.#list(node, 0, {})
    // Word joins tables that follow each other without a paragraph in between.
    if (node.type === 'table') return [this.#table(node), new Paragraph({ style: 'AfterTable' })]
    return node.type === 'thematicBreak' ? [new Paragraph({ thematicBreak: true })] : []
  }

  #quote({ children }: Blockquote): FileChild[] {
    return children.flatMap((node): FileChild[] =>
      node.type === 'paragraph'
        ? [this.#paragraph(node, { style: QUOTE })]
        : node.type === 'list'
          ? this.#list(node, 0, { style: QUOTE })
          : [],
    )
  }

  #list(list: List, depth: number, setting: Setting): FileChild[] {
    const level = Math.min(depth, DEEPEST_LIST)
    const reference =
      list.ordered === true ? numbered(this.#starts.push(list.start ?? 1) - 1) : bullets.reference
    // A numbered list within another counts in a list of its own, at its depth.
    return list.children.flatMap(({ children }) =>
      children.flatMap((node, index): FileChild[] => {
        if (node.type === 'list') return this.#list(node, depth + 1, setting)
        if (node.type !== 'paragraph') return []
        const inItem = index === 0 ? { list: { reference, level } } : { style: 'ListContinue' }
        return [this.#paragraph(node, { ...setting, ...inItem })]
      }),
    )
  }

  #table({ align, children }: MarkdownTable): Table {
    const widths = columnWidths(children.map((row) => row.children.map((cell) => wordsOf(cell.children))))
    return new Table({
      columnWidths: widths,
      width: { size: 100, type: WidthType.PERCENTAGE },
      borders: tableBorders,
      rows: children.map(
        (row, index) =>
          new TableRow({
            tableHeader: index === 0,
            cantSplit: notesIn(row) <= MOST_NOTES,
            children: row.children.map(
              (cell, column) =>
                new TableCell({
                  width: { size: widths[column] ?? 0, type: WidthType.DXA },
                  margins: { top: 60, bottom: 60, left: 0, right: 160 },
                  children: [
                    this.#paragraph(cell, {
                      style: index === 0 ? 'TableHead' : 'TableCell',
                      ...alignmentOf(align?.[column]),
                    }),
                  ],
                }),
            ),
          }),
      ),
    })
  }

  #paragraph(
    { children }: { readonly children: readonly PhrasingContent[] },
    { style, list, alignment }: Setting,
    more: { readonly heading?: (typeof HeadingLevel)[keyof typeof HeadingLevel] } = {},
  ): Paragraph {
    const rightToLeft = runsRightToLeft(wordsOf(children))
    return new Paragraph({
      ...more,
      ...(style === undefined ? {} : { style: rightToLeft && style === QUOTE ? QUOTE_FROM_RIGHT : style }),
      ...(list === undefined ? {} : { numbering: list }),
      ...(alignment === undefined ? {} : { alignment }),
      ...(rightToLeft ? { bidirectional: true } : {}),
      children: this.#phrasing(children, rightToLeft ? { rightToLeft } : {}),
    })
  }

  #phrasing(nodes: readonly PhrasingContent[], run: IRunOptions): ParagraphChild[] {
    return nodes.flatMap((node): ParagraphChild[] => {
      switch (node.type) {
        case 'text':
          return [new TextRun({ ...run, text: printable(node.value) })]
        case 'strong':
          return this.#phrasing(node.children, { ...run, bold: true })
        case 'emphasis':
          return this.#phrasing(node.children, { ...run, italics: true })
        case 'delete':
          return this.#phrasing(node.children, { ...run, strike: true })
        case 'inlineCode':
          return [new TextRun({ ...run, text: printable(node.value), style: 'Code' })]
        case 'break':
          return [new TextRun({ ...run, break: 1 })]
        case 'link':
          return this.#link(node.url, node.children, run)
        case 'footnoteReference':
          return [this.#note(node.identifier)]
        case 'html':
        case 'image':
        case 'imageReference':
        case 'linkReference':
          return []
        default:
          return assertNever(node)
      }
    })
  }

  /** A link that Word can follow; a reference to the notebook is shown as it is written. */
  #link(url: string, children: readonly PhrasingContent[], run: IRunOptions): ParagraphChild[] {
    if (!/^(https?|mailto):/i.test(url)) return this.#phrasing(children, { ...run, style: 'Code' })
    return [
      new ExternalHyperlink({
        link: url,
        children: this.#phrasing(children, { ...run, style: 'Hyperlink' }),
      }),
    ]
  }

  #note(identifier: string): FootnoteReferenceRun {
    const first = this.#numberOf.get(identifier)
    const paragraphs =
      first === undefined
        ? (this.#definitions.get(identifier)?.children ?? []).filter((node) => node.type === 'paragraph')
        : [{ children: [{ type: 'text' as const, value: `See note ${first}.` }] }]
    // Its number is taken before its words are written, which may refer to notes of their own.
    const note = { children: [] as Paragraph[] }
    const number = this.#notes.push(note)
    if (first === undefined) this.#numberOf.set(identifier, number)
    note.children.push(
      ...paragraphs.map(({ children }, index) =>
        // Word writes the number of the note at its very beginning.
        this.#paragraph(
          { children: index === 0 ? [{ type: 'text', value: ' ' }, ...children] : children },
          { style: 'FootnoteText' },
        ),
      ),
    )
    return new FootnoteReferenceRun(number)
  }
}

/** The notes of more of them take so much of a page that the row would leave its heading behind to stay whole. */
const MOST_NOTES = 6

function notesIn({ children }: MarkdownRow): number {
  return children.flatMap((cell) => cell.children).filter(({ type }) => type === 'footnoteReference').length
}

function alignmentOf(align: AlignType | undefined): Pick<Setting, 'alignment'> {
  return align === 'right' ? { alignment: AlignmentType.END } : {}
}

function numbered(index: number): string {
  return `numbered-${index + 1}`
}

/** The words of a paragraph with the marks of its notes, to see which way they run and how much room they take. */
function wordsOf(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'footnoteReference') return node.identifier
      return 'value' in node ? node.value : 'children' in node ? wordsOf(node.children) : ''
    })
    .join('')
}

/** By its first letter that has a direction, as the Unicode Bidirectional Algorithm does (rule P2). */
function runsRightToLeft(words: string): boolean {
  const letter = /\p{L}/u.exec(words)?.[0]
  return (
    letter !== undefined &&
    /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(letter)
  )
}

/**
 * What XML 1.0 can hold: it has no control characters but tab and line ends, half surrogate pairs or U+FFFE and U+FFFF, so
 * the first become the visible signs that Unicode has for them, as in the reader, and the others U+FFFD.
 */
function printable(text: string): string {
  return showControls(text)
    .visible.replaceAll(/[\u000b\u000c]/g, (character) =>
      String.fromCharCode(0x2400 + character.charCodeAt(0)),
    )
    .toWellFormed()
    .replaceAll(/[\uFFFE\uFFFF]/g, '\uFFFD')
}
