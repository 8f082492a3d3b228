import { type DecodedText, decodeLossily, decodeMostly, decodeUnmarked, markedEncoding } from '../decode-text'
import { decodeStrictly, decodeWindows1252 } from '../guess-encoding'

/** Where browsers look for the encoding that a page names. */
const LOOKED_AT = 4096
/** As much of a page is looked at for its letters. */
const SAMPLE = 1024 * 1024

/**
 * Decode a page: by its byte order mark, else by the encoding that `charset` or the page itself names if that fits, else as a
 * text that names none.
 * windows-1252 fits anything: a page that names it and is valid UTF-8 was sent as UTF-8, which a saved page no longer
 * tells. A page that fits but for a few bytes is decoded as far as it can be.
 */
export function decodeHtml(bytes: Uint8Array, charset: string | null = null): DecodedText {
  const marked = markedEncoding(bytes)
  if (marked !== null) return decodeLossily(bytes, marked)
  const named = usualName(charset) ?? usualName(labelIn(bytes))
  if (named === null) return decodeUnmarked(bytes, () => withoutTags(bytes))
  const likely = named === 'windows-1252' ? 'utf-8' : named
  for (const encoding of [likely, 'utf-8']) {
    const text = decodeStrictly(bytes, encoding)
    if (text !== null) return { text, encoding, by: 'file', lost: 0 }
  }
  const mostly = decodeMostly(bytes, likely)
  if (mostly !== null) return mostly
  if (named !== 'windows-1252') return decodeUnmarked(bytes, () => withoutTags(bytes))
  return { text: decodeWindows1252(bytes), encoding: named, by: 'file', lost: 0 }
}

/** The words of a page: its tags are ASCII in any encoding, and far more than its words in many. */
function withoutTags(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.subarray(0, SAMPLE)).toString('latin1')
  return Buffer.from(text.replaceAll(/<[^<>]*>/g, ' '), 'latin1')
}

/** What a `meta` element or an XML declaration calls the encoding of the page. */
function labelIn(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, LOOKED_AT)).toString('latin1')
  return /<(?:meta|\?xml)\s[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})/i.exec(start)?.[1] ?? null
}

/** The usual name of an encoding; null for one that the web does not know. */
function usualName(label: string | null): string | null {
  if (label === null) return null
  if (/^utf-8$/i.test(label)) return 'utf-8'
  try {
    const { encoding } = new TextDecoder(label)
    // What could be read this far is no UTF-16.
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding
  } catch {
    return null
  }
}
