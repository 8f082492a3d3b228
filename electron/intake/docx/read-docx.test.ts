import {
  Document,
  FootnoteReferenceRun,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'
import { expect, test } from 'vitest'
import { type DocxOf, docxOf, p } from '../../../tests/hostile/docx-files'
import { zipOf } from '../../../tests/hostile/zip-files'
import { documentLimits, openZip } from '../archive/open-zip'
import { ReadFile } from '../parser-answer'
import { readDocx } from './read-docx'

const readBytes = async (name: string, bytes: Uint8Array) =>
  readDocx(name, await openZip(name, bytes, documentLimits))
const read = (body: string, parts: DocxOf = {}) => readBytes('plan.docx', docxOf(body, parts))
const shown = ({ blocks }: ReadFile) => blocks.map(({ kind, level, text }) => `${kind}${level ?? ''} ${text}`)
const framed = ({ blocks, structure }: ReadFile) => {
  const places = new Map(blocks.map(({ id }, index) => [id, index]))
  return structure.flatMap(({ from, to }) =>
    blocks.slice(places.get(from), (places.get(to) ?? 0) + 1).map(({ text }) => text),
  )
}

const cells = (...texts: string[]) =>
  new TableRow({ children: texts.map((text) => new TableCell({ children: [new Paragraph(text)] })) })

test('a document of headings, lists, tables and notes becomes the blocks that a reader sees', async () => {
  const made = new Document({
    title: 'A fund for the quays',
    creator: 'Ada Byrne; Tom Ellis',
    footnotes: { 1: { children: [new Paragraph('Half of it lent by the state.')] } },
    numbering: {
      config: [{ reference: 'n', levels: [{ level: 0, format: 'decimal', text: '%1.', start: 3 }] }],
    },
    sections: [
      {
        children: [
          new Paragraph({ text: 'A fund for the quays', heading: HeadingLevel.TITLE }),
          new Paragraph({ text: 'What it pays', heading: HeadingLevel.HEADING_2 }),
          new Paragraph({
            children: [
              new TextRun('The council puts '),
              new TextRun({ text: '€40m', bold: true }),
              new TextRun(' into '),
              new TextRun({ text: 'a fund', italics: true }),
              new FootnoteReferenceRun(1),
              new TextRun('.'),
            ],
          }),
          new Paragraph({ text: 'Quays', bullet: { level: 0 } }),
          new Paragraph({ text: 'The north quay', bullet: { level: 1 } }),
          new Paragraph({ text: 'Locks', numbering: { reference: 'n', level: 0 } }),
          new Paragraph('In between.'),
          new Paragraph({ text: 'Sluices', numbering: { reference: 'n', level: 0 } }),
          new Table({ rows: [cells('Year', 'Quays'), cells('2025', '8.0')] }),
        ],
      },
    ],
  })
  const file = await readBytes('plan.docx', new Uint8Array(await Packer.toBuffer(made)))
  expect(ReadFile.parse(file)).toEqual(file)
  expect(shown(file)).toEqual([
    'heading1 A fund for the quays',
    'heading2 What it pays',
    'paragraph The council puts €40m into a fund[1].',
    'list-item1 • Quays',
    'list-item2 • The north quay',
    'list-item1 3. Locks',
    'paragraph In between.',
    'list-item1 4. Sluices',
    'table-row Year | Quays',
    'table-row 2025 | 8.0',
    'paragraph [1] Half of it lent by the state.',
  ])
  expect(file.blocks[2]?.marks).toEqual([
    { kind: 'strong', start: 17, end: 21 },
    { kind: 'emphasis', start: 27, end: 33 },
  ])
  expect(framed(file)).toEqual(['[1] Half of it lent by the state.'])
  expect(file.notices).toEqual(['1 note stands behind the text.'])
  expect(file.details).toMatchObject({
    title: 'A fund for the quays',
    authors: ['Ada Byrne', 'Tom Ellis'],
    kind: 'document',
  })
})

const level = (at: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/>${more}</w:lvl>`
const list = (id: string, at: number) => `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${id}"/></w:numPr>`

test('numbers are those that Word draws, through breaks, levels and lists that share a definition', async () => {
  const numbering = `
    <w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '(%2)')}${level(2, 'lowerRoman', '%1.%2.%3')}</w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="20"/></w:lvlOverride></w:num>`
  const body = [
    p('One', list('1', 0)),
    p('Under', list('1', 1)),
    p('Under too', list('1', 1)),
    p('Deep', list('1', 2)),
    p('Between'),
    p('Two', list('2', 0)),
    p('Under again', list('2', 1)),
    p('Anew', list('3', 0)),
    p('On', list('3', 0)),
    p('In none', list('0', 0)),
  ].join('')
  expect(shown(await read(body, { numbering }))).toEqual([
    'list-item1 1. One',
    'list-item2 (a) Under',
    'list-item2 (b) Under too',
    'list-item3 1.b.i Deep',
    'paragraph Between',
    'list-item1 2. Two',
    'list-item2 (a) Under again',
    'list-item1 20. Anew',
    'list-item1 21. On',
    'paragraph In none',
  ])
})

test('headings are told by style, by what a style is based on, and by the outline, with their numbers', async () => {
  const styles = `
    <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr>${list('1', 0)}<w:outlineLvl w:val="0"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="Chapter head"/><w:basedOn w:val="berschrift1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Toc1"><w:name w:val="toc 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>`
  const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'upperRoman', '%1.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
  const file = await read(
    [
      p('The fund 2', '<w:pStyle w:val="Toc1"/>'),
      p('The fund', '<w:pStyle w:val="berschrift1"/>'),
      p('It pays for the quays.'),
      p('The vote', '<w:pStyle w:val="Chapter"/>'),
      p('By hand', '<w:outlineLvl w:val="2"/>'),
      p('Nobody asked us.', '<w:pStyle w:val="Q"/>'),
    ].join(''),
    { styles, numbering },
  )
  expect(shown(file)).toEqual([
    'paragraph The fund 2',
    'heading1 I. The fund',
    'paragraph It pays for the quays.',
    'heading1 II. The vote',
    'heading3 By hand',
    'quote Nobody asked us.',
  ])
  expect(framed(file)).toEqual(['The fund 2'])
})

test('tracked changes are read as accepted, and told', async () => {
  const file = await read(
    '<w:p><w:r><w:t>The fund is </w:t></w:r><w:del w:id="1"><w:r><w:delText>€30m</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>€40m</w:t></w:r></w:ins><w:moveFrom w:id="3"><w:r><w:t> large</w:t></w:r></w:moveFrom><w:r><w:t>.</w:t></w:r></w:p>' +
      '<w:p><w:pPr><w:rPr><w:del w:id="4"/></w:rPr></w:pPr><w:r><w:t>It is </w:t></w:r></w:p>' +
      p('lent.') +
      '<w:tbl><w:tr><w:trPr><w:del w:id="5"/></w:trPr><w:tc><w:p><w:r><w:t>Gone</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>Kept</w:t></w:r></w:p></w:tc></w:tr></w:tbl>' +
      '<w:p><w:pPr><w:rPr><w:del w:id="6"/></w:rPr></w:pPr><w:r><w:t>Last words.</w:t></w:r></w:p>',
  )
  expect(file.blocks.map(({ text }) => text)).toEqual([
    'The fund is €40m.',
    'It is lent.',
    'Kept',
    'Last words.',
  ])
  expect(file.notices).toEqual([
    'The document holds tracked changes. It was read as if all were accepted: what was deleted is left out.',
  ])
})

const deleted = (text: string, more = '') =>
  `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>${text}</w:t>${more}</w:r></w:p>`

test('what is left of a paragraph whose end was deleted stays where it is, in a box and in a cell', async () => {
  const file = await read(
    deleted('one ', `<w:pict><w:txbxContent>${deleted('box')}</w:txbxContent></w:pict>`) +
      p('two') +
      `<w:tbl><w:tr><w:tc>${deleted('cell')}</w:tc><w:tc>${p('next')}</w:tc></w:tr></w:tbl>` +
      deleted('before') +
      `<w:tbl><w:tr><w:tc>${p('table')}</w:tc></w:tr></w:tbl>`,
  )
  expect(file.blocks.map(({ text }) => text)).toEqual(['one', 'box', 'two', 'cell | next', 'before', 'table'])
})

const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`
const box = (text: string) =>
  `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>${p(text)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${p(text)}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`

test('words are read wherever they stand: text boxes, controls, fields, other directions, equations', async () => {
  const file = await read(
    [
      `<w:p>${run('Beside a box.')}<w:r>${box('In a box.')}</w:r></w:p>`,
      `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${p('In a control.')}</w:sdtContent></w:sdt>`,
      `<w:p>${run('Table ')}<w:fldSimple w:instr="SEQ Table">${run('3')}</w:fldSimple>${run(': dues')}</w:p>`,
      `<w:p><w:dir w:val="rtl">${run('الميناء')}</w:dir></w:p>`,
      `<w:p><w:ruby><w:rt>${run('こう')}</w:rt><w:rubyBase>${run('港')}</w:rubyBase></w:ruby></w:p>`,
      `<w:p>${run('A share of ')}<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f></m:oMath></w:p>`,
      '<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:noBreakHyphen/><w:t>four</w:t></w:r></w:p>',
    ].join(''),
  )
  expect(file.blocks.map(({ text }) => text)).toEqual([
    'Beside a box.',
    'In a box.',
    'In a control.',
    'Table 3: dues',
    'الميناء',
    '港',
    'A share of 1/4',
    'One two',
    'three\u2011four',
  ])
  expect(file.notices).toEqual(['Equations are written on one line, as far as that can be done.'])
})

const styled = (text: string, properties = '') =>
  `<w:r w:rsidR="00A1"><w:rPr>${properties}<w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`

test('runs that look alike are one, and those that do not keep their emphasis to themselves', async () => {
  const { blocks } = await read(
    `<w:p>${styled('The ')}${styled('fund')}<w:proofErr w:type="spellEnd"/>${styled(' is ', '<w:b w:val="0"/>')}${styled('very ', '<w:b/>')}${styled('large', '<w:b/>')}${styled(' and ', '<w:i/>')}${styled('late.')}</w:p>`,
  )
  expect(blocks).toEqual([
    {
      id: 'b1',
      kind: 'paragraph',
      text: 'The fund is very large and late.',
      level: null,
      marks: [
        { kind: 'strong', start: 12, end: 22 },
        { kind: 'emphasis', start: 23, end: 26 },
      ],
    },
  ])
})

const numbered = (at: number) => {
  const deleted =
    at % 3 === 0 ? '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>' : `<w:pPr>${list('1', 0)}</w:pPr>`
  return `<w:p>${deleted}<w:r><w:t>p${at}</w:t></w:r><w:r><w:footnoteReference w:id="${at}"/></w:r></w:p>`
}

test('a long document is read in pieces as if it were one', async () => {
  const count = 9000
  const all = Array.from({ length: count }, (_, at) => at)
  const file = await read(all.map(numbered).join(''), {
    numbering: `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
    footnotes: all.map((at) => `<w:footnote w:id="${at}">${p(`n${at}`)}</w:footnote>`).join(''),
  })
  const texts = file.blocks.map(({ text }) => text)
  expect(texts).toHaveLength((count / 3) * 2 + count)
  expect(texts.slice(0, 3)).toEqual(['1. p0[1]p1[2]', '2. p2[3]', '3. p3[4]p4[5]'])
  expect(texts.slice(5999, 6001)).toEqual(['6000. p8999[9000]', '[1] n0'])
  expect(texts.at(-1)).toBe('[9000] n8999')
  expect(framed(file)).toHaveLength(count)
})

