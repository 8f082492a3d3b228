import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projectText } from '../../shared/anchoring/text-projection'
import type { Inference } from '../../shared/model/source'
import type { Passage, StructureMark } from '../../shared/model/structure'
import { completeText } from './complete-text'
import { Parsed, type ReadFile } from './parser-answer'
import { readFile } from './read-file'
import { readPlainText } from './read-plain-text'

function completed(name: string, text: string): ReadFile {
  return completeText(readPlainText(name, new TextEncoder().encode(text)), name)
}

/** One of our texts in the manner of those that researchers bring. */
function fixture(name: string): ReadFile {
  const file = new URL(`../../tests/fixtures/structure/${name}.txt`, import.meta.url)
  return completed(`${name}.txt`, readFileSync(file, 'utf8'))
}

type Kind = StructureMark['kind']

function marksOf<K extends Kind>({ structure }: ReadFile, kind: K): Extract<StructureMark, { kind: K }>[] {
  return structure.filter((mark): mark is Extract<StructureMark, { kind: K }> => mark.kind === kind)
}

/** The first words of each line in the stretches of these marks. */
function linesIn({ blocks }: ReadFile, marks: readonly StructureMark[]): string[] {
  const at = (id: string) => blocks.findIndex((block) => block.id === id)
  return marks.flatMap(({ from, to }) =>
    blocks.slice(at(from), at(to) + 1).map(({ text }) => text.slice(0, 30)),
  )
}

function words({ blocks }: ReadFile, passage: Passage | null | undefined): string | undefined {
  return passage ? projectText(blocks).text.slice(passage.start, passage.end) : undefined
}

function inference({ inferences }: ReadFile, field: Inference['field']): Inference | undefined {
  return inferences.find((one) => one.field === field)
}

test.each([
  [
    'the line that stands twice',
    'Follow us\nPort fund splits the harbour council\nPort fund splits the harbour council\nText.',
    'Port fund splits the harbour council',
  ],
  [
    'the first line like a headline',
    'The council met on Monday to hear of the fund.\nPort fund splits the harbour council\nText.',
    'Port fund splits the harbour council',
  ],
  [
    'not a list of names',
    'Ada Byrne (now); Tom Ellis and Jo Park (earlier)\nPort fund splits the harbour council\nText.',
    'Port fund splits the harbour council',
  ],
  [
    'also in a script without spaces',
    '港口基金达成协议但没有人看守码头\n国家在五年内向基金投入近四千万欧元。',
    '港口基金达成协议但没有人看守码头',
  ],
  ['else the name of the file', 'Short.\nAlso short.', 'courier-report'],
])('the title is %s', (_, text, title) => {
  const file = completed('courier-report.txt', text)
  expect(file.details.title).toBe(title)
  expect(file.inferences.filter(({ field }) => field === 'title')).toHaveLength(1)
})

test('an inferred title names the passage it was read from', () => {
  const file = completed('x.txt', 'Short.\nPort fund splits the harbour council\nText.')
  const evidence = file.inferences.find(({ field }) => field === 'title')?.evidence
  expect(projectText(file.blocks).text.slice(evidence?.start, evidence?.end)).toBe(file.details.title)
})

test('a text in a right-to-left script is read from right to left', () => {
  expect(completed('x.txt', 'قال الوزير إن الصندوق سيفتح قريبا').details.direction).toBe('rtl')
  expect(completed('x.txt', 'The minister said “نعم” twice').details.direction).toBe('ltr')
})

test('a second article that is stuck to the first is told from its headline on, and the first keeps its own date', () => {
  const file = fixture('two-articles')
  const [second, ...others] = marksOf(file, 'unrelated')
  expect(others).toEqual([])
  expect(second).toMatchObject({ from: 'b12', to: 'b17' })
  expect(words(file, second?.evidence)).toMatch(/^Okafor says a meeting[^]*\nUpdated 6 sec ago\n[^]*is near$/)
  expect(file.details).toMatchObject({ published: null, updated: '2025-02-17' })
  expect(file.notices).toContain('“Updated 6 sec ago” does not tell a day.')
})

test('a text that says when it was changed in words that tell no day keeps them as such', () => {
  const file = completed(
    'x.txt',
    'Okafor meets the minister very soon\nUpdated 6 sec ago\nShe said so on Friday.',
  )
  expect(file.details.updated).toBeNull()
  expect(words(file, inference(file, 'updated')?.evidence)).toBe('Updated 6 sec ago')
})

