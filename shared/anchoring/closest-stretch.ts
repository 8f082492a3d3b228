/** A stretch of a text and how many signs are to be changed, put in or taken out until it reads as was looked for. */
export type Stretch = { readonly start: number; readonly end: number; readonly errors: number }

/**
 * The stretch of `text` between `from` and `to` that is nearest to `wanted`; of several the first. Bits of a number stand
 * for signs of `wanted`, so that 32 of them are compared at once (Myers, A fast bit-vector algorithm for approximate
 * string matching, 1999, in blocks).
 */
export function closestStretch(text: string, from: number, to: number, wanted: string): Stretch {
  const ahead = nearest(
    wanted.length,
    to - from,
    false,
    (at) => wanted.charCodeAt(at),
    (at) => text.charCodeAt(from + at),
  )
  const end = from + ahead.length
  // Read backwards from the end that was found, the same stretch begins where it is nearest.
  const behind = nearest(
    wanted.length,
    Math.min(end - from, wanted.length + ahead.errors),
    true,
    (at) => wanted.charCodeAt(wanted.length - 1 - at),
    (at) => text.charCodeAt(end - 1 - at),
  )
  return { start: end - behind.length, end, errors: ahead.errors }
}

/** What a pattern costs against every beginning of a text; with `anchored` the text's start belongs to the match. */
function nearest(
  size: number,
  length: number,
  anchored: boolean,
  patternAt: (at: number) => number,
  textAt: (at: number) => number,
): { readonly length: number; readonly errors: number } {
  const blocks = Math.ceil(size / 32)
  const masks = new Map<number, Int32Array>()
  for (let at = 0; at < size; at += 1) {
    const code = patternAt(at)
    const mask = masks.get(code) ?? new Int32Array(blocks)
    masks.set(code, mask)
    mask[at >> 5] = (mask[at >> 5] ?? 0) | (1 << (at & 31))
  }
  const none = new Int32Array(blocks)
  const plus = new Int32Array(blocks).fill(-1)
  const minus = new Int32Array(blocks)
  let errors = size
  let best = { length: 0, errors }
  for (let at = 0; at < length; at += 1) {
    const mask = masks.get(textAt(at)) ?? none
    // What goes down a column from one block to the next: in an anchored match the start costs a sign a step.
    let carry = anchored ? 1 : 0
    for (let block = 0; block < blocks; block += 1) {
      const p = plus[block] ?? 0
      const m = minus[block] ?? 0
      const same = mask[block] ?? 0
      const vertical = same | m
      const entering = carry < 0 ? same | 1 : same
      const horizontal = (((entering & p) + p) ^ p) | entering
      const up = m | ~(horizontal | p)
      const down = p & horizontal
      const last = block === blocks - 1 ? 1 << ((size - 1) & 31) : 1 << 31
      const leaving = ((up & last) === 0 ? 0 : 1) - ((down & last) === 0 ? 0 : 1)
      const upNext = (up << 1) | (carry > 0 ? 1 : 0)
      const downNext = (down << 1) | (carry < 0 ? 1 : 0)
      plus[block] = downNext | ~(vertical | upNext)
      minus[block] = upNext & vertical
      carry = leaving
    }
    errors += carry
    if (errors < best.errors) best = { length: at + 1, errors }
  }
  return best
}
