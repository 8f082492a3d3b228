export type FileKind = 'text' | 'markdown' | 'html'

/** How much of a file is looked at to tell what it is. */
const LOOKED_AT = 64 * 1024

const markdownName = /\.(md|markdown|mdown|mkdn?)$/i
const htmlName = /\.(html?|xhtml|xht)$/i
const textName = /\.(txt|text)$/i

/** What comes before the first tag of a page: white space, comments, the declaration of XHTML. */
const beforePage = /^(?:\s+|<!--[^]*?-->|<\?xml[^>]*>)*/
const wholePage = /^<(?:!doctype\s+html|html|head|body)(?=[\s>/])/i
const partOfPage =
  /^<(?:article|blockquote|div|figure|h[1-6]|main|meta|ol|p|section|span|table|title|ul)(?=[\s>/])/i
const anyTag = /<[a-z!/][^<>]*>/i

/**
 * What a file is, by what it holds. The name decides only where that leaves it open: text and Markdown look alike, and
 * a text may begin with a tag.
 */
export function kindOfFile(name: string, bytes: Uint8Array): FileKind {
  const start = startOf(bytes)
  const page = start.replace(beforePage, '')
  if (wholePage.test(page)) return 'html'
  if (htmlName.test(name) && anyTag.test(start)) return 'html'
  if (markdownName.test(name)) return 'markdown'
  return partOfPage.test(page) && !textName.test(name) ? 'html' : 'text'
}

/** The beginning of the file, with at least its ASCII characters right. */
function startOf(bytes: Uint8Array): string {
  const start = bytes.subarray(0, LOOKED_AT)
  const [first, second] = start
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(start)
}
