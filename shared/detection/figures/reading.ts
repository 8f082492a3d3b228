import { guessLanguage } from './guess-language'
import { type Lexicon, lexiconFor, usesDecimalComma } from './lexicon'
import type { Found, Phrases } from './phrases'
import { type Token, tokenize } from './tokens'

/** A text cut into tokens, with the tables of its language. */
export type Reading = {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly lexicon: Lexicon
  readonly decimalComma: boolean
}

/** Make a text ready to be read. Without a language (a BCP 47 tag) the words themselves say which it is. */
export function startReading(text: string, language: string | null): Reading {
  const tokens = tokenize(text)
  const tag = language ?? guessLanguage(tokens)
  return { text, tokens, lexicon: lexiconFor(tag), decimalComma: usesDecimalComma(tag) }
}

/** What the phrase at `index` means, and how many tokens it has. */
export function phraseAt<Meaning>(
  { text, tokens }: Reading,
  phrases: Phrases<Meaning>,
  index: number,
): Found<Meaning> | null {
  return phrases.startingAt(text, tokens, index)
}

/** The same, for the phrase that ends just before `index`. */
export function phraseBefore<Meaning>(
  { text, tokens }: Reading,
  phrases: Phrases<Meaning>,
  index: number,
): Found<Meaning> | null {
  return phrases.endingAt(text, tokens, index - 1)
}

/** How many tokens the small word at `index` has: 0 when it is not one of these. */
export function countAt(reading: Reading, phrases: Phrases<true>, index: number): number {
  return phraseAt(reading, phrases, index)?.count ?? 0
}

export function wordAt({ tokens }: Reading, index: number): string {
  const token = tokens[index]
  return token?.kind === 'word' ? token.text : ''
}

/** Whether the token is this sign. */
export function isSign({ tokens }: Reading, index: number, signs: string): boolean {
  const token = tokens[index]
  return token?.kind === 'sign' && signs.includes(token.text)
}

/** Whether nothing stands between this token and the one before it. */
export function isGlued({ tokens }: Reading, index: number): boolean {
  return tokens[index]?.gap === 'none'
}

export function startsLine({ tokens }: Reading, index: number): boolean {
  return tokens[index]?.gap === 'line'
}

export const HYPHENS = '-‐‑'
export const DASHES = '-‐‑–—−'
