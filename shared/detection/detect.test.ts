import { expect, test } from 'vitest'
import { projectText } from '../anchoring/text-projection'
import { Section, Suggestion } from '../model/suggestion'
import { sampleBlocks } from '../testing/samples'
import { detect } from './detect'
import { detectLines, suggested } from './testing/detect-lines'

const report = [
  'Port Ellery signs its harbour fund',
  'Mayor Ines Okafor said on Tuesday that the state would pay nearly €40 million into the fund.',
  '“We asked for €65 million, and we will not accept less,” Okafor told reporters. 😀',
  'The guild opposes new fees, according to its chair, Tomas Reyl.',
]

test('every suggestion has its words where it says, its rule, and the shape of the contract', () => {
  const { text } = projectText(sampleBlocks(report))
  const { suggestions, sections } = detectLines(...report)
  expect(new Set(suggestions.map(({ kind }) => kind))).toEqual(
    new Set(['figure', 'quote', 'claim', 'position']),
  )
  for (const suggestion of suggestions) {
    expect(text.slice(suggestion.start, suggestion.end)).toBe(suggestion.exact)
    expect(Suggestion.parse(suggestion)).toEqual(suggestion)
  }
  for (const section of sections) expect(Section.parse(section)).toEqual(section)
})

test('suggestions stand in reading order, and the same text gives the same ones', () => {
  const { suggestions } = detectLines(...report)
  expect(suggestions.map(({ start }) => start)).toEqual(
    suggestions.map(({ start }) => start).toSorted((a, b) => a - b),
  )
  expect(detectLines(...report)).toEqual(detectLines(...report))
})

test('a figure is credited to whoever says it, in the longest form of the name', () => {
  expect(suggested('figure', ...report)).toMatchObject([
    { exact: '€40 million', speaker: 'Ines Okafor' },
    { exact: '€65 million', speaker: 'Ines Okafor' },
  ])
  expect(suggested('figure', 'The fund holds €40 million. "It is a gift," said Reyl.')).toMatchObject([
    { speaker: null },
  ])
  expect(suggested('figure', 'The fund holds €40 million.')).toMatchObject([{ speaker: null }])
})

test('figures of a long text stand where they are', () => {
  const line =
    'The fund of the town holds €40 million for now, and nobody knows for how long it will be that way.'
  const lines = Array.from({ length: 1000 }, () => line)
  const { text } = projectText(sampleBlocks(lines))
  const figures = suggested('figure', ...lines)
  expect(figures).toHaveLength(1000)
  expect(figures.every(({ start, end }) => text.slice(start, end) === '€40 million')).toBe(true)
})

test('what is marked as frame or as another article is left out', () => {
  const blocks = sampleBlocks(report)
  const whole = detect(blocks, null, { language: 'en' }).suggestions.length
  const mark = { from: 'b2', to: 'b4', origin: 'hand', evidence: null } as const
  expect(whole).toBeGreaterThan(0)
  for (const kind of ['frame', 'unrelated'] as const) {
    const structure = { version: 1, marks: [{ ...mark, kind }] }
    expect(detect(blocks, structure, { language: 'en' }).suggestions).toEqual([])
  }
})

test.each([
  ['nothing but marks', ['“”‘’«»""\'\'„“']],
  ['marks without end', ['“', '„', '«', '"', " 'a", ' ‘a', '“a” '].map((mark) => mark.repeat(20_000))],
  ['one sentence without end', ['said that Reyl supports “it” if, saying '.repeat(4000)]],
  ['one line again and again', Array.from({ length: 20_000 }, () => 'The guild and its fund')],
  ['signs alone', ['.,;:!?—–()[]{}…']],
  ['one word', ['said']],
  ['verbs alone', ['said told according to said that according to supports not will not sign if']],
  ['Arabic', ['قال رئيس البلدية إن الصندوق يضم ٤٠ مليون يورو «ونحن لا نبيع الرصيف» في الميناء.']],
  ['half of a pair', ['He said “\ud83d we will not sell it” today.']],
])('a text of %s is read to its end', (_, lines) => {
  const { text } = projectText(sampleBlocks(lines))
  for (const { start, end, exact } of detectLines(...lines).suggestions)
    expect(text.slice(start, end)).toBe(exact)
})
