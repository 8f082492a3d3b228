import type { ReadExport } from '../../shared/briefing/verify-export'
import { readHtmlExport } from './read-html-export'
import { readMarkdownExport } from './read-markdown-export'

/** Read an exported brief with what was typed into it since: a web page, or Markdown of any flavour. */
export function readExport(text: string): ReadExport {
  return /^\ufeff?\s*<(?:!doctype html|html)\b/i.test(text) ? readHtmlExport(text) : readMarkdownExport(text)
}
