/** A text with all spellings of a word written alike, and the way back to its own offsets. */
export type FoldedText = {
  readonly folded: string
  /** For each unit of `folded`, where the character it stands for starts in the text; the last entry is its end. */
  readonly starts: Uint32Array
}

/**
 * Fold a text for searching. White space of any length is one space, also where a block ends; quotation marks and
 * dashes are the plain ones; letters have no accents and, unless `matchCase`, no capital forms. What is folded is a
 * character as it is read, a base with the marks and the invisible signs behind it.
 */
export function foldText(text: string, { matchCase = false } = {}): FoldedText {
  const fold = matchCase ? foldExactCase : foldAnyCase
  let units = new Uint16Array(text.length + 1)
  let starts = new Uint32Array(text.length + 1)
  let filled = 0
  const write = (folded: string, start: number, end: number) => {
    if (filled + folded.length + text.length - end >= units.length) {
      units = grown(units, new Uint16Array(units.length * 2 + folded.length))
      starts = grown(starts, new Uint32Array(units.length))
    }
    for (let index = 0; index < folded.length; index += 1) {
      units[filled] = folded.charCodeAt(index)
      starts[filled] = start
      filled += 1
    }
  }
  let at = 0
  while (at < text.length) {
    const code = text.charCodeAt(at)
    const unit = fold.unitOf(code)
    if (unit !== MANY && endsBefore(code, text.charCodeAt(at + 1))) {
      units[filled] = unit
      starts[filled] = at
      filled += 1
      at += 1
    } else {
      const end = endOfCharacter(text, at)
      write(fold.character(text.slice(at, end)), at, end)
      at = end
    }
  }
  starts[filled] = text.length
  return { folded: stringOf(units, filled), starts: starts.subarray(0, filled + 1) }
}

/** The text as one looks for it, where the way back to its offsets is not needed. */
export function fold(text: string): string {
  // Most names are of signs that fold to themselves or their small letter, and this is many times faster.
  return /^(?:[!-_a-~]| (?! ))*$/.test(text) ? text.toLowerCase() : foldText(text).folded
}

/** What names are put in order by: folded, from the first letter or digit on, `2` before `10`. */
export function orderKey(name: string): string {
  return fold(name)
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/\d+/g, (digits) => digits.padStart(9, '0'))
}

/** What a sign is written as where Unicode has no mapping to a plain form, or one that does not fit. */
const plain: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "'": '‘’‚‛′‹›ʹʻʼ´`׳',
    '"': '“”„‟″«»״',
    '-': '‐‒–—―−־',
    '/': '⁄∕',
    ss: 'ß',
    SS: 'ẞ',
    σ: 'ς',
    i: 'ı',
    o: 'ø',
    O: 'Ø',
    l: 'ł',
    L: 'Ł',
    d: 'đð',
    D: 'ĐÐ',
    th: 'þ',
    Th: 'Þ',
    h: 'ħ',
    H: 'Ħ',
    ae: 'æ',
    AE: 'Æ',
    oe: 'œ',
    OE: 'Œ',
  }).flatMap(([form, signs]) => Array.from(signs, (sign) => [sign, form] as const)),
)

// Accents, tashkeel, niqqud and tatweel; bidi controls, joiners, soft hyphens and the choice between two drawings. Marks of
// other scripts stay: in Devanagari or Thai they are the vowels.
const silent =
  '\\u00ad\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u061c' +
  '\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed\\u08d3-\\u08ff\\u180b-\\u180f' +
  '\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\u20d0-\\u20ff\\ufe00-\\ufe0f\\ufe20-\\ufe2f\\ufeff'
/** Silent signs, and before them what looks like a letter with an accent but is one of its own: й, ў and ї. */
const ownLettersAndSilent = new RegExp(`[иу]\\u0306|і\\u0308|[${silent}]`, 'giu')
/** Signs that belong to the character before them: marks, ends of Hangul syllables, tones of skin, silent signs. */
const joining = new RegExp(`^[\\p{M}\\u1160-\\u11ff\\u{1f3fb}-\\u{1f3ff}${silent}]`, 'u')
const spacing = /^[^\S\ufeff]/
const pictograph = /^\p{Extended_Pictographic}/u
const JOINER = 0x200d

function foldCharacter(character: string, matchCase: boolean): string {
  if (spacing.test(character)) return ' '
  const mapped = Array.from(character, (sign) => plain.get(sign) ?? decomposed(sign)).join('')
  const cased = matchCase ? mapped : mapped.toLowerCase()
  return cased.replace(ownLettersAndSilent, (found) => (found.length > 1 ? found : '')).normalize('NFC')
}

function decomposed(sign: string): string {
  const parts = sign.normalize('NFKD')
  // A free-standing accent is no white space, though its mapping begins with some.
  return parts.startsWith(' ') ? sign : Array.from(parts, (part) => plain.get(part) ?? part).join('')
}

/** Not one unit, or not of this unit alone. */
const MANY = 0xffff

/** How characters are folded. Those of one unit are looked up in a table, because a long text has a million of them. */
function createFold(matchCase: boolean) {
  const units = new Uint16Array(0x10000)
  const unitOf = (code: number): number => {
    const known = units[code] ?? 0
    if (known !== 0) return known
    const folded = isSurrogate(code) ? '' : foldCharacter(String.fromCharCode(code), matchCase)
    const unit = folded.length === 1 ? folded.charCodeAt(0) : MANY
    units[code] = unit
    return unit
  }
  return { unitOf, character: (character: string) => foldCharacter(character, matchCase) }
}
const foldExactCase = createFold(true)
const foldAnyCase = createFold(false)

const BASE = 1
const SPACE = 2
const OTHER = 3
const classes = new Uint8Array(0x10000)

function classOf(code: number): number {
  const known = classes[code] ?? 0
  if (known !== 0) return known
  const sign = String.fromCharCode(code)
  const found = isSurrogate(code) || joining.test(sign) ? OTHER : spacing.test(sign) ? SPACE : BASE
  classes[code] = found
  return found
}

/** True when the character of one unit `code` certainly ends where `next` stands. */
function endsBefore(code: number, next: number): boolean {
  if (Number.isNaN(next)) return true
  const follows = classOf(next)
  return follows === BASE || (follows === SPACE && classOf(code) !== SPACE)
}

/** Where the character ends that starts at `start`; a run of white space is one. */
function endOfCharacter(text: string, start: number): number {
  const isSpace = spacing.test(text.charAt(start))
  let end = start + widthAt(text, start)
  while (end < text.length) {
    const sign = String.fromCodePoint(text.codePointAt(end) ?? 0)
    const joined =
      joining.test(sign) ||
      (isSpace && spacing.test(sign)) ||
      (text.charCodeAt(end - 1) === JOINER && pictograph.test(sign))
    if (!joined) break
    end += sign.length
  }
  return end
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff
}

function widthAt(text: string, offset: number): number {
  return (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1
}

function grown<Units extends Uint16Array | Uint32Array>(from: Units, to: Units): Units {
  to.set(from)
  return to
}

/** In pieces: what is handed to a function as arguments has to fit on the stack. */
function stringOf(units: Uint16Array, length: number): string {
  const pieces: string[] = []
  for (let start = 0; start < length; start += 8192) {
    pieces.push(String.fromCharCode(...units.subarray(start, Math.min(length, start + 8192))))
  }
  return pieces.join('')
}
