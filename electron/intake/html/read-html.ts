import { projectText } from '../../../shared/anchoring/text-projection'
import { Failure } from '../../../shared/contract/failure'
import { BlockWriter } from '../block-writer'
import { encodingNotices } from '../decode-text'
import { inferDetails } from '../file-details'
import type { ReadFile } from '../parser-answer'
import { controlNotices } from '../visible-text'
import { articleTexts } from './article-texts'
import { decodeHtml } from './decode-html'
import { type TextLandmarks, writeHtml } from './html-blocks'
import { readLinkedData } from './linked-data'
import { captionMarks, markupPosts } from './markup-posts'
import { readMicrodata } from './microdata'
import { linkBase, pageDetails } from './page-details'
import { type PageHead, readHead } from './page-head'
import { findPosts, frameMarks, frameOf, postMarks } from './page-structure'
import { type Document, parsePage, type Text } from './parse-page'

/** What is told of a page outside of it, by the message that brought it. */
export type AroundPage = { readonly address: string; readonly charset: string | null }

/** Read a web page that was saved as a file named `name`, or rich text. Throws a Failure that names the file and the reason. */
export function readHtml(name: string, bytes: Uint8Array, around?: AroundPage): ReadFile {
  const decoded = decodeHtml(bytes, around?.charset)
  const page = parsePage(name, decoded.text)
  const told = readHead(page)
  const head = { ...told, savedFrom: told.savedFrom ?? around?.address ?? null }
  const { writer, textLandmarks } = writePage(name, page, linkBase(head))
  const { blocks, places } = writer
  const linked = readLinkedData(head.linkedData) ?? readMicrodata(page)
  const projection = projectText(blocks)
  const described = findPosts(blocks, linked?.liveBlogUpdate ?? [])
  const marked = described.size > 0 ? [] : markupPosts(head.times, { blocks, places, projection })
  const { details, inferences } = inferDetails(
    pageDetails(head, linked, {
      blocks,
      text: projection.text,
      fileName: name,
      hasPosts: marked.length > 0,
    }),
    projection,
  )
  const numbers = new Map(blocks.map(({ id }, index) => [id, index]))
  const frame = frameOf({
    blocks,
    landmarks: landmarksOf(writer, textLandmarks),
    article: [
      ...articleBlocks(page, head, writer),
      ...described.keys(),
      ...marked.flatMap(({ from, to }) => [numbers.get(from) ?? 0, numbers.get(to) ?? 0]),
    ],
    title: details.title,
  })
  return {
    blocks,
    notices: [...encodingNotices(decoded), ...controlNotices(writer.controls)],
    mediaType: 'text/html',
    encoding: decoded.encoding,
    details,
    inferences,
    structure: [
      ...frameMarks(blocks, frame),
      ...postMarks(blocks, described, frame, projection),
      ...marked,
      ...captionMarks(page, { blocks, places, projection }),
    ],
  }
}

/** The text of a page; what stands in `noscript` counts where there is nothing else. */
function writePage(
  name: string,
  page: Document,
  base: string | null,
): { writer: BlockWriter; textLandmarks: TextLandmarks } {
  for (const noscript of [false, true]) {
    const writer = new BlockWriter(name)
    const textLandmarks = writeHtml(page, writer, { base, noscript })
    if (writer.blocks.length > 0) return { writer, textLandmarks }
  }
  const advice = 'Open it in a browser, copy the text from there and paste it here.'
  throw new Failure('empty', `“${name}” shows no text without its scripts or pictures. ${advice}`)
}

/** The blocks that Readability takes for the article. Text without a title is no page, and has no frame. */
function articleBlocks(page: Document, { title }: PageHead, { places }: BlockWriter): number[] {
  if (title === null) return []
  // Every place that the walk gave is a text of the page.
  const texts = new Set(places.keys()) as ReadonlySet<Text>
  return articleTexts(page, texts).flatMap((text) => places.get(text) ?? [])
}

export function landmarksOf(
  { blocks, places }: BlockWriter,
  textLandmarks: TextLandmarks,
): (object | null)[] {
  const landmarks = blocks.map((): object | null => null)
  for (const [text, landmark] of textLandmarks)
    for (const index of places.get(text) ?? []) landmarks[index] = landmark
  return landmarks
}
