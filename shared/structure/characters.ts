/** What a character is for the counting of words, as bits. */
const ASKED = 1
const SPACE = 2
/** A letter or a digit. */
const WORD = 4
/** Of a script that writes no spaces. */
const UNSPACED = 8

/** One that is not lower-cased alone: its neighbours say how, or it becomes several. */
const TOGETHER = 16

/**
 * What each unit is and how it is written small, once it was asked: tables are read many times faster than expressions that
 * know all scripts.
 */
const bitsOf = new Uint8Array(0x10000)
const smallOf = new Uint16Array(0x10000)

/** What the character is that the unit at `at` belongs to. The second half of a pair counts as nothing but part of a word. */
function bitsAt(text: string, at: number): number {
  const known = bitsOf[text.charCodeAt(at)] ?? 0
  return known === 0 ? ask(text, at) : known
}

function ask(text: string, at: number): number {
  const code = text.charCodeAt(at)
  smallOf[code] = code
  if (code >= 0xd800 && code <= 0xdbff) return read(String.fromCodePoint(text.codePointAt(at) ?? code))
  if (code >= 0xdc00 && code <= 0xdfff) return isLead(text, at - 1) ? bitsAt(text, at - 1) & WORD : ASKED
  const character = String.fromCharCode(code)
  const bits = read(character)
  bitsOf[code] = bits
  smallOf[code] = character.toLowerCase().charCodeAt(0)
  return bits
}

function isLead(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xd800 && code <= 0xdbff
}

/** It is written otherwise at the end of a word. */
const SIGMA = 'Σ'

function read(character: string): number {
  const small = character.toLowerCase()
  const isAlone = small === character || (small.length === 1 && character !== SIGMA)
  return (
    ASKED |
    (isAlone ? 0 : TOGETHER) |
    (/\s/.test(character) ? SPACE : 0) |
    (/[\p{L}\p{N}]/u.test(character) ? WORD : 0) |
    (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(character) ? UNSPACED : 0)
  )
}

/** Of no letters, by FNV-1a. */
const EMPTY = 0x811c9dc5 | 0

export type Words = {
  /** About how many: scripts that write no spaces use some two characters a word. Signs alone are none. */
  readonly count: number
  /**
   * Its runs of letters and digits in lower case, each as a number of 32 bits that no two of one text are likely to share.
   * With their sign, such numbers take no memory of their own.
   */
  readonly numbers: readonly number[]
}

/** The words of a text, counted and as numbers, in one pass: no text is read as often as word by word. */
export function readWords(text: string): Words {
  // Of what is written small already, nothing is lower-cased together.
  return readEach(text) ?? readEach(text.toLowerCase()) ?? { count: 0, numbers: [] }
}

/** Null where a letter is not lower-cased alone. */
function readEach(text: string): Words | null {
  const numbers: number[] = []
  let hash = EMPTY
  let isOpen = false
  let count = 0
  let unspaced = 0
  let isCounted = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const known = bitsOf[code] ?? 0
    const bits = known === 0 ? ask(text, at) : known
    if ((bits & WORD) !== 0) {
      hash = Math.imul(hash ^ (smallOf[code] ?? code), 0x01000193)
      isOpen = true
      if (!isCounted) count += 1
      isCounted = true
      // Both are rare.
      if ((bits & (UNSPACED | TOGETHER)) !== 0) {
        if ((bits & TOGETHER) !== 0) return null
        unspaced += 1
      }
    } else {
      if (isOpen) numbers.push(hash)
      hash = EMPTY
      isOpen = false
      if ((bits & SPACE) !== 0) isCounted = false
      else if ((bits & UNSPACED) !== 0) unspaced += 1
    }
  }
  if (isOpen) numbers.push(hash)
  return { count: count + Math.floor(unspaced / 2), numbers }
}
