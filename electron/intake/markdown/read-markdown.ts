import type { Root } from 'mdast'
import { projectText } from '../../../shared/anchoring/text-projection'
import { BlockWriter, paragraph, plainStyle } from '../block-writer'
import { blank, decodeText, encodingNotices, tooMuchText } from '../decode-text'
import { fileTitle, inferDetails, isRightToLeft, nameOf, type Told } from '../file-details'
import { tooComplex } from '../html/parse-page'
import { inferTitle } from '../infer-title'
import { MOST_TEXT, type ReadFile } from '../parser-answer'
import { controlNotices } from '../visible-text'
import { type FrontMatter, frontMatterDetails, readFrontMatter } from './front-matter'
import { writeMarkdownText } from './markdown-blocks'
import { parseMarkdown } from './parse-markdown'

/** Read a Markdown file that was named `name`. Throws a Failure that names the file and the reason. */
export function readMarkdown(name: string, bytes: Uint8Array): ReadFile {
  const decoded = decodeText(name, bytes)
  const { text } = decoded
  if (text.length > MOST_TEXT) throw tooMuchText(name, text.length)
  const tree = parseOrRefuse(name, text)
  const writer = new BlockWriter(name)
  const matter = takeFrontMatter(tree, writer)
  const told = frontMatterDetails(matter)
  writeMarkdownText(tree, writer, { name, base: told.url?.value ?? null })
  const { blocks } = writer
  if (blocks.length === 0) throw blank(name)
  const projection = projectText(blocks)
  const { details, inferences } = inferDetails(
    {
      ...told,
      title: told.title ?? textTitle(writer, name),
      direction: isRightToLeft(projection.text) ? { value: 'rtl', rule: 'script' } : null,
    },
    projection,
  )
  return {
    blocks,
    notices: [...encodingNotices(decoded), ...controlNotices(writer.controls)],
    mediaType: 'text/markdown',
    encoding: decoded.encoding,
    details,
    inferences,
    structure: [],
  }
}

/** The parser runs out of calls where quotations or lists lie deeper in each other than it can follow. */
function parseOrRefuse(name: string, text: string): Root {
  try {
    return parseMarkdown(text)
  } catch (error) {
    if (error instanceof RangeError)
      throw tooComplex(name, 'its lists, quotations or signs of markup are too many')
    throw error
  }
}

/** The front matter, which is no part of the text. What stands in its place and is none is written as text. */
function takeFrontMatter({ children: [first] }: Root, writer: BlockWriter): FrontMatter {
  if (first?.type !== 'yaml') return new Map()
  const matter = readFrontMatter(first.value)
  if (matter !== null) return matter
  writer.addLines(first.value, plainStyle, paragraph)
  writer.end()
  return new Map()
}

export function textTitle({ blocks }: BlockWriter, name: string): Told<string> {
  const heading = nameOf(blocks.find(({ kind }) => kind === 'heading')?.text)
  if (heading !== null) return { value: heading, rule: 'heading' }
  const headline = inferTitle(blocks)
  const words = nameOf(headline === null ? null : blocks[headline]?.text)
  return words === null
    ? { value: fileTitle(name), rule: 'file-name', words: '' }
    : { value: words, rule: 'headline' }
}
