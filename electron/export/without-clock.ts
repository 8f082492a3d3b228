import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** The oldest day that an archive can name, for want of one that means anything; in local time, as archives have it. */
const FIRST_DAY = new Date(1980, 0, 1)

/**
 * A Word document that says when its brief was written, wherever a moment is to be named, and not when the file was made:
 * the same brief is the same bytes.
 */
export function withoutClock(document: Uint8Array, written: string): Uint8Array {
  const parts = unzipSync(document)
  const properties = parts['docProps/core.xml']
  if (properties !== undefined)
    parts['docProps/core.xml'] = strToU8(
      strFromU8(properties).replaceAll(/(<dcterms:(?:created|modified)\b[^>]*>)[^<]*/g, `$1${written}`),
    )
  return zipSync(parts, { mtime: FIRST_DAY })
}
