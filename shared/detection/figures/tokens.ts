/** What stands before a token: nothing, white space, or the start of a line. */
export type Gap = 'none' | 'space' | 'line'

/** A piece of text as the number grammar sees it; the offsets are UTF-16 units of the text. */
export type Token = {
  /** `code`: digits that are no number ("22:12", "F35", an address). */
  readonly kind: 'number' | 'word' | 'sign' | 'code'
  readonly start: number
  readonly end: number
  readonly gap: Gap
  /** A word in lower case; a number with ASCII digits and separators (see `NumberSeparator`); else as it stands. */
  readonly text: string
}

/** Separators inside a number: as written, or one that can only group (apostrophe, space) or only part decimals. */
export const GROUPS = '_'
export const DECIMALS = ';'

const LETTER = 1
const DIGIT = 2
const SPACE = 3
const LINE = 4
const IDEOGRAPH = 5
const SIGN = 6
const SILENT = 7

/** Cut a text into words, numbers and signs, in reading order. White space is told by the gap before a token. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  let gap: Gap = 'line'
  while (at < text.length) {
    const kind = classOf(text.charCodeAt(at))
    if (kind === SPACE || kind === LINE) {
      if (kind === LINE) gap = 'line'
      else if (gap === 'none') gap = 'space'
      at += 1
      continue
    }
    if (kind === SILENT) {
      at += 1
      continue
    }
    const token = tokenAt(text, at, kind, gap)
    tokens.push(token)
    at = token.end
    gap = 'none'
  }
  return tokens
}

function tokenAt(text: string, start: number, kind: number, gap: Gap): Token {
  switch (kind) {
    case DIGIT:
      return numberAt(text, start, gap)
    case LETTER:
      return wordAt(text, start, gap)
    default:
      return {
        kind: kind === IDEOGRAPH ? 'word' : 'sign',
        start,
        end: start + 1,
        gap,
        text: signAt(text, start),
      }
  }
}

const signAt = (text: string, at: number) => (isApostrophe(text.charCodeAt(at)) ? "'" : text.charAt(at))

function wordAt(text: string, start: number, gap: Gap): Token {
  let end = start + 1
  while (end < text.length) {
    const kind = classOf(text.charCodeAt(end))
    if (kind === LETTER || (kind === SILENT && classOf(text.charCodeAt(end + 1)) === LETTER)) end += 1
    else if (isCyrillicApostrophe(text, end)) end += 1
    else break
  }
  if (isAddressAt(text, end, text.slice(start, end))) return codeTo(text, start, endOfAddress(text, end), gap)
  const word = text.slice(start, end).toLowerCase()
  return { kind: 'word', start, end, gap, text: hasOddSigns(word) ? plainWord(word) : word }
}

/** Ukrainian and Belarusian write an apostrophe inside of a word: п'ять. Elsewhere it parts two words: d'euros. */
function isCyrillicApostrophe(text: string, at: number): boolean {
  return (
    isApostrophe(text.charCodeAt(at)) &&
    isCyrillic(text.charCodeAt(at - 1)) &&
    isCyrillic(text.charCodeAt(at + 1))
  )
}

const isCyrillic = (code: number) => code >= 0x400 && code <= 0x52f
const isApostrophe = (code: number) => code === 0x27 || code === 0x2019 || code === 0x2bc

const oddSigns = /[\u00ad\u200b-\u200f\u2060\u2019\u02bc]/
const hasOddSigns = (word: string) => oddSigns.test(word)
const plainWord = (word: string) =>
  word.replace(/[\u2019\u02bc]/g, "'").replace(/[\u00ad\u200b-\u200f\u2060]/g, '')

/** "https://…", "www.…": whatever digits it holds count nothing. */
function isAddressAt(text: string, end: number, word: string): boolean {
  return (
    (text.charCodeAt(end) === 0x3a && text.startsWith('://', end)) ||
    (word.toLowerCase() === 'www' && text.charCodeAt(end) === 0x2e)
  )
}

function endOfAddress(text: string, from: number): number {
  let end = from
  while (
    end < text.length &&
    classOf(text.charCodeAt(end)) !== SPACE &&
    classOf(text.charCodeAt(end)) !== LINE
  )
    end += 1
  return end
}

function codeTo(text: string, start: number, end: number, gap: Gap): Token {
  return { kind: 'code', start, end, gap, text: text.slice(start, end) }
}