const link = (id: string, text: string) =>
  `<w:hyperlink r:id="${id}"><w:r><w:t>${text}</w:t></w:r></w:hyperlink>`

test('no words are lost where runs are joined, whatever is in them', async () => {
  const pieces = [
    '<w:t>a</w:t>',
    '<w:t>b</w:t><w:t>c</w:t>',
    '<w:tab/><w:t>d</w:t>',
    '<w:t>e</w:t><w:tab/><w:t>f</w:t>',
    '<w:t/><w:t>g</w:t>',
  ]
  const { blocks } = await read(
    `<w:p>${pieces.map((piece) => `<w:r>${piece}</w:r>`).join('')}<w:ins><w:r><w:t>h</w:t></w:r></w:ins><w:r><w:t>i</w:t></w:r></w:p>`,
  )
  expect(blocks[0]?.text).toBe('abc de fghi')
})

test('links to the web are kept, and no others', async () => {
  const { blocks } = await read(`<w:p>${link('a', 'terms')}${link('b', 'disk')}${link('c', 'none')}</w:p>`, {
    external: [
      ['a', 'hyperlink', 'https://courier.example/terms?a=1&amp;b=2'],
      ['b', 'hyperlink', 'file:///C:/terms.docx'],
    ],
  })
  expect(blocks[0]?.text).toBe('termsdisknone')
  expect(blocks[0]?.marks).toEqual([
    { kind: 'link', start: 0, end: 5, href: 'https://courier.example/terms?a=1&b=2' },
  ])
})

