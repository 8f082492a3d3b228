import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ParserAnswer } from '../parser-answer'
import { readFile } from '../read-file'

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../../tests/fixtures/annotations', name))
const json = (value: unknown) => Buffer.from(JSON.stringify(value))
const parsedFixture = (name: string) => JSON.parse(fixture(name).toString()) as { annotations: object[] } // our own file

async function read(name: string, bytes: Uint8Array = fixture(name)) {
  const parsed = await readFile(name, bytes)
  expect(ParserAnswer.parse({ ok: true, parsed })).toEqual({ ok: true, parsed })
  if (parsed.what !== 'annotations') throw new Error(`${name} holds ${parsed.what}`)
  return parsed
}

const courier = {
  url: 'https://courier.example/harbour/2025/03/port-fund-splits-council',
  title: 'Port fund splits the harbour council',
  fileName: null,
  prefix: '',
  suffix: '',
  page: null,
  tags: [],
}

test('Hypothesis: the quote with its context, replies in the note they answer, notes on the page, a file by its name', async () => {
  const { format, annotations, notices } = await read('hypothesis-export.json')
  expect({ format, notices }).toEqual({ format: 'hypothesis', notices: [] })
  expect(annotations).toEqual([
    {
      ...courier,
      exact: 'nearly €40m',
      prefix: 'ouncil of Port Ellery is to put ',
      suffix: ' into a fund for its quays, half',
      note: 'Who lends *the other half*?\n\nReply by Lena Voss: See the terms.\n\nReply by tom: Nobody yet.',
      tags: ['port fund', 'loan', 'open'],
      created: '2025-03-05T08:30:11.512345+00:00',
    },
    {
      ...courier,
      exact: null,
      note: 'The copy in print has another headline.',
      created: '2025-03-06T07:15:00.000000+00:00',
    },
    {
      ...courier,
      url: null,
      fileName: 'Terms of the loan.pdf',
      title: 'Terms of the loan.pdf',
      exact: 'repaid over twenty years',
      prefix: 'The sum is to be ',
      suffix: ', the first payment',
      page: 'iv',
      note: '',
      tags: ['loan'],
      created: '2025-03-07T07:15:00.000000+00:00',
    },
  ])
})

test.each<[string, (all: object[]) => unknown]>([
  ['as the service answers', (all) => ({ total: all.length, rows: all })],
  [
    'with the replies apart',
    ([first, ...others]) => ({ rows: [first, ...others.slice(2)], replies: others.slice(0, 2) }),
  ],
  ['as a bare list', (all) => all],
])('annotations of Hypothesis %s are read alike', async (_, form) => {
  const all = parsedFixture('hypothesis-export.json').annotations
  const { annotations } = await read('x.json', json(form(all)))
  expect(annotations).toEqual((await read('hypothesis-export.json')).annotations)
})

test('a reply without what it answers and a place without words are kept, and it is told', async () => {
  const annotation = {
    uri: 'https://a.example/',
    text: 'Here',
    target: [{ selector: [{ type: 'RangeSelector' }] }],
  }
  const reply = { uri: 'https://a.example/', text: 'No.', references: ['gone'] }
  const { annotations, notices } = await read('x.json', json({ rows: [annotation, reply] }))
  expect(annotations.map(({ exact, note }) => [exact, note])).toEqual([
    [null, 'Here'],
    [null, 'No.'],
  ])
  expect(notices).toEqual([expect.stringContaining('1 annotation names a place and not its words')])
})

test('Zotero: words, comments made plain, pages, tags, colours that differ, and what they are on', async () => {
  const { format, annotations } = await read('zotero-items.json')
  const on = { ...courier, fileName: 'Byrne - 2025 - Port fund.pdf' }
  expect(format).toBe('zotero')
  expect(annotations).toEqual([
    {
      ...on,
      exact: 'a loan on our own wharf',
      page: '3',
      note: 'Park’s words: compare the guild’s letter\n\nMarked in red.',
      tags: ['pilots', 'loan'],
      created: '2025-03-09T11:20:00Z',
    },
    {
      ...on,
      exact: null,
      page: '4',
      note: 'The table on this page has no source.\n\nMarked in yellow.',
      created: '2025-03-09T11:30:00Z',
    },
    {
      ...on,
      exact: null,
      page: '5',
      note: 'A part of the page was marked as a picture.\n\nMarked in yellow.',
      created: null,
    },
  ])
})

