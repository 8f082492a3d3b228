import { expect, test } from 'vitest'
import type { SourceSummary } from '../../model/notebook'
import type { SourceDetails } from '../../model/source'
import { sampleId, sampleSource } from '../../testing/samples'
import { composeBrief } from '../compose-brief'
import {
  courier,
  courierText,
  digest,
  digestText,
  evidenceOf,
  leaflet,
  tagged,
} from '../live/testing/harbour'
import { bibliographyFiles, bibliographyOf } from './bibliography'
import { writeBibtex } from './bibtex'
import { citationKeys } from './citation-keys'
import { writeCsl } from './csl'
import { readName } from './names'

function summary(
  number: number,
  details: Partial<SourceDetails>,
  added = '2025-03-01T09:00:00.000Z',
): SourceSummary {
  const { id, status, details: all } = sampleSource(sampleId('s', number), details)
  const { title, outlet, via, authors, published, updated, kind } = all
  const counts = { claim: 0, figure: 0, position: 0 }
  return { id, title, outlet, via, authors, published, updated, kind, status, added, counts }
}

test.each<[Partial<SourceDetails>, string]>([
  [{ outlet: 'The Courier', published: '2025-02-26', title: 'The harbour: who pays?' }, 'courier2025harbour'],
  [
    { outlet: 'Süddeutsche Zeitung', published: '2024', title: 'Über den Hafen' },
    'suddeutschezeitung2024uber',
  ],
  [{ authors: ['Ada Byrne'], updated: '2023-01', title: '12 reasons' }, 'byrne2023reasons'],
  [{ outlet: 'Известия', title: 'Порт' }, 'source'],
  [{ outlet: '"} @x{', published: '2025', title: '%$' }, 'x2025'],
  [{ outlet: 'The', title: 'A' }, 'thea'],
])('the key of %j is %s', (details, key) => {
  expect([...citationKeys([summary(1, details)]).values()]).toEqual([key])
})

test('keys that would be alike are told apart by what was added first, and stay when more is added', () => {
  const details = { outlet: 'The Courier', published: '2025', title: 'Harbour' }
  const sources = Array.from({ length: 30 }, (_, index) => summary(index + 1, details))
  const keys = citationKeys(sources.toReversed())
  expect(new Set(keys.values()).size).toBe(30)
  expect([1, 2, 3, 27].map((number) => keys.get(sampleId('s', number)))).toEqual([
    'courier2025harbour',
    'courier2025harbourb',
    'courier2025harbourc',
    'courier2025harbourba',
  ])
  const later = citationKeys([summary(0, details, '2025-04-01T09:00:00.000Z'), ...sources])
  expect(sources.map(({ id }) => later.get(id))).toEqual(sources.map(({ id }) => keys.get(id)))
})

test.each([
  ['Ada Byrne', { given: 'Ada', particle: '', family: 'Byrne' }],
  ['Ludwig van der Berg', { given: 'Ludwig', particle: 'van der', family: 'Berg' }],
  ['Mary-Jane O’Neill', { given: 'Mary-Jane', particle: '', family: 'O’Neill' }],
  ['Staff reporter', { literal: 'Staff reporter' }],
  ['Associated Press', { literal: 'Associated Press' }],
  ['Byrne, Ada', { literal: 'Byrne, Ada' }],
  ['Ada Byrne and Bo Lund', { literal: 'Ada Byrne and Bo Lund' }],
  ['Byrne', { literal: 'Byrne' }],
])('the name %s reads as it is meant', (name, read) => {
  expect(readName(name)).toEqual(read)
})

const entry = (details: Partial<SourceDetails>) => ({
  key: 'key',
  id: courier.id,
  details: sampleSource(courier.id, details).details,
})

