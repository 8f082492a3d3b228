import { expect, test } from 'vitest'
import { projectText } from '../../../shared/anchoring/text-projection'
import { type EpubOf, epubOf } from '../../../tests/hostile/epub-files'
import { documentLimits, openZip } from '../archive/open-zip'
import { ReadFile } from '../parser-answer'
import { readEpub } from './read-epub'

const read = async (parts: EpubOf) =>
  readEpub('harbour.epub', await openZip('harbour.epub', epubOf(parts), documentLimits))
const shown = ({ blocks }: ReadFile) => blocks.map(({ kind, level, text }) => `${kind}${level ?? ''} ${text}`)
const framed = ({ blocks, structure }: ReadFile) => {
  const places = new Map(blocks.map(({ id }, index) => [id, index]))
  return structure.flatMap(({ from, to }) =>
    blocks.slice(places.get(from), (places.get(to) ?? 0) + 1).map(({ text }) => text),
  )
}
const nav = (...entries: readonly (readonly [string, string])[]) =>
  `<nav epub:type="toc"><h1>Contents</h1><ol>${entries.map(([label, href]) => `<li><a href="${href}">${label}</a></li>`).join('')}</ol></nav>`
const long = '<p>The council of Port Ellery met on Tuesday to settle how the quays are to be paid for.</p>'

test('a book is read chapter by chapter, with its contents, notes and what is read on its own as frame', async () => {
  const file = await read({
    contents: nav(['The fund', 'c2.xhtml'], ['The vote', 'c3.xhtml']),
    chapters: [
      '<body epub:type="cover"><p>Cover picture</p></body>',
      `<section><h1>The fund</h1>${long}<p>It holds <b>€40m</b><a epub:type="noteref" href="c4.xhtml#n1">1</a>.</p><aside epub:type="footnote"><p>Half of it lent.</p></aside></section>`,
      `<section epub:type="chapter"><h1>The vote</h1>${long}<ul><li>For</li></ul></section>`,
      '<p>Answers to the questions.</p>',
    ],
    spine:
      '<itemref idref="c1"/><itemref idref="nav"/><itemref idref="c3"/><itemref idref="c2"/><itemref idref="c4" linear="no"/>',
  })
  expect(ReadFile.parse(file)).toEqual(file)
  expect(shown(file)).toEqual([
    'paragraph Cover picture',
    'heading1 Contents',
    'list-item1 1. The fund',
    'list-item1 2. The vote',
    'heading1 The vote',
    'paragraph The council of Port Ellery met on Tuesday to settle how the quays are to be paid for.',
    'list-item1 • For',
    'heading1 The fund',
    'paragraph The council of Port Ellery met on Tuesday to settle how the quays are to be paid for.',
    'paragraph It holds €40m[1].',
    'paragraph Half of it lent.',
    'paragraph Answers to the questions.',
  ])
  expect(framed(file)).toEqual([
    'Cover picture',
    'Contents',
    '1. The fund',
    '2. The vote',
    'Half of it lent.',
    'Answers to the questions.',
  ])
})

test('a chapter without a heading takes it from the contents: its own line if it has one, else a new one', async () => {
  const file = await read({
    contents:
      '<nav epub:type="toc"><ol><li><a href="c1.xhtml">The  fund</a><ol><li><a href="c2.xhtml#start">The vote</a></li></ol></li></ol></nav>',
    chapters: [`<div><p class="head">THE FUND</p></div>${long}`, long, long, '<img src="a.png"/>'],
  })
  expect(shown(file).filter((line) => !line.includes('council'))).toEqual([
    'heading1 THE FUND',
    'heading2 The vote',
  ])
  expect(shown(file)).toHaveLength(5)
})

const point = (label: string, src: string, inner = '') =>
  `<navPoint><navLabel><text>${label}</text></navLabel><content src="${src}"/>${inner}</navPoint>`

