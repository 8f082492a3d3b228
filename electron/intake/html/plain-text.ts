import { BlockWriter } from '../block-writer'
import { writeHtml } from './html-blocks'
import { parsePage } from './parse-page'

/** What may be markup or a character by its name; a text without it is plain already. */
const markup = /<[a-z!/]|&(?:#\d|#x|[a-z])/i

/**
 * The words of a piece of HTML that stands in a file named `name`, `between` its blocks. Throws a Failure when there is too
 * much of it.
 */
export function plainText(name: string, html: string, between = '\n\n'): string {
  if (!markup.test(html)) return html
  const writer = new BlockWriter(name)
  writeHtml(parsePage(name, html), writer, { base: null })
  return writer.blocks.map(({ text }) => text).join(between)
}
