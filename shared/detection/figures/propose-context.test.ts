import { expect, test } from 'vitest'
import { type FigureContext, proposeContext, proposeEventDate } from './propose-context'

/** What is proposed for the figure between the marks, each as "words ← cue". */
function proposalsFor(text: string) {
  const start = text.indexOf('‹')
  const plain = text.replace(/[‹›]/g, '')
  const end = text.indexOf('›') - 1
  const context = proposeContext(plain, start, end)
  const told = (field: keyof FigureContext) => {
    const proposal = context[field]
    if (proposal === null) return null
    expect(plain.slice(proposal.start, proposal.end)).toBe(proposal.words)
    expect(plain.slice(proposal.cue.start, proposal.cue.end)).toBe(proposal.cue.words)
    return `${proposal.words} ← ${proposal.cue.words}`
  }
  return { measure: told('measure'), asOf: told('asOf') }
}

test.each([
  [
    'The region has ‹30%› of the country’s estimated reserves of tin, officials say.',
    'country’s estimated reserves of tin ← of',
  ],
  ['Donors promised ‹$60 billion› in military aid.', 'military aid ← in'],
  ['It sent ‹€5m› worth of generators to the coast.', 'generators ← worth of'],
  ['Farms lost ‹1,200 dairy cows› in a night.', 'dairy cows ← cows'],
  ['Investors will own a ‹50%› stake in the harbour.', 'stake in the harbour ← stake'],
  ['The cost of repairs to the grid will be ‹$524bn›.', 'cost of repairs to the grid ← be'],
  ['The mayor said that the market for copper had reached ‹£320bn› in 2022.', 'market for copper ← reached'],
  ['It planned an investment of ‹$300 million› there.', 'investment ← of'],
  ['The amount of ‹$300 million› was disputed.', null],
  ['The state sent ‹around $120 billion›, they reckon.', null],
  ['It asked for a sum ‹in the range of $500 billion› for that.', null],
  ['Donors promised ‹more than $60 billion in military aid› so far.', 'military aid ← in'],
  ['It has ‹20% of the world›’s estimated reserves of tin.', 'world’s estimated reserves of tin ← of'],
  ['It cost ‹hundreds of billions of dollars› that year.', null],
  ['The settlement lies ‹five kilometres› in the valley.', null],
  ['The war has lasted ‹three years›.', null],
])('“%s” measures', (text, measure) => {
  expect(proposalsFor(text).measure).toBe(measure)
})

test.each([
  ['It made ‹7%› of world output in 2019.', '2019 ← in'],
  ['In 2021, the port handled ‹40,000 tonnes›.', '2021 ← In'],
  ['As of 26 February 2025 it had received ‹$12bn›.', '26 February 2025 ← As of'],
  ['Guns brought down ‹177 drones› in an attack on Wednesday.', 'Wednesday ← on'],
  ['Demand will be ‹50%› higher by the end of 2030.', 'the end of 2030 ← by'],
  ['It has paid ‹$60bn› since the storm in February 2022.', null],
  ['It paid ‹$60bn›, more than any state in 2022.', null],
])('“%s” holds as of', (text, asOf) => {
  expect(proposalsFor(text).asOf).toBe(asOf)
})

test('a sentence ends neither behind an abbreviation nor inside of a number', () => {
  const text =
    'Gen. Lund said on Feb. 3 that the cost of the U.S. and its 2.5 harbours was ‹$5bn› in May 2022. Mr Berg denied it.'
  expect(proposalsFor(text).asOf).toBe('May 2022 ← in')
  expect(proposalsFor('In 2021, it began. It paid ‹$5bn›.').asOf).toBeNull()
})

test('between quotation marks a sentence ends as well', () => {
  expect(proposalsFor('“In 2021, it began. It paid ‹$5bn›,” Lund said.').asOf).toBeNull()
})

test.each([
  ['the fund was signed on Monday', 'Monday'],
  ['the fund was signed in February 2022 by all', 'February 2022'],
  ['two ships were hit last week', 'last week'],
  ['Okafor said on Tuesday that the fund was signed on Monday', 'Monday'],
  ['Okafor told reporters on Tuesday that it was signed', null],
  ['the fund was signed', null],
])('“%s” happened', (words, date) => {
  expect(proposeEventDate(words, 0, words.length)?.words ?? null).toBe(date)
})
