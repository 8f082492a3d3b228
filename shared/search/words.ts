import { fold } from '../model/fold'

/** A word of a text, where it stands, and as it is looked for. */
export type Word = { readonly start: number; readonly end: number; readonly folded: string }

const SEPARATOR = 1
const LETTER = 2
/** A sign that is a word of its own: scripts without spaces, so that any part of a sentence can be found; % and €. */
const ALONE = 3
/** Belongs to the letter before it. */
const MARK = 4
/** Written, yet no part of a word: soft hyphens, joiners. */
const SILENT = 5
const PAIR = 6

const unspaced = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u
const letter = /[\p{L}\p{N}\p{M}]/u

/** What each character is; filled as characters are met, 0 until then. */
const kinds = new Uint8Array(0x10000)

function kindOf(code: number): number {
  return (kinds[code] ||= look(code))
}

function look(code: number): number {
  if (code >= 0xd800 && code <= 0xdfff) return PAIR
  return lookAt(String.fromCharCode(code))
}

function lookAt(sign: string): number {
  if (/[\u00ad\u200b-\u200d\u2060\ufeff]/.test(sign)) return SILENT
  if (/\p{M}/u.test(sign)) return MARK
  if (letter.test(sign)) return unspaced.test(sign) ? ALONE : LETTER
  return /[\p{Sc}\p{Sm}\p{So}%‰]/u.test(sign) ? ALONE : SEPARATOR
}

/** Calls `found` with both ends of every word, in order. */
function eachWord(text: string, found: (start: number, end: number) => void): void {
  const { length } = text
  let start = -1
  let alone = false
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at)
    let kind = kindOf(code)
    let width = 1
    if (kind === PAIR) {
      const sign = String.fromCodePoint(text.codePointAt(at) ?? code)
      kind = lookAt(sign)
      width = sign.length
    }
    if (kind === MARK || kind === SILENT) {
      at += width - 1
      continue
    }
    if (start !== -1 && (kind !== LETTER || alone)) {
      found(start, at)
      start = -1
    }
    if (kind !== SEPARATOR && start === -1) {
      start = at
      alone = kind === ALONE
    }
    at += width - 1
  }
  if (start !== -1) found(start, length)
}

/** A word as it is looked for. One sign may stand for several words, which are one here. */
function foldWord(word: string): string {
  return fold(word).replaceAll(' ', '')
}

/** The words of a text, in order. */
export function wordsIn(text: string): Word[] {
  const words: Word[] = []
  eachWord(text, (start, end) => {
    const folded = foldWord(text.slice(start, end))
    if (folded !== '') words.push({ start, end, folded })
  })
  return words
}

/**
 * The words of a text as one string that is quick to search: folded, each with a capital where its script has
 * capitals and with a space behind it. Looking for “Port” passes over “report” without a look at what stands before it.
 */
export function streamOf(text: string): string {
  let stream = ''
  eachWord(text, (start, end) => {
    const folded = foldWord(text.slice(start, end))
    if (folded !== '') stream += `${capitalised(folded)} `
  })
  return stream
}

/** A folded word as it stands in a stream. */
export function capitalised(word: string): string {
  const first = word.charAt(0)
  const capital = first.toUpperCase()
  return capital.length === 1 && capital.toLowerCase() === first ? capital + word.slice(1) : word
}

/** True for a word of a script without spaces, of which no beginning can be looked for. */
export function isAlone(word: string): boolean {
  const code = word.codePointAt(0) ?? 0
  return lookAt(String.fromCodePoint(code)) === ALONE
}
