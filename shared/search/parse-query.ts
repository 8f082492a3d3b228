import { AnnotationKind } from '../model/annotation'
import { assertNever } from '../model/assert-never'
import { SourceKind } from '../model/source'
import { PartialDate } from '../model/time'
import { type Term, termOf } from './term'

/** The parts of a notebook in which words are looked for. */
export const searchedParts = ['text', 'memo', 'annotation', 'details'] as const
export type SearchedPart = (typeof searchedParts)[number]

const wordFields = ['outlet', 'title', 'actor', 'code', 'issue', 'measure'] as const
export type WordField = (typeof wordFields)[number]

/** One condition beside the words that are looked for. `not` turns it round. */
export type Filter = { readonly not: boolean } & (
  | { readonly field: WordField; readonly term: Term }
  | { readonly field: 'kind'; readonly kind: AnnotationKind | SourceKind }
  | { readonly field: 'in'; readonly part: SearchedPart }
  | { readonly field: 'before' | 'after'; readonly date: string }
)

/** A question as it was understood. */
export type Query = {
  /** All of them must occur. */
  readonly terms: readonly Term[]
  /** None of them may. */
  readonly without: readonly Term[]
  readonly filters: readonly Filter[]
  /** What could not be understood, a sentence each. */
  readonly notices: readonly string[]
}

const fields = [...wordFields, 'kind', 'in', 'before', 'after'] as const
const kinds = [...AnnotationKind.options, ...SourceKind.options]

const PIECE = /(-?)(?:(\p{L}+):(?!\/\/))?(?:"([^"]*)"?|([^\s"]+))/gu

/**
 * Read a question: words, `"a phrase"`, `-word`, `field:value` and `field:"a value"`. What cannot be understood is left
 * out with a sentence, and the rest is looked for.
 */
export function parseQuery(text: string): Query {
  const terms: Term[] = []
  const without: Term[] = []
  const filters: Filter[] = []
  const notices: string[] = []
  for (const [piece, minus, name, quoted, bare] of text.replace(/[“”„«»]/g, '"').matchAll(PIECE)) {
    const not = minus === '-'
    const value = quoted ?? bare ?? ''
    const field = name?.toLowerCase()
    if (field === undefined) {
      // A field whose value is still to be typed.
      if (quoted === undefined && fields.some((one) => `${one}:` === value.toLowerCase())) continue
      const term = termOf(value, quoted !== undefined)
      if (term !== null) (not ? without : terms).push(term)
      continue
    }
    const filter = filterOf(field, value, quoted !== undefined)
    if (typeof filter === 'string') notices.push(filter.replace('%', `“${piece}”`))
    else if (filter !== null) filters.push({ ...filter, not })
  }
  if (terms.length === 0 && filters.length === 0 && without.length > 0)
    notices.push('Name something to look for beside what is to be left out.')
  return { terms: unique(terms), without: unique(without), filters, notices }
}

type Unsigned<Each> = Each extends Filter ? Omit<Each, 'not'> : never

/** The condition; a sentence where it cannot be understood; null where it says nothing. */
function filterOf(name: string, value: string, quoted: boolean): Unsigned<Filter> | string | null {
  const field = fields.find((one) => one === name)
  switch (field) {
    case undefined:
      return `% was left out: there is no field “${name}”, only ${listed(fields)}. Quotation marks around it look for the words.`
    case 'kind': {
      const kind = kinds.find((one) => one === value.toLowerCase())
      return kind === undefined ? `% was left out: kind is one of ${listed(kinds)}.` : { field, kind }
    }
    case 'in': {
      const part = searchedParts.find((one) => one === value.toLowerCase())
      return part === undefined ? `% was left out: in is one of ${listed(searchedParts)}.` : { field, part }
    }
    case 'before':
    case 'after':
      return PartialDate.safeParse(value).success
        ? { field, date: value }
        : '% was left out: write a date as 2025, 2025-02 or 2025-02-26.'
    case 'outlet':
    case 'title':
    case 'actor':
    case 'code':
    case 'issue':
    case 'measure': {
      const term = termOf(value, quoted)
      return term === null ? null : { field, term }
    }
    default:
      return assertNever(field)
  }
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function unique(terms: readonly Term[]): Term[] {
  return [...new Map(terms.map((term) => [term.needle, term])).values()]
}
