import { assertNever } from '../model/assert-never'
import type { EntryId, EntryKind } from '../model/codebook'
import { type Books, entriesOf, resolverOf } from '../model/edit-codebook'
import type { Filter, SearchedPart } from './parse-query'
import { lineStart, MEMO, type Note, OUTLET, type SearchedSource, TITLE } from './sheet'
import { locate, type Term } from './term'
import { streamOf } from './words'

/** The conditions of a question, ready to be asked. */
export type Conditions = {
  readonly allowsSource: (source: SearchedSource) => boolean
  /** Null when nothing is asked of annotations; otherwise nothing but annotations is looked for. */
  readonly allowsNote: ((note: Note) => boolean) | null
  readonly allowsPart: (part: SearchedPart) => boolean
}

type Test<Value> = (value: Value) => boolean
type EntryField = EntryKind & Filter['field']

/** Conditions on one field hold when any of them does; those turned round, and those on other fields, must all hold. */
export function conditionsOf(filters: readonly Filter[], books: Books | null): Conditions {
  const onSource: (readonly [Filter, Test<SearchedSource>])[] = []
  const onNote: (readonly [Filter, Test<Note>])[] = []
  const onPart: (readonly [Filter, Test<SearchedPart>])[] = []
  for (const filter of filters) {
    switch (filter.field) {
      case 'title':
        onSource.push([filter, ({ side }) => isInLines(side, filter.term, TITLE, OUTLET)])
        break
      case 'outlet': // or who republished it
        onSource.push([filter, ({ side }) => isInLines(side, filter.term, OUTLET, MEMO - 1)])
        break
      case 'before':
        onSource.push([filter, ({ date }) => date !== null && firstDay(date) < firstDay(filter.date)])
        break
      case 'after':
        onSource.push([filter, ({ date }) => date !== null && lastDay(date) >= firstDay(filter.date)])
        break
      case 'kind': {
        const { kind } = filter
        if (kind === 'claim' || kind === 'figure' || kind === 'position')
          onNote.push([filter, (note) => note.kind === kind])
        else onSource.push([filter, (source) => source.kind === kind])
        break
      }
      case 'in':
        onPart.push([filter, (part) => part === filter.part])
        break
      case 'actor':
      case 'code':
      case 'issue':
      case 'measure':
        onNote.push([filter, namesEntry(filter.field, filter.term, books)])
        break
      default:
        assertNever(filter)
    }
  }
  return {
    allowsSource: together(onSource),
    allowsNote: onNote.length === 0 ? null : together(onNote),
    allowsPart: together(onPart),
  }
}

function together<Value>(tests: readonly (readonly [Filter, Test<Value>])[]): Test<Value> {
  const unwanted = tests.filter(([{ not }]) => not)
  const fields = new Set(tests.filter(([{ not }]) => !not).map(([{ field }]) => field))
  // The earliest and the latest day both hold however often they are given.
  const groups = [...fields].map((field) => ({
    each: field === 'before' || field === 'after',
    tests: tests.filter(([filter]) => filter.field === field && !filter.not),
  }))
  return (value) =>
    !unwanted.some(([, test]) => test(value)) &&
    groups.every(({ each, tests }) =>
      each ? tests.every(([, test]) => test(value)) : tests.some(([, test]) => test(value)),
    )
}

/** By the name of an entry, a spelling of an actor, or the wording under which the text names somebody. */
function namesEntry(kind: EntryField, term: Term, books: Books | null): Test<Note> {
  const says = (name: string) => locate(streamOf(name), term, 0) !== Number.POSITIVE_INFINITY
  const entries = books === null ? [] : entriesOf(books).filter((entry) => entry.kind === kind)
  const meant = new Set<EntryId>(
    entries
      .filter((entry) => [entry.name, ...(entry.kind === 'actor' ? entry.spellings : [])].some(says))
      .map(({ id }) => id),
  )
  const resolve = books === null ? () => null : resolverOf(books)
  return ({ entries: named, named: wordings }) =>
    named.some((id) => {
      const today = resolve(id)
      return today !== null && meant.has(today)
    }) ||
    (kind === 'actor' && wordings.some(says))
}

function isInLines(side: SearchedSource['side'], term: Term, from: number, to: number): boolean {
  return locate(side.words, term, lineStart(side, from)) < lineStart(side, to)
}

/** A date of which only the year or the month is known is all of its days. */
function firstDay(date: string): string {
  return date + '-01-01'.slice(date.length - 4)
}

function lastDay(date: string): string {
  return date + '-12-31'.slice(date.length - 4)
}
