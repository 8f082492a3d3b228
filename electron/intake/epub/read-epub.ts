import { projectText, type TextProjection } from '../../../shared/anchoring/text-projection'
import { Failure } from '../../../shared/contract/failure'
import type { Page } from '../../../shared/model/version'
import type { Zip } from '../archive/open-zip'
import { BlockWriter } from '../block-writer'
import { inferDetails, nameOf } from '../file-details'
import { frameMarks, frameOf } from '../html/page-structure'
import type { Element, Text } from '../html/parse-page'
import { landmarksOf } from '../html/read-html'
import { textTitle } from '../markdown/read-markdown'
import type { ReadFile } from '../parser-answer'
import { controlNotices } from '../visible-text'
import { type ContentsEntry, readContents } from './epub-contents'
import { epubDetails } from './epub-details'
import { openPackage } from './epub-package'
import { type PageStart, PageStarts } from './page-starts'
import { readXhtml } from './read-xhtml'
import { writeChapter } from './write-chapter'

/**
 * Read an EPUB that was named `name`: its chapters in the order of reading, each beginning with its heading. Contents, notes
 * and what is read on its own are frame. Throws a Failure that names the file and the reason.
 */
export function readEpub(name: string, archive: Zip): ReadFile {
  const book = openPackage(name, archive)
  const contents = readContents(name, book)
  const writer = new BlockWriter(name)
  const starts = new PageStarts()
  const landmarks = new Map<Text, Element>()
  for (const chapter of book.chapters) {
    const read = book.read(chapter.name)
    if (read === null) continue
    const isHere = ({ place }: ContentsEntry) => place.name === chapter.name
    const written = writeChapter(readXhtml(name, read), writer, starts, {
      entry: contents.chapters.find(isHere) ?? null,
      apart: !chapter.linear || chapter.name === book.contents,
      pages: contents.pages.length === 0 ? null : pagesAt(contents.pages.filter(isHere)),
    })
    for (const [text, landmark] of written) landmarks.set(text, landmark)
  }
  const { blocks } = writer
  if (blocks.length === 0) throw withoutText(name)
  const projection = projectText(blocks)
  const { details, inferences } = inferDetails(
    epubDetails(book.metadata, projection.text, textTitle(writer, name)),
    projection,
  )
  const frame = frameOf({ blocks, landmarks: landmarksOf(writer, landmarks), article: [], title: null })
  const pages = pagesOf(starts.starts, projection)
  return {
    blocks,
    notices: [...missingNotices(book.missing), ...controlNotices(writer.controls)],
    mediaType: 'application/epub+zip',
    encoding: null,
    details,
    inferences,
    structure: frameMarks(blocks, frame),
    ...(pages.length === 0 ? {} : { pages }),
  }
}

function pagesAt(entries: readonly ContentsEntry[]): Map<string, string> {
  return new Map(entries.map(({ label, place }) => [place.fragment, label]))
}

const MOST_PAGES = 20_000

function pagesOf(pages: readonly PageStart[], { starts }: TextProjection): Page[] {
  return pages
    .slice(0, MOST_PAGES)
    .map(({ label, block, offset }) => ({ label: label.slice(0, 50), start: (starts[block] ?? 0) + offset }))
    .toSorted((one, other) => one.start - other.start)
}

/** The sentence that tells of chapters that are not there; none where all are. */
function missingNotices(missing: readonly string[]): string[] {
  if (missing.length === 0) return []
  const some = missing.slice(0, 5).map((part) => `“${(nameOf(part) ?? '…').slice(0, 80)}”`)
  const others = missing.length > some.length ? ' and others' : ''
  const [chapters, them] =
    missing.length === 1 ? ['1 chapter was', 'it'] : [`${missing.length} chapters were`, 'them']
  return [
    `${chapters} left out, since the book lists ${them} and does not hold ${them}: ${some.join(', ')}${others}. Get the book anew and import it again.`,
  ]
}

function withoutText(name: string): Failure {
  const advice = 'If its pages are pictures, type what you need from them into a .txt file and import that.'
  return new Failure('no-text', `“${name}” holds no text. ${advice}`)
}
