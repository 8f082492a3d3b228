import { assertNever } from '../../shared/model/assert-never'
import { readHtml } from './html/read-html'
import { kindOfFile } from './kind-of-file'
import { readMarkdown } from './markdown/read-markdown'
import type { Parsed, ReadFile } from './parser-answer'
import { readPlainText } from './read-plain-text'

/**
 * Read the bytes of a file that was named `name`, whatever its kind. Throws a Failure that names the file and the
 * reason. This is what runs in the process apart: it brings all parsers with it.
 */
export async function readFile(name: string, bytes: Uint8Array): Promise<Parsed> {
  return { what: 'text', file: readText(name, bytes) }
}

function readText(name: string, bytes: Uint8Array): ReadFile {
  const kind = kindOfFile(name, bytes)
  switch (kind) {
    case 'text':
      return readPlainText(name, bytes)
    case 'markdown':
      return readMarkdown(name, bytes)
    case 'html':
      return readHtml(name, bytes)
    default:
      return assertNever(kind)
  }
}