test('a headline that is printed twice is folded, and captions and furniture are told from the text', () => {
  const file = fixture('two-articles')
  expect(marksOf(file, 'repeat')).toMatchObject([{ from: 'b6', to: 'b6', of: 'b1' }])
  expect(linesIn(file, marksOf(file, 'caption'))).toEqual(['Mayor Ines Okafor, second righ'])
  expect(linesIn(file, marksOf(file, 'frame'))).toEqual(['Short Url', 'Updated 17 February 2025', 'Follow'])
  expect(linesIn(file, marksOf(file, 'standfirst'))).toHaveLength(2)
})

test('an agency that speaks of itself and took the picture wrote it', () => {
  const file = fixture('two-articles')
  expect(file.details).toMatchObject({ outlet: 'The Associated Press', kind: 'wire' })
  expect(words(file, inference(file, 'outlet')?.evidence)).toBe('told The Associated Press')
  expect(words(file, inference(file, 'outlet')?.support)).toContain('(AP)')
})

test('a copy from an aggregator loses its frame, and keeps its outlet and those who wrote it', () => {
  const file = fixture('aggregator-copy')
  const frame = linesIn(file, marksOf(file, 'frame'))
  expect(frame.slice(0, 2)).toEqual(['Get all your news in one place', 'Start reading'])
  expect(frame.slice(-5)).toEqual([
    'Sign up to read this article',
    'Already a member? Sign in here',
    'Related Stories',
    'Top stories on inkl right now',
    'One app. One membership.',
  ])
  expect(file.details).toMatchObject({
    outlet: 'The Coastal Post',
    via: 'inkl',
    authors: ['Ada Byrne', 'Tom Ellis'],
    kind: 'live-blog',
  })
})

test('the second copy of a passage is told, though a word was changed and a paragraph is missing', () => {
  const file = fixture('aggregator-copy')
  const [repeat, ...others] = marksOf(file, 'repeat')
  expect(others).toEqual([])
  expect(linesIn(file, repeat === undefined ? [] : [repeat])).toEqual([
    'What is a harbour fund?',
    'What does a harbour fund pay f',
    'A harbour fund pays for the wo',
    'Who decides about a harbour fu',
    'The town and the ministry deci',
  ])
  expect(repeat).toMatchObject({ of: 'b18', ofTo: 'b23' })
})

test('“Updated” belongs to the post above, and what stands behind it begins another', () => {
  const file = fixture('aggregator-copy')
  const posts = marksOf(file, 'post')
  expect(posts.map(({ updated }) => updated)).toEqual([true, false, true, false, true])
  expect(posts[1]).toMatchObject({ from: 'b16', heading: null })
})

test('a quotation that lost its marks keeps the speaker of the line above', () => {
  const file = fixture('aggregator-copy')
  expect(marksOf(file, 'quote')).toMatchObject([{ from: 'b14', to: 'b14', speaker: 'the minister' }])
})

test('a post that the copy does not have is said not to be there', () => {
  const file = fixture('aggregator-copy')
  expect(marksOf(file, 'reference')).toMatchObject([{ from: 'b16', post: null }])
  expect(file.notices).toContain(
    'The text points to a post of 11.20, and this copy has no post of that time.',
  )
})

test('a recap is a summary and none of the posts', () => {
  const file = fixture('timed-blog')
  expect(linesIn(file, marksOf(file, 'summary'))[1]).toBe('Closing summary')
  expect(marksOf(file, 'post').map(({ time }) => time)).toEqual(['16.40', '15.10', '14.36', '08.02'])
  expect(file.notices).toContain('The posts run from the newest to the oldest.')
})

test('words that point to a post by its time are resolved', () => {
  const file = fixture('timed-blog')
  expect(marksOf(file, 'reference')).toMatchObject([{ post: 'b22' }, { post: null }])
  expect(marksOf(file, 'post')[2]).toMatchObject({ from: 'b22', heading: 'b23', time: '14.36' })
})

test('posts without a blank line or a time between them are told, and the parts of an explainer from posts', () => {
  const file = fixture('plain-blog')
  const posts = marksOf(file, 'post')
  expect(
    linesIn(
      file,
      posts.map((post) => ({ ...post, to: post.from })),
    ),
  ).toEqual([
    'Mayor plans talks on guards',
    'What do we know about the harb',
    'Minister says fund is final',
    'Guild waits for an answer',
  ])
  expect(posts[1]).toMatchObject({ from: 'b9', to: 'b16' })
  const parts = marksOf(file, 'heading').filter(({ level }) => level === 3)
  expect(parts.map(({ from }) => from)).toEqual(['b11', 'b13', 'b15'])
})

test('dates that were copied into each other are read', () => {
  const file = fixture('plain-blog')
  expect(file.details).toMatchObject({ published: '2025-03-04', updated: '2025-03-05' })
  expect(words(file, inference(file, 'updated')?.evidence)).toBe('last updated March 5, 2025')
})

