/**
 * Whole numbers by whole numbers of 32 bits. It does what a map does in a fraction of the time, as it knows how many there
 * will be at most.
 */
export class NumberTable {
  /** A key and behind it its value, by one more, since 0 says that the place is free. In one piece, they are taken at once. */
  readonly #pairs: Int32Array

  constructor(most: number) {
    // Half of the places stay free, so that the next free one is near.
    this.#pairs = new Int32Array(2 * 2 ** Math.ceil(Math.log2(most * 2 + 2)))
  }

  /** What stands for `key`; -1 where nothing does. */
  get(key: number): number {
    return (this.#pairs[this.#placeOf(key) + 1] ?? 0) - 1
  }

  /** Let `value`, which is not negative, stand for `key`. */
  set(key: number, value: number): void {
    const place = this.#placeOf(key)
    this.#pairs[place] = key
    this.#pairs[place + 1] = value + 1
  }

  /** What stands for `key`; where nothing did, `value` does from now on. */
  getOrSet(key: number, value: number): number {
    const place = this.#placeOf(key)
    const known = this.#pairs[place + 1] ?? 0
    if (known !== 0) return known - 1
    this.#pairs[place] = key
    this.#pairs[place + 1] = value + 1
    return value
  }

  #placeOf(key: number): number {
    const last = this.#pairs.length - 1
    let place = ((key ^ (key >>> 15)) << 1) & last
    while (this.#pairs[place + 1] !== 0 && this.#pairs[place] !== key) place = (place + 2) & last
    return place
  }
}
