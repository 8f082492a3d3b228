import { Failure } from '../../../shared/contract/failure'
import type { AnnotationFormat, ForeignAnnotation } from '../../../shared/model/foreign-annotation'
import type { Parsed } from '../parser-answer'
import { baseName } from '../references/build-reference'

/** An annotation as far as a file tells of it. */
export type Told = { readonly [Field in keyof ForeignAnnotation]?: ForeignAnnotation[Field] | undefined }

const MOST = 100_000
const LONGEST_NOTE = 100_000
const LONGEST_WORDS = 1_000_000

/** What a file of annotations holds. What the model has no room for is cut, and told. Throws a Failure when there are too many. */
export function asAnnotations(
  name: string,
  format: AnnotationFormat,
  told: readonly Told[],
  notices: readonly string[] = [],
): Parsed {
  if (told.length > MOST)
    throw new Failure(
      'too-large',
      `“${name}” holds more than ${MOST.toLocaleString('en')} annotations. Export them in parts and import those.`,
    )
  const cut = told.filter(
    ({ note = '', exact }) => note.length > LONGEST_NOTE || (exact ?? '').length > LONGEST_WORDS,
  ).length
  const were = cut === 1 ? 'annotation was' : 'annotations were'
  return {
    what: 'annotations',
    format,
    annotations: told.map(withinBounds),
    notices: [
      ...notices,
      ...(told.length === 0 ? ['It holds no annotations.'] : []),
      ...(cut > 0 ? [`${cut} ${were} longer than there is room for; the beginning was kept.`] : []),
    ],
  }
}

function withinBounds(told: Told): ForeignAnnotation {
  const tags = (told.tags ?? []).map((tag) => tag.slice(0, 500).trim().toWellFormed())
  return {
    url: orNull(told.url, 4096),
    title: orNull(told.title, 5000),
    fileName: orNull(told.fileName, 255),
    exact: orNull(told.exact, LONGEST_WORDS),
    prefix: (told.prefix ?? '').slice(-LONGEST_WORDS),
    suffix: (told.suffix ?? '').slice(0, LONGEST_WORDS),
    page: orNull(told.page, 50),
    note: (told.note ?? '').trim().slice(0, LONGEST_NOTE).toWellFormed(),
    tags: [...new Set(tags.filter((tag) => tag !== ''))].slice(0, 1000),
    created: orNull(told.created, 100),
  }
}

function orNull(words: string | null | undefined, most: number): string | null {
  const blank = words === null || words === undefined || words.trim() === ''
  return blank ? null : words.slice(0, most).toWellFormed()
}

/** The parts of a note, a blank line between them. */
export function joinNotes(notes: readonly string[]): string {
  return notes
    .map((note) => note.trim())
    .filter(Boolean)
    .join('\n\n')
}

/** An address of the web as it is, and the name of a file for one that leads to a file. */
export function placeOf(address: string): Pick<Told, 'url' | 'fileName'> {
  if (/^https?:/i.test(address)) return { url: address }
  return /^file:/i.test(address) ? { fileName: baseName(address) } : {}
}
