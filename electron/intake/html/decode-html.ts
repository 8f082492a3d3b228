import { markedEncoding } from '../decode-text'

/** Where browsers look for the encoding that a page names. */
const LOOKED_AT = 4096

export type DecodedHtml = {
  readonly html: string
  readonly encoding: string
  /** How many characters could not be decoded: each is a sign of replacement. */
  readonly lost: number
}

/**
 * Decode a page: by its byte order mark, else by the encoding it names if that fits, else as UTF-8 if it is valid, else
 * as windows-1252. That one fits anything: a page that names it and is valid UTF-8 was sent as UTF-8, which a saved
 * page no longer tells. A page that fits but for a few bytes is decoded as far as it can be.
 */
export function decodeHtml(bytes: Uint8Array): DecodedHtml {
  const marked = markedEncoding(bytes)
  const named = marked ?? namedEncoding(bytes)
  const likely = named === null || named === 'windows-1252' ? 'utf-8' : named
  for (const encoding of [likely, 'utf-8']) {
    const html = decode(bytes, encoding)
    if (html !== null) return { html, encoding, lost: 0 }
  }
  const html = new TextDecoder(likely).decode(bytes)
  const lost = countOf(html, /\ufffd/g)
  // Letters beyond ASCII that come out whole by chance are rare in any other encoding.
  if (marked !== null || lost < countOf(html, /[^\0-\x7f\ufffd]/g)) return { html, encoding: likely, lost }
  return { html: decodeWindows1252(bytes), encoding: 'windows-1252', lost: 0 }
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

/** The encoding that a `meta` element or an XML declaration names, under its usual name. */
function namedEncoding(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, LOOKED_AT)).toString('latin1')
  const label = /<(?:meta|\?xml)\s[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})/i.exec(start)?.[1]
  if (label === undefined) return null
  try {
    const { encoding } = new TextDecoder(label)
    // What could be read this far is no UTF-16.
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding
  } catch {
    return null
  }
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** What windows-1252 has from 0x80 to 0x9f, where Latin 1 has control characters. Five places are not in use. */
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Node's own decoder takes windows-1252 for Latin 1 in some versions, and so loses quotation marks. */
function decodeWindows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1')
  return text.replaceAll(
    /[\u0080-\u009f]/g,
    (character) => upper[character.charCodeAt(0) - 0x80] ?? character,
  )
}
