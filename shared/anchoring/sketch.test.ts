import { expect, test } from 'vitest'
import { MAYBE, maybeShared, sketchOf } from './sketch'
import { generatedWords } from './testing/words'

const article = generatedWords(600, 1).join(' ')
const report = generatedWords(7000, 2).join(' ')

test('a text shares all with itself and next to nothing with another one', () => {
  expect(maybeShared(sketchOf(article), sketchOf(article))).toBe(1)
  expect(maybeShared(sketchOf(article), sketchOf(report))).toBeLessThan(0.02)
})

test('capital letters and signs do not count', () => {
  const other = `“${article.toUpperCase().replaceAll(' ', ', ')}”`
  expect(sketchOf(other)).toBe(sketchOf(article))
})

test('a text of which three fifths stand in one ten times as long may share passages, from either side', () => {
  const words = article.split(' ')
  const part = words.slice(0, 360).join(' ')
  const holder = `${report.slice(0, 20_000)} ${part} ${report.slice(20_000)}`
  for (const [one, two] of [
    [article, holder],
    [holder, article],
  ] as const) {
    const estimate = maybeShared(sketchOf(one), sketchOf(two))
    expect(estimate).toBeGreaterThan(0.4)
    expect(estimate).toBeLessThan(0.8)
  }
})

test('a copy with every fifth word changed may share passages', () => {
  const copy = article
    .split(' ')
    .map((word, index) => (index % 5 === 4 ? `other${index}` : word))
    .join(' ')
  expect(maybeShared(sketchOf(article), sketchOf(copy))).toBeGreaterThan(MAYBE)
})

test('a sketch has at most 3,000 signs, and the fewer passages a text has, the fewer', () => {
  const long = sketchOf(generatedWords(80_000, 3).join(' '))
  expect(long.length).toBeLessThanOrEqual(3000)
  expect(long.length).toBeGreaterThan(2990)
  expect(sketchOf('').length).toBeLessThan(sketchOf('one two').length)
})

test('the format stays as it is written into notebooks', () => {
  expect(sketchOf('')).toBe('1.0.')
  expect(sketchOf('The ferry left the quay at nine.')).toBe('1.4.tkq-Ehl52EqivP5ij2C')
})

test('texts without words, and sketches of another format or broken ones, share nothing', () => {
  const sketch = sketchOf(article)
  expect(maybeShared(sketchOf(''), sketchOf(''))).toBe(0)
  expect(maybeShared(sketch, sketchOf('…'))).toBe(0)
  expect(maybeShared(sketch, `2${sketch.slice(1)}`)).toBe(0)
  expect(maybeShared(sketch, '1.zz.!!!!')).toBe(0)
  expect(maybeShared('', sketch)).toBe(0)
})

test('scripts without spaces are told by their letters', () => {
  const one = '港口委员会星期一宣布将在五月重新开放码头'
  expect(maybeShared(sketchOf(one), sketchOf(`昨天晚上${one}并且延长夜班`))).toBe(1)
  expect(maybeShared(sketchOf(one), sketchOf('渔船在暴风雨之后回到了北方的小岛上'))).toBe(0)
})
