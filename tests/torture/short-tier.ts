import { randomInt } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Order, Part } from './part'

/** Set it to make a run that failed once more. */
const SEED = process.env.SOURCEBOOK_TORTURE_SEED

/** The tests of a part: its runs of the short tier keep the promise, and each of its canaries is seen. */
export function shortTier(part: Part): void {
  const seed = SEED === undefined ? randomInt(1_000_000) * 1000 : Number(SEED)
  describe(`${part.id} ${part.name}`, () => {
    test(`${part.counts.short} runs: ${part.promise}`, async () => {
      const { runs, failures, figures } = await part.run(orderOf(seed, part.counts.short, 5))
      const counted = Object.entries(figures).map(([name, value]) => `, ${name} ${value}`)
      console.log(`${part.id}: ${runs} runs from seed ${seed}${counted.join('')}`)
      expect(failures, `from seed ${seed}; SOURCEBOOK_TORTURE_SEED=<seed> makes a run again`).toEqual([])
      expect(runs).toBe(part.counts.short)
    })

    for (const { name, count, run } of part.canaries)
      test(`a store broken on purpose is seen: ${name}`, async () => {
        const { runs, failures } = await run({ ...orderOf(seed, count, 1), note: () => undefined })
        console.log(`${part.id}: “${name}” was seen after ${runs} runs from seed ${seed}`)
        expect(failures, `${runs} runs from seed ${seed} saw nothing`).not.toEqual([])
      })
  })
}

function note(sentence: string): void {
  console.log(sentence)
}

function orderOf(seed: number, count: number, enough: number): Order {
  return { seed, count, enough, note, signal: new AbortController().signal }
}
