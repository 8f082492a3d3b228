import { decodeLossily, markedEncoding } from './decode-text'
import { readUnmarkedUtf16 } from './guess-encoding'
import { isOtherFormat } from './other-formats'

export type FileKind =
  | 'text'
  | 'markdown'
  | 'html'
  | 'mhtml'
  | 'pdf'
  | 'zip'
  | 'ris'
  | 'bibtex'
  /** A bibliography or annotations, or any other JSON. */
  | 'json'
  /** Anything that is known and not read here. */
  | 'other'

/** How much of a file is looked at to tell what it is. */
const LOOKED_AT = 64 * 1024

const markdownName = /\.(md|markdown|mdown|mkdn?)$/i
const htmlName = /\.(html?|xhtml|xht)$/i
const textName = /\.(txt|text)$/i
const pdfName = /\.pdf$/i
const bibtexName = /\.(bib|bibtex)$/i
const jsonName = /\.(json|jsonld|csljson)$/i

/** What comes before the first tag of a page: white space, comments, the declaration of XHTML. */
const beforePage = /^(?:\s+|<!--[^]*?-->|<\?xml[^>]*>)*/
const wholePage = /^<(?:!doctype\s+html|html|head|body)(?=[\s>/])/i
const partOfPage =
  /^<(?:article|blockquote|div|figure|h[1-6]|main|meta|ol|p|section|span|table|title|ul)(?=[\s>/])/i
const anyTag = /<[a-z!/][^<>]*>/i

/** Programs may write a line or two before the first record. */
const ris = /^(?:[^\n]{0,200}\n){0,8}TY {1,2}- ?[A-Z]{3,8} *\n(?:[A-Z][A-Z0-9] {1,2}-|[ \n])/
const bibtexEntry =
  /^[ \t]*@[a-z]+[ \t]*[{(][^\n,]{0,200},[ \t]*$|^[ \t]*@(?:string|preamble|comment)[ \t]*[{(]/im
const bibtexStart =
  /^(?:\s|%[^\n]*\n)*@(?:[a-z]+\s*[{(][^\s{},]{1,200}\s*,\s*[\w-]+\s*=|(?:string|preamble)\s*[{(])/i
const jsonStart = /^\s*(?:\[\s*)?\{\s*"[^"\n]{1,100}"\s*:/

/**
 * What a file is, by what it holds. The name decides only where that leaves it open: text and Markdown look alike, and
 * a text may begin with a tag.
 */
export function kindOfFile(name: string, bytes: Uint8Array): FileKind {
  if (isOtherFormat(name, bytes)) return 'other'
  // Told by their bytes: what follows may look like UTF-16.
  const magic = Buffer.from(bytes.subarray(0, 5)).toString('latin1')
  if (magic === '%PDF-') return 'pdf'
  if (/^PK(?:\u0003\u0004|\u0005\u0006)/.test(magic)) return 'zip'
  const start = startOf(bytes)
  if (/^\s*%PDF-/.test(start) || (pdfName.test(name) && start.slice(0, 1024).includes('%PDF-'))) return 'pdf'
  if (isArchivedPage(start)) return 'mhtml'
  const page = start.replace(beforePage, '')
  if (wholePage.test(page)) return 'html'
  if (ris.test(start)) return 'ris'
  if (bibtexStart.test(start) || (bibtexName.test(name) && bibtexEntry.test(start))) return 'bibtex'
  if (jsonStart.test(start) || (jsonName.test(name) && /^\s*[[{]/.test(start))) return 'json'
  if (htmlName.test(name) && anyTag.test(start)) return 'html'
  if (markdownName.test(name)) return 'markdown'
  return partOfPage.test(page) && !textName.test(name) ? 'html' : 'text'
}

/** True for a page that a browser saved as one file: a message with parts, or with a page for its body. */
function isArchivedPage(start: string): boolean {
  const head = start.slice(0, 8192).split('\n\n', 1)[0] ?? ''
  return (
    /^[A-Za-z][\w-]*:/.test(head) &&
    /^mime-version:/im.test(head) &&
    /^content-type:\s*(?:multipart\/(?:related|alternative|mixed)|text\/html)/im.test(head)
  )
}

/** The beginning of the file, with at least its ASCII characters right and its lines ended by one sign. */
function startOf(bytes: Uint8Array): string {
  const start = bytes.subarray(0, LOOKED_AT)
  const unmarked = markedEncoding(start) === null ? readUnmarkedUtf16(start) : null
  const { text } = unmarked ?? decodeLossily(start, markedEncoding(start) ?? 'utf-8')
  return text.replaceAll(/\r\n?/g, '\n')
}