test('comments are left out, and told', async () => {
  const file = await read('<w:p><w:r><w:commentReference w:id="1"/><w:t>The fund.</w:t></w:r></w:p>', {
    comments: `<w:comment w:id="1">${p('Check this.')}</w:comment>`,
  })
  expect(file.blocks.map(({ text }) => text)).toEqual(['The fund.'])
  expect(file.notices).toEqual(['The comments in the document were left out.'])
})

const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`

test('merged cells stand in the row where they begin', async () => {
  const { blocks } = await read(
    `<w:tbl><w:tblPr/><w:tr>${cell('Quays', '<w:vMerge w:val="restart"/>')}${cell('2025')}</w:tr><w:tr>${cell('', '<w:vMerge/>')}${cell('2026')}</w:tr><w:tr>${cell('Both', '<w:gridSpan w:val="2"/>')}</w:tr></w:tbl>`,
  )
  expect(blocks.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'table-row Quays | 2025',
    'table-row 2026',
    'table-row Both',
  ])
})

const titled = `${p('The council of Port Ellery meets')}${p('It met on Tuesday.')}`

test.each([
  ['A plan for the harbour', 'A plan for the harbour', 'document-properties'],
  ['', 'The council of Port Ellery meets', 'headline'],
  ['Microsoft Word - draft3.doc', 'The council of Port Ellery meets', 'headline'],
  ['Document1', 'The council of Port Ellery meets', 'headline'],
  ['Untitled', 'The council of Port Ellery meets', 'headline'],
  ['plan_final.docx', 'The council of Port Ellery meets', 'headline'],
])('the title “%s” of the properties makes “%s”', async (stated, title, rule) => {
  const file = await read(titled, { properties: `<dc:title>${stated}</dc:title>` })
  expect(file.details.title).toBe(title)
  expect(file.inferences.find(({ field }) => field === 'title')?.rule).toBe(rule)
})

test('a heading is believed before a title that stands nowhere in the text', async () => {
  const styles = '<w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>'
  const body = p('The fund', '<w:pStyle w:val="H"/>')
  const named = async (title: string) =>
    (await read(body, { styles, properties: `<dc:title>${title}</dc:title>` })).details.title
  expect(await named('Letter to the board')).toBe('The fund')
  expect(await named('The fund')).toBe('The fund')
})

const properties = (creator: string, created: string) =>
  `<dc:creator>${creator}</dc:creator><dcterms:created>${created}</dcterms:created><dcterms:modified>2025-03-09T08:00:00Z</dcterms:modified><dc:language>en-gb</dc:language>`

test('days, authors and language come from the properties, and what programs write there is not believed', async () => {
  const told = await read(titled, { properties: properties('Ada Byrne', '2025-03-04T10:00:00Z') })
  expect(told.details).toMatchObject({
    authors: ['Ada Byrne'],
    published: '2025-03-04',
    updated: '2025-03-09',
    language: 'en-GB',
  })
  const made = await read(titled, { properties: properties('Windows User', '2013-12-23T23:15:00Z') })
  expect(made.details).toMatchObject({ authors: [], published: null })
})

test('prefixes of namespaces and the strict edition make no difference', async () => {
  const bytes = zipOf([
    {
      name: 'word/document.xml',
      bytes:
        '<ns0:document xmlns:ns0="http://purl.oclc.org/ooxml/wordprocessingml/main"><ns0:body><ns0:p><ns0:r><ns0:t>Words</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>',
    },
  ])
  expect((await readBytes('strict.docx', bytes)).blocks.map(({ text }) => text)).toEqual(['Words'])
})

test('files within a document are told of, and one of nothing else is refused for that', async () => {
  const file = await read(`${p('The fund is signed.')}<w:altChunk r:id="r9"/>`)
  expect(file.notices).toEqual([expect.stringMatching(/^Other files within the document were left out/)])
  await expect(read('<w:altChunk r:id="r9"/>')).rejects.toThrow(/no text but files within it/)
})
