import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ParserAnswer } from '../parser-answer'
import { readFile } from '../read-file'
import { baseName, dateOf, doiOf, nameInOrder } from './build-reference'

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../../tests/fixtures/references', name))

async function read(name: string, bytes: Uint8Array = fixture(name)) {
  const parsed = await readFile(name, bytes)
  expect(ParserAnswer.parse({ ok: true, parsed })).toEqual({ ok: true, parsed })
  if (parsed.what !== 'references') throw new Error(`${name} holds ${parsed.what}`)
  return parsed
}

const portFund = {
  title: 'Port fund splits the harbour council',
  outlet: 'The Courier',
  published: '2025-03-04',
  language: 'en-GB',
  url: 'https://courier.example/harbour/2025/03/port-fund-splits-council',
  doi: null,
}

test('RIS: names in their order, the finest date, lines that go on, files by their names', async () => {
  const { references, notices } = await read('harbour.ris')
  expect(references).toEqual([
    { ...portFund, authors: ['Ada Byrne', 'Tom Ellis'], files: ['Byrne - 2025 - Port fund.pdf'] },
    {
      title: 'Who pays for quays? A comparison of twelve small ports',
      outlet: 'Journal of Harbour Studies',
      authors: ['Maria de Vries Jr'],
      published: '2024-11',
      language: null,
      url: null,
      doi: '10.1234/jhs.2024.117',
      files: [],
    },
  ])
  expect(notices).toEqual(['1 record was left out: a title is missing.'])
})

test('BibTeX: accents, braces, strings and corporate names are resolved, and what is broken is told', async () => {
  const { references, notices } = await read('harbour.bib')
  expect(references).toEqual([
    {
      ...portFund,
      title: 'Port Fund Splits the Harbour Council',
      authors: ['Ada Byrne', 'Tom Ellis'],
      url: `${portFund.url}?a=1&b=2`,
      files: ['Byrne - 2025 - Port fund.pdf', 'page.html'],
    },
    {
      title: 'Die Öffnung der HAFENkasse: Frédéric Łuk & Søn',
      outlet: 'Zeitschrift für Häfen',
      authors: ['Jörg Müller', 'Port Ellery Council', 'Jo Park Jr'],
      published: '2024-11',
      language: 'de',
      url: null,
      doi: '10.1234/zfh.2024.11',
      files: [],
    },
    {
      title: 'Terms of the loan',
      outlet: null,
      authors: ['Port Ellery Council'],
      published: '2025',
      language: null,
      url: 'https://council.example/terms',
      doi: null,
      files: [],
    },
  ])
  expect(notices[0]).toBe('1 record was left out: a title is missing.')
  expect(notices[1]).toMatch(/^1 record was left out: it is broken\. “@book\{broken,/)
})

test('CSL JSON: particles, dates in parts, and markup in titles made plain', async () => {
  const { references, notices } = await read('harbour-csl.json')
  expect(references).toEqual([
    { ...portFund, authors: ['Ada Byrne', 'Maria de Vries', 'Port Ellery Council'], files: [] },
    {
      title: 'Who pays for quays?',
      outlet: 'Journal of Harbour Studies',
      authors: [],
      published: '2024-11',
      language: null,
      url: null,
      doi: '10.1234/jhs.2024.117',
      files: [],
    },
  ])
  expect(notices).toEqual(['1 record was left out: a title is missing.'])
})

test('items of Zotero without annotations are a bibliography', async () => {
  const items = {
    items: [
      {
        itemType: 'newspaperArticle',
        title: 'Port fund',
        creators: [{ firstName: 'Ada', lastName: 'Byrne' }, { name: 'Port Ellery Council' }],
        publicationTitle: 'The Courier',
        date: '4 March 2025',
        attachments: [{ title: 'Full Text', path: 'C:\\Zotero\\storage\\AB12\\fund.pdf' }],
      },
      { itemType: 'note', note: 'A note.' },
    ],
  }
  const { references, notices } = await read('zotero.json', Buffer.from(JSON.stringify(items)))
  expect(references).toMatchObject([
    {
      title: 'Port fund',
      outlet: 'The Courier',
      authors: ['Ada Byrne', 'Port Ellery Council'],
      published: '2025-03-04',
      files: ['fund.pdf'],
    },
  ])
  expect(notices).toEqual([])
})

test('a bibliography in another encoding says that it was guessed', async () => {
  const text =
    'TY  - NEWS\r\nTI  - Die \u00d6ffnung der Hafenkasse f\u00fcr die Br\u00fccke\r\nAU  - M\u00fcller, J\u00f6rg\r\nER  - \r\n'
  const { references, notices } = await read('x.ris', Buffer.from(text, 'latin1'))
  expect(references).toMatchObject([
    { title: 'Die Öffnung der Hafenkasse für die Brücke', authors: ['Jörg Müller'] },
  ])
  expect(notices).toEqual([expect.stringMatching(/^Read as windows-1252/)])
})

test.each([
  ['2025-03-04', '2025-03-04'],
  ['2025/03/04/late edition', '2025-03-04'],
  ['2024/11//', '2024-11'],
  ['2025-03-04/2025-03-06', '2025-03-04'],
  ['2025-3-4', '2025-03-04'],
  ['2025-02-30', '2025-02'],
  ['2025-13', '2025'],
  ['March 4, 2025', '2025-03-04'],
  ['4 Mar. 2025', '2025-03-04'],
  ['March 2025', '2025-03'],
  ['2024-mar', '2024-03'],
  ['c. 1999', '1999'],
  ['2024~', '2024'],
  ['forthcoming', null],
  ['12345', null],
])('the date %s is %s', (written, date) => {
  expect(dateOf(written)).toBe(date)
})

test.each([
  ['Byrne, Ada', 'Ada Byrne'],
  ['Ada Byrne', 'Ada Byrne'],
  ['Park, Jr, Jo', 'Jo Park Jr'],
  ['Park, Jo, III', 'Jo Park III'],
  ['Port Ellery Council', 'Port Ellery Council'],
])('“%s” is %s', (written, name) => {
  expect(nameInOrder(written)).toBe(name)
})

test.each([
  ['https://doi.org/10.1234/ABC', '10.1234/abc'],
  ['doi:10.1234/abc.', '10.1234/abc'],
  ['10.1234/abc', '10.1234/abc'],
  ['https://a.example/x', null],
])('the DOI in %s is %s', (written, doi) => {
  expect(doiOf(written)).toBe(doi)
})

test.each([
  ['/home/ada/a b.pdf', 'a b.pdf'],
  ['C:\\Users\\ada\\a.pdf', 'a.pdf'],
  ['file:///home/ada/a%20b.pdf', 'a b.pdf'],
  ['a%20b.pdf', 'a%20b.pdf'],
  ['/home/ada/', null],
])('the file at %s is %s', (path, name) => {
  expect(baseName(path)).toBe(name)
})

test('a record of BibTeX that does not end is left out, as is said of it, and the next is read', async () => {
  const bytes = new TextEncoder().encode(
    '@book{a, title={The {fund}, author={Byrne}}\n@misc{b, title={The quay}}',
  )
  expect(await readFile('refs.bib', bytes)).toMatchObject({
    references: [{ title: 'The quay' }],
    notices: [expect.stringMatching(/^1 record was left out: it is broken\. “@book\{a/)],
  })
})
