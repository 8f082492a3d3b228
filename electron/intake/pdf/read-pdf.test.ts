import { expect, test } from 'vitest'
import { projectText } from '../../../shared/anchoring/text-projection'
import { Failure } from '../../../shared/contract/failure'
import { below, column, type Drawn, makePdf, type PageOf } from '../../../tests/fixtures/pdf/make-pdf'
import { Parsed, type ReadFile } from '../parser-answer'
import { readPdf } from './read-pdf'

async function read(...pages: readonly PageOf[]): Promise<ReadFile> {
  return readWhole(makePdf({ pages }))
}

async function readWhole(bytes: Uint8Array): Promise<ReadFile> {
  const file = await readPdf('report.pdf', bytes)
  // What the process apart may answer with, its marks and passages in the text.
  Parsed.parse({ what: 'text', file })
  return file
}

async function texts(...drawn: readonly (readonly Drawn[])[]): Promise<string[]> {
  const { blocks } = await read({ drawn: drawn.flat() })
  return blocks.map(({ text }) => text)
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const error: unknown = await readPdf('report.pdf', bytes).catch((failure: unknown) => failure)
  if (!(error instanceof Failure)) throw error
  expect(error.message).toContain('“report.pdf”')
  return error.reason
}

/** The blocks that are told to stand around the text. */
function frameOf({ blocks, structure }: ReadFile): string[] {
  return structure.flatMap(({ kind, from, to }) => {
    const start = blocks.findIndex(({ id }) => id === from)
    const end = blocks.findIndex(({ id }) => id === to)
    return kind === 'frame' ? blocks.slice(start, end + 1).map(({ text }) => text) : []
  })
}

function bodyOf(file: ReadFile): string[] {
  const frame = new Set(frameOf(file))
  return file.blocks.map(({ text }) => text).filter((text) => !frame.has(text))
}

const fund =
  'The port fund of the island states has grown to €40m this year, the harbour master told the council on Monday, and will be spent on the breakwater before the storms of the winter.'
const council =
  'Nobody on the quay had expected the announcement, and the crews of the ferries were told to wait for the evening tide while the council went on with its session behind closed doors.'
const lender =
  'A lender on the mainland had offered to double the sum if the islands left the running of the port to it for thirty years, which the harbour guild called a sale under another name.'

test('lines are joined to the paragraphs they were broken from', async () => {
  const one = column(fund, { letters: 50 })
  expect(await texts(one, column(council, { letters: 50, y: below(one, 8) }))).toEqual([fund, council])
})

test('an indent begins a paragraph where no space parts them', async () => {
  const one = column(fund, { letters: 50, indent: 2 })
  const two = column(council, { letters: 50, indent: 2, y: below(one) })
  expect(await texts(one, two)).toEqual([fund, council])
})

test('a short line ends a paragraph where neither space nor indent does', async () => {
  const one = column(fund, { letters: 50 })
  expect(await texts(one, column(council, { letters: 50, y: below(one) }))).toEqual([fund, council])
})

test('two columns are read one after the other, below the headline over both', async () => {
  const headline = { text: 'Port fund grows to record height', x: 60, y: 80, size: 22, font: 'bold' } as const
  const left = column(`${fund} ${lender}`, { letters: 36, y: 120 })
  // Its lines stand between those on the left.
  const right = column(council, { letters: 36, x: 320, y: 126 })
  expect(await texts([headline], [...left, ...right])).toEqual([headline.text, `${fund} ${lender}`, council])
})

test('three columns are read in order, and a paragraph goes on from one to the next', async () => {
  const lines = column([fund, lender, council].join(' '), { letters: 25, y: 100 })
  const third = Math.ceil(lines.length / 3)
  const drawn = lines.map((line, index) => ({
    ...line,
    x: 50 + Math.floor(index / third) * 175,
    y: 100 + (index % third) * 12,
  }))
  expect(await texts(drawn)).toEqual([[fund, lender, council].join(' ')])
})

