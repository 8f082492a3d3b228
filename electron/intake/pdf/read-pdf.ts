import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { projectText } from '../../../shared/anchoring/text-projection'
import { Failure } from '../../../shared/contract/failure'
import { tooMuchText } from '../decode-text'
import { inferDetails } from '../file-details'
import type { ReadFile } from '../parser-answer'
import { MOST_TEXT } from '../parser-answer'
import { controlNotices } from '../visible-text'
import { Fonts } from './fonts'
import { layOut, type Page } from './lay-out'
import { withPdf } from './open-pdf'
import { pagePieces, readContent } from './page-pieces'
import { writePdf } from './pdf-blocks'
import { pdfDetails } from './pdf-details'

/** A text of more pages is a library. */
const MOST_PAGES = 3000

/** Read a PDF that was named `name`. Throws a Failure that names the file and the reason. */
export async function readPdf(name: string, bytes: Uint8Array): Promise<ReadFile> {
  return withPdf(name, bytes, async (pdf) => {
    if (pdf.numPages > MOST_PAGES) throw tooManyPages(name, pdf.numPages)
    const pages = await readPages(name, pdf)
    const silent = pages.filter(({ pieces, turned }) => pieces.length === 0 && turned.length === 0)
    const hasPictures = holdsPictures(bytes)
    if (silent.length === pages.length) throw noText(name, hasPictures)
    if (isMute(pages)) throw mute(name)
    const laidOut = layOut(pages)
    const written = writePdf(name, laidOut, pages)
    const { blocks } = written.writer
    const projection = projectText(blocks)
    const { details, inferences } = inferDetails(
      pdfDetails(await pdf.getMetadata(), { blocks, text: projection.text, fileName: name }),
      projection,
    )
    return {
      blocks,
      notices: [
        ...(hasPictures ? silentNotices(silent.map(({ label }) => label)) : []),
        ...controlNotices(written.writer.controls),
      ],
      mediaType: 'application/pdf',
      encoding: null,
      details,
      inferences,
      structure: written.structure,
      pages: written.pages,
    }
  })
}

async function readPages(name: string, pdf: PDFDocumentProxy): Promise<Page[]> {
  const labels = await pdf.getPageLabels().catch(() => null)
  const fonts = new Fonts()
  const pages: Page[] = []
  let characters = 0
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    const content = await readContent(page, MOST_TEXT - characters)
    for (const { str } of content.items) characters += str.length
    if (characters > MOST_TEXT) throw tooMuchText(name, characters)
    await fonts.learn(page, Object.keys(content.styles))
    pages.push({
      ...(await pagePieces(page, content, fonts)),
      label: labels?.[number - 1]?.trim().slice(0, 50) || String(number),
    })
    page.cleanup()
  }
  return pages
}

/** A picture is a stream of its own in the file, which says what it is where no compression hides it. */
function holdsPictures(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return ['/Subtype/Image', '/Subtype /Image'].some((words) => file.includes(words))
}

function noText(name: string, hasPictures: boolean): Failure {
  return new Failure(
    'no-text',
    hasPictures
      ? `“${name}” holds pictures of pages and no text, and Sourcebook cannot read pictures. Run text recognition on it, then import it again.`
      : `“${name}” holds no text: what it shows is drawn. Run text recognition on it, then import it again.`,
  )
}

/** What stands for a letter where a font does not say which it draws. */
const unknownLetter = /[\0\ufffd\ue000-\uf8ff]/g

/** True when of most letters nobody can tell which they are. */
function isMute(pages: readonly Page[]): boolean {
  let letters = 0
  let unknown = 0
  for (const { text } of pages.flatMap(({ pieces }) => pieces)) {
    letters += text.length
    unknown += text.match(unknownLetter)?.length ?? 0
  }
  return unknown > letters / 2
}

function mute(name: string): Failure {
  return new Failure(
    'no-text',
    `“${name}” draws its letters without saying which they are, so that there is no text to read. Run text recognition on it, then import it again.`,
  )
}

function tooManyPages(name: string, pages: number): Failure {
  return new Failure(
    'too-complex',
    `“${name}” has ${pages} pages; a source has at most ${MOST_PAGES}. Save it in parts and import them one by one.`,
  )
}

function silentNotices(labels: readonly string[]): string[] {
  if (labels.length === 0) return []
  const named = labels.slice(0, 20).join(', ')
  const more = labels.length > 20 ? ` and ${labels.length - 20} more` : ''
  return [
    labels.length === 1
      ? `Page ${named} holds no text. If it is a picture of a page, run text recognition on the file and import it again.`
      : `Pages ${named}${more} hold no text. If they are pictures of pages, run text recognition on the file and import it again.`,
  ]
}
