import { constants, deflateRawSync } from 'node:zlib'
import { zlibSync } from 'fflate'
import { assemble, binary, type PdfObject } from '../fixtures/pdf/make-pdf'

/** What becomes of a file: the words that are read, or the reasons for which it may be refused. */
type Becomes = readonly string[] | { readonly refused: readonly string[] }

export type HostilePdf = {
  readonly name: string
  readonly bytes: () => Uint8Array
  readonly becomes: Becomes
}

const words = 'Words of a page.'
const font = '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>'
const show = `BT /F 12 Tf 72 700 Td (${words}) Tj ET`

type Parts = {
  readonly catalogue?: string
  readonly pages?: string
  readonly page?: string
  readonly font?: string
  readonly resources?: string
  readonly content?: PdfObject
  readonly more?: readonly PdfObject[]
  readonly trailer?: string
}

/** A file of one page, with parts in the place of those that it has: the page is object 3, its content 4, its font 5. */
function pdf(parts: Parts): Uint8Array {
  const {
    catalogue = '',
    pages = '/Kids [3 0 R] /Count 1',
    page = '',
    resources = '',
    content = { dictionary: '', stream: binary(show) },
    more = [],
    trailer = '',
  } = parts
  return assemble(
    [
      `<</Type /Catalog /Pages 2 0 R ${catalogue}>>`,
      `<</Type /Pages ${pages}>>`,
      `<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources <</Font <</F 5 0 R>> ${resources}>> ${page}>>`,
      content,
      parts.font ?? font,
      ...more,
    ],
    trailer,
  )
}

function stream(text: string, dictionary = ''): PdfObject {
  return { dictionary, stream: binary(text) }
}

function packed(stream: Uint8Array, dictionary = ''): PdfObject {
  return { dictionary: `/Filter /FlateDecode ${dictionary}`, stream: zlibSync(stream, { level: 9 }) }
}

const RUN = 'globalThis.hit = true'

/** Each form draws the one before it ten times, so that the last draws 10^`depth` of the first. */
function forms(depth: number, first: string): PdfObject[] {
  return Array.from({ length: depth }, (_, index) =>
    index === 0
      ? stream(first, '/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources <</Font <</F 5 0 R>>>>')
      : stream(
          '/X Do '.repeat(10),
          `/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources <</XObject <</X ${index + 5} 0 R>>>>`,
        ),
  )
}

const deep = 200_000

