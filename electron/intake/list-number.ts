/** How the numbers of a list are written: 1, a, A, i or I, as HTML names it. */
export type NumberStyle = '1' | 'a' | 'A' | 'i' | 'I'

/** The number of an item of a list as it is written before it. What a way of writing cannot say is written in digits. */
export function listNumber(number: number, style: NumberStyle): string {
  if (style === '1') return String(number)
  const lower = style.toLowerCase() === 'a' ? letters(number) : roman(number)
  return style === 'A' || style === 'I' ? lower.toUpperCase() : lower
}

/** a to z, then aa, bb and on, as Word counts. */
function letters(number: number): string {
  if (number < 1 || number > 780) return String(number)
  const letter = String.fromCharCode('a'.charCodeAt(0) + ((number - 1) % 26))
  return letter.repeat(Math.ceil(number / 26))
}

const romanDigits: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

function roman(number: number): string {
  if (number < 1 || number > 3999) return String(number)
  let left = number
  let written = ''
  for (const [value, digits] of romanDigits) for (; left >= value; left -= value) written += digits
  return written
}
