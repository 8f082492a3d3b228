/** What an element says of itself, in the form that parse5 has for it. Names are in lower case. */
export type MarkupAttribute = { readonly name: string; value: string }

/** Takes what stands in markup, in order. Names are in lower case; characters stand for the entities that name them. */
export type MarkupHandler = {
  readonly open: (name: string, attributes: MarkupAttribute[], selfClosing: boolean) => void
  readonly text: (text: string) => void
  readonly close: (name: string) => void
  readonly doctype: (publicId: string | null) => void
}

/** Text with the line breaks that XML and HTML read it with. */
export function withUnixLines(text: string): string {
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text
}

// Each begins where it is asked to, and none can be matched in two ways, so that the work grows with the markup.
const tagName = /<([a-z][\w:.-]*)/iy
const attribute = /[ \t\n\f]+([a-z_][\w:.-]*)[ \t\n\f]*=[ \t\n\f]*(?:"([^"\u0000]*)"|'([^'\u0000]*)')/iy
const tagEnd = /[ \t\n\f]*(\/?)>/y
const endTag = /<\/([a-z][\w:.-]*)[ \t\n\f]*>/iy
const doctype =
  /<!doctype[ \n]+[a-z]+(?:[ \n]+public[ \n]+"([^"<>]*)")?(?:[ \n]+(?:system[ \n]+)?"[^"<>]*")?[ \n]*>/iy
const instruction = /<\?[^<>]*\?>/y

/**
 * Scan markup that is written as programs write XML: whole tags with their values in quotes, and no entities but those of XML
 * and numbers. Says how far that went: to the end of most parts, else to the piece that a parser with more rules is to go on
 * with. Line breaks are to be those of Unix.
 */
export function scanMarkup(written: string, handler: MarkupHandler): number {
  let at = 0
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at
    const found = pattern.exec(written)
    if (found !== null) at = pattern.lastIndex
    return found
  }
  while (at < written.length) {
    const start = at
    if (!scanPiece()) return start
  }
  return at

  function scanPiece(): boolean {
    if (written[at] !== '<') return scanText()
    const sign = written[at + 1]
    if (sign === '/') return scanEnd()
    if (sign === '!') return scanDeclaration()
    return sign === '?' ? match(instruction) !== null : scanStart()
  }

  function scanText(): boolean {
    const found = written.indexOf('<', at)
    const end = found === -1 ? written.length : found
    const text = plainText(written.slice(at, end))
    if (text === null) return false
    at = end
    handler.text(text)
    return true
  }

  function scanEnd(): boolean {
    const found = match(endTag)
    if (found !== null) handler.close((found[1] ?? '').toLowerCase())
    return found !== null
  }

  function scanStart(): boolean {
    const start = match(tagName)
    if (start === null) return false
    const attributes: MarkupAttribute[] = []
    for (let found = match(attribute); found !== null; found = match(attribute)) {
      const name = (found[1] ?? '').toLowerCase()
      const value = plainText(found[2] ?? found[3] ?? '')
      if (value === null || attributes.some((one) => one.name === name)) return false
      attributes.push({ name, value })
    }
    const end = match(tagEnd)
    if (end !== null) handler.open((start[1] ?? '').toLowerCase(), attributes, end[1] === '/')
    return end !== null
  }

  function scanDeclaration(): boolean {
    if (written.startsWith('<!--', at)) return scanComment()
    if (written.startsWith(BARE, at)) return scanBareText()
    const found = match(doctype)
    if (found !== null) handler.doctype(found[1] ?? null)
    return found !== null
  }

  function scanComment(): boolean {
    const end = written.indexOf('--', at + 4)
    if (end === -1 || written[end + 2] !== '>' || /^-?>/.test(written.slice(at + 4, at + 6))) return false
    at = end + 3
    return true
  }

  function scanBareText(): boolean {
    const end = written.indexOf(']]>', at)
    if (end === -1) return false
    if (end > at + BARE.length) handler.text(written.slice(at + BARE.length, end))
    at = end + 3
    return true
  }
}

/** How a section of text begins in which nothing is markup. */
const BARE = '<![CDATA['

const entity = /&(?:(amp|lt|gt|quot|apos)|#(\d{2,7})|#[xX]([\da-fA-F]{2,6}));|&/g
const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

/** The text that stands in markup as this; null where it takes more to read it. */
function plainText(written: string): string | null {
  if (!written.includes('&')) return written
  let isPlain = true
  const text = written.replaceAll(entity, (_, name?: string, decimal?: string, hexadecimal?: string) => {
    const sign = name === undefined ? signOf(Number(decimal ?? `0x${hexadecimal}`)) : named.get(name)
    isPlain &&= sign !== undefined
    return sign ?? ''
  })
  return isPlain ? text : null
}

/** The character of a number, if it is one that all standards agree on. */
function signOf(code: number): string | undefined {
  const isPlain =
    (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code < 0xd800) || (code >= 0xe000 && code < 0xfdd0)
  return isPlain ? String.fromCharCode(code) : undefined
}
