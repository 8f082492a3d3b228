import { type Creator, type Entry, type Library, parse } from '@retorquere/bibtex-parser'
import { Failure } from '../../../shared/contract/failure'
import type { Reference } from '../../../shared/model/reference'
import { decodeText, encodingNotices } from '../decode-text'
import type { Parsed } from '../parser-answer'
import { asReferences, buildReference } from './build-reference'
import { withNotices } from './with-notices'

/** Read a bibliography of BibTeX or BibLaTeX. Throws a Failure that names the file and the reason. */
export function readBibtex(name: string, bytes: Uint8Array): Parsed {
  const decoded = decodeText(name, bytes)
  const { entries, errors } = parseOrRefuse(name, decoded.text)
  // What could not be parsed comes beside its error, without what it was read from; its fields may hold those that follow.
  const whole = entries.filter(({ input }) => input !== '')
  const broken = errors.map(({ input, error }) => input ?? error)
  return withNotices(asReferences(name, whole.map(referenceOf), broken), encodingNotices(decoded))
}

/** Long fields that say nothing of a source. The parser takes far longer for them than for all the others. */
const longField = /^[ \t]*(?:abstract|annotation|annote|keywords)[ \t]*=[ \t]*\{/gim

function withoutAbstracts(text: string): string {
  const kept: string[] = []
  let from = 0
  for (const { index, 0: start } of text.matchAll(longField)) {
    if (index < from) continue
    const end = endOfBraces(text, index + start.length)
    // What follows is the parser's to tell of.
    if (end === null) break
    kept.push(text.slice(from, index))
    from = end + (/^\s*,/.exec(text.slice(end, end + 100))?.[0].length ?? 0)
  }
  return kept.join('') + text.slice(from)
}

/** Where the brace closes that is open at `start`; null where it does not. */
function endOfBraces(text: string, start: number): number | null {
  let depth = 1
  for (let index = start; index < text.length; index += 1) {
    const sign = text[index]
    if (sign === '\\') index += 1
    else if (sign === '{') depth += 1
    else if (sign === '}') depth -= 1
    if (depth === 0) return index + 1
  }
  return null
}

/** The parser tells of what it cannot read; strings that double each other are more than it has room for. */
function parseOrRefuse(name: string, text: string): Library {
  try {
    return parse(withoutAbstracts(text), {
      // Words come as they are written: what TeX would do to their capitals is a matter of print.
      sentenceCase: false,
      caseProtection: false,
      unsupported: 'ignore',
    })
  } catch (cause) {
    const advice = 'Export it anew from the program that it is from, or export RIS and import that.'
    const why = cause instanceof RangeError ? 'it is too complex' : 'it makes no sense as BibTeX'
    throw new Failure('unreadable', `“${name}” could not be read: ${why}. ${advice}`, { cause })
  }
}

/** The markup that the parser puts into a text for the commands of TeX. Any other sign of it stands in the file. */
const markup = /<\/?(?:a|b|code|i|span|sub|sup|tt)(?: (?:class|href|style)="[^"<>]*")?>/g

function plain(words: unknown): unknown {
  return typeof words === 'string' ? words.replaceAll(markup, '') : words
}

function referenceOf({ fields }: Entry): Reference | null {
  const said = (...names: string[]) => names.flatMap((field): unknown[] => [fields[field]].flat()).map(plain)
  const [title] = said('title')
  const [subtitle] = said('subtitle')
  const creators = fields.author ?? fields.editor ?? []
  const [year] = said('year')
  const day = typeof year === 'string' ? [year, ...said('month', 'day').filter(Boolean)].join('-') : null
  return buildReference({
    title: typeof title === 'string' && typeof subtitle === 'string' ? [`${title}: ${subtitle}`] : [title],
    outlet: said('journaltitle', 'journal', 'booktitle', 'publisher', 'organization', 'institution'),
    authors: creators.map((creator) => String(plain(nameOfCreator(creator)))),
    published: [...said('date'), day],
    language: said('langid', 'language'),
    url: said('url', 'howpublished', 'note'),
    doi: said('doi'),
    files: filesOf(fields.file),
  })
}

function nameOfCreator({ name, firstName, prefix, lastName, suffix }: Creator): string {
  return name ?? [firstName, prefix, lastName, suffix].filter(Boolean).join(' ')
}

/** Zotero and JabRef write “description:path:type” for each file, others the path alone; signs of their own are escaped. */
function filesOf(field: unknown): string[] {
  if (typeof field !== 'string') return []
  return field.split(/(?<!\\);/).flatMap((file) => {
    const parts = file.split(/(?<!\\):/).map((part) => part.replaceAll(/\\([:;\\])/g, '$1'))
    return (parts.length >= 3 ? parts[1] : parts[0]) ?? []
  })
}
