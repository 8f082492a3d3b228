import { refuseDeclarations } from '../archive/read-xml'
import { decodeHtml } from '../html/decode-html'
import { attribute, type Document, type Element, parsePage } from '../html/parse-page'

/** Elements that HTML knows to be empty. */
const empty = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i

/**
 * Parse a page of the EPUB `name`. XHTML may close any element where it opens it; to HTML such an element would go on to the
 * end of the page. Throws a Failure when the page brings entities of its own or is too complex.
 */
export function readXhtml(name: string, bytes: Uint8Array): Document {
  const { text } = decodeHtml(bytes)
  refuseDeclarations(name, text)
  const closed = text.replaceAll(
    /<([a-z][a-z0-9:.-]*)([^<>]*)\/>/gi,
    (tag, element: string, attributes: string) =>
      empty.test(element) ? tag : `<${element}${attributes}></${element}>`,
  )
  return parsePage(name, closed)
}

/** What an element of a book is said to be, in the words of EPUB: `toc`, `noteref`. */
export function kindsOf(element: Element): string[] {
  const role = attribute(element, 'role')?.replace(/^doc-/, '') ?? ''
  return `${attribute(element, 'epub:type') ?? ''} ${role}`.trim().toLowerCase().split(/\s+/)
}
