import { fold, foldText } from './fold'

/** The parts of a query, each of which has to be found. */
export function tokensOf(query: string): readonly string[] {
  return fold(query)
    .split(/\s+/)
    .filter((token) => token !== '')
}

/**
 * How well a folded text answers the tokens, the lower the better: all of them begin a word, then all stand somewhere,
 * then each is found letter by letter from the beginning of a word on. Null when one is not in the text.
 */
export function rankOf(folded: string, tokens: readonly string[]): number | null {
  const places = placesOf(folded, tokens)
  if (places === null) return null
  const worst = Math.max(0, ...places.map(({ tier }) => tier))
  const first = places[0]?.ranges[0]?.start ?? 0
  return worst * TIER + Math.min(first, 9999) * 1e4 + Math.min(folded.length, 9999)
}

/** More than any rank within a tier. */
const TIER = 1e8

/** Whether a rank says that a token was found letter by letter only. */
export function isScattered(rank: number): boolean {
  return rank >= 2 * TIER
}

type Range = { readonly start: number; readonly end: number }

/** The letters of `text` that answer the tokens, in order and without overlaps. */
export function matchedIn(text: string, tokens: readonly string[]): readonly Range[] {
  const { folded, starts } = foldText(text)
  const marked = (tokens.length === 0 ? null : placesOf(folded, tokens))
    ?.flatMap(({ ranges }) => ranges)
    .map(({ start, end }) => ({ start: starts[start] ?? 0, end: starts[end] ?? text.length }))
    .toSorted((a, b) => a.start - b.start)
  return (marked ?? []).reduce<Range[]>((joined, range) => {
    const last = joined.at(-1)
    if (last === undefined || range.start > last.end) return [...joined, range]
    return [...joined.slice(0, -1), { start: last.start, end: Math.max(last.end, range.end) }]
  }, [])
}

type Place = { readonly tier: 0 | 1 | 2; readonly ranges: readonly Range[] }

function placesOf(text: string, tokens: readonly string[]): readonly Place[] | null {
  const places: Place[] = []
  for (const token of tokens) {
    const place = placeOf(text, token)
    if (place === null) return null
    places.push(place)
  }
  return places
}

function placeOf(text: string, token: string): Place | null {
  const first = text.indexOf(token)
  if (first === -1) return letterByLetter(text, token)
  const { length } = token
  for (let at = first; at !== -1; at = text.indexOf(token, at + 1)) {
    if (beginsWord(text, at)) return { tier: 0, ranges: [{ start: at, end: at + length }] }
  }
  return { tier: 1, ranges: [{ start: first, end: first + length }] }
}

function letterByLetter(text: string, token: string): Place | null {
  const [letter = '', ...rest] = token
  let at = text.indexOf(letter)
  while (at !== -1 && !beginsWord(text, at)) at = text.indexOf(letter, at + 1)
  if (at === -1) return null
  const ranges = [{ start: at, end: at + letter.length }]
  for (const next of rest) {
    at = text.indexOf(next, at + 1)
    if (at === -1) return null
    ranges.push({ start: at, end: at + next.length })
  }
  return { tier: 2, ranges }
}

function beginsWord(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))
}
