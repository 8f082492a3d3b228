import { array, assert, constantFrom, property } from 'fast-check'
import { expect, test } from 'vitest'
import { DiffRow } from '../contract/intake'
import type { Block } from '../model/version'
import { diffVersions } from './diff-versions'

function blocksOf(...texts: readonly string[]): Block[] {
  return texts.map((text, index) => ({
    id: `b${index + 1}`,
    kind: 'paragraph',
    text,
    level: null,
    marks: [],
  }))
}

/** Each row in short: its kind, which paragraphs it is about, and what changed within it. */
function inShort(before: readonly string[], after: readonly string[]): string[] {
  return diffVersions(blocksOf(...before), blocksOf(...after)).map(
    ({ kind, before: old, after: now, parts }) => {
      const signs = { same: '', removed: '-', added: '+' }
      const changed =
        kind === 'same'
          ? ''
          : parts.map(({ kind: part, text }) => (part === 'same' ? '' : ` ${signs[part]}${text}`)).join('')
      return `${kind} ${old ?? '–'} ${now ?? '–'}${changed}`
    },
  )
}

const fund = 'The port fund opens its doors on Monday at nine in the morning.'
const storm = 'Ferries will not sail before the storm has passed, crews were told.'
const states = 'Three island states asked for more time to read the plan.'
const pier = 'The northern pier is closed.'

test.each([
  ['nothing', [fund, storm], [fund, storm], ['same b1 b1', 'same b2 b2']],
  ['a word', [fund], [fund.replace('Monday', 'Friday')], ['changed b1 b1 -Monday +Friday']],
  ['a full stop', [fund], [fund.replace('.', '!')], ['changed b1 b1 -. +!']],
  [
    'a paragraph that was put in',
    [fund, storm],
    [fund, states, storm],
    ['same b1 b1', `added – b2 +${states}`, 'same b2 b3'],
  ],
  [
    'a paragraph that was taken out',
    [fund, states, storm],
    [fund, storm],
    ['same b1 b1', `removed b2 – -${states}`, 'same b3 b2'],
  ],
  ['one at the beginning', [states, fund], [fund], [`removed b1 – -${states}`, 'same b2 b1']],
  [
    'one that was replaced',
    [fund, storm, pier],
    [fund, states, pier],
    ['same b1 b1', `removed b2 – -${storm}`, `added – b2 +${states}`, 'same b3 b3'],
  ],
  [
    'one that moved',
    [fund, storm, states],
    [states, fund, storm],
    ['moved b3 b1', 'same b1 b2', 'same b2 b3'],
  ],
  [
    'one that moved and changed',
    [fund, storm, states],
    [states.replace('Three', 'Five'), fund, storm],
    ['moved b3 b1 -Three +Five', 'same b1 b2', 'same b2 b3'],
  ],
  [
    'one that is said twice',
    [pier, fund, pier],
    [pier, fund, pier, states],
    ['same b1 b1', 'same b2 b2', 'same b3 b3', `added – b4 +${states}`],
  ],
  [
    'rows of signs',
    [fund, '* * *', storm],
    [fund, '* * *', storm],
    ['same b1 b1', 'same b2 b2', 'same b3 b3'],
  ],
])('%s', (_, before, after, rows) => {
  expect(inShort(before, after)).toEqual(rows)
})

const paragraphs = array(
  constantFrom(fund, storm, states, pier, '***', '14.36', `${fund} ${storm}`, storm.replace('told', 'asked')),
  {
    maxLength: 12,
  },
)

test('every paragraph has one row, the new ones in their order, and the parts are both texts', () => {
  assert(
    property(paragraphs, paragraphs, (before, after) => {
      const [old, now] = [blocksOf(...before), blocksOf(...after)]
      const rows = diffVersions(old, now)
      expect(rows.flatMap((row) => row.after ?? [])).toEqual(now.map(({ id }) => id))
      expect(rows.flatMap((row) => row.before ?? []).toSorted()).toEqual(old.map(({ id }) => id).toSorted())
      for (const row of rows) {
        expect(DiffRow.parse(row)).toEqual(row)
        const textOf = (left: string) =>
          row.parts
            .filter(({ kind }) => kind !== left)
            .map(({ text }) => text)
            .join('')
        expect(textOf('added')).toBe(old.find(({ id }) => id === row.before)?.text ?? '')
        expect(textOf('removed')).toBe(now.find(({ id }) => id === row.after)?.text ?? '')
        expect(row.kind === 'same').toBe(
          row.parts.every(({ kind }) => kind === 'same') && row.kind !== 'moved',
        )
      }
    }),
  )
})
