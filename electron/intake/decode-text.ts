import { Failure } from '../../shared/contract/failure'

export type DecodedText = { readonly text: string; readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' }

/** Beginnings of formats that people try to import as text; each gets its own words. */
const signatures: readonly { readonly bytes: readonly number[]; readonly format: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], format: 'a PDF' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], format: 'a zip archive or an office document' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], format: 'an old office document' },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], format: 'a rich text (RTF) document' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], format: 'a picture' },
  { bytes: [0xff, 0xd8, 0xff], format: 'a picture' },
  { bytes: [0x47, 0x49, 0x46, 0x38], format: 'a picture' },
  { bytes: [0x1f, 0x8b], format: 'a compressed file' },
  // “From: <Saved by”, as browsers begin a page that they save as a single file.
  {
    bytes: [...'From: <Saved by'].map((letter) => letter.charCodeAt(0)),
    format: 'a web archive (MHTML)',
  },
]

/** Above this share of control characters, what decodes as text is taken to be something else. */
const MOST_CONTROLS = 0.1

/**
 * Decode a plain-text file: by its byte order mark, else as strict UTF-8. Nothing is guessed and nothing is lost
 * silently: what cannot be decoded is refused as a Failure (`empty`, `binary` or `not-decodable`) naming `name`.
 */
export function decodeText(name: string, bytes: Uint8Array): DecodedText {
  refuseOtherFormats(name, bytes)
  const encoding = markedEncoding(bytes) ?? 'utf-8'
  if (encoding === 'utf-8' && bytes.includes(0)) throw notText(name, 'it holds NUL bytes')
  const text = decode(name, bytes, encoding)
  if (text.trim() === '') throw blank(name)
  if (countControls(text) > text.length * MOST_CONTROLS)
    throw notText(name, 'it consists of control characters')
  return { text, encoding }
}

/** Refuse an empty file and one that begins like a format that is no text. */
export function refuseOtherFormats(name: string, bytes: Uint8Array): void {
  if (bytes.length === 0) throw new Failure('empty', `“${name}” is empty: there is nothing to import.`)
  const format = signatures.find((signature) =>
    signature.bytes.every((byte, index) => bytes[index] === byte),
  )?.format
  if (format !== undefined) throw notText(name, `it is ${format}`)
}

/** The encoding that a byte order mark tells; null without one. */
export function markedEncoding(bytes: Uint8Array): DecodedText['encoding'] | null {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : null
}

/** The sentence that tells of an encoding other than the usual one. */
export function encodingNotices(encoding: string): string[] {
  return encoding === 'utf-8' ? [] : [`Read as ${encoding.toUpperCase()}.`]
}

/** The refusal of a file in which there is nothing to read. */
export function blank(name: string): Failure {
  return new Failure('empty', `“${name}” holds nothing but white space: there is nothing to import.`)
}

/** The refusal of a text over the limit. */
export function tooMuchText(name: string, characters: number): Failure {
  const size = (characters / 1_000_000).toFixed(1)
  const advice = 'Cut it into parts and import them one by one.'
  return new Failure(
    'too-much-text',
    `“${name}” holds ${size} million characters; a source holds at most 5 million. ${advice}`,
  )
}

function decode(name: string, bytes: Uint8Array, encoding: DecodedText['encoding']): string {
  try {
    // The decoder itself drops the byte order mark.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    const advice = 'Save it as UTF-8 in a text editor and import it again.'
    throw new Failure('not-decodable', `“${name}” is not valid ${encoding.toUpperCase()} text. ${advice}`, {
      cause,
    })
  }
}

function notText(name: string, why: string): Failure {
  return new Failure(
    'binary',
    `“${name}” is not plain text: ${why}. Save or copy its text into a .txt file and import that.`,
  )
}

function countControls(text: string): number {
  let count = 0
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit < 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0b && unit !== 0x0c && unit !== 0x0d)
      count += 1
  }
  return count
}
