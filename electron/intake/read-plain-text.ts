import { blockSpan, projectText } from '../../shared/anchoring/text-projection'
import { decodeText, encodingNotices, tooMuchText } from './decode-text'
import { fileTitle, isRightToLeft, unknownDetails } from './file-details'
import { inferTitle } from './infer-title'
import { MOST_TEXT, type ReadFile } from './parser-answer'
import { plainTextBlocks } from './plain-text-blocks'

/** Read a plain-text file that was named `name`. Throws a Failure that names the file and the reason. */
export function readPlainText(name: string, bytes: Uint8Array): ReadFile {
  const { text, encoding } = decodeText(name, bytes)
  if (text.length > MOST_TEXT) throw tooMuchText(name, text.length)
  const { blocks, notices } = plainTextBlocks(text)
  const projection = projectText(blocks)
  const title = inferTitle(blocks)
  const named = title === null ? undefined : blocks[title]
  return {
    blocks: [...blocks],
    notices: [...encodingNotices(encoding), ...notices],
    mediaType: 'text/plain',
    encoding,
    details: {
      ...unknownDetails,
      title: named === undefined ? fileTitle(name) : named.text.slice(0, 500),
      direction: isRightToLeft(projection.text) ? 'rtl' : 'ltr',
    },
    inferences:
      title === null
        ? [{ field: 'title', rule: 'file-name', evidence: null }]
        : [{ field: 'title', rule: 'headline', evidence: { version: 1, ...blockSpan(projection, title) } }],
    structure: [],
  }
}