test('a paragraph goes on over the end of a page, and what stands at the break follows it', async () => {
  const lines = column(`${fund} ${council}`, { letters: 60, y: 700 })
  const pages = [lines.slice(0, 3), lines.slice(3).map((line, index) => ({ ...line, y: 100 + index * 12 }))]
  const file = await read(
    ...pages.map((drawn, index) => ({
      drawn: [
        ...drawn,
        { text: 'Island Council papers', x: 60, y: 40, size: 8 },
        { text: `${index + 11}`, x: 300, y: 780 },
      ],
    })),
  )
  expect(bodyOf(file)).toEqual([`${fund} ${council}`])
  expect(frameOf(file)).toEqual(['Island Council papers', '11', 'Island Council papers', '12'])
  const { text } = projectText(file.blocks)
  // What tells a running head is the same words on another page.
  expect(file.structure.map(({ evidence }) => evidence && text.slice(evidence.start, evidence.end))).toEqual([
    'Island Council papers',
    '12',
    'Island Council papers',
    '11',
  ])
  // The second page begins within the paragraph.
  const second = file.pages?.[1]
  expect(second?.label).toBe('2')
  expect(text.slice(second?.start).startsWith(lines[3]?.text ?? '')).toBe(true)
})

test('a hyphen at the end of a line goes where the line broke a word, and stays where it was written', async () => {
  const words =
    'The infra\u00adstructure of the Franco-\u00adGerman works is part of a long-\u00adterm plan. It is a long-term plan, said the well-known master.'
  // Lines so short that each of these words is broken.
  for (const letters of [13, 14, 15, 16, 17, 18, 19, 20])
    expect((await texts(column(words, { letters }))).join(' ')).toBe(words.replaceAll('\u00ad', ''))
})

test('a raised figure stays in its line, and the note it leads to follows the text', async () => {
  const lines = column(fund, { letters: 60 })
  const [first] = lines
  const sign = { text: '1', x: 60 + (first?.text.length ?? 0) * 6, y: 96, size: 6 }
  const note = column(
    'See the annual report of the fund, which says otherwise at some length and in other words.',
    {
      letters: 90,
      y: 740,
      size: 8,
    },
  ).map((line, index) => (index === 0 ? { ...line, text: `1 ${line.text}` } : line))
  const file = await read({
    drawn: [...lines, sign, ...column(council, { letters: 60, y: below(lines, 8) }), ...note],
  })
  expect(bodyOf(file)).toEqual([fund.replace(first?.text ?? '', `${first?.text}¹`), council])
  expect(frameOf(file)).toEqual([
    '1 See the annual report of the fund, which says otherwise at some length and in other words.',
  ])
})

test('headings are told by size and weight', async () => {
  const { blocks } = await read({
    drawn: [
      { text: 'The harbour report', x: 60, y: 60, size: 20, font: 'bold' },
      { text: 'What was found', x: 60, y: 90, size: 14, font: 'bold' },
      ...column(fund, { y: 110, letters: 70 }),
      { text: 'In detail', x: 60, y: 170, font: 'bold' },
      ...column(council, { y: 182, letters: 70 }),
    ],
  })
  expect(blocks.map(({ kind, level, text }) => [kind, level, text.slice(0, 18)])).toEqual([
    ['heading', 1, 'The harbour report'],
    ['heading', 2, 'What was found'],
    ['paragraph', null, 'The port fund of t'],
    ['heading', 3, 'In detail'],
    ['paragraph', null, 'Nobody on the quay'],
  ])
})

test('a table becomes rows, and the paragraphs around it stay what they are', async () => {
  const rows = [
    ['Year', 'Revenue', 'Remarks'],
    ['2023', '€36m', 'storm damage deducted'],
    ['2024', '€40m', 'record'],
  ]
  const cells = rows.flatMap((row, line) =>
    row.map((text, cell) => ({ text, x: 60 + cell * 120, y: 180 + line * 18 })),
  )
  const file = await read({
    drawn: [...column(fund, { letters: 70 }), ...cells, ...column(council, { y: 260, letters: 70 })],
  })
  expect(file.blocks.map(({ kind, text }) => [kind, text])).toEqual([
    ['paragraph', fund],
    ...rows.map((row) => ['table-row', row.join(' | ')]),
    ['paragraph', council],
  ])
})

