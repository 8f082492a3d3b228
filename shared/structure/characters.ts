/** What a character is for the counting of words, as bits. */
const ASKED = 1
const SPACE = 2
/** A letter or a digit. */
const WORD = 4
/** Of a script that writes no spaces. */
const UNSPACED = 8

/** What each unit is, once it was asked: a table is read many times faster than expressions that know all scripts. */
const bitsOf = new Uint8Array(0x10000)

/** What the character is that the unit at `at` belongs to. The second half of a pair counts as nothing but part of a word. */
function bitsAt(text: string, at: number): number {
  const known = bitsOf[text.charCodeAt(at)] ?? 0
  return known === 0 ? ask(text, at) : known
}

function ask(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code >= 0xd800 && code <= 0xdbff) return read(String.fromCodePoint(text.codePointAt(at) ?? code))
  if (code >= 0xdc00 && code <= 0xdfff) return isLead(text, at - 1) ? bitsAt(text, at - 1) & WORD : ASKED
  const bits = read(String.fromCharCode(code))
  bitsOf[code] = bits
  return bits
}

function isLead(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xd800 && code <= 0xdbff
}

function read(character: string): number {
  return (
    ASKED |
    (/\s/.test(character) ? SPACE : 0) |
    (/[\p{L}\p{N}]/u.test(character) ? WORD : 0) |
    (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(character) ? UNSPACED : 0)
  )
}

/** About how many words: scripts that write no spaces use some two characters a word. Signs alone are none. */
export function countWords(text: string): number {
  let words = 0
  let unspaced = 0
  let isCounted = false
  for (let at = 0; at < text.length; at += 1) {
    const bits = bitsAt(text, at)
    if ((bits & UNSPACED) !== 0) unspaced += 1
    if ((bits & SPACE) !== 0) isCounted = false
    else if (!isCounted && (bits & WORD) !== 0) {
      words += 1
      isCounted = true
    }
  }
  return words + Math.floor(unspaced / 2)
}

/** Visit the words of a text: runs of letters and digits. */
export function eachWord(text: string, visit: (start: number, end: number) => void): void {
  let start = -1
  for (let at = 0; at < text.length; at += 1) {
    const isWord = (bitsAt(text, at) & WORD) !== 0
    if (isWord && start === -1) start = at
    if (!isWord && start !== -1) {
      visit(start, at)
      start = -1
    }
  }
  if (start !== -1) visit(start, text.length)
}

/** Of no letters, by FNV-1a. */
const EMPTY = 0x811c9dc5 | 0

/**
 * The words in lower case, each as a number of 32 bits that no two words of one text are likely to share. With their sign,
 * such numbers take no memory of their own.
 */
export function wordsAsNumbers(text: string): number[] {
  const lower = text.toLowerCase()
  const numbers: number[] = []
  let hash = EMPTY
  let length = 0
  for (let at = 0; at < lower.length; at += 1) {
    if ((bitsAt(lower, at) & WORD) !== 0) {
      hash = Math.imul(hash ^ lower.charCodeAt(at), 0x01000193)
      length += 1
    } else if (length > 0) {
      numbers.push(hash)
      hash = EMPTY
      length = 0
    }
  }
  if (length > 0) numbers.push(hash)
  return numbers
}