test('an entry of BibTeX says what is known, and no sign of it is taken for TeX', () => {
  const nasty = entry({
    title: 'Costs: 50% & {rising} to $5_000 \\ ~^ #1 -- don\'t "ask" <b>',
    outlet: 'A&B',
    via: 'Newsdesk',
    authors: ['Ada Byrne', 'The and Co.', 'Ludwig van Berg'],
    published: '2025-02',
    updated: '2025-02-26',
    url: 'https://example.org/a_b?c=%20&d={e}~f',
  })
  expect(writeBibtex([nasty])).toBe(`@article{key,
  author = {Byrne, Ada and {The and Co.} and van Berg, Ludwig},
  title = {{Costs: 50\\% \\& \\{rising\\} to \\$5\\_000 \\textbackslash{} \\textasciitilde{}\\textasciicircum{} \\#1 -{}- don't "ask" \\textless{}b\\textgreater{}}},
  journal = {A\\&B},
  date = {2025-02},
  year = {2025},
  entrysubtype = {newspaper},
  note = {via Newsdesk, updated 26 February 2025},
  url = {https://example.org/a_b?c=%20&d=%7Be%7D~f},
}
`)
  expect(writeBibtex([entry({ title: 'Bare', kind: 'document', outlet: 'The port' })])).toBe(`@misc{key,
  title = {{Bare}},
  howpublished = {The port},
}
`)
})

test('a brace without its partner has a name, since BibTeX counts also what stands behind a backslash', () => {
  expect(writeBibtex([entry({ title: 'a } b { c' })])).toContain('{{a \\rbrace{} b \\lbrace{} c}}')
})

test('braces of BibTeX balance, whatever stands in a title', () => {
  for (const title of ['{{{', '}', '\\{', '{\\', 'a}b{c']) {
    const written = writeBibtex([entry({ title, outlet: title, authors: [title] })])
    const depths = [...written].reduce(
      (all, sign) => [...all, (all.at(-1) ?? 0) + (sign === '{' ? 1 : sign === '}' ? -1 : 0)],
      [0],
    )
    expect(Math.min(...depths)).toBe(0)
    expect(depths.at(-1)).toBe(0)
    expect(depths.filter((depth) => depth === 0).length).toBeGreaterThan(1)
  }
})

test('CSL JSON says the same of the same entries', () => {
  const known = entry({
    title: 'Harbour {fund}',
    outlet: 'The Courier',
    via: 'Newsdesk',
    authors: ['Ludwig van Berg', 'Associated Press'],
    published: '2025-02-26',
    language: 'en',
    url: 'https://example.org/a',
  })
  expect(
    JSON.parse(writeCsl([known, entry({ title: 'Bare', kind: 'document', outlet: 'The port' })])),
  ).toEqual([
    {
      id: 'key',
      type: 'article-newspaper',
      title: 'Harbour {fund}',
      author: [
        { family: 'Berg', given: 'Ludwig', 'non-dropping-particle': 'van' },
        { literal: 'Associated Press' },
      ],
      'container-title': 'The Courier',
      issued: { 'date-parts': [[2025, 2, 26]] },
      URL: 'https://example.org/a',
      language: 'en',
      note: 'via Newsdesk',
    },
    { id: 'key', type: 'document', title: 'Bare', publisher: 'The port' },
  ])
})

test('the bibliography of a brief has what it cites, each once, in two files of one name', () => {
  const annotations = [
    tagged(1, courierText, 'figure', 'nearly €40m'),
    tagged(2, digestText, 'claim', 'A fortune'),
    tagged(3, courierText, 'claim', 'The guild does not.'),
  ]
  const moment = '2025-03-01T09:00:00.000Z'
  const content = annotations.map(({ id, target }) => ({
    type: 'excerpt' as const,
    attrs: { source: target.source, annotation: id, exact: 'words', declined: null },
  }))
  const brief = { id: sampleId('b', 1), revision: 1, title: 'T', created: moment, modified: moment }
  const tree = composeBrief({ ...brief, document: { type: 'doc', content } }, evidenceOf(annotations))
  expect(bibliographyOf(tree).map(({ key, id }) => [key, id])).toEqual([
    ['courier2025harbour', courier.id],
    ['digest2025what', digest.id],
  ])
  expect(bibliographyFiles(tree, 'Who pays').map(({ name }) => name)).toEqual([
    'Who pays.bib',
    'Who pays.json',
  ])
  const empty = composeBrief({ ...brief, document: { type: 'doc', content: [] } }, evidenceOf([], [leaflet]))
  expect(bibliographyFiles(empty, 'Who pays')).toEqual([])
})
