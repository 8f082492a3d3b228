import { passagesIn, type SketchedPassages } from '../anchoring/sketch'

/** Of each text the passages below this number are remembered: an eighth of all, the same eighth of every text. */
const BELOW = 2 ** 21
/** And at least so many, since a short text has few below it. */
const FEWEST = 32
/** A passage that more texts have is of their outlet, such as its legal notice; only the newest of them are looked at. */
const MOST_HOLDERS = 256
/** The buckets grow so that few passages share one. */
const FIRST_BUCKETS = 2 ** 12

/** A text that may share passages, by its key, and an estimate of their share of those of the shorter text. */
export type Candidate = { readonly key: number; readonly share: number }

type Entry = {
  /** How many different passages the text has. */
  readonly count: number
  /** All of its passages up to this number are remembered. */
  readonly complete: number
  /** Where its passages stand in `numbers`. */
  readonly start: number
  readonly end: number
}

/**
 * Finds texts that may share passages with a given one without looking at all of them. What a text costs does not grow with
 * how many there are: some 16 bytes for each eighth passage.
 */
export class PassageIndex {
  readonly #entries: Entry[] = []
  readonly #removed = new Set<number>()
  #filled = 0
  /** The remembered passages of all texts, those of one in growing order. */
  #numbers = new Int32Array(FIRST_BUCKETS)
  /** Of which text each is. */
  #keys = new Int32Array(FIRST_BUCKETS)
  /** The one before it in the same bucket, counted from 1; 0 for none. */
  #before = new Int32Array(FIRST_BUCKETS)
  #newest = new Int32Array(FIRST_BUCKETS)

  /** Remembers a text by its sketch; answers the key by which it is named. One without a sketch is found by nobody. */
  add(sketch: string): number {
    const key = this.#entries.length
    const { count, numbers } = passagesIn(sketch) ?? noPassages
    const below = numbers.findIndex((number) => number >= BELOW)
    const some = numbers.subarray(0, Math.max(below === -1 ? numbers.length : below, FEWEST))
    this.#makeRoom(some.length)
    const start = this.#filled
    for (const number of some) {
      this.#numbers[this.#filled] = number
      this.#keys[this.#filled] = key
      this.#file(this.#filled)
      this.#filled += 1
    }
    const complete = some.length === count ? Number.POSITIVE_INFINITY : (some.at(-1) ?? -1)
    this.#entries.push({ count, complete, start, end: this.#filled })
    return key
  }

  /** Forgets a text; its passages are passed over from now on. */
  remove(key: number): void {
    this.#removed.add(key)
  }

  /** Up to `most` texts that may share passages with the one of this sketch, those that seem to share most first. */
  find(sketch: string, most: number): Candidate[] {
    const { count, numbers } = passagesIn(sketch) ?? noPassages
    const hits = new Map<number, number>()
    for (const number of numbers)
      for (const key of this.#holders(number)) hits.set(key, (hits.get(key) ?? 0) + 1)
    const known = numbers.length === count ? Number.POSITIVE_INFINITY : (numbers.at(-1) ?? -1)
    return [...hits]
      .flatMap(([key, shared]): Candidate[] => {
        const entry = this.#entries[key]
        if (entry === undefined) return []
        // Beyond this, nothing is known of the passages of one of the two.
        const end = Math.min(known, entry.complete)
        const own = this.#numbers.subarray(entry.start, entry.end)
        const compared = upTo(entry.count <= count ? own : numbers, end)
        return [{ key, share: Math.min(1, shared / Math.max(1, compared)) }]
      })
      .toSorted((a, b) => b.share - a.share || b.key - a.key)
      .slice(0, most)
  }

  /** The texts that have the passage, the newest first. */
  #holders(number: number): number[] {
    const holders: number[] = []
    let steps = 0
    let at = this.#newest[this.#bucketOf(number)] ?? 0
    for (; at !== 0 && steps < MOST_HOLDERS; at = this.#before[at - 1] ?? 0) {
      if (this.#numbers[at - 1] !== number) continue
      steps += 1
      const key = this.#keys[at - 1] ?? -1
      if (!this.#removed.has(key)) holders.push(key)
    }
    return holders
  }

  #makeRoom(more: number): void {
    const wanted = this.#filled + more
    if (wanted <= this.#numbers.length) return
    const size = 2 ** Math.ceil(Math.log2(wanted))
    this.#numbers = grown(this.#numbers, size)
    this.#keys = grown(this.#keys, size)
    this.#before = new Int32Array(size)
    this.#newest = new Int32Array(size)
    for (let at = 0; at < this.#filled; at += 1) this.#file(at)
  }

  #file(at: number): void {
    const bucket = this.#bucketOf(this.#numbers[at] ?? 0)
    this.#before[at] = this.#newest[bucket] ?? 0
    this.#newest[bucket] = at + 1
  }

  /** There are as many as there is room for passages, a power of two. Low numbers are many, so that they are spread first. */
  #bucketOf(number: number): number {
    return (Math.imul(number, 0x9e3779b1) >>> 8) & (this.#newest.length - 1)
  }
}

const noPassages: SketchedPassages = { count: 0, numbers: new Int32Array() }

function grown(from: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(size)
  to.set(from)
  return to
}

/** How many of the numbers, which grow, are not above `end`. */
function upTo(numbers: Int32Array, end: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) <= end) low = middle + 1
    else high = middle
  }
  return low
}
