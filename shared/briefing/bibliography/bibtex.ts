import { formatDate } from '../format-date'
import { printable } from '../markdown/printable'
import type { BibliographyEntry } from './bibliography'
import { readName } from './names'

/**
 * Entries as BibTeX and biblatex read them. Our own few lines, since no library writes them without more than it is worth:
 * citation-js brings clients that ask servers for references, the others read and do not write.
 */
export function writeBibtex(entries: readonly BibliographyEntry[]): string {
  return entries.map(writeEntry).join('\n')
}

function writeEntry({ key, details }: BibliographyEntry): string {
  const { title, outlet, via, authors, published, updated, url, kind } = details
  const isDocument = kind === 'document'
  const date = published ?? updated
  const notes = [
    ...(via === null ? [] : [`via ${via}`]),
    ...(updated === null || updated === date ? [] : [`updated ${formatDate(updated)}`]),
  ]
  const fields: readonly (readonly [string, string | null])[] = [
    ['author', authors.length === 0 ? null : `{${authors.map(writeName).join(' and ')}}`],
    // Two pairs of braces: the capitals of a title are its own.
    ['title', `{{${escaped(title)}}}`],
    [isDocument ? 'howpublished' : 'journal', outlet && `{${escaped(outlet)}}`],
    // `year` for BibTeX; biblatex takes all of the date.
    ['date', date && `{${date}}`],
    ['year', date && `{${date.slice(0, 4)}}`],
    ['entrysubtype', isDocument ? null : '{newspaper}'],
    ['note', notes.length === 0 ? null : `{${escaped(notes.join(', '))}}`],
    ['url', url && `{${plainAddress(url)}}`],
  ]
  const lines = fields.flatMap(([field, value]) => (value === null ? [] : [`  ${field} = ${value},\n`]))
  return `@${isDocument ? 'misc' : 'article'}{${key},\n${lines.join('')}}\n`
}

function writeName(name: string): string {
  const read = readName(name)
  if ('literal' in read) return `{${escaped(read.literal)}}`
  const family = [read.particle, read.family].filter((part) => part !== '').join(' ')
  return `${escaped(family)}, ${escaped(read.given)}`
}

/** Signs that TeX takes for something else. */
const escapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\textbackslash{}'],
  ['~', '\\textasciitilde{}'],
  ['^', '\\textasciicircum{}'],
  ['<', '\\textless{}'],
  ['>', '\\textgreater{}'],
])
/** BibTeX counts braces also behind a backslash, and pandoc knows no name for them: one without its partner has to have one. */
const braces: ReadonlyMap<string, string> = new Map([
  ['{', '\\lbrace{}'],
  ['}', '\\rbrace{}'],
])

/** Words as TeX reads them back. Two hyphens or quotation marks in a row would become another sign. */
function escaped(words: string): string {
  const named = haveFairBraces(words) ? escapes : new Map([...escapes, ...braces])
  return printable(words)
    .replaceAll(/[\\{}~^<>#$%&_]/g, (sign) => named.get(sign) ?? `\\${sign}`)
    .replaceAll(/(?<=([-'`]))(?=\1)/g, '{}')
}

/** Whether each brace closes another or is closed. */
function haveFairBraces(words: string): boolean {
  let depth = 0
  for (const sign of words) {
    depth += sign === '{' ? 1 : sign === '}' ? -1 : 0
    if (depth < 0) return false
  }
  return depth === 0
}

/** Addresses are not read as TeX, but braces in them are counted. */
function plainAddress(url: string): string {
  return url.replaceAll(/[\s{}\\]/g, encodeURIComponent)
}
