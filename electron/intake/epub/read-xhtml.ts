import { Tokenizer, TokenizerMode } from 'parse5'
import { escapeXml } from '../archive/escape-xml'
import { refuseDeclarations } from '../archive/read-xml'
import { decodeHtml } from '../html/decode-html'
import { attribute, type Document, type Element, parsePage } from '../html/parse-page'
import { parsePlain } from '../html/parse-plain'

/** Parse a page of the EPUB `name`. Throws a Failure when the page brings entities of its own or is too complex. */
export function readXhtml(name: string, bytes: Uint8Array): Document {
  const { text } = decodeHtml(bytes)
  refuseDeclarations(name, text)
  return parsePlain(text) ?? parsePage(name, readsAsHtml(text) ? text : asHtml(text))
}

/**
 * What HTML would read otherwise: sections of bare text, an old document type, elements whose text HTML reads as bare, and
 * any that is closed where it opens and that HTML does not know to be empty.
 */
const otherwise =
  /<!\[CDATA\[|<!doctype(?!\s+html\s*>)|<(?:script|style|textarea|xmp|iframe|noembed|noframes|noscript|plaintext|svg|math|template)\b|<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)[a-z][^<]*?\/>/i

/** Whether a page of a book says the same as HTML, as most do that are nothing but text. */
function readsAsHtml(xhtml: string): boolean {
  return !otherwise.test(xhtml)
}

/** Elements that HTML knows to be empty. */
const empty = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
/** Elements that hold no text, and in which a sign of less than begins no tag. */
const unread = new Set(['script', 'style'])

/**
 * Write XHTML as HTML. XHTML may close any element where it opens it; to HTML such an element would go on to the end of the
 * page. It may also write text in sections that are comments to HTML (CDATA).
 */
function asHtml(xhtml: string): string {
  const parts: string[] = []
  let inUnread = false
  const write = (text: string) => {
    if (!inUnread) parts.push(escapeXml(text))
  }
  const tokenizer = new Tokenizer(
    {},
    {
      onStartTag({ tagName, attrs, selfClosing }) {
        if (unread.has(tagName)) {
          inUnread = !selfClosing
          if (inUnread) tokenizer.state = TokenizerMode.RAWTEXT
          return
        }
        const attributes = attrs.map(({ name, value }) => ` ${name}="${escapeXml(value)}"`)
        parts.push(`<${tagName}${attributes.join('')}>`)
        if (selfClosing && !empty.has(tagName)) parts.push(`</${tagName}>`)
      },
      onEndTag({ tagName }) {
        if (unread.has(tagName)) inUnread = false
        else if (!empty.has(tagName)) parts.push(`</${tagName}>`)
      },
      onCharacter: ({ chars }) => write(chars),
      onWhitespaceCharacter: ({ chars }) => write(chars),
      onNullCharacter: () => {},
      onComment: () => {},
      onDoctype: () => parts.push('<!doctype html>'),
      onEof: () => {},
    },
  )
  // Only there does it know sections of bare text.
  tokenizer.inForeignNode = true
  tokenizer.write(xhtml, true)
  return parts.join('')
}

/** What an element of a book is said to be, in the words of EPUB: `toc`, `noteref`. */
export function kindsOf(element: Element): string[] {
  const role = attribute(element, 'role')?.replace(/^doc-/, '') ?? ''
  return `${attribute(element, 'epub:type') ?? ''} ${role}`.trim().toLowerCase().split(/\s+/)
}
