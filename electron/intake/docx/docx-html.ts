import { strToU8, zipSync } from 'fflate'
import mammoth from 'mammoth'
import { Failure } from '../../../shared/contract/failure'
import { damaged } from '../archive/open-zip'
import { tooComplex } from '../html/parse-page'
import { type BodyContext, cleanBody } from './clean-body'
import { BULLETS, escapeXml, NUMBERS } from './docx-markup'
import { numberLists } from './docx-numbering'
import type { DocxParts, TextPart } from './docx-parts'
import { readStyles } from './docx-styles'

/** A document as HTML, and what is to be told of it. */
export type DocxHtml = {
  readonly html: string
  readonly found: BodyContext['found']
  readonly lostSigns: boolean
}

/**
 * Convert the text of the Word document `name` to HTML. The converter is given a document made anew of what it is to read:
 * no picture, style, relationship or part of the file itself reaches it.
 */
export async function docxToHtml(name: string, parts: DocxParts): Promise<DocxHtml> {
  const styles = readStyles(parts.styles)
  const context: BodyContext = {
    name,
    styles,
    numbering: numberLists(parts.numbering, styles),
    notes: new Set(),
    targets: [],
    found: { changes: false, equations: false, notes: 0 },
  }
  const written = (kind: 'document' | 'footnote' | 'endnote', part: TextPart | null) =>
    part === null ? '' : cleanBody({ kind, ...part }, context)
  // The notes come first: the text refers to those that there are.
  const footnotes = written('footnote', parts.footnotes)
  const endnotes = written('endnote', parts.endnotes)
  const document = written('document', parts.document)
  const links = relationships(context.targets)
  const { value, messages } = await convert(name, {
    '[Content_Types].xml': element('Types', contentTypes, ''),
    '_rels/.rels': relationships([]),
    'word/document.xml': part('document', `<w:body>${document}</w:body>`),
    'word/footnotes.xml': part('footnotes', footnotes),
    'word/endnotes.xml': part('endnotes', endnotes),
    'word/numbering.xml': part('numbering', lists),
    'word/_rels/document.xml.rels': links,
    'word/_rels/footnotes.xml.rels': links,
    'word/_rels/endnotes.xml.rels': links,
  })
  const lostSigns = messages.some(({ message }) => message.startsWith('A w:sym element'))
  return { html: value, found: context.found, lostSigns }
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

function relationships(targets: readonly string[]): string {
  const all = targets.map(
    (target, index) =>
      `<Relationship Id="link${index + 1}" Type="${office}/hyperlink" Target="${escapeXml(target)}" TargetMode="External"/>`,
  )
  return element('Relationships', packageRelationships, all.join(''))
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

const styleMap = ['p.Title => h1:fresh', 'p.Quote => blockquote > p:fresh', 'p.Toc => nav > p:fresh']

async function convert(
  name: string,
  files: Record<string, string>,
): ReturnType<typeof mammoth.convertToHtml> {
  const packed = zipSync(
    Object.fromEntries(Object.entries(files).map(([file, text]) => [file, strToU8(text)])),
    { level: 0 },
  )
  try {
    return await mammoth.convertToHtml(
      { buffer: Buffer.from(packed) },
      { styleMap, includeEmbeddedStyleMap: false, externalFileAccess: false },
    )
  } catch (error) {
    if (error instanceof Failure) throw error
    if (error instanceof RangeError) throw tooComplex(name, 'its parts lie too deep in each other')
    throw damaged(name, error)
  }
}
