import { expect, test } from 'vitest'
import { describeRange } from './describe-range'
import { placesOf } from './places-of'
import { generatedWords } from './testing/words'

const passage = 'the storm has passed the northern pier'
const old = `Ferries will not sail before ${passage} and the island.`
const range = describeRange(old, old.indexOf(passage), old.indexOf(passage) + passage.length)
const around = generatedWords(400, 1).join(' ')

test('the place between the same words comes first, then copies elsewhere, then what is much alike', () => {
  const after = `${around} so ${passage} again ${around} ${old} ${around} the storms have passed the north pier ${around}`
  const places = placesOf(range, after)
  expect(places.slice(0, 3).map(({ range: { quote } }) => quote.exact)).toEqual([
    passage,
    passage,
    'the storms have passed the north pier',
  ])
  expect(places[0]?.score).toBe(1)
  expect(places[0]?.range.position.start).toBe(after.indexOf(old) + range.position.start)
  expect(places.map(({ score }) => score)).toEqual(places.map(({ score }) => score).toSorted((a, b) => b - a))
})

test('of copies that are equally alike the one nearest to the old offset comes first', () => {
  const line = `so ${passage} again`
  const after = `${around}\n${line}\n${around}\n${line}\n${around}`
  const late = { ...range, position: { ...range.position, start: after.length, end: after.length + 1 } }
  expect(placesOf(range, after)[0]?.range.position.start).toBe(after.indexOf(passage))
  expect(placesOf(late, after)[0]?.range.position.start).toBe(after.lastIndexOf(passage))
})

test('there are at most ten places, and none where nothing is alike', () => {
  expect(placesOf(range, Array.from({ length: 30 }, () => old).join('\n'))).toHaveLength(10)
  expect(placesOf(range, 'Prices fell in May.')).toEqual([])
})

test('a very short quote is found too', () => {
  const words = 'It costs 5% of all.'
  const short = describeRange(words, 9, 11)
  expect(placesOf(short, `Nobody knows.\n${words}`)[0]?.range.quote.exact).toBe('5%')
})

test('whole words are offered', () => {
  for (const { range: place } of placesOf(
    range,
    `${around} xthe storm has passed the northern pierage ${around}`,
  ))
    expect(place.quote.exact).toMatch(/^\w+( \w+)*$/)
})