test('items of a list are items, with the lines they go on in', async () => {
  const item = column(council, { x: 72, letters: 60, y: 140 })
  const file = await read({
    drawn: [
      { text: 'It was agreed:', x: 60, y: 100 },
      { text: '•', x: 60, y: 120 },
      { text: 'to wait', x: 72, y: 120 },
      { text: '•', x: 60, y: 140 },
      ...item,
    ],
  })
  expect(file.blocks.map(({ kind, text }) => [kind, text])).toEqual([
    ['paragraph', 'It was agreed:'],
    ['list-item', '• to wait'],
    ['list-item', `• ${council}`],
  ])
})

test('an item begins where its sign stands, and an entry of a list of contents where the one above leads to its page', async () => {
  const items = [
    '- the breakwater is repaired before the winter',
    '- the ferries wait for the tide in the evening',
  ]
  expect(await texts(items.map((text, index) => ({ text, x: 60, y: 100 + index * 12 })))).toEqual(items)
  const entries = [
    'What was found . . . . . . . . . . . . . . . . 3',
    'What is to be done . . . . . . . . . . . . . . 12',
  ]
  expect(await texts(entries.map((text, index) => ({ text, x: 60, y: 100 + index * 12 })))).toEqual(entries)
})

test('what is bold, slanted or leads somewhere is marked', async () => {
  const { blocks } = await read({
    drawn: [
      { text: 'The fund is', x: 60, y: 100 },
      { text: 'large', x: 132, y: 100, font: 'bold' },
      { text: 'and', x: 168, y: 100, font: 'italic' },
      { text: 'its report is here.', x: 192, y: 100 },
    ],
    links: [
      { url: 'https://example.org/report', rect: [282, 90, 312, 102] },
      { url: 'javascript:alert(1)', rect: [60, 90, 130, 102] },
    ],
  })
  const [{ text, marks } = { text: '', marks: [] }] = blocks
  expect(text).toBe('The fund is large and its report is here.')
  expect(marks.map((mark) => [mark.kind, text.slice(mark.start, mark.end)])).toEqual([
    ['strong', 'large'],
    ['emphasis', 'and'],
    ['link', 'here.'],
  ])
})

test('ligatures become their letters, and soft hyphens go', async () => {
  const drawn = {
    text: 'The o\ufb03ce \ufb01nanced the in\u00adfrastructure',
    x: 60,
    y: 100,
    font: 'unicode',
  } as const
  expect(await texts([drawn])).toEqual(['The office financed the infrastructure'])
})

/** As it is seen, from left to right: what comes last stands first. */
function seen(words: string): string {
  return [...words].toReversed().join('')
}

/** A line of pieces from left to right; those of another font stay apart from their neighbours. */
function line(y: number, ...parts: readonly (readonly [string, Drawn['font']])[]): Drawn[] {
  let x = 60
  return parts.map(([text, font = 'unicode']) => {
    const drawn = { text, x, y, font }
    x += text.length * 6 + 6
    return drawn
  })
}

test('Arabic is read from the right, with figures and foreign names in their own order', async () => {
  const file = await read({
    drawn: [
      ...line(
        100,
        [seen('مليون يورو هذا العام'), 'unicode'],
        ['40', 'text'],
        [seen('نما صندوق ميناء الدول الجزرية إلى'), 'unicode'],
      ),
      ...line(
        112,
        [seen('في لندن'), 'unicode'],
        ['.BBC', 'text'],
        ['News', 'bold'],
        [seen('وفق تقرير'), 'unicode'],
      ),
    ],
  })
  expect(file.details.direction).toBe('rtl')
  // The full stop that is seen before the name ends it.
  expect(file.blocks.map(({ text }) => text).join(' ')).toBe(
    'نما صندوق ميناء الدول الجزرية إلى 40 مليون يورو هذا العام وفق تقرير BBC News. في لندن',
  )
})

function at(x: number, text: string, font: Drawn['font'] = 'text'): Drawn {
  return { text, x, y: 100, font }
}