test('older books name their chapters in a list of their own', async () => {
  const file = await read({
    ncx: `<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>${point('Part one', 'c1.xhtml', point('The quays', 'c2.xhtml'))}</navMap></ncx>`,
    chapters: [long, long],
  })
  expect(shown(file).filter((line) => !line.includes('council'))).toEqual([
    'heading1 Part one',
    'heading2 The quays',
  ])
})

test('pages of the printed edition begin where the book says', async () => {
  const chapters = [
    `<body id="top"><h1>One</h1><p>The tide <span id="p2"/>came in at six, and the tide <i id="p3">went</i> out.</p></body>`,
    '<h1>Two</h1><ul><li id="p4">Low water</li></ul><p>The end.<a id="p5"/></p>',
    '<p>Behind it.</p>',
  ]
  const list = [
    ['1', 'c1.xhtml'],
    ['2', 'c1.xhtml#p2'],
    ['3', 'c1.xhtml#p3'],
    ['iv', 'c2.xhtml#p4'],
    ['5', 'c2.xhtml#p5'],
  ]
  const file = await read({
    chapters,
    contents: `<nav epub:type="page-list"><ol>${list.map(([label, href]) => `<li><a href="${href}">${label}</a></li>`).join('')}</ol></nav>`,
  })
  const { text } = projectText(file.blocks)
  expect(file.pages?.map(({ label, start }) => [label, text.slice(start, start + 9)])).toEqual([
    ['1', 'One\nThe t'],
    ['2', 'came in a'],
    ['3', 'went out.'],
    ['iv', '• Low wat'],
    ['5', 'Behind it'],
  ])
})

test('a book without a list of pages may mark them where they begin, and their numbers are no words of the text', async () => {
  const file = await read({
    chapters: [
      '<p>The tide <span epub:type="pagebreak" title="12">12</span>came <span role="doc-pagebreak" aria-label="13"/>in.</p>',
    ],
  })
  expect(file.blocks[0]?.text).toBe('The tide came in.')
  expect(file.pages).toEqual([
    { label: '12', start: 9 },
    { label: '13', start: 14 },
  ])
  expect((await read({ chapters: [long] })).pages).toBeUndefined()
})

test('notes are called by their sign, and the way back is no text', async () => {
  const file = await read({
    chapters: [
      `<h1>The fund</h1>${long}<p>Lent<sup><a href="n.xhtml#n1">1</a></sup> and given<a href="#n2"><sup>*</sup></a>, <a href="https://courier.example/a#b">2025</a>.</p>
       <section role="doc-endnotes"><ol><li>By the state. <a role="doc-backlink" href="#r1">↩</a></li></ol></section>`,
    ],
  })
  expect(file.blocks[2]?.text).toBe('Lent[1] and given[*], 2025.')
  expect(framed(file)).toEqual(['1. By the state.'])
})

test('equations are read as the book writes them on one line', async () => {
  const file = await read({
    chapters: ['<p>A share of <math alttext="1/4"><mfrac><mn>1</mn><mn>4</mn></mfrac></math>.</p>'],
  })
  expect(file.blocks[0]?.text).toBe('A share of 1/4.')
})

test('details come from the package', async () => {
  const metadata = `
    <dc:title id="s">A history</dc:title><dc:title id="t">The harbour of Port Ellery</dc:title>
    <meta refines="#t" property="title-type">main</meta>
    <dc:creator id="c1">Ada Byrne</dc:creator><meta refines="#c1" property="role">aut</meta>
    <dc:creator id="c2">Tom Ellis</dc:creator><meta refines="#c2" property="role">ill</meta>
    <dc:publisher>Quayside Press</dc:publisher><dc:date>2024-11-02T00:00:00Z</dc:date>
    <dc:language>en_gb</dc:language><dc:identifier>urn:isbn:9780000000000</dc:identifier>
    <dc:identifier>doi:10.1234/quays.2024</dc:identifier>`
  const { details, inferences } = await read({ metadata, chapters: [long] })
  expect(details).toEqual({
    title: 'The harbour of Port Ellery',
    outlet: 'Quayside Press',
    via: null,
    authors: ['Ada Byrne'],
    published: '2024-11-02',
    updated: null,
    language: 'en-GB',
    direction: 'ltr',
    url: 'https://doi.org/10.1234/quays.2024',
    kind: 'document',
  })
  expect(inferences.map(({ field, rule }) => `${field} ${rule}`)).toContain('published document-properties')
})

