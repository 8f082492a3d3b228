import { assert, asyncProperty, string } from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import type { RootContent } from 'mdast'
import { expect, test } from 'vitest'
import { writeDocx } from './write-docx'

const reference = 'sourcebook:s-0000000000000001/a-0000000000000001'

function text(value: string) {
  return { type: 'text' as const, value }
}

const note = { type: 'footnoteReference' as const, identifier: '1', label: '1' }

function noteOf(words: string): RootContent {
  return {
    type: 'footnoteDefinition',
    identifier: '1',
    label: '1',
    children: [
      {
        type: 'paragraph',
        children: [text(`${words} `), { type: 'link', url: reference, children: [text(reference)] }],
      },
    ],
  }
}

/** The parts of the document by their names, as XML. */
async function partsOf(...children: RootContent[]): Promise<Record<string, string>> {
  const bytes = await writeDocx({ type: 'root', children }, 'Who pays')
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name.replace('word/', ''), strFromU8(part)]),
  )
}

/** The words of each paragraph. */
function paragraphsOf(xml = ''): string[] {
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
      .map(([, words = '']) => unescaped(words))
      .join(''),
  )
}

/** What XML means by its five names. */
function unescaped(xml: string): string {
  const names = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' }
  return Object.entries(names).reduce((words, [name, sign]) => words.replaceAll(name, sign), xml)
}

function quoteOf(words: string): RootContent {
  return { type: 'blockquote', children: [{ type: 'paragraph', children: [text(words), note] }] }
}

test('a quote keeps its words and has a footnote of the document, not a number typed into it', async () => {
  const parts = await partsOf(quoteOf('The port gets nearly €40m.'), noteOf('The Courier, paragraph 2.'))
  expect(paragraphsOf(parts['document.xml'])).toContain('The port gets nearly €40m.')
  expect(parts['document.xml']).toContain('<w:pStyle w:val="Quote"/>')
  expect(parts['document.xml']).toContain('<w:footnoteReference w:id="1"/>')
  // A space stands between the number that Word writes and the words.
  expect(paragraphsOf(parts['footnotes.xml'])).toContain(` The Courier, paragraph 2. ${reference}`)
  expect(parts['footnotes.xml']).toMatch(/<w:pStyle w:val="FootnoteText"\/>.*The Courier/s)
})

test('a passage that is cited again has a note that points to the first', async () => {
  const parts = await partsOf(quoteOf('One.'), quoteOf('Two.'), noteOf('The Courier.'))
  const notes = paragraphsOf(parts['footnotes.xml']).filter((words) => words !== '')
  expect(notes).toEqual([` The Courier. ${reference}`, ' See note 1.'])
})

function rowOf(notes: number) {
  const children = Array.from({ length: notes }, () => note)
  return { type: 'tableRow' as const, children: [{ type: 'tableCell' as const, children }] }
}

test('a row of a table stays whole on its page, but for one whose notes would fill it', async () => {
  const parts = await partsOf({ type: 'table', children: [0, 2, 20].map(rowOf) }, noteOf('The Courier.'))
  const rows = parts['document.xml']?.match(/<w:tr>.*?<\/w:tr>/gs) ?? []
  expect(rows.map((xml) => xml.includes('<w:cantSplit/>'))).toEqual([true, true, false])
})

test('headings, lists and tables are those of Word', async () => {
  const item = (words: string) => ({
    type: 'listItem' as const,
    children: [{ type: 'paragraph' as const, children: [text(words)] }],
  })
  const { 'document.xml': document = '', 'numbering.xml': numbering = '' } = await partsOf(
    { type: 'heading', depth: 1, children: [text('Who pays')] },
    { type: 'heading', depth: 2, children: [text('What is asked')] },
    { type: 'list', ordered: false, children: [item('The port')] },
    { type: 'list', ordered: true, start: 4, children: [item('The town')] },
    {
      type: 'table',
      align: ['left', 'right'],
      children: ['Amount', '€40m'].map((words) => ({
        type: 'tableRow',
        children: ['Who', words].map((cell) => ({ type: 'tableCell', children: [text(cell)] })),
      })),
    },
  )
  for (const style of ['Title', 'Heading1', 'ListParagraph', 'TableHead', 'TableCell'])
    expect(document).toContain(`<w:pStyle w:val="${style}"/>`)
  expect(document.match(/<w:numPr>/g)).toHaveLength(2)
  expect(numbering).toContain('<w:start w:val="4"/>')
  expect(document).toContain('<w:tblHeader/>')
  expect(document.match(/<w:jc w:val="(end|right)"\/>/g)).toHaveLength(2)
})

function link(url: string): RootContent {
  return { type: 'paragraph', children: [{ type: 'link', url, children: [text('here')] }] }
}

test('a web link can be followed, and nothing else is one', async () => {
  const parts = await partsOf(
    link('https://courier.example/a'),
    link('javascript:alert(1)'),
    link('file:///etc/passwd'),
    link(reference),
  )
  const targets = [
    ...(parts['_rels/document.xml.rels'] ?? '').matchAll(/Target="([^"]*)" TargetMode="External"/g),
  ]
  expect(targets.map(([, target]) => target)).toEqual(['https://courier.example/a'])
})

test('words from right to left run so', async () => {
  const parts = await partsOf(quoteOf('رفض الميناء'), noteOf('x'))
  expect(parts['document.xml']).toContain('<w:bidi/>')
  expect(parts['document.xml']).toContain('<w:rtl/>')
  expect(parts['document.xml']).toContain('<w:pStyle w:val="QuoteFromRight"/>')
})

const nasty = [
  '<w:t>&amp;</w:t> ]]> "quoted" \'single\'',
  '=cmd|" /C calc"!A0',
  '\u202Eright to left\u202C and \u2066isolated\u2069',
  '{{7*7}} ${x} <%= 7 %>',
  '𝒳 👩‍👩‍👧 ﷽ ١٢٣ 中文',
  '  two  spaces  inside  ',
]

test.each(nasty)('a quote has the same characters when the document is read: %s', async (words) => {
  await expectSame(words)
})

test('whatever the words; what XML cannot hold is shown by a sign', async () => {
  await expectSame('bell \u0007, page \u000c, half \uD800', 'bell \u2407, page \u240C, half \uFFFD')
  const words = string({ unit: 'grapheme', minLength: 1 }).filter(
    (one) => !/[\u0000-\u001f\uFFFE\uFFFF]/.test(one),
  )
  await assert(
    asyncProperty(words, (one) => expectSame(one)),
    { numRuns: 50 },
  )
})

async function expectSame(words: string, read = words): Promise<void> {
  const parts = await partsOf(quoteOf(words), noteOf(words))
  expect(paragraphsOf(parts['document.xml'])).toContain(read)
  expect(paragraphsOf(parts['footnotes.xml'])).toContain(` ${read} ${reference}`)
}
