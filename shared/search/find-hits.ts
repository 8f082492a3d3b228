import type { Books } from '../model/edit-codebook'
import { BestOf } from './best-of'
import { conditionsOf } from './filter-sources'
import { nearest } from './nearest'
import type { Query, SearchedPart } from './parse-query'
import { lineStart, MEMO, NOTES, type Note, type SearchedSource, type Sheet } from './sheet'
import { locate, type Term, termFrom } from './term'

/** Something that was found, by its place in the words of a sheet. */
export type Found = {
  readonly source: SearchedSource
  readonly part: SearchedPart
  /** Which annotation it is, by its place among those of the source; -1 where it is none. */
  readonly note: number
  readonly score: number
  /** Where the match to be shown starts; the start of its part where there were no words to look for. */
  readonly at: number
}

export type FindOptions = {
  /** Look in frame, repeats and other articles too. */
  readonly frame: boolean
  readonly limit: number
  /** Names of what annotations refer to, for conditions on them; null when there are none of those. */
  readonly books: Books | null
}

/** What a match is worth by where it is, and how long such a part usually is. */
const weights: Record<SearchedPart, { readonly weight: number; readonly length: number }> = {
  details: { weight: 3, length: 80 },
  annotation: { weight: 2, length: 200 },
  memo: { weight: 2, length: 300 },
  text: { weight: 1, length: 5000 },
}
/** As in BM25: how soon more of the same is worth less, and how much a long part counts less. */
const SATURATION = 1.2
const BY_LENGTH = 0.4
/** More of a word than this says nothing new. */
const MOST_COUNTED = 8
/** What a word is worth that stands in the title, or another detail, of the source. */
const IN_DETAILS = 0.8
const AS_PHRASE = 1.6
const NEAR = 0.4
/** Words so many letters apart are no longer near. */
const FAR = 300

/**
 * Look through the sources. A part is found when it holds one of the words, and the rest of them too unless the details of its
 * source do: “courier tariffs” finds what the Courier writes of tariffs. The best are answered in order: by score, then
 * the newest source first.
 */
export function findHits(
  sources: Iterable<SearchedSource>,
  { terms: typed, without, filters }: Query,
  { frame, limit, books }: FindOptions,
): { readonly total: number; readonly best: readonly Found[] } {
  const best = new BestOf<Found>(limit, byRank)
  const { allowsSource, allowsNote, allowsPart } = conditionsOf(filters, books)
  if (typed.length === 0 && filters.length === 0) return { total: 0, best: [] }
  const looksIn = (part: SearchedPart) => allowsNote === null && allowsPart(part)
  // `in:memo` means the memos of annotations too, and no other words of theirs.
  const looksInNotes = allowsPart('annotation') || allowsPart('memo')
  const memosOnly = !allowsPart('annotation')
  // What is long is rare, so that most sources are passed over after one look.
  const terms = typed.toSorted((a, b) => b.needle.length - a.needle.length || (a.needle < b.needle ? -1 : 1))
  const phrase = phraseOf(typed)
  const side = terms.map((term) => new Finder(term))
  const text = terms.map((term) => new Finder(term))

  for (const source of sources) {
    if (!allowsSource(source)) continue
    if (terms.length === 0) list(source)
    else look(source)
  }
  return { total: best.offered, best: best.sorted() }

  function look(source: SearchedSource): void {
    for (const [index, finder] of side.entries()) {
      const other = text[index]
      finder.begin(source.side.words)
      other?.begin(source.text.words)
      if (finder.next(0) === NOWHERE && other?.next(0) === NOWHERE) return
    }
    const details = { from: 0, to: lineStart(source.side, MEMO) }
    const inDetails = side.map((finder) => finder.next(0) < details.to)
    if (without.some((term) => locate(source.side.words, term, 0) < details.to)) return
    const offer = (part: SearchedPart, sheet: Sheet, finders: readonly Finder[], span: Span, note = -1) => {
      if (without.some((term) => locate(sheet.words, term, span.from) < span.to)) return
      const match = rate(part, sheet, finders, span, part === 'details' ? none : inDetails)
      if (match !== null) best.offer({ source, part, note, ...match })
    }
    if (looksIn('details')) offer('details', source.side, side, details)
    if (looksIn('memo'))
      offer('memo', source.side, side, { from: details.to, to: lineStart(source.side, NOTES) })
    if (looksIn('text')) {
      const to = frame ? source.text.words.length : lineStart(source.text, source.text.visible)
      offer('text', source.text, text, { from: 0, to })
    }
    if (!looksInNotes) return
    eachNote(source, inDetails, (note, span) => {
      if (allowsNote !== null && !allowsNote(noteOf(source, note))) return
      const from = memosOnly ? lineStart(source.side, NOTES + 2 * note + 1) : span.from
      offer('annotation', source.side, side, { from, to: span.to }, note)
    })
  }

  /** Calls `visit` with the annotations that hold all words which the details of the source do not hold. */
  function eachNote(
    source: SearchedSource,
    inDetails: readonly boolean[],
    visit: (note: number, span: Span) => void,
  ): void {
    const needed = side.filter((_, index) => inDetails[index] !== true)
    const count = noteCount(source.side)
    let at = lineStart(source.side, NOTES)
    for (let note = 0; note < count; note += 1) {
      // Some word does not occur before `next`; when the details hold all of them, any one will do.
      let next = needed.length > 0 ? 0 : NOWHERE
      for (const finder of needed) next = Math.max(next, finder.next(at))
      if (needed.length === 0) for (const finder of side) next = Math.min(next, finder.next(at))
      if (next === NOWHERE) return
      note = noteAt(source.side, next, note)
      const span = {
        from: lineStart(source.side, NOTES + 2 * note),
        to: lineStart(source.side, NOTES + 2 * note + 2),
      }
      if (needed.every((finder) => finder.next(span.from) < span.to)) visit(note, span)
      at = span.to
    }
  }

  /** What a part is worth, and where in it one should look; null when it does not hold the words. */
  function rate(
    part: SearchedPart,
    { words }: Sheet,
    finders: readonly Finder[],
    { from, to }: Span,
    inDetails: readonly boolean[],
  ): { readonly score: number; readonly at: number } | null {
    const { weight, length } = weights[part]
    const long = 1 - BY_LENGTH + BY_LENGTH * Math.min((to - from) / length, 4)
    const places: (readonly number[])[] = []
    let score = 0
    for (const [index, finder] of finders.entries()) {
      const there = finder.places(from, to)
      if (there.length > 0) {
        places.push(there)
        score += (there.length * (1 + SATURATION)) / (there.length + SATURATION * long)
      } else if (inDetails[index] !== true) return null
      if (inDetails[index] === true) score += IN_DETAILS
    }
    const first = places[0]?.[0]
    if (first === undefined) return null
    if (places.length === 1) return { score: weight * score, at: first }
    const together = phrase === null ? NOWHERE : locate(words, phrase, from)
    if (together < to) return { score: weight * score * AS_PHRASE, at: together }
    const { start, length: apart } = nearest(places)
    return { score: weight * score * (1 + NEAR * Math.max(0, 1 - apart / FAR)), at: start }
  }

  /** Without words to look for: the annotations that pass, where the question is of annotations, else the sources. */
  function list(source: SearchedSource): void {
    const lacks = (from: number, to: number) =>
      without.every((term) => locate(source.side.words, term, from) >= to)
    if (!lacks(0, lineStart(source.side, MEMO))) return
    if (allowsNote === null && (allowsPart('details') || !allowsPart('annotation'))) {
      best.offer({ source, part: 'details', note: -1, score: 0, at: 0 })
      return
    }
    for (let note = 0; note < noteCount(source.side); note += 1) {
      const at = lineStart(source.side, NOTES + 2 * note)
      if (allowsNote !== null && !allowsNote(noteOf(source, note))) continue
      if (lacks(at, lineStart(source.side, NOTES + 2 * note + 2)))
        best.offer({ source, part: 'annotation', note, score: 0, at })
    }
  }
}

