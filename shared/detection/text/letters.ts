const LETTER = 1
const OTHER = 2

const classes = new Uint8Array(0x10000)

/** Whether the unit writes a word: a letter of any script, a mark over one, or a digit. Half of a pair counts as one. */
export function isLetter(code: number): boolean {
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || isDigit(code)
  if (Number.isNaN(code)) return false
  const known = classes[code]
  if (known !== 0) return known === LETTER
  const found = /[\p{L}\p{M}\p{N}\ud800-\udfff]/u.test(String.fromCharCode(code))
  classes[code] = found ? LETTER : OTHER
  return found
}

/** Whether the unit is an ASCII digit. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** Whether the unit is white space of any width. */
export function isSpace(code: number): boolean {
  return (
    code === 0x20 ||
    code === 0xa0 ||
    (code >= 0x09 && code <= 0x0d) ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x3000
  )
}

/** Whether the unit is an apostrophe, straight or curly, which may be a closing mark as well. */
export function isApostrophe(code: number): boolean {
  return code === 0x27 || code === 0x2019 || code === 0x2bc
}
