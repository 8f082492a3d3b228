import { type Creator, type Entry, parse } from '@retorquere/bibtex-parser'
import { decodeText, encodingNotices } from '../decode-text'
import { plainText } from '../html/plain-text'
import type { Parsed } from '../parser-answer'
import { asReferences, buildReference } from './build-reference'
import { withNotices } from './with-notices'

/** Read a bibliography of BibTeX or BibLaTeX. Throws a Failure that names the file and the reason. */
export function readBibtex(name: string, bytes: Uint8Array): Parsed {
  const decoded = decodeText(name, bytes)
  const { entries, errors } = parse(decoded.text, {
    // Words come as they are written: what TeX would do to their capitals is a matter of print.
    sentenceCase: false,
    caseProtection: false,
    unsupported: 'ignore',
  })
  // What could not be parsed comes as an entry without fields beside its error.
  const whole = entries.filter(({ fields }) => Object.keys(fields).length > 0)
  const references = whole.map((entry) => referenceOf(name, entry))
  const broken = errors.map(({ input, error }) => input ?? error)
  return withNotices(asReferences(name, references, broken), encodingNotices(decoded))
}

function referenceOf(name: string, { fields }: Entry) {
  // The parser gives emphasis as HTML, and with it every sign that HTML has a name for.
  const plain = (words: unknown) => (typeof words === 'string' ? plainText(name, words, ' ') : words)
  const said = (...names: string[]) => names.flatMap((field): unknown[] => [fields[field]].flat()).map(plain)
  const [title] = said('title')
  const [subtitle] = said('subtitle')
  const creators = fields.author ?? fields.editor ?? []
  const [year] = said('year')
  return buildReference({
    title: typeof title === 'string' && typeof subtitle === 'string' ? [`${title}: ${subtitle}`] : [title],
    outlet: said('journaltitle', 'journal', 'booktitle', 'publisher', 'organization', 'institution'),
    authors: creators.map((creator) => String(plain(nameOfCreator(creator)))),
    published: [
      ...said('date'),
      typeof year === 'string' ? [year, ...said('month', 'day')].join('-') : null,
      year,
    ],
    language: said('langid', 'language'),
    url: said('url', 'howpublished', 'note'),
    doi: said('doi'),
    files: filesOf(fields.file),
  })
}

function nameOfCreator({ name, firstName, prefix, lastName, suffix }: Creator): string {
  return name ?? [firstName, prefix, lastName, suffix].filter(Boolean).join(' ')
}

/** Zotero and JabRef write “description:path:type”, each several times, with signs of their own escaped. */
function filesOf(field: unknown): string[] {
  if (typeof field !== 'string') return []
  return field.split(/(?<!\\);/).flatMap((file) => {
    const parts = file.split(/(?<!\\):/).map((part) => part.replaceAll(/\\([:;\\])/g, '$1'))
    return (parts.length >= 3 ? parts[1] : parts.length === 2 ? parts[0] : parts[0]) ?? []
  })
}
