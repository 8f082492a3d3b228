import { splitWords } from './split-words'

/** Words in a passage that is remembered. */
const SHINGLE = 4
/** What a sketch may be long. */
const MOST_SIGNS = 3000
/** Passages are told apart by a number of 24 bits: two of 10,000 texts hardly ever agree in one by chance. */
const BITS = 24

/**
 * A short note of the passages a text is made of, to find texts that share some: `1.` for the format, the count of
 * different passages in base 36, a full stop, and the lowest of their numbers in growing order. A passage is four words in
 * a row, small letters and signs aside; a text of fewer words is one. Its number is the upper 24 bits of the hash that
 * `hashOf` reckons, and what is written is the difference to the number before it, in groups of five bits, the
 * lowest first, each a sign of the alphabet below; all groups but the last have 32 added. At most 3,000 signs are written.
 * The same text has the same sketch for ever: another format has another number before the first full stop.
 */
export function sketchOf(text: string): string {
  const numbers = passageNumbers(text.toLowerCase())
  let sketch = `1.${numbers.length.toString(36)}.`
  let previous = -1
  for (const number of numbers) {
    const gap = written(number - previous - 1)
    if (sketch.length + gap.length > MOST_SIGNS) break
    sketch += gap
    previous = number
  }
  return sketch
}

/** From this answer of `maybeShared` on, texts may share so much that it is worth to compare them. */
export const MAYBE = 0.1

/**
 * An estimate of the share of the passages of the shorter text that the longer one has too, from two sketches. It is lower
 * than the share of words: a text of which every fifth word was changed has two passages in five left. It is reckoned from
 * passages that were drawn from both, so that it is least certain for a text far shorter than the other one. Sketches that
 * are not of this format share nothing.
 */
export function maybeShared(one: string, two: string): number {
  const a = passagesIn(one)
  const b = passagesIn(two)
  if (a === null || b === null || a.count === 0 || b.count === 0) return 0
  const [few, many] = a.count <= b.count ? [a, b] : [b, a]
  // Where the sketch of the longer text is cut off, nothing is known of its passages beyond.
  const known = many.numbers.length === many.count ? Number.POSITIVE_INFINITY : (many.numbers.at(-1) ?? -1)
  let seen = 0
  let shared = 0
  let at = 0
  for (const number of few.numbers) {
    if (number > known) break
    while (at < many.numbers.length && (many.numbers[at] ?? 0) < number) at += 1
    if (many.numbers[at] === number) shared += 1
    seen += 1
  }
  return seen === 0 ? 0 : shared / seen
}

/** What a sketch tells of a text: how many passages it has, and the numbers of the lowest of them in growing order. */
export type SketchedPassages = { readonly count: number; readonly numbers: Int32Array }

/** Null for a sketch that is not of this format; of a broken one what stands before the break. */
export function passagesIn(sketch: string): SketchedPassages | null {
  const [start, count] = /^1\.([0-9a-z]{1,6})\./.exec(sketch) ?? []
  if (start === undefined || count === undefined) return null
  const numbers = new Int32Array(sketch.length - start.length)
  let filled = 0
  let previous = -1
  let gap = 0
  let shift = 0
  for (let at = start.length; at < sketch.length; at += 1) {
    const value = values[sketch.charCodeAt(at)] ?? -1
    if (value === -1 || shift > BITS) break
    gap |= (value & 31) << shift
    shift += 5
    if (value < 32) {
      previous += 1 + gap
      numbers[filled] = previous
      filled += 1
      gap = shift = 0
    }
  }
  return { count: Number.parseInt(count, 36), numbers: numbers.slice(0, filled) }
}

function passageNumbers(text: string): Int32Array {
  const { count, starts, ends } = splitWords(text)
  const words = new Int32Array(count)
  for (let at = 0; at < count; at += 1) words[at] = hashOf(text, starts[at] ?? 0, ends[at] ?? 0)
  const passages = Math.max(Math.min(count, 1), count - SHINGLE + 1)
  const numbers = new Int32Array(passages)
  for (let at = 0; at < passages; at += 1) {
    let hash = 0
    for (let next = at; next < at + SHINGLE && next < count; next += 1) hash = mixed(hash, words[next] ?? 0)
    numbers[at] = finished(hash) >>> (32 - BITS)
  }
  numbers.sort()
  return numbers.filter((number, at) => number !== numbers[at - 1])
}

/** The hash of a word: each unit is mixed in, and the sum is finished, as MurmurHash3 does it. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0
  for (let at = start; at < end; at += 1) hash = mixed(hash, text.charCodeAt(at))
  return finished(hash)
}

function mixed(hash: number, value: number): number {
  const spread = Math.imul(value, 0xcc9e2d51)
  const turned = hash ^ Math.imul((spread << 15) | (spread >>> 17), 0x1b873593)
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0
}

function finished(hash: number): number {
  const one = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const two = Math.imul(one ^ (one >>> 13), 0xc2b2ae35)
  return two ^ (two >>> 16)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const values = new Int8Array(128).fill(-1)
for (const [value, sign] of [...alphabet].entries()) values[sign.charCodeAt(0)] = value

function written(gap: number): string {
  let rest = gap
  let signs = ''
  while (rest >= 32) {
    signs += alphabet.charAt((rest & 31) | 32)
    rest >>>= 5
  }
  return signs + alphabet.charAt(rest)
}