test('punctuation between Arabic words stands where it is read, and opens to their side', async () => {
  const { blocks } = await read({
    drawn: [
      at(60, seen('أمس'), 'unicode'),
      at(84, '«'),
      at(90, seen('في مايو'), 'unicode'),
      at(132, '»'),
      at(144, ':', 'bold'),
      at(150, seen('قال المجلس'), 'unicode'),
    ],
  })
  expect(blocks.map(({ text }) => text)).toEqual(['قال المجلس: «في مايو» أمس'])
})

test('brackets around a figure in an Arabic line hold it', async () => {
  const { blocks } = await read({
    drawn: [
      at(60, '.'),
      at(66, '(', 'bold'),
      at(72, '2025'),
      at(96, ')', 'bold'),
      at(108, seen('وإن الميناء لن يباع'), 'unicode'),
    ],
  })
  expect(blocks.map(({ text }) => text)).toEqual(['وإن الميناء لن يباع (2025).'])
})

test('Chinese is read through its character maps, in lines and in columns from the right', async () => {
  expect(
    await texts([
      { text: '港口基金今年已增长至四千万欧元，', x: 60, y: 100, font: 'chinese' },
      { text: '反对派称该安排不负责任。', x: 60, y: 114, font: 'chinese' },
    ]),
  ).toEqual(['港口基金今年已增长至四千万欧元，反对派称该安排不负责任。'])
  expect(
    await texts([
      { text: '港口基金今年已增长，', x: 320, y: 100, font: 'chinese-vertical' },
      { text: '反对派不同意。', x: 300, y: 100, font: 'chinese-vertical' },
    ]),
  ).toEqual(['港口基金今年已增长，反对派不同意。'])
})

test('a page that was laid on its side is read as its reader turns it', async () => {
  const file = await read({ rotate: 90, drawn: column(fund, { letters: 60 }) })
  expect(file.blocks.map(({ text }) => text)).toEqual([fund])
})

test('what stands at another angle than the text is frame', async () => {
  const file = await read({
    drawn: column(fund, { letters: 60 }),
    raw: 'BT /F1 9 Tf 0 1 -1 0 30 300 Tm (Preprint of March) Tj ET',
  })
  expect(bodyOf(file)).toEqual([fund])
  expect(frameOf(file)).toEqual(['Preprint of March'])
})

test('letters that were drawn twice to look bold are read once', async () => {
  const line = { text: 'Port fund', x: 60, y: 100 }
  expect(await texts([line, { ...line, x: 60.3 }])).toEqual(['Port fund'])
})

test('pages bear the labels that the file gives them', async () => {
  const file = await readWhole(
    makePdf({
      labels: '0 <</S /r>> 2 <</S /D>>',
      pages: [fund, council, lender, fund].map((words) => ({ drawn: column(words) })),
    }),
  )
  expect(file.pages?.map(({ label }) => label)).toEqual(['i', 'ii', '1', '2'])
  const { text } = projectText(file.blocks)
  expect(file.pages?.map(({ start }) => text.slice(start, start + 8))).toEqual([
    'The port',
    'Nobody o',
    'A lender',
    'The port',
  ])
})

const heading = { text: 'The harbour report', x: 60, y: 60, size: 20, font: 'bold' } as const

test.each<[string, Record<string, string>, string, string]>([
  ['stands in its text', { Title: 'The harbour report' }, 'The harbour report', 'pdf-title'],
  [
    'a program made of the name of a file',
    { Title: 'Microsoft Word - final2.doc' },
    'The harbour report',
    'heading',
  ],
  ['is left from another text', { Title: 'Letter to the bank' }, 'The harbour report', 'heading'],
])('a title that %s', async (_, info, title, rule) => {
  const { details, inferences } = await readWhole(
    makePdf({ info, pages: [{ drawn: [heading, ...column(fund)] }] }),
  )
  expect([details.title, inferences.find(({ field }) => field === 'title')?.rule]).toEqual([title, rule])
})

test('author and dates come from the file, and the name of who was logged in does not', async () => {
  const info = { Author: 'Ada Byrne, admin', CreationDate: "D:20250226101500+02'00'", ModDate: 'D:20250301' }
  const { details, inferences } = await readWhole(makePdf({ info, pages: [{ drawn: column(fund) }] }))
  expect(details).toMatchObject({
    authors: ['Ada Byrne'],
    published: '2025-02-26',
    updated: '2025-03-01',
    kind: 'document',
  })
  expect(inferences.map(({ field, rule }) => `${field}: ${rule}`)).toEqual(
    expect.arrayContaining(['authors: pdf-author', 'published: file-created', 'updated: file-changed']),
  )
})

