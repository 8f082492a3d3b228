import { expect, test } from 'vitest'
import { projectText } from '../anchoring/text-projection'
import { sampleBlocks } from '../testing/samples'
import { Draft } from './draft'
import { findRepeats } from './find-repeats'
import { linesOf } from './lines'

function repeatsIn(...texts: readonly string[]) {
  const blocks = sampleBlocks(texts)
  return findRepeats(new Draft(linesOf(blocks, projectText(blocks))))
}

const dredged = (paragraph: number, metres: string) =>
  `Paragraph ${paragraph} tells how the dredgers took some ${metres} cubic metres of sand from the harbour basin before the winter began.`
const served = (town: string, ships: string) =>
  `The port of ${town} serves the outer islands and took in ${ships} ships in the year before, as the board of the fund says.`
const explainer = [
  'The fund pays for the mole, the cranes and the gates of every port that the board has on its list for the next ten years.',
  'Its money comes from the fees of the ferries, from the ministry and from a loan that the islands pay back together.',
  'The loan stands at 40 million crowns today, and no town may draw on it before its council has voted for the plan of works.',
  'Whoever leaves the fund early pays for the works that were begun until then, and loses the seat on the board for good.',
]
const between =
  'In the evening the guild of pilots came to the quay and asked for a talk with the mayor about the lamps on the old wall.'

test('paragraphs of one pattern are no copies, however many there are', () => {
  const many = Array.from({ length: 43 }, (_, at) => dredged(at + 1, `${306 + 7 * at},000`))
  expect(repeatsIn(...many)).toEqual([])
  expect(repeatsIn(dredged(7, '306,000'), between, dredged(8, '306,000'))).toEqual([])
})

test('facts that are told of one place after the other are no copies', () => {
  expect(repeatsIn(served('Low Haven', '212'), served('Low Haven', '219'))).toEqual([])
  expect(repeatsIn(served('Port Ellery', '212'), served('Low Haven', '212'))).toEqual([])
  const pair = (town: string, ships: string) => [served(town, ships), explainer[1]?.replace('ministry', town)]
  const facts = [...pair('Skerrin', '14'), ...pair('Ellery', '212'), ...pair('Lowhaven', '88')]
  expect(repeatsIn(...facts.map((fact) => fact ?? ''))).toEqual([])
})

test('what stands once more is a copy, and what goes on standing there is a pattern', () => {
  const formula =
    'The council took note of the report, thanked those who wrote it and asked them to come again when they know more of it.'
  const items = Array.from({ length: 5 }, (_, at) => `Item ${at + 1} on the list of the day was the plan.`)
  expect(repeatsIn(formula, between, formula)).toMatchObject([{ from: 2, of: 0 }])
  expect(repeatsIn(...items.flatMap((item) => [item, formula]))).toEqual([])
})

test('a longer passage is a copy although a figure in it was brought up to date, and a paragraph alone is none', () => {
  const later = explainer.map((line) => line.replace('40 million', '45 million'))
  expect(repeatsIn(...explainer, between, ...later)).toEqual([{ from: 5, to: 8, of: 0, ofTo: 3 }])
  expect(repeatsIn(explainer[2] ?? '', between, later[2] ?? '')).toEqual([])
})

test('words that were added, names among them, leave a copy one', () => {
  const [first = ''] = explainer
  const added = first.replace('The fund', 'The Ellery fund').replace('ten years', 'ten years or 12')
  expect(repeatsIn(first, between, added)).toMatchObject([{ from: 2, of: 0 }])
})
