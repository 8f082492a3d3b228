import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { projectText } from '../../../shared/anchoring/text-projection'
import { Failure } from '../../../shared/contract/failure'
import type { Block } from '../../../shared/model/version'
import { tooMuchText } from '../decode-text'
import { inferDetails } from '../file-details'
import { MOST_TEXT, type ReadFile } from '../parser-answer'
import { controlNotices } from '../visible-text'
import { Fonts } from './fonts'
import { layOut, type Page } from './lay-out'
import { damaged, withPdf } from './open-pdf'
import { pagePieces, readContent } from './page-pieces'
import { writePdf } from './pdf-blocks'
import { pdfDetails } from './pdf-details'

/** A text of more pages is a library. */
const MOST_PAGES = 3000

/** A text in more pieces is one letter here and one there. */
const MOST_ITEMS = 1_000_000

/** Read a PDF that was named `name`. Throws a Failure that names the file and the reason. */
export async function readPdf(name: string, bytes: Uint8Array): Promise<ReadFile> {
  return withPdf(name, bytes, (pdf) => readOpened(name, bytes, pdf), true)
}

async function readOpened(name: string, bytes: Uint8Array, pdf: PDFDocumentProxy): Promise<ReadFile> {
  if (pdf.numPages > MOST_PAGES) throw tooManyPages(name, pdf.numPages)
  const { pages, broken } = await readPages(name, pdf)
  const silent = pages.filter(({ pieces, turned }) => pieces.length === 0 && turned.length === 0)
  const hasPictures = holdsPictures(bytes)
  const comments = pages.reduce((sum, page) => sum + page.comments, 0)
  if (silent.length === pages.length) throw noText(name, hasPictures, comments)
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
      ...pageNotices(broken, 'not read, since the file is damaged there. Get it anew and import it again.'),
      ...(hasPictures ? pageNotices(labelsOf(silent), unread) : []),
      ...commentNotices(comments),
      ...unknownNotices(blocks),
      ...controlNotices(written.writer.controls),
    ],
    mediaType: 'application/pdf',
    encoding: null,
    details,
    inferences,
    structure: written.structure,
    pages: written.pages,
  }
}

/** The pages in order, and the labels of those in which the library lost its way. */
async function readPages(name: string, pdf: PDFDocumentProxy): Promise<{ pages: Page[]; broken: string[] }> {
  const labels = await pdf.getPageLabels().catch(() => null)
  const fonts = new Fonts()
  const pages: Page[] = []
  const broken: string[] = []
  let characters = 0
  let items = 0
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const label = labelOf(labels, number)
    try {
      const page = await pdf.getPage(number)
      const content = await readContent(page, MOST_TEXT - characters)
      for (const { str } of content.items) characters += str.length
      items += content.items.length
      if (characters > MOST_TEXT) throw tooMuchText(name, characters)
      if (items > MOST_ITEMS) throw tooManyPieces(name)
      await fonts.learn(page, Object.keys(content.styles))
      pages.push({ ...(await pagePieces(page, content, fonts)), label })
      page.cleanup()
    } catch (error) {
      if (error instanceof Failure) throw error
      broken.push(label)
      if (broken.length === pdf.numPages) throw damaged(name, error)
    }
  }
  return { pages, broken }
}

/** The number or name that the file gives a page, else its place in the file. */
function labelOf(labels: readonly string[] | null, number: number): string {
  const label = labels?.[number - 1]?.trim().slice(0, 50) ?? ''
  return label === '' ? String(number) : label
}

/** A picture is a stream of its own in the file, which says what it is where no compression hides it. */
function holdsPictures(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return ['/Subtype/Image', '/Subtype /Image'].some((words) => file.includes(words))
}

function commentNotices(comments: number): string[] {
  if (comments === 0) return []
  const were =
    comments === 1
      ? 'comment or filled field of its form was'
      : 'comments and filled fields of its forms were'
  return [`${comments} ${were} left out. ${printed}`]
}

/** What makes words of a page of what lies on it. */
const printed = 'To read what lies on its pages, print it as a PDF and import that.'

function noText(name: string, hasPictures: boolean, comments: number): Failure {
  if (comments > 0 && !hasPictures)
    return new Failure('no-text', `“${name}” holds no text but comments or fields of a form. ${printed}`)
  return new Failure(
    'no-text',
    hasPictures
      ? `“${name}” holds pictures of pages and no text, and Sourcebook cannot read pictures. Run text recognition on it, then import it again.`
      : `“${name}” holds no text: what it shows is drawn. Run text recognition on it, then import it again.`,
  )
}

/** What stands for a letter where a font does not say which it draws. */
const unknownLetter = /[\ufffd\ue000-\uf8ff]/g

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

/** The sentence that tells of letters that stay unknown; none where all are known. */
function unknownNotices(blocks: readonly Block[]): string[] {
  const count = blocks.reduce((sum, { text }) => sum + (text.match(unknownLetter)?.length ?? 0), 0)
  if (count === 0) return []
  const advice = 'If they matter, run text recognition on the file and import it again.'
  return [
    `${count} ${count === 1 ? 'letter is' : 'letters are'} unknown: the file draws without saying which. ${advice}`,
  ]
}

function mute(name: string): Failure {
  return new Failure(
    'no-text',
    `“${name}” draws its letters without saying which they are, so that there is no text to read. Run text recognition on it, then import it again.`,
  )
}

function tooManyPieces(name: string): Failure {
  return new Failure(
    'too-complex',
    `“${name}” is too complex to be read: its text lies in too many pieces. Save it in parts and import them one by one.`,
  )
}

function tooManyPages(name: string, pages: number): Failure {
  return new Failure(
    'too-complex',
    `“${name}” has ${pages} pages; a source has at most ${MOST_PAGES}. Save it in parts and import them one by one.`,
  )
}

const unread = 'no text. If it is a picture, run text recognition on the file and import it again.'

function labelsOf(pages: readonly Page[]): string[] {
  return pages.map(({ label }) => label)
}

/** A sentence that names the pages it is about; none where there are none. */
function pageNotices(labels: readonly string[], what: string): string[] {
  if (labels.length === 0) return []
  const more = labels.length > 20 ? ` and ${labels.length - 20} more` : ''
  return [`${labels.length === 1 ? 'Page' : 'Pages'} ${labels.slice(0, 20).join(', ')}${more}: ${what}`]
}
