import { decodeText, encodingNotices, tooMuchText } from './decode-text'
import { fileTitle, unknownDetails } from './file-details'
import { MOST_TEXT, type ReadFile } from './parser-answer'
import { plainTextBlocks } from './plain-text-blocks'

/** Read a plain-text file that was named `name`. Throws a Failure that names the file and the reason. */
export function readPlainText(name: string, bytes: Uint8Array): ReadFile {
  const decoded = decodeText(name, bytes)
  const { text, encoding } = decoded
  if (text.length > MOST_TEXT) throw tooMuchText(name, text.length)
  const { blocks, notices } = plainTextBlocks(text)
  return {
    blocks: [...blocks],
    notices: [...encodingNotices(decoded), ...notices],
    mediaType: 'text/plain',
    encoding,
    details: { ...unknownDetails, title: fileTitle(name) },
    inferences: [{ field: 'title', rule: 'file-name', evidence: null }],
    structure: [],
  }
}