/** Digits with the separators between them. What turns out to be a clock time or a part of a name is a code. */
function numberAt(text: string, start: number, gap: Gap): Token {
  let end = endOfDigits(text, start)
  let digits = asciiDigits(text, start, end)
  if (text.charCodeAt(end) === 0x3a && isDigitAt(text, end + 1)) {
    while (text.charCodeAt(end) === 0x3a && isDigitAt(text, end + 1)) end = endOfDigits(text, end + 1)
    return codeTo(text, start, end, gap)
  }
  for (;;) {
    const separator = separatorAt(text, start, end)
    if (separator === null) break
    const next = endOfDigits(text, end + 1)
    digits += separator + asciiDigits(text, end + 1, next)
    end = next
  }
  const exponent = exponentAt(text, end)
  if (exponent !== null)
    return { kind: 'number', start, end: exponent, gap, text: digits + text.slice(end, exponent) }
  return { kind: 'number', start, end, gap, text: digits }
}

/** "1e+30", as machines write numbers. */
function exponentAt(text: string, at: number): number | null {
  if (text.charAt(at) !== 'e') return null
  const sign = text.charAt(at + 1)
  const from = sign === '+' || sign === '-' ? at + 2 : at + 1
  return isDigitAt(text, from) ? endOfDigits(text, from) : null
}

/** How the sign at `at` parts digits, or null when it does not: what is behind it must be a digit again. */
function separatorAt(text: string, start: number, at: number): string | null {
  if (!isDigitAt(text, at + 1)) return null
  switch (text.charCodeAt(at)) {
    case 0x2e: // full stop
    case 0xff0e:
      return '.'
    case 0x2c: // comma
    case 0xff0c:
    case 0x60c:
      return ','
    case 0x27: // apostrophes of Switzerland
    case 0x2019:
      return isGroupAt(text, start, at) ? GROUPS : null
    case 0x66c:
      return GROUPS
    case 0x66b:
      return DECIMALS
    case 0x20: // any space, when what it parts are groups of three
    case 0xa0:
    case 0x2009:
    case 0x202f:
    case 0x2007:
      return isGroupAt(text, start, at) ? GROUPS : null
    default:
      return null
  }
}

/** Whether one to three digits stand before and exactly three behind. */
function isGroupAt(text: string, start: number, at: number): boolean {
  let before = at
  while (before > start && isDigitAt(text, before - 1)) before -= 1
  const size = at - before
  const isFirst = before === start
  if (size > 3 || (!isFirst && size !== 3)) return false
  return endOfDigits(text, at + 1) === at + 4
}

function isDigitAt(text: string, at: number): boolean {
  return at < text.length && classOf(text.charCodeAt(at)) === DIGIT
}

function endOfDigits(text: string, from: number): number {
  let end = from
  while (isDigitAt(text, end)) end += 1
  return end
}

function asciiDigits(text: string, start: number, end: number): string {
  if (text.charCodeAt(start) <= 0x39) return text.slice(start, end)
  let digits = ''
  for (let at = start; at < end; at += 1) digits += String(digitValue(text.charCodeAt(at)))
  return digits
}

/** Zeros of the decimal digits that newspapers use: ASCII, Arabic, Persian, Devanagari, Bengali and full width. */
const zeros = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10]

function digitValue(code: number): number {
  for (const zero of zeros) if (code >= zero && code <= zero + 9) return code - zero
  return 0
}

const classes = new Uint8Array(0x10000)

/** The class of a unit, looked up once and then remembered. */
function classOf(code: number): number {
  const known = classes[code] ?? SIGN
  if (known !== 0) return known
  const found = Number.isNaN(code) ? SIGN : classify(code)
  classes[code] = found
  return found
}

function classify(code: number): number {
  const unit = String.fromCharCode(code)
  if (zeros.some((zero) => code >= zero && code <= zero + 9)) return DIGIT
  if (/[\n\r\u2028\u2029\u0085]/.test(unit)) return LINE
  if (/\s/.test(unit)) return SPACE
  if (/[\u00ad\u200b-\u200f\u2060-\u2069\u202a-\u202e\ufeff\u061c]/.test(unit)) return SILENT
  if (/[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\u3005]/.test(unit)) return IDEOGRAPH
  return /[\p{L}\p{M}\ud800-\udfff]/u.test(unit) ? LETTER : SIGN
}