test('details of older packages are read too, and days that programs make up are not', async () => {
  const older = `<dc:title>Quays</dc:title><dc:creator opf:role="trl">Tom Ellis</dc:creator><dc:creator opf:role="aut">Ada Byrne</dc:creator>
    <dc:date opf:event="modification">2025-01-01</dc:date><dc:date opf:event="publication">1998</dc:date>`
  expect((await read({ metadata: older, chapters: [long] })).details).toMatchObject({
    authors: ['Ada Byrne'],
    published: '1998',
  })
  const none = '<dc:date>0101-01-01T00:00:00+00:00</dc:date>'
  expect((await read({ metadata: none, chapters: [long] })).details).toMatchObject({
    title: 'harbour',
    published: null,
  })
})

test('a book in Arabic runs from right to left', async () => {
  const { details } = await read({ chapters: ['<p>اجتمع مجلس الميناء يوم الثلاثاء</p>'] })
  expect(details.direction).toBe('rtl')
})

test('names of files with spaces and other letters are found', async () => {
  const file = await read({
    chapters: [],
    manifest:
      '<item id="x" href="Kapitel%20%C3%BC.xhtml" media-type="application/xhtml+xml"/><item id="y" href="Глава 1.xhtml" media-type="application/xhtml+xml"/>',
    spine: '<itemref idref="x"/><itemref idref="y"/>',
    more: [
      { name: 'book/Kapitel ü.xhtml', bytes: '<p>Ebbe</p>' },
      { name: 'book/Глава 1.xhtml', bytes: '<p>Прилив</p>' },
    ],
  })
  expect(file.blocks.map(({ text }) => text)).toEqual(['Ebbe', 'Прилив'])
})

test('a chapter that the book lists and does not hold is told of, and one without any is damaged', async () => {
  const manifest = '<item id="gone" href="gone.xhtml" media-type="application/xhtml+xml"/>'
  const spine = '<itemref idref="gone"/><itemref idref="nobody"/>'
  const file = await read({ chapters: [long], manifest, spine: `<itemref idref="c1"/>${spine}` })
  expect(shown(file)).toHaveLength(1)
  expect(file.notices).toEqual([expect.stringMatching(/^2 chapters .*“gone.xhtml”, “nobody”/)])
  await expect(read({ chapters: [long], manifest, spine })).rejects.toMatchObject({ reason: 'unreadable' })
})

test.each([
  [
    'an item with an arrow',
    '<ol><li id="n"><p>Half of it lent.<a href="#s">↩</a></p></li></ol>',
    '1. Half of it lent.',
  ],
  ['a link of its own', '<p><a id="n" href="c1.xhtml#s">1</a> Half of it lent.</p>', '1 Half of it lent.'],
])(
  'a note that is told by links alone is frame, and its sign no part of a figure: %s',
  async (_, note, text) => {
    const file = await read({ chapters: [`${long}<p>It holds €40m<a id="s" href="#n">1</a>.</p>${note}`] })
    expect(shown(file)).toContain('paragraph It holds €40m[1].')
    expect(framed(file)).toEqual([text])
  },
)

test('contents that chapters lead back to are no signs of notes', async () => {
  const file = await read({
    chapters: [
      `<p>Part <a id="t" href="#c">1</a></p><div id="c"><h2><a href="#t">The fund</a></h2>${long}</div>`,
    ],
  })
  expect(shown(file)[0]).toBe('paragraph Part 1')
  expect(framed(file)).toEqual([])
})