/** Files that try to run something, or to lead the program that reads them in circles: all are soon read or refused. */
export const hostilePdfs: readonly HostilePdf[] = [
  {
    name: 'script-at-opening.pdf',
    bytes: () =>
      pdf({
        catalogue: `/OpenAction <</S /JavaScript /JS (${RUN})>> /Names <</JavaScript <</Names [(a) <</S /JavaScript /JS (${RUN})>>]>>>> /AA <</WC <</S /JavaScript /JS (${RUN})>>>>`,
        page: `/AA <</O <</S /JavaScript /JS (${RUN})>>>> /Annots [<</Type /Annot /Subtype /Link /Rect [0 690 300 720] /A <</S /JavaScript /JS (${RUN})>>>> <</Type /Annot /Subtype /Link /Rect [0 690 300 720] /A <</S /Launch /F (/bin/sh)>>>> <</Type /Annot /Subtype /Link /Rect [0 690 300 720] /A <</S /URI /URI (file:///etc/passwd)>>>>]`,
      }),
    becomes: [words],
  },
  {
    name: 'script-in-font-matrix.pdf',
    bytes: () =>
      pdf({
        font: `<</Type /Font /Subtype /Type1 /BaseFont /Odd /FirstChar 32 /LastChar 33 /Widths [500 500] /FontMatrix [0.001 0 0 0.001 0 (0\\); ${RUN}; //)]>>`,
      }),
    becomes: [words],
  },
  {
    name: 'script-in-function.pdf',
    bytes: () =>
      pdf({
        resources: '/ColorSpace <</C [/Separation /Odd /DeviceGray 6 0 R]>>',
        content: stream(`/C cs 0.5 scn ${show}`),
        more: [stream(`{ ${RUN} pop }`, '/FunctionType 4 /Domain [0 1] /Range [0 1]')],
      }),
    becomes: [words],
  },
  {
    name: 'form-of-scripts.pdf',
    bytes: () =>
      pdf({
        catalogue: '/AcroForm <</XFA 6 0 R /Fields []>>',
        more: [stream(`<xdp><script>${RUN}</script></xdp>`)],
      }),
    becomes: [words],
  },
  {
    name: 'nested-arrays.pdf',
    bytes: () => pdf({ page: `/Odd ${'['.repeat(deep)}${']'.repeat(deep)}` }),
    becomes: { refused: ['unreadable', 'too-complex', 'no-text'] },
  },
  {
    name: 'nested-dictionaries.pdf',
    bytes: () => pdf({ catalogue: `/Odd ${'<</A '.repeat(deep)}1${'>>'.repeat(deep)}` }),
    becomes: { refused: ['unreadable', 'too-complex', 'no-text'] },
  },
  {
    name: 'nested-in-content.pdf',
    bytes: () => pdf({ content: stream(`${show} ${'['.repeat(deep)} TJ`) }),
    becomes: [words],
  },
  {
    name: 'many-pages-said.pdf',
    bytes: () => pdf({ pages: '/Kids [3 0 R] /Count 2147483647' }),
    becomes: [words],
  },
  {
    name: 'many-pages-kids.pdf',
    bytes: () => pdf({ pages: `/Kids [${'3 0 R '.repeat(100_000)}] /Count 100000` }),
    becomes: { refused: ['too-complex'] },
  },
  {
    name: 'pages-in-a-circle.pdf',
    bytes: () => pdf({ pages: '/Kids [2 0 R 3 0 R] /Count 2' }),
    becomes: { refused: ['unreadable'] },
  },
  {
    name: 'deep-page-tree.pdf',
    bytes: () =>
      pdf({
        pages: '/Kids [6 0 R] /Count 1',
        more: Array.from(
          { length: 20_000 },
          (_, index) => `<</Type /Pages /Kids [${index === 19_999 ? 3 : index + 7} 0 R] /Count 1>>`,
        ),
      }),
    becomes: [words],
  },
  {
    name: 'table-that-leads-to-itself.pdf',
    bytes: () => {
      const bytes = pdf({ trailer: '/Prev 0000000000' })
      const text = Buffer.from(bytes).toString('latin1')
      const at = String(text.lastIndexOf('xref\n0')).padStart(10, '0')
      return binary(text.replace('/Prev 0000000000', `/Prev ${at}`))
    },
    becomes: [words],
  },
  {
    name: 'reference-to-itself.pdf',
    bytes: () => pdf({ more: ['6 0 R'], page: '/Rotate 6 0 R' }),
    becomes: [words],
  },
  {
    name: 'length-of-itself.pdf',
    bytes: () =>
      Buffer.from(
        Buffer.from(pdf({}))
          .toString('latin1')
          .replace(/<< \/Length \d+>>/, '<</Length 4 0 R>>'),
        'latin1',
      ),
    becomes: [words],
  },
  {
    name: 'form-in-itself.pdf',
    bytes: () =>
      pdf({
        resources: '/XObject <</X 6 0 R>>',
        content: stream(`${show} /X Do`),
        more: [
          stream(
            '/X Do',
            '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 6 0 R>>>>',
          ),
        ],
      }),
    becomes: [words],
  },
  {
    name: 'objects-said-in-a-stream.pdf',
    bytes: () =>
      pdf({ more: [stream('1 0 <<>>', '/Type /ObjStm /N 2000000000 /First 4')], page: '/Odd 6 0 R' }),
    becomes: [words],
  },
  {
    name: 'large-picture.pdf',
    bytes: () =>
      pdf({
        resources: '/XObject <</X 6 0 R>>',
        content: stream(`/X Do ${show}`),
        more: [
          packed(
            new Uint8Array(1000),
            '/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB /BitsPerComponent 8',
          ),
        ],
      }),
    becomes: [words],
  },
  {
    name: 'no-numbers.pdf',
    bytes: () =>
      pdf({
        content: stream(
          `${show} BT /F 1e300 Tf 1e300 1e300 Td (far) Tj ET BT /F 0 Tf (none) Tj ET BT /F 12 Tf 0 0 0 0 0 0 Tm (flat) Tj ET`,
        ),
      }),
    becomes: [words],
  },
  {
    name: 'letters-that-are-books.pdf',
    bytes: () =>
      pdf({
        font: '<</Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [<</Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /CIDSystemInfo <</Registry (A) /Ordering (I) /Supplement 0>> /FontDescriptor <</Type /FontDescriptor /FontName /Odd /Flags 4>> >>] /ToUnicode 6 0 R>>',
        content: stream(`BT /F 1 Tf 9 700 Td ${`<${'0001'.repeat(100)}> Tj 0 -1 Td `.repeat(60)} ET`),
        more: [
          stream(
            `1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <0001> <${'0041'.repeat(1000)}> endbfchar`,
          ),
        ],
      }),
    becomes: { refused: ['too-much-text'] },
  },
]

/** Files that make the program that reads them work or grow without end: the limits of its process end it. */
export const endlessPdfs: readonly HostilePdf[] = [
  {
    name: 'words-of-forms.pdf',
    bytes: () =>
      pdf({
        resources: '/XObject <</X 14 0 R>>',
        content: stream('/X Do'),
        more: forms(9, 'BT /F 1 Tf 1 0 0 1 9 9 Tm (x) Tj ET'),
      }),
    becomes: { refused: ['timed-out', 'parser-failed'] },
  },
  {
    name: 'blown-up-content.pdf',
    bytes: () => pdf({ content: { dictionary: '/Filter /FlateDecode', stream: blownUp() } }),
    becomes: { refused: ['timed-out', 'parser-failed'] },
  },
  {
    name: 'blown-up-twice.pdf',
    bytes: () =>
      pdf({ content: { dictionary: '/Filter [/FlateDecode /FlateDecode]', stream: zlibSync(blownUp()) } }),
    becomes: { refused: ['timed-out', 'parser-failed'] },
  },
]

/** Sixteen gigabytes of spaces in sixteen megabytes: one packed part of them, again and again. */
function blownUp(): Uint8Array {
  const part = deflateRawSync(Buffer.alloc(1 << 24, ' '), { finishFlush: constants.Z_FULL_FLUSH })
  return Buffer.concat([binary('\x78\x9c'), ...Array.from({ length: 1024 }, () => part)])
}
