import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ReadFile } from '../parser-answer'
import { readMarkdown } from './read-markdown'

const utf8 = (text: string) => new TextEncoder().encode(text)
const clip = readFileSync(join(import.meta.dirname, '../../../tests/fixtures/pages/clip.md'))

function read(text: string) {
  return readMarkdown('note.md', utf8(text))
}

function textsOf(text: string): string[] {
  return read(text).blocks.map((block) => block.text)
}

test('a clip becomes blocks, with its links and emphasis', () => {
  const file = readMarkdown('clip.md', clip)
  expect(file.blocks.map(({ kind, level, text }) => `${kind}${level ?? ''} ${text}`)).toEqual([
    'heading1 Who pays for the quay?',
    'paragraph The state lends nearly €20m, and the town pays it back in twenty years, as the terms say.[1] A line break',
    'paragraph parts them. See also the minutes and https://courier.example/minutes.',
    'quote Nobody asked us.',
    'quote Nobody ever does.',
    'list-item1 1. The auditors',
    'list-item1 2. The guild',
    'list-item2 • its pilots',
    'list-item2 • its clerks',
    'list-item1 ☑ Ask for the terms',
    'list-item1 ☐ Call the guild',
    'table-row Year | Quays',
    'table-row 2025 | 8.0',
    'paragraph sum = 8.0 +',
    'paragraph 4.2',
    'paragraph The north quay at dawn is closed; dues are not raised. Next year Never.',
    'paragraph Seen in markup.',
    'paragraph [1] The terms are not signed yet.',
    'paragraph Do not follow this.',
  ])
  const marks = file.blocks.flatMap(({ text, marks }) =>
    marks.map(
      (mark) => `${mark.kind} ${text.slice(mark.start, mark.end)} ${mark.kind === 'link' ? mark.href : ''}`,
    ),
  )
  expect(marks).toEqual([
    'strong nearly €20m ',
    'emphasis twenty ',
    'link the terms https://courier.example/terms',
    'link the minutes https://courier.example/minutes/2025-03-04',
    'link https://courier.example/minutes https://courier.example/minutes',
    'emphasis clerks ',
    'emphasis markup ',
  ])
  expect(ReadFile.parse(file)).toEqual(file)
})

test('front matter gives the details and is no part of the text', () => {
  const { details, inferences } = readMarkdown('clip.md', clip)
  expect(details).toEqual({
    title: 'Who pays for the quay?',
    outlet: 'The Courier',
    via: null,
    authors: ['Ada Byrne', 'Moll, Reto'],
    published: '2025-03-05',
    updated: '2025-03-07',
    language: 'en-GB',
    direction: 'ltr',
    url: 'https://courier.example/quay',
    kind: 'article',
  })
  expect(new Set(inferences.map(({ rule }) => rule))).toEqual(new Set(['front-matter']))
})

test.each([
  ['a single author', 'author: By Ada Byrne and Tom Ellis', { authors: ['Ada Byrne', 'Tom Ellis'] }],
  ['an author with more to say', 'author: { name: Ada Byrne, mail: x }', { authors: ['Ada Byrne'] }],
  ['a title that is a number', 'title: 2025', { title: '2025' }],
  ['a source that is no address', 'source: The Courier', { outlet: 'The Courier', url: null }],
  [
    'a source that is an address',
    'source: https://a.example/x',
    { outlet: null, url: 'https://a.example/x' },
  ],
  ['a date that is none', 'date: yesterday', { published: null }],
  ['an address that leads elsewhere', 'url: javascript:alert(1)', { url: null }],
  ['keys in any case', 'Title: Quays', { title: 'Quays' }],
])('front matter with %s', (_, yaml, details) => {
  expect(read(`---\n${yaml}\n---\n\nText.`).details).toMatchObject(details)
})

const bomb = `a: &a [x, x]\n${'bcdefgh'.replaceAll(/./g, (key) => `${key}: [*a, *a, *a, *a]\n`)}`

test.each([
  ['does not parse', 'a: ['],
  ['holds no keys', 'just words'],
  ['grows from aliases', bomb],
])('front matter that %s is read as text', (_, yaml) => {
  const lines = yaml.split('\n').filter((line) => line !== '')
  expect(textsOf(`---\n${yaml}\n---\n\nText.`)).toEqual([...lines, 'Text.'])
})

test('front matter may be longer than what is parsed at once', () => {
  const abstract = Array.from({ length: 500 }, () => '  What the article is about.').join('\n')
  const { details, blocks } = read(
    `---\ntitle: Quays\nabstract: |\n${abstract}\noutlet: The Courier\n---\n\nText.`,
  )
  expect(details).toMatchObject({ title: 'Quays', outlet: 'The Courier' })
  expect(blocks.map(({ text }) => text)).toEqual(['Text.'])
})

test('a key of front matter is never a property of an object', () => {
  read('---\n__proto__: { polluted: yes }\nconstructor: x\ntitle: Quays\n---\n\nText.')
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test.each([
  ['the first heading', 'Words.\n\n## Quays\n\n# Locks', 'Quays'],
  [
    'else a line like a headline',
    'Port fund splits the harbour council\n\nText.',
    'Port fund splits the harbour council',
  ],
  ['else the name of the file', 'Text.', 'note'],
])('without front matter the title is %s', (_, text, title) => {
  expect(read(text).details.title).toBe(title)
})

test.each<[string, string, readonly string[]]>([
  ['tags between words leave no trace', 'a <b title=">">b</b> c<br>d <!-- e -->', ['a b c', 'd']],
  [
    'HTML between paragraphs is read as a page is',
    'a\n\n<ul><li>b</li></ul>\n\n<script>c</script>',
    ['a', '• b'],
  ],
  ['a reference to nothing is text', '[a][b] and [^c]', ['[a][b] and [^c]']],
  ['a definition nobody refers to is no text', '[a]: https://a.example\n\nb', ['b']],
  ['numbers go on from where a list starts', '4. a\n1. b', ['4. a', '5. b']],
  ['a heading is one line', 'a\nb\n===', ['a b']],
])('%s', (_, text, texts) => {
  expect(textsOf(text)).toEqual(texts)
})

test('a long text is read as a short one, with references from one end to the other', () => {
  const middle = Array.from(
    { length: 300 },
    (_, n) => `## Day ${n}\n\n- one\n- two[^last]\n\n[terms] of *day ${n}*\n\n    code`,
  )
  const ends = ['[^last]: A note that **stands** at the end.', '[Terms]: https://a.example/terms']
  const { blocks } = read([ends[1], ...middle, ends[0]].join('\n\n'))
  expect(blocks).toHaveLength(300 * 5 + 1)
  expect(blocks.slice(-6).map(({ text }) => text)).toEqual([
    'Day 299',
    '• one',
    '• two[last]',
    'terms of day 299',
    'code',
    '[last] A note that stands at the end.',
  ])
  const links = blocks.flatMap(({ marks }) => marks.filter(({ kind }) => kind === 'link'))
  expect(links).toHaveLength(300)
})
