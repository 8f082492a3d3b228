import { Document, Footer, HeadingLevel, Packer, Paragraph, TextRun } from 'docx'
import { strToU8, zipSync } from 'fflate'
import { below, column, HEIGHT, makePdf, type PageOf } from '../fixtures/pdf/make-pdf'

/** The formats that are timed, by the ending of their files. */
export type Format = 'txt' | 'md' | 'html' | 'mhtml' | 'pdf' | 'docx' | 'epub'

const vocabulary =
  'harbour council island fund breakwater storm ferry crew lender guild auditor minister quay tide session revenue bank treaty neighbour engineer tender clause delegate harvest signal lantern winter spring port pilot anchor cargo depot customs ledger ballot speaker witness quarter mainland charter reform budget hearing inquiry vessel channel dredger warehouse tariff levy grant'.split(
    ' ',
  )
const verbs =
  'said found rejected delayed approved questioned paid promised measured announced repaired signed'.split(
    ' ',
  )

/** Numbers that look like chance and are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

/** Paragraphs of about so many words, no two of which say the same. */
export function paragraphsOf(words: number, seed: number): string[] {
  const roll = dice(seed)
  const word = () => vocabulary[roll(vocabulary.length)] ?? ''
  const sentence = () => {
    const amount = roll(4) === 0 ? ` €${roll(900) + 10} million` : ''
    const rest = Array.from({ length: 8 + roll(10) }, word).join(' ')
    return `The ${word()} of the ${word()} ${verbs[roll(verbs.length)]}${amount} ${rest}.`
  }
  const paragraphs: string[] = []
  for (let count = 0; count < words; ) {
    const paragraph = Array.from({ length: 2 + roll(4) }, sentence).join(' ')
    paragraphs.push(paragraph)
    count += paragraph.split(' ').length
  }
  return paragraphs
}

/** The same text as a file of each format. */
export async function fileOf(format: Format, paragraphs: readonly string[]): Promise<Uint8Array> {
  switch (format) {
    case 'txt':
      return strToU8(['The report of the harbour', ...paragraphs].join('\n\n'))
    case 'md':
      return strToU8(
        ['# The report of the harbour', ...paragraphs.map((text, index) => markdownOf(text, index))].join(
          '\n\n',
        ),
      )
    case 'html':
      return strToU8(pageOf(paragraphs))
    case 'mhtml':
      return strToU8(archiveOf(pageOf(paragraphs)))
    case 'pdf':
      return makePdf({ pages: pdfPages(paragraphs) })
    case 'docx':
      return documentOf(paragraphs)
    case 'epub':
      return bookOf(paragraphs)
  }
}

function markdownOf(text: string, index: number): string {
  if (index % 12 === 11) return `## Part ${index}\n\n${text}`
  return index % 5 === 4 ? `- ${text}` : text.replace(/ (\w+) of /, ' *$1* of ')
}

function pageOf(paragraphs: readonly string[]): string {
  const menu = Array.from({ length: 30 }, (_, index) => `<li><a href="/s/${index}">Section ${index}</a></li>`)
  const body = paragraphs.map((text, index) => {
    const heading = index % 12 === 11 ? `<h2>Part ${index}</h2>` : ''
    return `${heading}<p class="text" data-n="${index}">${text.replace(/ (\w+) of /, ' <a href="https://example.org/a"><b>$1</b></a> of ')}</p>`
  })
  return `<!doctype html><html lang="en"><head><title>The report of the harbour</title><meta property="og:site_name" content="Port Courier"></head><body><nav><ul>${menu.join('')}</ul></nav><main><article><h1>The report of the harbour</h1>${body.join('\n')}</article></main><footer><p>All rights reserved.</p></footer></body></html>`
}

function archiveOf(page: string): string {
  const encoded = page
    .replaceAll(/[=\u0080-\uffff]/g, (sign) =>
      Array.from(strToU8(sign), (byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
    )
    .replaceAll('\n', '\r\n')
    .replaceAll(/[^\r\n]{70}(?![\r\n])/g, (part) => (/=.?$/.test(part) ? part : `${part}=\r\n`))
  return [
    'From: <Saved by Blink>',
    'Snapshot-Content-Location: https://example.org/report',
    'Subject: The report',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; type="text/html"; boundary="----Part"',
    '',
    '------Part',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    'Content-Location: https://example.org/report',
    '',
    encoded,
    '------Part--',
    '',
  ].join('\r\n')
}

/** Two columns a page, with a running head and a number at the foot. */
function pdfPages(paragraphs: readonly string[]): PageOf[] {
  const pages: { drawn: ReturnType<typeof column>[number][] }[] = []
  let lines: ReturnType<typeof column> = []
  let at = 0
  for (const paragraph of paragraphs) {
    lines = [...lines, ...column(paragraph, { letters: 46, size: 9, indent: 2, y: 0 })]
    while (lines.length >= PAGE_LINES * 2 || (paragraph === paragraphs.at(-1) && lines.length > 0)) {
      at += 1
      const own = lines.splice(0, PAGE_LINES * 2)
      const drawn = own.map((line, index) => ({
        ...line,
        x: line.x - 20 + (index >= PAGE_LINES ? 260 : 0),
        y: 80 + (index % PAGE_LINES) * 11,
      }))
      const foot = { text: String(at), x: 300, y: HEIGHT - 20, size: 9 }
      pages.push({ drawn: [{ text: 'The report of the harbour', x: 40, y: 40, size: 8 }, ...drawn, foot] })
    }
  }
  return pages
}

const PAGE_LINES = Math.floor((below([{ text: '', x: 0, y: HEIGHT - 140 }]) - 12) / 11)

async function documentOf(paragraphs: readonly string[]): Promise<Uint8Array> {
  const children = paragraphs.map((text, index) =>
    index % 12 === 11
      ? new Paragraph({ heading: HeadingLevel.HEADING_2, text })
      : new Paragraph({
          children: [
            new TextRun(text.slice(0, 40)),
            new TextRun({ text: text.slice(40), bold: index % 3 === 0 }),
          ],
        }),
  )
  const footers = { default: new Footer({ children: [new Paragraph('The report of the harbour')] }) }
  return Packer.toBuffer(
    new Document({ title: 'The report of the harbour', sections: [{ footers, children }] }),
  )
}

const CHAPTER = 60

function xhtml(body: string): Uint8Array {
  return strToU8(
    `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>The report</title></head><body>${body}</body></html>`,
  )
}

function bookOf(paragraphs: readonly string[]): Uint8Array {
  const chapters = Array.from({ length: Math.ceil(paragraphs.length / CHAPTER) }, (_, index) =>
    paragraphs.slice(index * CHAPTER, (index + 1) * CHAPTER),
  )
  const items = chapters.map(
    (_, index) => `<item id="c${index}" href="c${index}.xhtml" media-type="application/xhtml+xml"/>`,
  )
  const order = chapters.map((_, index) => `<itemref idref="c${index}"/>`)
  return zipSync({
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': strToU8(
      '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    ),
    'OPS/book.opf': strToU8(
      `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The report of the harbour</dc:title><dc:language>en</dc:language></metadata><manifest>${items.join('')}</manifest><spine>${order.join('')}</spine></package>`,
    ),
    ...Object.fromEntries(
      chapters.map((own, index) => [
        `OPS/c${index}.xhtml`,
        xhtml(`<h1>Chapter ${index + 1}</h1>${own.map((text) => `<p>${text}</p>`).join('\n')}`),
      ]),
    ),
  })
}
