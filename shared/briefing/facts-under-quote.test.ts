import { expect, test } from 'vitest'
import { excerptOf } from '../model/annotation'
import type { BriefBlock, BriefInline } from '../model/brief'
import { factsUnderQuote, ReadAbove } from './facts-under-quote'
import { courierText, dredging, evidenceOf, mayor, repairs, tagged } from './live/testing/harbour'

const { nameOf } = evidenceOf([])
const wish = tagged(1, courierText, 'position', 'The mayor wants it.', {
  actor: mayor,
  issue: dredging,
  stance: 'supports',
})

function heading(words: string): BriefBlock {
  return { type: 'heading', attrs: { level: 2, section: null }, content: [{ type: 'text', text: words }] }
}

function paragraph(words: string, ...marks: BriefInline[]): BriefBlock {
  return { type: 'paragraph', content: [{ type: 'text', text: words }, ...marks] }
}

const cited: BriefInline = {
  type: 'citation',
  attrs: {
    source: wish.target.source,
    annotation: wish.id,
    exact: excerptOf(wish.target),
    declined: null,
  },
}

function under(annotation: typeof wish, ...above: BriefBlock[]): string[] {
  const read = new ReadAbove()
  for (const block of above) read.pass(block)
  return factsUnderQuote(annotation, excerptOf(annotation.target), nameOf, read)
}

test.each<[string, BriefBlock[], string[]]>([
  ['nothing', [], ['The mayor, dredging: for.']],
  ['the line that leads to it names whose it is', [paragraph('The mayor, in May:')], ['Dredging: for.']],
  ['the heading says on what', [heading('Dredging')], ['The mayor: for.']],
  ['both', [heading('On dredging'), paragraph('So said the mayor:')], ['For.']],
  [
    'both, and a sentence that cites it for where they stand',
    [heading('Dredging'), paragraph('The mayor is for it.', cited), paragraph('The mayor:')],
    [],
  ],
  [
    'the heading of another section',
    [heading('Dredging'), heading('Tolls'), paragraph('The mayor:')],
    ['Dredging: for.'],
  ],
  [
    'both, and a sentence of another section cites it',
    [heading('Tolls'), paragraph('All agree.', cited), heading('Dredging'), paragraph('The mayor:')],
    ['For.'],
  ],
  [
    'a line that leads to another quote',
    [paragraph('The mayor:'), { type: 'horizontalRule' }],
    ['The mayor, dredging: for.'],
  ],
  ['a longer name', [paragraph('The mayoress, on dredgings:')], ['The mayor, dredging: for.']],
])('what a reader is told under a quote, where above it stands %s', (_, above, facts) => {
  expect(under(wish, ...above)).toEqual(facts)
})

test('a condition is told wherever the stance is known', () => {
  const bound = tagged(1, courierText, 'position', 'The mayor wants it.', {
    actor: mayor,
    issue: dredging,
    stance: 'conditional',
    condition: 'the guild agrees',
  })
  const above = [heading('Dredging'), paragraph('For it.', cited), paragraph('The mayor:')]
  expect(under(bound, ...above)).toEqual(['For, if the guild agrees.'])
})

test('a figure is told with what it counts, unless the heading says that', () => {
  const figure = tagged(2, courierText, 'figure', 'nearly €40m', { measure: repairs, scope: 'the old port' })
  expect(factsUnderQuote(figure, 'nearly €40m', nameOf, new ReadAbove())).toEqual([
    'Cost of repairs: the old port.',
  ])
  const above = new ReadAbove()
  above.pass(heading('The cost of repairs'))
  expect(factsUnderQuote(figure, 'nearly €40m', nameOf, above)).toEqual(['The old port.'])
})

test.each([
  ['asserted', []],
  ['denied', ['Denied.']],
  ['hedged', ['Said with reservations.']],
] as const)('of a claim that is %s a reader is told %j', (certainty, facts) => {
  const claim = tagged(3, courierText, 'claim', 'Dredging begins in May', { certainty })
  expect(factsUnderQuote(claim, 'Dredging begins in May', nameOf, new ReadAbove())).toEqual(facts)
})