type Span = { readonly from: number; readonly to: number }

const NOWHERE = Number.POSITIVE_INFINITY
const none: readonly boolean[] = []

/** Finds one term in one stream after another. What was found last is remembered, so that no stretch is read twice. */
class Finder {
  #words = ''
  /** The first place at or after this offset is `#at`. */
  #from = 0
  #at = -1

  constructor(private readonly term: Term) {}

  begin(words: string): void {
    this.#words = words
    this.#from = 0
    this.#at = -1
  }

  /** The first place at or after `from`; infinity when there is none. */
  next(from: number): number {
    if (from >= this.#from && from <= this.#at) return this.#at
    this.#from = from
    this.#at = locate(this.#words, this.term, from)
    return this.#at
  }

  /** The first places in a stretch. */
  places(from: number, to: number): number[] {
    const places: number[] = []
    let at = this.next(from)
    while (at < to && places.length < MOST_COUNTED) {
      places.push(at)
      at = locate(this.#words, this.term, at + 1)
    }
    return places
  }
}

function noteCount({ lines }: Sheet): number {
  return (lines.length / 3 - NOTES) / 2
}

function noteOf(source: SearchedSource, index: number): Note {
  const note = source.notes()[index]
  if (note === undefined) throw new Error(`source ${source.id} has no annotation ${index}`)
  return note
}

/** The annotation in whose lines `at` lies; it is `from` or a later one. */
function noteAt(side: Sheet, at: number, from: number): number {
  let low = from
  let high = noteCount(side) - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (lineStart(side, NOTES + 2 * middle) <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** The words in the order in which they were typed, as one term; null when there is one only. */
function phraseOf(terms: readonly Term[]): Term | null {
  if (terms.length < 2) return null
  const last = terms.at(-1)
  return termFrom(
    terms.flatMap(({ words }) => words),
    last?.needle.endsWith(' ') === true,
  )
}

function byRank(a: Found, b: Found): number {
  return (
    b.score - a.score ||
    compare(b.source.date ?? '', a.source.date ?? '') ||
    compare(a.source.id, b.source.id) ||
    a.note - b.note ||
    compare(a.part, b.part)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
