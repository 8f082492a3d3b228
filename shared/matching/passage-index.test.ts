import { expect, test } from 'vitest'
import { sketchOf } from '../anchoring/sketch'
import { PassageIndex } from './passage-index'

/** Words that look like those of a text; each seed gives other ones. */
function words(count: number, seed: number): string[] {
  let state = seed
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return `w${((state >>> 8) % 4000).toString(36)}`
  })
}

const sketch = (...parts: readonly string[][]) => sketchOf(parts.flat().join(' '))

test('a text that shares passages is found among many, and says about how many', () => {
  const index = new PassageIndex()
  for (let seed = 1; seed <= 300; seed += 1) index.add(sketch(words(500, seed)))
  const key = index.add(sketch(words(300, 1001), words(200, 1002)))
  for (let seed = 301; seed <= 600; seed += 1) index.add(sketch(words(500, seed)))
  const [best] = index.find(sketch(words(300, 1001), words(200, 1003)), 10)
  expect(best?.key).toBe(key)
  expect(best?.share).toBeGreaterThan(0.4)
  expect(best?.share).toBeLessThan(0.8)
})

test.each([
  ['much longer', 60, 30_000],
  ['as short', 20, 0],
])('a short text is found in one that is %s', (_, short, more) => {
  const index = new PassageIndex()
  for (let seed = 1; seed <= 50; seed += 1) index.add(sketch(words(short, seed)))
  const passage = words(more === 0 ? short : 2000, 999)
  const key = index.add(sketch(words(more, 998), passage))
  expect(index.find(sketch(passage), 3).map((one) => one.key)).toEqual([key])
})

test('a removed text is not found any more', () => {
  const index = new PassageIndex()
  const text = sketch(words(200, 1))
  const first = index.add(text)
  const second = index.add(text)
  index.remove(first)
  expect(index.find(text, 10)).toEqual([{ key: second, share: 1 }])
})

test('a passage of very many texts costs no more than that of some', () => {
  const index = new PassageIndex()
  const text = sketch(words(200, 1))
  for (let nth = 0; nth < 1000; nth += 1) index.add(text)
  const found = index.find(text, 1000)
  expect(found.length).toBeLessThan(300)
  // The newest of them.
  expect(found[0]).toEqual({ key: 999, share: 1 })
})

test('a sketch of another format shares nothing', () => {
  const index = new PassageIndex()
  index.add('9.zz.abc')
  expect(index.find('9.zz.abc', 10)).toEqual([])
  expect(index.find(sketch(words(100, 1)), 10)).toEqual([])
})
