// The parameters of RFC 3492, section 5.
const BASE = 36
const T_MIN = 1
const T_MAX = 26
const SKEW = 38
const DAMP = 700

/** A host as it is read: each label that begins with `xn--` decoded, or as it is where that cannot be. */
export function readableHost(host: string): string {
  return host
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (decode(label.slice(4)) ?? label) : label))
    .join('.')
}

/** RFC 3492, section 6.2; null for what is not punycode. */
function decode(encoded: string): string | null {
  const border = encoded.lastIndexOf('-')
  const points = Array.from(encoded.slice(0, Math.max(border, 0)), (sign) => sign.charCodeAt(0))
  let point = 128
  let index = 0
  let bias = 72
  for (let at = border + 1; at < encoded.length; ) {
    const before = index
    for (let weight = 1, step = BASE; ; step += BASE) {
      const digit = digitOf(encoded.charAt(at))
      if (digit === null) return null
      at += 1
      index += digit * weight
      const threshold = Math.min(Math.max(step - bias, T_MIN), T_MAX)
      if (digit < threshold) break
      weight *= BASE - threshold
    }
    const length = points.length + 1
    bias = adapted(index - before, length, before === 0)
    point += Math.floor(index / length)
    index %= length
    if (point > 0x10ffff) return null
    points.splice(index, 0, point)
    index += 1
  }
  return String.fromCodePoint(...points)
}

function digitOf(sign: string): number | null {
  if (/^[a-z]$/.test(sign)) return sign.charCodeAt(0) - 97
  return /^[0-9]$/.test(sign) ? sign.charCodeAt(0) - 48 + 26 : null
}

function adapted(delta: number, length: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? DAMP : 2))
  rest += Math.floor(rest / length)
  let bias = 0
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; bias += BASE) rest = Math.floor(rest / (BASE - T_MIN))
  return bias + Math.floor((BASE * rest) / (rest + SKEW))
}
