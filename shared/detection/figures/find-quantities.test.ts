import { array, assert, constantFrom, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { findQuantities } from './find-quantities'

/** Takes the marks out of a text and says where they stood: <a figure>. */
function marked(text: string): { text: string; figures: { start: number; end: number; exact: string }[] } {
  const figures: { start: number; end: number; exact: string }[] = []
  let plain = ''
  for (const [index, part] of text.split(/[‹›]/).entries()) {
    if (index % 2 === 1) figures.push({ start: plain.length, end: plain.length + part.length, exact: part })
    plain += part
  }
  return { text: plain, figures }
}

test.each([
  [
    'money, with what bounds it outside',
    'The lender put in nearly ‹$64 billion› (‹€61 billion›) by May 2023.',
  ],
  ['dates and times', 'On 14 March 2024 at 8.30pm the port, opened in 1987, received ‹40 ships›.'],
  ['a name with a number', 'Two F-16s and a Su-34 flew over Highway 61; ‹3 villages› lost power.'],
  ['things named already', 'The two sides met the three leaders. Both sides paid ‹two million euros›.'],
  ['a part and its whole', 'Crews cleared ‹64› of ‹91 mines› and found ‹27 other mines›.'],
  [
    'shares',
    'It holds ‹20%› of the graphite and ‹one-fifth› of the tin, but only ‹0.4 per cent› of the land.',
  ],
  ['vague amounts', 'They asked for ‹hundreds of billions of dollars› and got ‹dozens of trucks›.'],
  ['ages', 'Olena Marchenko, 43, and a 12-year-old boy were hurt; ‹seven people› died.'],
  ['list numbers', '1. Pay ‹$5m›\n2) Wait\n3. Sign'],
  ['references', 'Under Article 5 (see page 12 and Resolution 2202) the state pays ‹€3bn›.'],
  ['scores', 'The home side won 3-1 before ‹48,000 fans›.'],
  ['dates told from today', 'Three years ago, and again in the last 24 hours, ‹five bridges› fell.'],
  ['one of many', 'One of them said no one knew; ‹one person› was hurt.'],
  ['a telephone number', 'Call +44 20 7946 0958 or 555-0134-22 to give ‹£20›.'],
  ['an address', 'See https://example.org/2024/118?x=5 for the ‹12 maps›.'],
  ['control over something', 'It won control over ‹two villages› and lost over ‹200 tanks›.'],
  ['a range in words', 'Prices rose by between ‹5 and 7 per cent› from 2021 to 2023.'],
  ['a price for each', 'Oil at ‹$64 a barrel› brings in ‹$3bn a year›.'],
  ['a change', 'Aid rose from ‹$5bn› to ‹$7bn›; gold fell ‹$12› to ‹$2,350 an ounce›.'],
  ['a rate that is a date', 'It fell to ‹4.1 per cent› in March from ‹4.6 per cent› a year earlier.'],
  ['names of machines', 'The Type 45 ship and ‹two Mi-8 helicopters› were hit by ‹three Kh-101 missiles›.'],
  ['products', 'Windows 11, iPhone 15, Covid-19, M16, 4x4, MP3, 3D and H5N1 are names.'],
  ['times with a full stop', 'The train left at 9.15 and covered ‹300km› in ‹two hours›.'],
  ['part of a round number', 'In all, ‹a quarter of a million jobs› went.'],
  ['a staff and its part', 'The firm cut ‹1,200› of its ‹14,000 staff› in the second quarter of 2023.'],
  ['lengths in front of a noun', 'A ‹30-day› truce on the ‹1,000-km› front, a 10-point plan.'],
  ['German', 'Am 24. Februar kamen rund ‹190.000 Soldaten›; gut ‹ein Fünftel› ist laut Art. 5 frei.'],
  ['French', 'Vers 20 h 30 plus de la ‹moitié› des ‹1 500 habitants› avaient ‹40 %› de pertes.'],
  ['Spanish', 'A las 20.30 huyeron ‹3.500 personas›, ‹una quinta parte› del total desde 2022.'],
  ['Ukrainian', 'Збито ‹85› із ‹110 дронів› 24 лютого 2022 року о 20:30, близько ‹190 тис. військових›.'],
  ['Polish', 'Zestrzelono ‹85› z ‹110 dronów›, a ‹jedna piąta› kraju jest zajęta od 2014 roku.'],
  ['Chinese', '2022年2月24日约‹19万›，支出‹35亿欧元›，增长‹12%›。'],
  ['a year beside a noun', 'The 2024 elections cost ‹2000 jobs›.'],
])('%s', (_, text) => {
  const expected = marked(text)
  const found = findQuantities(expected.text)
  expect(found.map(({ start, end, exact }) => ({ start, end, exact }))).toEqual(expected.figures)
})

test('a conversion in brackets is kept and knows what it converts', () => {
  const { text, figures } = marked('at around ‹$120 billion› (‹€114.3 billion›), they said')
  const [dollars, euros] = findQuantities(text)
  expect(dollars).toMatchObject({ relation: null, rule: 'money', quantity: { value: 1.2e11, unit: 'USD' } })
  expect(euros).toMatchObject({ quantity: { value: 1.143e11, unit: 'EUR', bound: 'exact' } })
  expect(euros?.relation).toEqual({ kind: 'conversion of', start: figures[0]?.start, end: figures[0]?.end })
})

test('a bracket with two conversions', () => {
  const [roubles, dollars, pounds] = findQuantities('a fine of 5m rubles ($54,000; £43,000) in 2021')
  const conversion = { kind: 'conversion of', start: roubles?.start, end: roubles?.end }
  expect([dollars?.relation, pounds?.relation]).toEqual([conversion, conversion])
})

test('a part knows its whole and counts the same things', () => {
  const [part, whole] = findQuantities('Guns brought down 110 of 177 drones.')
  expect(part).toMatchObject({ rule: 'count', quantity: { value: 110, unit: 'drones' } })
  expect(part?.relation).toEqual({ kind: 'part of', start: whole?.start, end: whole?.end })
})

test('the words that bound a figure are told', () => {
  const text = 'It may take up to an estimated $90bn or so.'
  const [found] = findQuantities(text)
  expect(found?.quantity).toMatchObject({ bound: 'at most', approximate: true })
  expect(text.slice(found?.qualifiedBy?.start, found?.qualifiedBy?.end)).toBe('up to an estimated')
})

test('the language may be told or read from the text', () => {
  const text = 'Der Haushalt wächst um 1.250 Millionen Euro, das sind rund 3,5 Prozent.'
  expect(findQuantities(text)).toEqual(findQuantities(text, { language: 'de' }))
  expect(findQuantities(text)).toMatchObject([
    { quantity: { value: 1.25e9, unit: 'EUR' } },
    { quantity: { value: 3.5, bound: 'about' } },
  ])
})

const pieces = [
  '5',
  '1,2',
  '12.',
  '–',
  '-',
  ' to ',
  ' and ',
  'between ',
  '$',
  '€',
  'bn',
  ' million',
  '%',
  ' of ',
  ' (',
  ') ',
  'half a ',
  'two',
  '-thirds',
  '\n',
  'm²',
  ' per ',
  'hundreds',
  ' or more',
  '½',
  '万',
  '٣',
  "'",
  '“',
  '”',
  'July ',
  '2024',
  'x',
  '+',
  '.',
]

test('whatever the text, figures lie in order inside of it and are cut out as they stand', () => {
  const text = array(constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join(''))
  assert(
    property(text, string({ unit: 'binary', maxLength: 5 }), (before, after) => {
      const whole = before + after
      let from = 0
      for (const { start, end, exact, quantity } of findQuantities(whole)) {
        expect(start).toBeGreaterThanOrEqual(from)
        expect(exact).toBe(whole.slice(start, end))
        expect(exact).not.toBe('')
        expect(Number.isFinite(quantity.value)).toBe(true)
        expect(quantity.upper ?? Number.POSITIVE_INFINITY).toBeGreaterThan(quantity.value)
        from = end
      }
    }),
    { numRuns: 200 },
  )
})
