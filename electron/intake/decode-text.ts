import { Failure } from '../../shared/contract/failure'
import { decodeStrictly, decodeWindows1252, guessEncoding, readUnmarkedUtf16 } from './guess-encoding'

export type DecodedText = {
  readonly text: string
  /** The encoding under the name that the web has for it. */
  readonly encoding: string
  /** Who says so: the file, its letters, or nobody. */
  readonly by: 'file' | 'letters' | 'nobody'
  /** How many characters could not be decoded: each is a sign of replacement. */
  readonly lost: number
}

/** Above this share of control characters, what decodes as text is taken to be something else. */
const MOST_CONTROLS = 0.1
/** The same where the encoding is guessed: any bytes are letters of some encoding. */
const MOST_CONTROLS_GUESSED = 0.01

/**
 * Decode a plain-text file: by its byte order mark, as UTF-8, or by the encoding that its letters suggest. Nothing is lost
 * silently: what was guessed and what could not be decoded is told with the text. What is no text is refused as a Failure
 * (`empty`, `binary` or `not-decodable`) naming `name`.
 */
export function decodeText(name: string, bytes: Uint8Array): DecodedText {
  if (bytes.length === 0) throw new Failure('empty', `“${name}” is empty: there is nothing to import.`)
  if (bytes.every((byte) => byte === 0)) throw zeroed(name)
  const marked = markedEncoding(bytes)
  const decoded = marked === null ? decodeUnmarked(bytes) : decodeMarked(name, bytes, marked)
  const { text, by } = decoded
  if (text.includes('\u0000')) throw notText(name, 'it holds bytes that are in no text')
  if (!visible.test(text)) throw blank(name)
  const isTold = by === 'file'
  const most = isTold ? text.length * MOST_CONTROLS : Math.max(text.length * MOST_CONTROLS_GUESSED, 2)
  if (countOf(text, isTold ? controls : anyControls) > most)
    throw notText(name, 'it consists of control characters')
  return decoded
}

/** Anything that a reader sees: neither white space nor a sign without a shape, such as a joiner. */
const visible = /[^\s\p{Default_Ignorable_Code_Point}]/u
const controls = /[\u0000-\u0008\u000e-\u001f]/g
const anyControls = /[\u0000-\u0008\u000e-\u001f\u0080-\u009f]/g

/** The encoding that a byte order mark tells; null without one. */
export function markedEncoding(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : null
}

/**
 * Decode bytes without a mark: as UTF-16 or UTF-8 if they are that, at least for the most part, else by what their letters
 * suggest, else as windows-1252, which fits anything. `sample` gives what is looked at for its letters.
 */
export function decodeUnmarked(bytes: Uint8Array, sample = () => bytes): DecodedText {
  const wide = readUnmarkedUtf16(bytes)
  if (wide !== null) return { ...wide, by: 'letters', lost: 0 }
  const whole = decodeStrictly(bytes, 'utf-8')
  if (whole !== null) return { text: whole, encoding: 'utf-8', by: 'file', lost: 0 }
  const mostly = decodeMostly(bytes, 'utf-8')
  if (mostly !== null) return mostly
  const guess = guessEncoding(bytes, sample())
  if (guess !== null) return { ...guess, by: 'letters', lost: 0 }
  return { text: decodeWindows1252(bytes), encoding: 'windows-1252', by: 'nobody', lost: 0 }
}

/** Decode as far as that can be done; null where more is lost than was told by letters beyond ASCII. */
export function decodeMostly(bytes: Uint8Array, encoding: string): DecodedText | null {
  const decoded = decodeLossily(bytes, encoding)
  // Letters beyond ASCII that come out whole by chance are rare in any other encoding.
  return decoded.lost < countOf(decoded.text, /[^\0-\x7f\ufffd]/g) ? decoded : null
}

/** Decode with a sign of replacement for whatever is no character. */
export function decodeLossily(bytes: Uint8Array, encoding: string): DecodedText {
  const text = new TextDecoder(encoding).decode(bytes)
  return { text, encoding, by: 'file', lost: countOf(text, /\ufffd/g) }
}

/** The sentences that tell of an encoding other than the usual one, of a guess, and of what could not be decoded. */
export function encodingNotices({ encoding, by, lost }: Omit<DecodedText, 'text'>): string[] {
  const name = encoding.startsWith('windows') ? encoding : encoding.toUpperCase()
  const advice = 'If words look wrong, save it as UTF-8 and import it again.'
  const characters = lost === 1 ? 'character' : 'characters'
  return [
    ...(by === 'file' && encoding !== 'utf-8' ? [`Read as ${name}.`] : []),
    ...(by === 'letters'
      ? [`Read as ${name}, as its letters suggest; the file does not say how it is encoded. ${advice}`]
      : []),
    ...(by === 'nobody' ? [`Read as ${name}, though nothing tells how it is encoded. ${advice}`] : []),
    ...(lost > 0 ? [`${lost} ${characters} could not be decoded and became “\ufffd”.`] : []),
  ]
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

function decodeMarked(name: string, bytes: Uint8Array, encoding: string): DecodedText {
  // The decoder itself drops the byte order mark.
  const text = decodeStrictly(bytes, encoding)
  if (text !== null) return { text, encoding, by: 'file', lost: 0 }
  const advice = 'Save it as UTF-8 in a text editor and import it again.'
  throw new Failure('not-decodable', `“${name}” is not valid ${encoding.toUpperCase()} text. ${advice}`)
}

function zeroed(name: string): Failure {
  const message = `“${name}” holds nothing but zeros, as after a download that broke off or on a damaged disk; get the file again from where it came.`
  return new Failure('binary', message)
}

function notText(name: string, why: string): Failure {
  return new Failure(
    'binary',
    `“${name}” is not plain text: ${why}. Save or copy its text into a .txt file and import that.`,
  )
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
