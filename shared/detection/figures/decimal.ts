import { DECIMALS, GROUPS } from './tokens'

/** A number kept in decimal, so that 114.3 billion is 114300000000 and nothing beside it. */
export type Decimal = { readonly digits: string; readonly exponent: number }

export function valueOf({ digits, exponent }: Decimal): number {
  return Number(`${digits}e${exponent}`)
}

/**
 * What the digits of a number token say, or null when they are no number: a date, a version, a telephone number. A
 * separator that can be read both ways (1,234) is read as the language of the text does.
 */
export function decimalOf(written: string, decimalComma: boolean): Decimal | null {
  const at = written.indexOf('e')
  if (at !== -1) return { digits: written.slice(0, at), exponent: Number(written.slice(at + 1)) }
  const parts = partsOf(written)
  const plain = parts.digits.join('')
  const lead = parts.digits[0] ?? ''
  // 007 and 0800 are names; 0.5 is a number.
  if (lead.length > 1 && lead.startsWith('0')) return null
  const decimals = decimalsOf(parts, decimalComma)
  if (decimals === null) return null
  if (decimals === 0) return { digits: plain, exponent: 0 }
  return { digits: `${plain.slice(0, -decimals)}.${plain.slice(-decimals)}`, exponent: 0 }
}

type Parts = { readonly digits: readonly string[]; readonly separators: readonly string[] }

function partsOf(written: string): Parts {
  const digits: string[] = []
  const separators: string[] = []
  let from = 0
  for (let at = 0; at < written.length; at += 1) {
    const sign = written.charAt(at)
    if (sign >= '0' && sign <= '9') continue
    digits.push(written.slice(from, at))
    separators.push(sign)
    from = at + 1
  }
  digits.push(written.slice(from))
  return { digits, separators }
}

/** How many of the last digits are decimals, or null when the separators make no number. */
function decimalsOf({ digits, separators }: Parts, decimalComma: boolean): number | null {
  const last = separators.at(-1)
  const tail = digits.at(-1) ?? ''
  if (last === undefined) return 0
  const earlier = separators.slice(0, -1)
  const alike = earlier.every((separator) => separator === last)
  if (earlier.length > 0 && !alike) {
    const oneKind = earlier.every((separator) => separator === earlier[0])
    return oneKind && last !== GROUPS && areGroups(digits.slice(0, -1)) ? tail.length : null
  }
  if (last === DECIMALS) return earlier.length === 0 ? tail.length : null
  if (earlier.length > 0 || last === GROUPS) return areGroups(digits) ? 0 : null
  return isGrouping(last, digits[0] ?? '', tail, decimalComma) ? 0 : tail.length
}

/** One separator, before three digits: a group in one language and decimals in the other. */
function isGrouping(separator: string, lead: string, tail: string, decimalComma: boolean): boolean {
  if (tail.length !== 3 || lead.length > 3 || lead === '0') return false
  // Nobody writes three zeros of decimals.
  if (tail === '000') return true
  return (separator === ',') !== decimalComma
}

/** Groups of three, or as in India, of two with three at the end. */
function areGroups(digits: readonly string[]): boolean {
  const [lead = '', ...rest] = digits
  const tail = rest.at(-1) ?? ''
  const middle = rest.slice(0, -1)
  if (lead.length === 0 || lead.length > 3 || tail.length !== 3) return false
  const size = middle[0]?.length ?? 3
  if (size === 2 && lead.length > 2) return false
  return (size === 2 || size === 3) && middle.every((group) => group.length === size)
}