test.each([
  { Producer: 'Skia/PDF m130', Creator: 'Chromium' },
  { Producer: 'macOS Version 14.4 Quartz PDFContext', Creator: 'Safari' },
  { Producer: 'Microsoft: Print To PDF' },
])('the day on which %j printed a page is no day of the text', async (program) => {
  const info = { ...program, CreationDate: "D:20250226101500+02'00'", ModDate: 'D:20250301' }
  const { details } = await readWhole(makePdf({ info, pages: [{ drawn: column(fund) }] }))
  expect([details.published, details.updated]).toEqual([null, null])
})

test('a file of pictures is refused, and pages that are pictures are named', async () => {
  expect(await refusal(makePdf({ pages: [{ picture: true }, { picture: true }] }))).toBe('no-text')
  const { notices } = await read(
    { drawn: column(fund) },
    { picture: true },
    { drawn: column(council) },
    { picture: true },
  )
  expect(notices).toEqual([expect.stringContaining('Pages 2, 4: no text.')])
})

test('a file that is locked, broken or endless is refused with its reason', async () => {
  const password = `<</Filter /Standard /V 1 /R 2 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> /P -4>>`
  const page = { drawn: column(fund) }
  expect(await refusal(makePdf({ pages: [page], trailer: `/Encrypt ${password} /ID [<4142> <4142>]` }))).toBe(
    'encrypted',
  )
  expect(await refusal(new TextEncoder().encode('%PDF-1.7\nno more'))).toBe('unreadable')
  expect(await refusal(makePdf({ pages: Array.from({ length: 3001 }, () => ({})) }))).toBe('too-complex')
})

test('a file whose table of offsets is lost is read all the same', async () => {
  const bytes = makePdf({ pages: [{ drawn: column(fund) }] })
  const shifted = Buffer.concat([bytes.subarray(0, 9), Buffer.from('% a line more\n'), bytes.subarray(9)])
  expect((await readWhole(shifted)).blocks.map(({ text }) => text)).toEqual([fund])
})

test('two paragraphs of one line each are parted by the space between them', async () => {
  const [one, two] = ['The fund was signed on Monday.', 'The guild waits for it.']
  expect(
    await texts([
      { text: one, x: 50, y: 100, size: 12 },
      { text: two, x: 50, y: 122, size: 12 },
    ]),
  ).toEqual([one, two])
})

test('letters that a font does not name are told of', async () => {
  const drawn = [...column(fund), { text: '\0\0\ue005', x: 50, y: 400, font: 'unicode' as const }]
  const { blocks, notices } = await read({ drawn })
  expect(blocks.at(-1)?.text).toBe('\ufffd\ufffd\ue005')
  expect(notices).toEqual([expect.stringMatching(/^3 letters are unknown/)])
})

test('the number of a note in the size of browsers is no part of a figure', async () => {
  expect(
    await texts([
      { text: 'It grew to 40', x: 50, y: 100, size: 12, font: 'unicode' },
      { text: '7', x: 143.6, y: 96, size: 10 },
    ]),
  ).toEqual(['It grew to 40⁷'])
})

const comment = '<</Type /Annot /Subtype /Text /Rect [10 10 20 20] /Contents (Ask the guild)>>'
const field = '<</Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (Tarva) /Rect [10 30 90 40]>>'
const emptyField = '<</Type /Annot /Subtype /Widget /FT /Tx /T (b) /Rect [10 50 90 60]>>'

test('comments and filled fields are told of, and a file of nothing else is refused for that', async () => {
  const annotations = comment + field + emptyField
  const { notices } = await read({ drawn: column(fund), annotations })
  expect(notices).toEqual([expect.stringMatching(/^2 comments and filled fields .* left out\. To read/)])
  await expect(read({ annotations })).rejects.toThrow(/no text but comments or fields/)
})