test('annotations within the files of an item are read like those beside them', async () => {
  const highlight = {
    type: 'highlight',
    text: 'our own wharf',
    comment: '',
    color: '#ffd400',
    pageLabel: '3',
    position: {},
    tags: [{ name: 'loan' }],
  }
  const items = [
    {
      itemType: 'newspaperArticle',
      title: 'Port fund',
      attachments: [{ path: 'storage:fund.pdf', annotations: [highlight] }],
    },
  ]
  const { annotations } = await read('better.json', json({ config: {}, items }))
  expect(annotations).toMatchObject([
    { title: 'Port fund', fileName: 'fund.pdf', exact: 'our own wharf', page: '3', note: '', tags: ['loan'] },
  ])
})

test('a note that Zotero made of annotations, as HTML', async () => {
  const { annotations } = await read('zotero-note.html')
  const on = { ...courier, created: null }
  expect(annotations).toEqual([
    {
      ...on,
      exact: 'a loan on our own wharf',
      page: '3',
      note: 'Park’s words: compare the guild’s letter\n\nMarked in red.',
    },
    { ...on, url: null, title: null, exact: null, note: 'What I make of it: the guild was not asked.' },
    { ...on, exact: 'The council meets again on 12 March', page: '4', note: 'Marked in yellow.' },
    {
      ...on,
      exact: null,
      page: '5',
      note: 'the plan of the locks\n\nA part of the page was marked as a picture.\n\nMarked in yellow.',
    },
  ])
})

test('a note that Zotero made of annotations, as Markdown', async () => {
  const { annotations } = await read('zotero-note.md')
  expect(annotations.map(({ exact, page, note }) => [exact, page, note])).toEqual([
    ['a loan on our own wharf', '3', 'Park’s words: compare the guild’s *letter*\n\n(Byrne, 2025, p. 3)'],
    [null, null, 'What I make of it: the guild was not asked.'],
    ['The council meets again on 12 March', '4', '(Byrne, 2025, p. 4)'],
    ['half of it lent', 'iv', 'by whom?\n\n(Byrne, 2025, p. iv)'],
  ])
})

test('a note of one’s own that cites a file in Zotero stays a text', async () => {
  const quote =
    '“our own wharf” ([Byrne, 2025, p. 3](zotero://select/library/items/A)) ([pdf](zotero://open-pdf/library/items/B?page=3))'
  const note = `# The fund\n\nThe guild is against it.\n\n${quote}\n\nThe vote is on Monday.`
  expect((await readFile('note.md', Buffer.from(note))).what).toBe('text')
})

test('W3C: selectors within each other, bodies of all forms, tags, several targets', async () => {
  const { format, annotations, notices } = await read('web-annotations.jsonld')
  const post = { ...courier, url: 'https://harbour-post.example/live/vote', title: null, created: null }
  expect(format).toBe('w3c')
  expect(annotations).toEqual([
    {
      ...courier,
      title: null,
      exact: 'nearly €40m',
      prefix: 'is to put ',
      suffix: ' into a fund',
      note: 'Who lends it?',
      tags: ['loan'],
      created: '2025-03-05T09:00:00Z',
    },
    { ...courier, title: null, created: null, exact: null, note: '', tags: ['whole page'] },
    { ...post, exact: null, note: '', tags: ['whole page'] },
    { ...post, title: 'The vote, live', exact: null, note: 'By place alone' },
    { ...post, exact: 'the terms of the loan', note: '<https://council.example/terms>' },
  ])
  expect(notices).toEqual([expect.stringContaining('1 annotation names a place and not its words')])
})

const single = {
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  type: 'Annotation',
  bodyValue: 'Yes',
  target: 'https://a.example/',
}

test.each<[string, unknown]>([
  ['one', single],
  ['a list', [single]],
  ['a page', { type: 'AnnotationPage', items: [single] }],
  ['a collection', { type: 'AnnotationCollection', first: { type: 'AnnotationPage', items: [single] } }],
  ['a graph', { '@graph': [single] }],
])('annotations of the web as %s are read', async (_, value) => {
  const { annotations } = await read('x.json', json(value))
  expect(annotations).toMatchObject([{ url: 'https://a.example/', note: 'Yes', exact: null }])
})

test('a file of annotations that holds none says so', async () => {
  const { annotations, notices } = await read('x.json', json({ type: 'AnnotationCollection', total: 0 }))
  expect(annotations).toEqual([])
  expect(notices).toEqual(['It holds no annotations.'])
})

test('what is longer than there is room for is cut, and it is told', async () => {
  const annotation = { ...single, bodyValue: 'word '.repeat(30_000) }
  const { annotations, notices } = await read('x.json', json(annotation))
  expect(annotations[0]?.note).toHaveLength(100_000)
  expect(notices).toEqual(['1 annotation was longer than there is room for; the beginning was kept.'])
})
