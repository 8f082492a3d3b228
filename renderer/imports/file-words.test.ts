import { describe, expect, test } from 'vitest'
import type { Findings, ImportOutcome } from '../../shared/contract/intake'
import { lineOf, percent, signOf } from './file-words'
import type { FileState } from './import-queue'

const details: Findings['details'] = {
  title: 'The quay',
  outlet: null,
  via: null,
  authors: [],
  published: null,
  updated: null,
  language: 'en',
  direction: 'ltr',
  url: null,
  kind: 'article',
}
const nothing: Findings = { details, inferences: [], posts: 0, frame: 0, repeats: 0, split: null, alike: [] }
const as = (outcome: ImportOutcome, notices: string[] = []): FileState => ({
  step: 'imported',
  report: { file: 'a.txt', ok: true, source: null, outcome, notices, reason: null, message: null },
})
const added = (given: Partial<Findings>, own: Partial<Findings['details']> = {}) =>
  as({ what: 'added', findings: { ...nothing, details: { ...details, ...own }, ...given } })
const other = {
  source: 's-0000000000000000',
  title: 'The quay',
  version: 1,
  share: 0.943,
  same: false,
} as const

describe('one line says what was found', () => {
  test.each<[string, FileState]>([
    [
      'Live blog, 13 posts. Published 26 Feb 2025, updated 27 Feb.',
      added({ posts: 13 }, { kind: 'live-blog', published: '2025-02-26', updated: '2025-02-27' }),
    ],
    [
      'The Courier via Wirefeed. Published 30 Dec 2024, updated 2 Jan 2025. 4 paragraphs of frame, 1 repeated paragraph.',
      added(
        { frame: 4, repeats: 1 },
        { outlet: 'The Courier', via: 'Wirefeed', published: '2024-12-30', updated: '2025-01-02' },
      ),
    ],
    ['The Courier. No date.', added({}, { outlet: 'The Courier' })],
    ['Updated Feb 2025.', added({}, { updated: '2025-02' })],
    ['No outlet, author or date found. You can add them later.', added({})],
    ['Holds a second article. Split into two?', added({ split: { at: 'b4', heading: 'The ferry' } })],
    ['Shares 94 % with “The quay”. A version of it?', added({ alike: [other] }, { outlet: 'The Courier' })],
    ['From the same address as “The quay”. A version of it?', added({ alike: [{ ...other, share: 0.1 }] })],
    [
      'In the notebook already as “The quay”. Import it all the same?',
      as({ what: 'known', title: 'The quay' }),
    ],
    [
      '3 references: 1 source found, 2 not.',
      as({
        what: 'references',
        matched: [{ source: other.source, title: 'The quay' }],
        unmatched: ['The ferry', 'The port'],
      }),
    ],
    [
      'Annotations: 12 exact, 1 here already.',
      as({ what: 'annotations', exact: 12, approximate: 0, known: 1, sources: [], notFound: [] }),
    ],
    [
      '2 files inside. One was left out.',
      as({ what: 'archive', members: [file(1), file(2)], left: [] }, ['One was left out.']),
    ],
  ])('%s', (line, state) => {
    expect(lineOf(state)).toBe(line)
  })
})

test('the sign tells what waits for a decision from what was read and from what says nothing of itself', () => {
  const signs = [
    added({ split: { at: 'b4', heading: 'The ferry' } }),
    added({}, { outlet: 'The Courier' }),
    added({}),
  ].map((state) => signOf(state).words + ' ' + signOf(state).icon)
  expect(signs).toEqual(['To decide split', 'Imported check', 'Imported doc'])
})

test('nearly all is not called all', () => {
  expect([0.6, 0.999, 1].map(percent)).toEqual(['60 %', '99 %', '100 %'])
})

function file(n: number) {
  return { handle: `h${n}`, name: `${n}.txt`, size: 1 }
}

test('a title that leaves a direction open does not turn the words behind it', () => {
  expect(lineOf(added({ alike: [{ ...other, title: 'The \u202equay' }] }))).toBe(
    'Shares 94 % with “The \u202equay\u202c”. A version of it?',
  )
})
