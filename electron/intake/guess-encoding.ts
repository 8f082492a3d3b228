import { analyse } from 'chardet'

/** A text and the encoding it was read by, under the name that the web has for it. */
export type Reading = { readonly text: string; readonly encoding: string }

/** As much of a file is looked at; its letters tell the same from there on. */
const LOOKED_AT = 128 * 1024
/** What the detector is less sure of is no better than the usual guess. It is hardly ever above 50 for single bytes. */
const LEAST_CONFIDENCE = 10
/** Of Latin letters few words tell one encoding from the next, and windows-1252 is by far the most usual. */
const LEAST_CONFIDENCE_LATIN = 40
const latin = /^(?:ISO-8859-(?:[2-4]|9|1[03-6])|windows-125[0347])$/
/** In a script of its own, at least so much of a text is letters that ASCII lacks. */
const LEAST_LETTERS = 0.1
const otherScript = /^(?:ISO-8859-[5-8]|windows-125[1356]|KOI8-R)$/
/** These are told by the bytes themselves, before anything is guessed. */
const told = /^(ascii|utf-)/i

/** What windows-1252 has from 0x80 to 0x9f, where Latin 1 has control characters. Five places are not in use. */
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Node's own decoder takes windows-1252 for Latin 1 in some versions, and so loses quotation marks. */
export function decodeWindows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1')
  return text.replaceAll(
    /[\u0080-\u009f]/g,
    (character) => upper[character.charCodeAt(0) - 0x80] ?? character,
  )
}

/** Made once: to make one takes as long as to decode a page. It keeps nothing of what it decoded. */
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The text by this encoding; null where some of the bytes are none of it. */
export function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  if (encoding === 'windows-1252') return decodeWindows1252(bytes)
  try {
    return (encoding === 'utf-8' ? utf8 : new TextDecoder(encoding, { fatal: true })).decode(bytes)
  } catch {
    return null
  }
}

/**
 * Read bytes by the encoding that their letters suggest: the likeliest by which all of them can be read. Null where they
 * suggest none. `sample` is what the letters are looked for in, such as a page without its tags.
 */
export function guessEncoding(bytes: Uint8Array, sample = bytes): Reading | null {
  const looked = aroundLetters(sample)
  const letters = countIn(looked, 0x80, 0xff) / looked.length
  if (letters >= LEAST_LETTERS && isDosCyrillic(looked))
    return { text: new TextDecoder('ibm866').decode(bytes), encoding: 'ibm866' }
  for (const { name, confidence } of analyse(looked)) {
    if (confidence < (latin.test(name) ? LEAST_CONFIDENCE_LATIN : LEAST_CONFIDENCE) || told.test(name))
      continue
    if (letters < LEAST_LETTERS && otherScript.test(name)) continue
    const encoding = usualName(name, bytes)
    const text = encoding === null ? null : decodeStrictly(bytes, encoding)
    if (encoding !== null && text !== null) return { text, encoding }
  }
  return null
}

/**
 * Whether bytes are Cyrillic as DOS wrote it, which the detector does not know: the small letters lie in two ranges with the
 * frames of tables between them, where other encodings have letters of every kind.
 */
function isDosCyrillic(bytes: Uint8Array): boolean {
  const letters = countIn(bytes, 0x80, 0xff)
  const [capitals, first, second] = [
    countIn(bytes, 0x80, 0x9f),
    countIn(bytes, 0xa0, 0xaf),
    countIn(bytes, 0xe0, 0xf7),
  ]
  return first > letters * 0.35 && second > letters * 0.15 && capitals + first + second > letters * 0.98
}

function countIn(bytes: Uint8Array, from: number, to: number): number {
  let count = 0
  for (const byte of bytes) if (byte >= from && byte <= to) count += 1
  return count
}

/** A stretch with letters that ASCII lacks: a long head may have none. */
function aroundLetters(bytes: Uint8Array): Uint8Array {
  const first = Math.max(
    bytes.findIndex((byte) => byte >= 0x80),
    0,
  )
  const start = Math.max(first - 1024, 0)
  return bytes.subarray(start, start + LOOKED_AT)
}

/** The letters that KOI8-U has more than KOI8-R, which draws lines in their places. */
const ukrainian = new Set([0xa4, 0xa6, 0xa7, 0xad, 0xb4, 0xb6, 0xb7, 0xbd])

/** The name by which the web knows an encoding; null for those it does not. */
function usualName(name: string, bytes: Uint8Array): string | null {
  if (name === 'KOI8-R' && bytes.some((byte) => ukrainian.has(byte))) return 'koi8-u'
  try {
    return new TextDecoder(name).encoding
  } catch {
    return null
  }
}

/**
 * Read bytes as UTF-16 that bears no mark. Null when they are none: where every second byte is not nearly always the
 * same, or signs come out that no text has.
 */
export function readUnmarkedUtf16(bytes: Uint8Array): Reading | null {
  const start = bytes.subarray(0, LOOKED_AT)
  if (bytes.length % 2 === 1 || !start.includes(0)) return null
  const read = (['utf-16le', 'utf-16be'] as const).flatMap((encoding) => {
    const beginning = new TextDecoder(encoding).decode(start)
    return strangeness(beginning) > MOST_STRANGE ? [] : [{ encoding, strange: strangeness(beginning) }]
  })
  for (const { encoding } of read.toSorted((one, other) => one.strange - other.strange)) {
    const text = decodeStrictly(bytes, encoding)
    if (text !== null) return { text, encoding }
  }
  return null
}

const MOST_STRANGE = 0.02

/** The share of characters that stand in no text: controls, places without a character, and those of no public use. */
function strangeness(text: string): number {
  const strange = text.match(/[\u0000-\u0008\u000e-\u001f\ufffd]|\p{Cn}|\p{Co}/gu) ?? []
  return strange.length / text.length
}
