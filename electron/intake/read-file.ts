import { assertNever } from '../../shared/model/assert-never'
import { completeText } from './complete-text'
import { readZoteroNote } from './foreign/read-zotero-note'
import { readHtml } from './html/read-html'
import { readMhtml } from './html/read-mhtml'
import { kindOfFile } from './kind-of-file'
import { readMarkdown } from './markdown/read-markdown'
import { otherFormatFailure } from './other-formats'
import type { Parsed, ReadFile } from './parser-answer'
import { readPdf } from './pdf/read-pdf'
import { readJson } from './read-json'
import { readPlainText } from './read-plain-text'
import { readRis } from './references/read-ris'

/**
 * Read the bytes of a file that was named `name`, whatever its kind, and say what its words tell of it. Throws a Failure that
 * names the file and the reason. This is what runs in the process apart: it brings all parsers with it, the large ones when
 * they are first needed.
 */
export async function readFile(name: string, bytes: Uint8Array): Promise<Parsed> {
  const parsed = await readAsItIs(name, bytes)
  return parsed.what === 'text' ? text(completeText(parsed.file, name)) : parsed
}

async function readAsItIs(name: string, bytes: Uint8Array): Promise<Parsed> {
  const kind = kindOfFile(name, bytes)
  switch (kind) {
    case 'text':
      return text(readPlainText(name, bytes))
    case 'markdown':
      return readZoteroNote(name, bytes) ?? text(readMarkdown(name, bytes))
    case 'html':
      return readZoteroNote(name, bytes) ?? text(readHtml(name, bytes))
    case 'mhtml':
      return text(await readMhtml(name, bytes))
    case 'pdf':
      return text(await readPdf(name, bytes))
    case 'zip':
      return (await zip()).readZip(name, bytes)
    case 'ris':
      return readRis(name, bytes)
    case 'bibtex':
      return (await bibtex()).readBibtex(name, bytes)
    case 'json':
      return readJson(name, bytes) ?? text(unknownJson(readPlainText(name, bytes)))
    case 'other':
      throw otherFormatFailure(name, bytes)
    default:
      return assertNever(kind)
  }
}

const zip = once(() => import('./archive/read-zip'))
const bibtex = once(() => import('./references/read-bibtex'))

/** Even to ask for a module that is loaded takes as long as to read a small file. */
function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loaded: Promise<Value> | undefined
  return () => {
    loaded ??= load()
    return loaded
  }
}

function unknownJson(file: ReadFile): ReadFile {
  const notice =
    'This is JSON, and neither a bibliography nor annotations of a kind that is known here: it was read as text.'
  return { ...file, notices: [notice, ...file.notices] }
}

function text(file: ReadFile): Parsed {
  return { what: 'text', file }
}
