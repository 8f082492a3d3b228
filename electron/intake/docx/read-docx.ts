import { projectText } from '../../../shared/anchoring/text-projection'
import { Failure } from '../../../shared/contract/failure'
import type { Zip } from '../archive/open-zip'
import { BlockWriter } from '../block-writer'
import { inferDetails } from '../file-details'
import { writeHtml } from '../html/html-blocks'
import { frameMarks, frameOf } from '../html/page-structure'
import { parsePage } from '../html/parse-page'
import { parsePlain } from '../html/parse-plain'
import { landmarksOf } from '../html/read-html'
import { textTitle } from '../markdown/read-markdown'
import type { ReadFile } from '../parser-answer'
import { controlNotices } from '../visible-text'
import { documentDetails } from './document-details'
import { type DocxHtml, docxToHtml } from './docx-html'
import { readParts } from './docx-parts'

/**
 * Read a Word document that was named `name`. Its notes stand behind the text, each with its number, and are frame; so is its
 * table of contents. Throws a Failure that names the file and the reason.
 */
export async function readDocx(name: string, archive: Zip): Promise<ReadFile> {
  const parts = readParts(name, archive)
  const converted = await docxToHtml(name, parts)
  const html = `<html><body>${withOwnNumbers(converted.html)}</body></html>`
  const page = parsePlain(html) ?? parsePage(name, html)
  const writer = new BlockWriter(name)
  const landmarks = writeHtml(page, writer, { base: null })
  const { blocks } = writer
  if (blocks.length === 0) throw withoutText(name, converted)
  const projection = projectText(blocks)
  const title = textTitle(writer, name)
  const { details, inferences } = inferDetails(
    documentDetails(parts.properties, { blocks, text: projection.text, title }),
    projection,
  )
  const frame = frameOf({ blocks, landmarks: landmarksOf(writer, landmarks), article: [], title: null })
  return {
    blocks,
    notices: [...foundNotices(converted, parts.hasComments), ...controlNotices(writer.controls)],
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    encoding: null,
    details,
    inferences,
    structure: frameMarks(blocks, frame),
  }
}

/** The numbers of lists are words of the text by now. No words are written as a tag is: the converter escapes them. */
function withOwnNumbers(html: string): string {
  return html.replaceAll('<ol>', '<ol style="list-style:none">')
}

function foundNotices({ found, notes, lostSigns }: DocxHtml, hasComments: boolean): string[] {
  return [
    ...(found.changes
      ? [
          'The document holds tracked changes. It was read as if all were accepted: what was deleted is left out.',
        ]
      : []),
    ...(found.files ? [`Other files within the document were left out. ${opened}`] : []),
    ...(hasComments ? ['The comments in the document were left out.'] : []),
    ...(found.equations ? ['Equations are written on one line, as far as that can be done.'] : []),
    ...(lostSigns ? ['Some signs of a symbol font have no character of their own and were left out.'] : []),
    ...(notes === 0 ? [] : [`${notes} ${notes === 1 ? 'note stands' : 'notes stand'} behind the text.`]),
  ]
}

/** What makes words of the document of files within it. */
const opened = 'To read them, open it in Word, save it anew and import that.'

function withoutText(name: string, { found }: DocxHtml): Failure {
  if (found.files) return new Failure('no-text', `“${name}” holds no text but files within it. ${opened}`)
  const advice =
    'If it holds pictures of pages, type what you need from them into a .txt file and import that.'
  return new Failure('no-text', `“${name}” holds no text. ${advice}`)
}
