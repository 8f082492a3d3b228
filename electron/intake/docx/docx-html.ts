import mammoth from 'mammoth'
import { escapeXml } from '../archive/escape-xml'
import { damaged } from '../archive/open-zip'
import { tooComplex } from '../html/parse-page'
import { type BodyContext, cleanBody } from './clean-body'
import { BULLETS, NUMBERS } from './docx-markup'
import { numberLists } from './docx-numbering'
import type { DocxParts } from './docx-parts'
import { readStyles } from './docx-styles'

/** A document as HTML, and what is to be told of it. */
export type DocxHtml = {
  readonly html: string
  readonly found: BodyContext['found']
  readonly notes: number
  readonly lostSigns: boolean
}

/**
 * Convert the text of the Word document `name` to HTML, its notes behind it. The converter is given documents made anew of
 * what it is to read: no picture, style, relationship or part of the file itself reaches it.
 */
export async function docxToHtml(name: string, parts: DocxParts): Promise<DocxHtml> {
  const styles = readStyles(parts.styles)
  const context: BodyContext = {
    name,
    styles,
    numbering: numberLists(parts.numbering, styles),
    notes: new Map(),
    numbered: [],
    targets: [],
    found: { changes: false, equations: false, files: false },
  }
  // The notes come first: the text refers to those that there are.
  if (parts.footnotes !== null) cleanBody({ kind: 'footnote', ...parts.footnotes }, context)
  if (parts.endnotes !== null) cleanBody({ kind: 'endnote', ...parts.endnotes }, context)
  const body = cleanBody({ kind: 'document', ...parts.document }, context)
  let html = ''
  let lostSigns = false
  for (const piece of [...body, ...notePieces(context.numbered)]) {
    const { value, messages } = await convert(name, piece, context.targets)
    html += value
    lostSigns ||= messages.some(({ message }) => message.startsWith('A w:sym element'))
  }
  return { html, found: context.found, notes: context.numbered.length, lostSigns }
}

const LONGEST_PIECE = 500_000

/** Notes put together, so that few pieces are converted of many. */
function notePieces(notes: readonly string[]): string[] {
  const pieces: string[] = []
  for (const note of notes) {
    const last = pieces.at(-1)
    if (last === undefined || last.length > LONGEST_PIECE) pieces.push(note)
    else pieces[pieces.length - 1] = last + note
  }
  return pieces
}

const contentTypes = 'http://schemas.openxmlformats.org/package/2006/content-types'
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

function element(tag: string, namespace: string, content: string): string {
  return `<${tag} xmlns="${namespace}">${content}</${tag}>`
}

function part(tag: string, content: string): string {
  return `<w:${tag} xmlns:w="${word}" xmlns:r="${office}">${content}</w:${tag}>`
}

/** The links that a piece bears, by the place of their target among all. No words are written as a tag is. */
function linksIn(piece: string, targets: readonly string[]): string {
  const links = [...piece.matchAll(/ r:id="link(\d+)"/g)].map(([, number]) => {
    const target = escapeXml(targets[Number(number)] ?? '')
    return `<Relationship Id="link${number}" Type="${office}/hyperlink" Target="${target}" TargetMode="External"/>`
  })
  return element('Relationships', packageRelationships, links.join(''))
}

/** The two lists that all lists become. Their numbers are words of the text by then. */
const lists = [BULLETS, NUMBERS].map(list).join('') + [BULLETS, NUMBERS].map(numbered).join('')

function list(id: number): string {
  const format = id === BULLETS ? 'bullet' : 'decimal'
  const levels = Array.from(
    { length: 5 },
    (_, level) => `<w:lvl w:ilvl="${level}"><w:numFmt w:val="${format}"/></w:lvl>`,
  )
  return `<w:abstractNum w:abstractNumId="${id}">${levels.join('')}</w:abstractNum>`
}

function numbered(id: number): string {
  return `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`
}

/** What the styles become that paragraphs have by now. */
const paths = new Map([
  ...[1, 2, 3, 4, 5, 6].map((level) => [`Heading${level}`, `h${level}:fresh`] as const),
  ['Title', 'h1:fresh'],
  ['Quote', 'blockquote > p:fresh'],
  ['Toc', 'nav > p:fresh'],
  ['Note', 'aside:fresh > p:fresh'],
])

const listRules = [1, 2, 3, 4, 5].flatMap((level) => {
  const around = 'ul|ol > li > '.repeat(level - 1)
  return [
    `p:unordered-list(${level}) => ${around}ul > li:fresh`,
    `p:ordered-list(${level}) => ${around}ol > li:fresh`,
  ]
})

/** The rules that a piece needs, by the markup that was written for it. To read a rule takes as long as a paragraph or two. */
function rulesFor(piece: string): string[] {
  const used = [...paths].filter(([style]) => piece.includes(`<w:pStyle w:val="${style}"/>`))
  return [
    ...used.map(([style, path]) => `p.${style} => ${path}`),
    ...(piece.includes('<w:numPr>') ? listRules : []),
  ]
}

async function convert(
  name: string,
  piece: string,
  targets: readonly string[],
): ReturnType<typeof mammoth.convertToHtml> {
  const files = new Map([
    ['[Content_Types].xml', element('Types', contentTypes, '')],
    ['word/document.xml', part('document', `<w:body>${piece}</w:body>`)],
    ['word/numbering.xml', part('numbering', lists)],
    ['word/_rels/document.xml.rels', linksIn(piece, targets)],
  ])
  const opened = {
    exists: (file: string) => files.has(file),
    read: async (file: string) => files.get(file) ?? '',
  }
  // It takes an archive that is open already as well, which its types do not tell.
  const input = { file: opened } as unknown as Parameters<typeof mammoth.convertToHtml>[0]
  try {
    return await mammoth.convertToHtml(input, {
      styleMap: rulesFor(piece),
      includeDefaultStyleMap: false,
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
    })
  } catch (error) {
    if (error instanceof RangeError) throw tooComplex(name, 'its parts lie too deep in each other')
    throw damaged(name, error)
  }
}