test('a date without a year gets it from other words of the text, which are named', () => {
  const file = fixture('report-without-year')
  expect(file.details).toMatchObject({ published: '2025-02-24', outlet: 'Ellery Herald', via: null })
  expect(words(file, inference(file, 'published')?.evidence)).toBe('24 February')
  expect(words(file, inference(file, 'published')?.support)).toBe('February 2025')
})

test('a date whose year nobody tells stays unknown, and its words are kept', () => {
  const file = completed(
    'x.txt',
    'The town and the ministry disagree\n24 February 22:12\nThey did so in February 2022 and in February 2023.',
  )
  expect(file.details.published).toBeNull()
  expect(words(file, inference(file, 'published')?.evidence)).toBe('24 February')
})

test.each([
  ['release', { outlet: 'Harbour Board', published: '2026-03-12', kind: 'document', language: 'en' }],
  [
    'german',
    {
      title: 'Hafenfonds: Stadt und Ministerium streiten über Wachen',
      outlet: 'Küstenbote',
      authors: ['Ada Byrne', 'Tom Ellis'],
      published: '2025-03-04',
      updated: '2025-03-05',
      language: 'de',
    },
  ],
  ['ukrainian', { authors: ['Анна Коваль'], published: '2025-03-04', updated: '2025-03-05', language: 'uk' }],
  ['chinese', { outlet: '海岸日报', authors: ['王小明'], published: '2025-03-04', language: 'zh' }],
  [
    'timed-blog',
    {
      outlet: 'The Harbour Courier',
      published: '2025-03-04',
      authors: ['Ada Byrne', 'Tom Ellis', 'Jo Park', 'Ray Voss'],
    },
  ],
])('the lines around an article in the layout “%s” tell its details', (name, details) => {
  expect(fixture(name).details).toMatchObject(details)
})

test('each thing that is inferred names the words it was read from, and all of it fits the text', () => {
  for (const name of [
    'two-articles',
    'aggregator-copy',
    'timed-blog',
    'plain-blog',
    'release',
    'german',
    'chinese',
  ]) {
    const file = fixture(name)
    expect(Parsed.safeParse({ what: 'text', file }).success).toBe(true)
    expect([...file.structure, ...file.inferences].filter(({ evidence }) => evidence === null)).toEqual([])
  }
})

test('what the format told stays', () => {
  const file = readPlainText(
    'x.txt',
    new TextEncoder().encode('The fund is signed at last\nBy Ada Byrne\n4 March 2025\nThe guild waits.'),
  )
  const told = completeText(
    {
      ...file,
      details: { ...file.details, title: 'Fund signed', published: '2025-03-01' },
      inferences: [
        { field: 'title', rule: 'open-graph', evidence: null },
        { field: 'published', rule: 'json-ld', evidence: null },
      ],
    },
    'x.txt',
  )
  expect(told.details).toMatchObject({
    title: 'Fund signed',
    published: '2025-03-01',
    authors: ['Ada Byrne'],
  })
  expect(told.inferences.map(({ field, rule }) => [field, rule])).toContainEqual(['published', 'json-ld'])
})

test.each([
  ['count where the text tells no day', 'The guild waits.', '2026-11-22', 'file-created'],
  ['tell nothing where the text has a date', '4 March 2025', '2025-03-04', 'date line'],
])('the dates of the file %s', (_, line, published, rule) => {
  const file = readPlainText(
    'x.txt',
    new TextEncoder().encode(`The fund is signed at last\nBy Ada Byrne\n${line}\nThe guild waits for it.`),
  )
  const completed = completeText(
    {
      ...file,
      details: { ...file.details, published: '2026-11-22', updated: '2026-11-23' },
      inferences: [
        { field: 'published', rule: 'file-created', evidence: null },
        { field: 'updated', rule: 'file-changed', evidence: null },
      ],
    },
    'x.txt',
  )
  expect(completed.details.published).toBe(published)
  expect(completed.details.updated).toBe(rule === 'file-created' ? '2026-11-23' : null)
  expect(completed.inferences.find(({ field }) => field === 'published')?.rule).toBe(rule)
})

test('a line of the frame that the format told is no frame of its own', async () => {
  const page = readFileSync(new URL('../../tests/fixtures/pages/live-times.html', import.meta.url))
  const read = await readFile('live-times.html', page)
  if (read.what !== 'text') throw new Error('a page is a text')
  expect(linesIn(read.file, marksOf(read.file, 'frame'))).toEqual([
    'Quayside Radio',
    'More stories',
    '11 March Ferries late',
    '10 March Snow on the quays',
    '9 March A seal',
  ])
})
