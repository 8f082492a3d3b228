import { describeRange } from '../anchoring/describe-range'
import { type AlikePlace, findAlike, indexForQuotes, type QuoteIndex } from '../anchoring/find-alike'
import { findInText, prepareFind } from '../anchoring/find-in-text'
import { trimRange } from '../anchoring/text-projection'
import type { TargetRange } from '../model/annotation'
import { fold } from '../model/fold'
import type { ForeignAnnotation } from '../model/foreign-annotation'
import type { Page } from '../model/version'

/** What becomes of words that were quoted elsewhere: where they stand in a text, or why that cannot be told. */
export type PlacedQuote =
  | { readonly status: 'exact' | 'approximate'; readonly range: TargetRange }
  | { readonly status: 'not-found'; readonly why: string }

export type QuotedWords = Pick<ForeignAnnotation, 'prefix' | 'suffix' | 'page'> & { readonly exact: string }

/** Two places are told apart by what surrounds them only where that differs by more than a word by chance. */
const CLEARLY = 4
/** More of what surrounds a quote tells no more. */
const CONTEXT = 100
/** Words that only read alike must be so much alike, as when annotations come through to a new version. */
const ALIKE_ENOUGH = 0.75
/** And clearly more alike than any other place. */
const CLEARLY_MORE = 0.05
/** So few signs are alike anywhere. */
const FEWEST_SIGNS = 12
/** To look for so many takes a second and more. */
const MOST_SIGNS = 5000

const notThere = 'The text does not say this, nor anything much like it.'

/**
 * Makes a text ready for finding words that were quoted from it by another program.
 *
 * - `exact`: the words are there, white space and the way that quotation marks and dashes are set aside. Where they stand
 *   several times, the words before and behind tell which is meant, and then the page.
 * - `approximate`: one place, and no other, reads much like them.
 */
export function quotePlacer(text: string, pages: readonly Page[] = []): (quote: QuotedWords) => PlacedQuote {
  const findable = prepareFind(text, true)
  let index: QuoteIndex | null = null

  const placed = (status: 'exact' | 'approximate', start: number, end: number): PlacedQuote => {
    const range = trimRange(text, start, end)
    return range === null
      ? { status: 'not-found', why: notThere }
      : { status, range: describeRange(text, range.start, range.end) }
  }

  const placeAlike = (quote: QuotedWords): PlacedQuote => {
    const exact = quote.exact.replaceAll(/\s+/g, ' ').trim()
    if (exact.length < FEWEST_SIGNS) return { status: 'not-found', why: notThere }
    if (exact.length > MOST_SIGNS)
      return {
        status: 'not-found',
        why: 'The text does not say this, and it is too long to look for what is alike.',
      }
    index ??= indexForQuotes(text, [{ start: 0, end: text.length }])
    const page = pageNamed(text, pages, quote.page)
    const [best, next] = findAlike(index, { ...contextOf(quote), exact }, page?.start ?? 0, 2).filter(
      ({ score }) => score >= ALIKE_ENOUGH,
    )
    if (best === undefined) return { status: 'not-found', why: notThere }
    const isClear =
      next === undefined || best.score - next.score >= CLEARLY_MORE || (lies(best, page) && !lies(next, page))
    return isClear
      ? placed('approximate', best.start, best.end)
      : { status: 'not-found', why: 'Several places of the text are equally much like this.' }
  }

  return (quote) => {
    const hits = findInText(findable, quote.exact.trim(), { wholeWords: false })
    if (hits.length === 0) return placeAlike(quote)
    const surrounded = surroundedAlike(text, hits, contextOf(quote))
    const page = pageNamed(text, pages, quote.page)
    const there = surrounded.filter((hit) => lies(hit, page))
    const [hit, ...others] = surrounded.length > 1 && there.length > 0 ? there : surrounded
    if (hit === undefined || others.length > 0) {
      const why = `The text says this ${hits.length} times, and nothing tells which of them is meant.`
      return { status: 'not-found', why }
    }
    return placed('exact', hit.start, hit.end)
  }
}

type Stretch = Pick<AlikePlace, 'start' | 'end'>

/** Those of the places that are surrounded by the words clearly more than others are; all where none is. */
function surroundedAlike(
  text: string,
  places: readonly Stretch[],
  { prefix, suffix }: { readonly prefix: string; readonly suffix: string },
): Stretch[] {
  if (places.length === 1) return [...places]
  const [before, behind] = [comparable(prefix), comparable(suffix)]
  const scored = places.map(({ start, end }) => {
    // Folding may make a text shorter, so that somewhat more of it is looked at.
    const left = comparable(text.slice(Math.max(0, start - 2 * CONTEXT), start))
    const right = comparable(text.slice(end, end + 2 * CONTEXT))
    return { start, end, score: sameAtEnd(left, before) + sameAtStart(right, behind) }
  })
  const best = Math.max(...scored.map(({ score }) => score))
  return scored.filter(({ score }) => best - score < CLEARLY).map(({ start, end }) => ({ start, end }))
}

function contextOf({ prefix, suffix }: QuotedWords) {
  return { prefix: prefix.slice(-CONTEXT), suffix: suffix.slice(0, CONTEXT) }
}

/** Without white space: programs differ in what they make of a line that ends. */
function comparable(text: string): string {
  return fold(text).replaceAll(/\s+/g, '')
}

function sameAtStart(one: string, other: string): number {
  let at = 0
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1
  return at
}

function sameAtEnd(one: string, other: string): number {
  let at = 0
  while (at < one.length && at < other.length && one.at(-1 - at) === other.at(-1 - at)) at += 1
  return at
}

/** The stretch of the page with that label; null where there is none, or several. */
function pageNamed(text: string, pages: readonly Page[], label: string | null): Stretch | null {
  const named = pages.flatMap(({ label: own, start }, nth) =>
    own === label ? [{ start, end: pages[nth + 1]?.start ?? text.length }] : [],
  )
  return named.length === 1 ? (named[0] ?? null) : null
}

function lies({ start }: Stretch, page: Stretch | null): boolean {
  return page !== null && start >= page.start && start < page.end
}
