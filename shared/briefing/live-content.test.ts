import { expect, test } from 'vitest'
import type { Annotation } from '../model/annotation'
import { LiveContent, type LiveView } from '../model/brief'
import { anyExcerpt } from '../model/excerpts'
import {
  courierText,
  digestText,
  dredging,
  evidenceOf,
  guild,
  hop,
  leafletText,
  mayor,
  repairs,
  tagged,
  tolls,
} from './live/testing/harbour'
import { liveContent } from './live-content'

function show(view: LiveView, annotations: readonly Annotation[]): string[] {
  const { head, rows } = linesOf(view, annotations)
  return [...(head.length === 0 ? [] : [head.map(({ words }) => words)]), ...rows].map((cells) =>
    cells.join(' | '),
  )
}

function linesOf(view: LiveView, annotations: readonly Annotation[]) {
  const content = liveContent({ view, filter: anyExcerpt }, evidenceOf(annotations))
  expect(LiveContent.parse(content)).toEqual(content)
  const rows = content.rows.map(({ cells }) =>
    cells.map(({ words, cites }) =>
      [words, ...cites.map(({ annotation }) => `^${Number(annotation.slice(2))}`)].join(''),
    ),
  )
  return { head: content.head, rows }
}

const euros = { upper: null, unit: 'EUR', approximate: false }
const nearly = tagged(1, courierText, 'figure', 'nearly €40m', {
  measure: repairs,
  quantity: { ...euros, value: 4e7, bound: 'about', approximate: true },
  asOf: '2025-02',
  attribution: [hop('outlet', 'The Courier'), hop('speaker', 'the mayor', { actor: mayor })],
})
const least = tagged(2, digestText, 'figure', 'at least €55m', {
  measure: repairs,
  quantity: { ...euros, value: 5.5e7, bound: 'at least' },
  scope: 'the old port',
  attribution: [
    hop('outlet', 'The Digest'),
    hop('cited-outlet', 'the Courier'),
    hop('speaker', 'a former clerk', { anonymous: true }),
  ],
})
const fifth = tagged(3, digestText, 'figure', 'one-fifth of the budget', {
  measure: repairs,
  quantity: { value: 20, upper: null, unit: '%', bound: 'exact', approximate: false },
})
const fortune = tagged(4, digestText, 'figure', 'A fortune', { measure: repairs })

test('figures stand under their measure, by value, with qualifiers in words and their source', () => {
  expect(show('figures', [least, nearly])).toEqual([
    'Measure | Amount | Scope | As of | According to | Source',
    'Cost of repairs | about €40m^1 |  | February 2025 | The mayor | The Courier, 26 February 2025',
    'Cost of repairs | at least €55m^2 | the old port |  | A former clerk, unnamed, via the Courier | The Digest via Newsdesk, 2 March 2025',
  ])
})

test('figures of one measure in several units say in which they are', () => {
  expect(linesOf('figures', [fifth, fortune, nearly, least]).rows.map(([measure]) => measure)).toEqual([
    'Cost of repairs, in EUR',
    'Cost of repairs, in EUR',
    'Cost of repairs, in per cent',
    'Cost of repairs, not in numbers',
  ])
})

test('a column in which nothing stands is left out', () => {
  expect(show('figures', [fortune])).toEqual([
    'Measure | Amount | According to | Source',
    'Cost of repairs | “A fortune”^4 | No speaker named | The Digest via Newsdesk, 2 March 2025',
  ])
})

const wants = tagged(5, courierText, 'position', 'The mayor wants it.', {
  actor: mayor,
  issue: dredging,
  stance: 'supports',
  dateSaid: '2025-02-25',
})
const agreed = tagged(6, digestText, 'position', 'The mayor, in the Courier, agreed if the guild is paid.', {
  actor: mayor,
  issue: tolls,
  stance: 'conditional',
  condition: 'the guild is paid',
})
const againstIt = tagged(7, courierText, 'position', 'The guild does not.', {
  actor: guild,
  issue: dredging,
  stance: 'opposes',
})
const never = tagged(8, digestText, 'position', '“No dredging,” said the guild.', {
  actor: guild,
  issue: dredging,
  stance: 'ambiguous',
})
const unsaid = tagged(9, courierText, 'position', 'The guild', {
  attribution: [hop('speaker', 'One of the crew')],
})

test('positions are a matrix of actors by issues, each cell with every passage it rests on', () => {
  expect(show('positions', [wants, agreed, againstIt])).toEqual([
    'Actor | Dredging | Tolls',
    'The mayor | for^5 | for, if the guild is paid^6',
    'The guild | against^7 | ',
  ])
})

test('stances that differ are called mixed, each with its date; what was not recorded is said to be so', () => {
  expect(show('positions', [againstIt, never, unsaid])).toEqual([
    'Actor | Dredging | Issue not recorded',
    'The guild | mixed: against (26 February 2025); unclear (2 March 2025)^7^8 | ',
    'One of the crew |  | stance not recorded^9',
  ])
})

const begins = tagged(10, courierText, 'claim', 'Dredging begins in May', {
  statement: 'The dredging begins in May.',
  issue: dredging,
  certainty: 'alleged',
  eventDate: '2025-05',
  attribution: [hop('outlet', 'The Courier'), hop('speaker', 'a former clerk', { anonymous: true })],
})
const rise = tagged(11, leafletText, 'claim', 'Tolls rise in 2026', { issue: tolls, certainty: 'hedged' })
const both = tagged(12, courierText, 'claim', 'nearly €40m.\nThe mayor wants it.')

test('claims are a list by issue, with who says so and how surely', () => {
  expect(show('claims', [both, rise, begins])).toEqual([
    'Tolls: “Tolls rise in 2026” (said with reservations, no speaker named).^11',
    'Dredging: The dredging begins in May (alleged by a former clerk, unnamed, of May 2025).^10',
    '“nearly €40m. The mayor wants it.” (no speaker named).^12',
  ])
})

test('the timeline says what each date is the date of, and ends with what has none', () => {
  expect(show('timeline', [rise, begins, wants, nearly, both])).toEqual([
    'Date | Dated as | What is said',
    'February 2025 | as of | Cost of repairs: about €40m (the mayor)^1',
    '25 February 2025 | said | The mayor, dredging: for^5',
    '26 February 2025 | published | “nearly €40m. The mayor wants it.”^12',
    'May 2025 | happened | The dredging begins in May (a former clerk, unnamed)^10',
    'Not known |  | “Tolls rise in 2026”^11',
  ])
})

test('sources are listed once each, as a bibliography orders them', () => {
  expect(show('sources', [rise, least, fifth, nearly])).toEqual([
    'Ada Byrne: “Harbour fund agreed”, The Courier, 26 February 2025.',
    '“Leave our tides alone”, outlet not known, no date.',
    '“What the port will cost”, The Digest via Newsdesk, 2 March 2025, updated 3 March 2025.',
  ])
})

test.each(['figures', 'positions', 'claims', 'timeline', 'sources'] as const)(
  'the rows of %s have keys of their own, and none where nothing passes',
  (view) => {
    const all = [nearly, least, fifth, fortune, wants, agreed, againstIt, never, unsaid, begins, rise, both]
    const { rows } = liveContent({ view, filter: anyExcerpt }, evidenceOf(all))
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
    expect(rows.length).toBeGreaterThan(2)
    expect(liveContent({ view, filter: anyExcerpt }, evidenceOf([])).rows).toEqual([])
  },
)
