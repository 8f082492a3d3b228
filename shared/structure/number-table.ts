/**
 * Whole numbers by whole numbers of 32 bits. It does what a map does in a fraction of the time, as it knows how many there
 * will be at most.
 */
export class NumberTable {
  readonly #keys: Int32Array
  /** Each by one more, since 0 says that its place is free. */
  readonly #values: Int32Array

  constructor(most: number) {
    // Half of the places stay free, so that the next free one is near.
    const size = 2 ** Math.ceil(Math.log2(most * 2 + 2))
    this.#keys = new Int32Array(size)
    this.#values = new Int32Array(size)
  }

  /** What stands for `key`; -1 where nothing does. */
  get(key: number): number {
    return (this.#values[this.#placeOf(key)] ?? 0) - 1
  }

  /** Let `value`, which is not negative, stand for `key`. */
  set(key: number, value: number): void {
    const place = this.#placeOf(key)
    this.#keys[place] = key
    this.#values[place] = value + 1
  }

  #placeOf(key: number): number {
    const last = this.#keys.length - 1
    let place = (key ^ (key >>> 15)) & last
    while (this.#values[place] !== 0 && this.#keys[place] !== key) place = (place + 1) & last
    return place
  }
}
