import type { TextQuoteSelector } from '../model/annotation'
import { closestStretch } from './closest-stretch'
import { isWithinWord } from './split-words'
import { trimRange } from './text-projection'

/** A text made ready to be searched for quotes that may be written differently there: where its trigrams stand. */
export type QuoteIndex = {
  readonly text: string
  /** Where in `places` those of a trigram begin. */
  readonly heads: Int32Array
  readonly places: Int32Array
  /** What is searched of the text, in its order. */
  readonly stretches: readonly Span[]
}

export type Span = { readonly start: number; readonly end: number }

/** A place where a quote may stand; `score` says how alike the words there and around are to those that were quoted. */
export type AlikePlace = Span & {
  readonly score: number
  readonly parts: Record<keyof typeof WEIGHTS, number>
}

const KINDS = 1 << 16
const GRAM = 3
/** The rarest trigrams of a quote tell where it may be. */
const MOST_SEEDS = 64

/** Of a quote of one or two signs, only so many copies are looked at. */
const MOST_COPIES = 1000
/** To look for a longer quote letter by letter takes too long; the alignment tells where it is, or it is gone. */
const LONGEST = 3000

/** How much the words themselves count beside those before and behind them. */
const WEIGHTS = { exact: 0.7, prefix: 0.15, suffix: 0.15 }

export function indexForQuotes(text: string, stretches: readonly Span[]): QuoteIndex {
  const heads = new Int32Array(KINDS + 1)
  const each = (visit: (gram: number, at: number) => void) => {
    for (const { start, end } of stretches)
      for (let at = start; at + GRAM <= end; at += 1) visit(gramAt(text, at), at)
  }
  each((gram) => {
    heads[gram + 1] = (heads[gram + 1] ?? 0) + 1
  })
  for (let gram = 0; gram < KINDS; gram += 1) heads[gram + 1] = (heads[gram + 1] ?? 0) + (heads[gram] ?? 0)
  const filled = heads.slice()
  const places = new Int32Array(heads[KINDS] ?? 0)
  each((gram, at) => {
    const place = filled[gram] ?? 0
    places[place] = at
    filled[gram] = place + 1
  })
  return { text, heads, places, stretches }
}

/**
 * Up to `most` places where the quote may stand, best first. Places near `hint`, the offset it had, come first among those
 * that are equally alike; a quote of more than 3,000 signs is not looked for. An empty prefix or suffix says nothing about what surrounds the quote.
 */
export function findAlike(
  index: QuoteIndex,
  quote: Omit<TextQuoteSelector, 'type'>,
  hint: number,
  most: number,
): AlikePlace[] {
  const { exact } = quote
  if (exact.length > LONGEST) return []
  const windows = exact.length < GRAM ? copiesOf(index, exact) : windowsOf(index, exact, 2 * most)
  const places: AlikePlace[] = []
  for (const window of windows) {
    const place = placeIn(index.text, window, quote)
    if (place !== null && !places.some(({ start, end }) => start < place.end && place.start < end))
      places.push(place)
  }
  return places
    .toSorted((a, b) => b.score - a.score || Math.abs(a.start - hint) - Math.abs(b.start - hint))
    .slice(0, most)
}

/** Where so short a quote stands as it is: it has no trigrams. */
function copiesOf({ text, stretches }: QuoteIndex, exact: string): Span[] {
  const copies: Span[] = []
  for (const stretch of stretches)
    for (
      let at = text.indexOf(exact, stretch.start);
      at !== -1 && at + exact.length <= stretch.end && copies.length < MOST_COPIES;
      at = text.indexOf(exact, at + 1)
    )
      copies.push({ start: at, end: at + exact.length })
  return copies
}

/** Where in the text most of the quote's rare trigrams stand as far from each other as in the quote. */
function windowsOf({ text, heads, places, stretches }: QuoteIndex, exact: string, most: number): Span[] {
  const length = exact.length
  const seeds: { at: number; from: number; to: number }[] = []
  for (let at = 0; at + GRAM <= length; at += 1) {
    const gram = gramAt(exact, at)
    const from = heads[gram] ?? 0
    const to = heads[gram + 1] ?? 0
    if (to > from) seeds.push({ at, from, to })
  }
  const rare = seeds.toSorted((a, b) => a.to - a.from - b.to + b.from).slice(0, MOST_SEEDS)
  const width = Math.max(16, length >> 2)
  const votes = new Map<number, number>()
  for (const { at, from, to } of rare)
    for (let place = from; place < to; place += 1) {
      const bucket = Math.floor(((places[place] ?? 0) - at) / width)
      votes.set(bucket, (votes.get(bucket) ?? 0) + 1)
    }
  // What begins near the end of a bucket may have its other half in the next one.
  const both = (bucket: number) => (votes.get(bucket) ?? 0) + (votes.get(bucket + 1) ?? 0)
  return [...votes.keys()]
    .toSorted((a, b) => both(b) - both(a) || a - b)
    .slice(0, most)
    .flatMap((bucket) => {
      const start = bucket * width - width
      const end = (bucket + 2) * width + length + width
      return stretches
        .filter((stretch) => stretch.start < end && start < stretch.end)
        .map((stretch) => ({
          start: Math.max(start, stretch.start, 0),
          end: Math.min(end, stretch.end, text.length),
        }))
    })
}

function placeIn(
  text: string,
  window: Span,
  { exact, prefix, suffix }: Omit<TextQuoteSelector, 'type'>,
): AlikePlace | null {
  const closest = closestStretch(text, window.start, window.end, exact)
  const start = atBorder(text, closest.start)
  const place = trimRange(text, start, Math.max(start, atBorder(text, closest.end)))
  if (place === null) return null
  const before = text.slice(Math.max(0, place.start - prefix.length), place.start)
  const behind = text.slice(place.end, place.end + suffix.length)
  const parts = {
    exact: likeness(text.slice(place.start, place.end), exact),
    prefix: likeness(before, prefix),
    suffix: likeness(behind, suffix),
  }
  const score = WEIGHTS.exact * parts.exact + WEIGHTS.prefix * parts.prefix + WEIGHTS.suffix * parts.suffix
  return { ...place, score, parts }
}

/** From 0, nothing alike, to 1, the same; what was not asked for is the same. */
function likeness(text: string, wanted: string): number {
  if (wanted === '') return 1
  const { start, end, errors } = closestStretch(text, 0, text.length, wanted)
  return Math.max(0, 1 - Math.max(errors, text.length - (end - start)) / wanted.length)
}

/** The nearest offset that lies in no word. */
function atBorder(text: string, offset: number): number {
  for (let step = 0; ; step += 1) {
    if (!isWithinWord(text, offset - step)) return offset - step
    if (!isWithinWord(text, offset + step)) return offset + step
  }
}

function gramAt(text: string, at: number): number {
  const hash =
    Math.imul(text.charCodeAt(at), 0x9e3779b1) ^
    Math.imul(text.charCodeAt(at + 1), 0x85ebca6b) ^
    Math.imul(text.charCodeAt(at + 2), 0xc2b2ae35)
  return (hash >>> 16) & (KINDS - 1)
}
