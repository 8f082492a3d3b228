import type { Block } from '../../shared/model/version'
import { controlNotices, drawableRanges, showControls } from './visible-text'

export type PlainTextBlocks = { readonly blocks: readonly Block[]; readonly notices: readonly string[] }

/** Lines this long at most, over a whole text, were broken by a program and not by the author. */
const WRAP_WIDTH = 100

/**
 * Turn plain text into blocks. The blocks hold every non-space character of the text, in order: a line is a
 * paragraph, lines that a program wrapped are joined again, white space at the ends of a line is dropped. C0 control
 * characters become the visible signs that Unicode has for them (U+2400 and on), one for one, with a notice.
 */
export function plainTextBlocks(text: string): PlainTextBlocks {
  const { visible, controls } = showControls(text)
  const lines = visible.split(/\r\n|[\n\r\v\f\u2028\u2029]/).map((line) => line.trim())
  const wrapped = isHardWrapped(lines)
  const paragraphs = (wrapped ? joinWrapped(lines) : lines.filter((line) => line !== '')).flatMap(cutLong)
  return {
    blocks: paragraphs.map((paragraph, index) => block(paragraph, index + 1)),
    notices: [
      ...(wrapped ? ['Lines broken at a fixed width were joined into paragraphs.'] : []),
      ...controlNotices(controls),
    ],
  }
}

/** How a list item begins that brings its own sign or number. */
export const bullet = /^([•‣◦▪●–*-]|\d{1,3}[.)])\s+\S/

function block(text: string, number: number): Block {
  const isItem = bullet.test(text)
  return {
    id: `b${number}`,
    kind: isItem ? 'list-item' : 'paragraph',
    text,
    level: isItem ? 1 : null,
    marks: [],
  }
}

/**
 * True when the lines were broken at a fixed width: blank lines part the paragraphs, no line is long, and most lines
 * that another follows directly are nearly as long as the longest. Verse and lists have short lines among them.
 */
function isHardWrapped(lines: readonly string[]): boolean {
  const longest = lines.reduce((most, line) => Math.max(most, line.length), 0)
  if (longest > WRAP_WIDTH || longest < 40 || !lines.includes('')) return false
  const followed = lines.filter((line, index) => line !== '' && (lines[index + 1] ?? '') !== '')
  const full = followed.filter((line) => line.length > longest * 0.75)
  return followed.length >= 3 && full.length >= followed.length * 0.8
}

function joinWrapped(lines: readonly string[]): string[] {
  const paragraphs: string[] = []
  let open: string[] = []
  const close = () => {
    if (open.length > 0) paragraphs.push(open.join(' '))
    open = []
  }
  for (const line of lines) {
    if (line === '' || bullet.test(line)) close()
    if (line !== '') open.push(line)
  }
  close()
  return paragraphs
}

function cutLong(paragraph: string): string[] {
  return drawableRanges(paragraph).map(({ start, end }) => paragraph.slice(start, end))
}
