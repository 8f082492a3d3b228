import { balanced } from '../model/balanced'
import { formatNumber } from '../model/format-number'
import type { VersionEntry } from '../model/source'
import { titleOf } from './cite-source'
import { formatDate } from './format-date'
import { onOneLine } from './markdown/printable'

/** A version of a source that a brief quotes, with the file that it was read from. */
export type QuotedCopy = { readonly title: string; readonly entry: VersionEntry }

/** What stands above the list of copies. */
export const COPIES_HEADING = 'Copies quoted'

/** One copy in words: which version of what, which file that was, and when it came in. The SHA-256 is to stand behind it. */
export function describeCopy({ title, entry }: QuotedCopy): string {
  const { number, corrects, original } = entry
  const day = formatDate(entry.created.slice(0, 10))
  const how = corrects === undefined ? `imported ${day}` : `version ${corrects} put right by hand on ${day}`
  return `${titleOf({ title })}, version ${number}, ${how}: ${balanced(original.fileName)}, ${bytesOf(entry)}, SHA-256 `
}

/** The same as a table, for programs. */
export function copiesTable(copies: readonly QuotedCopy[]): string[][] {
  const head = ['Title', 'Version', 'Puts right version', 'File', 'Date', 'Bytes', 'SHA-256']
  const rows = copies.map(({ title, entry: { number, corrects, created, original } }) => [
    title,
    String(number),
    corrects === undefined ? '' : String(corrects),
    original.fileName,
    created.slice(0, 10),
    String(original.bytes),
    original.sha256,
  ])
  return [head, ...rows]
}

/** The SHA-256 that a line of an exported text names, as it stands there; null for a line that names none. */
export function hashNamedIn(line: string): string | null {
  return /\bSHA-256\s+([0-9a-zA-Z]+)\s*$/.exec(line)?.[1] ?? null
}

/**
 * True for a line that names this version by what no change of the notebook can touch: file, size and SHA-256. Its number
 * is another one once its source became a version of another.
 */
export function isNamedIn(line: string, entry: VersionEntry): boolean {
  const { fileName, sha256 } = entry.original
  // Controls of direction that a name leaves open are closed in an export; in older ones they are not.
  return (
    hashNamedIn(line) === sha256 &&
    [fileName, balanced(fileName)].some((name) =>
      spaced(line).includes(spaced(`: ${onOneLine(name)}, ${bytesOf(entry)}, SHA-256 `)),
    )
  )
}

function bytesOf({ original: { bytes } }: VersionEntry): string {
  return `${formatNumber(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`
}

function spaced(words: string): string {
  return words.replaceAll(/\s+/g, ' ')
}
