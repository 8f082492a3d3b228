import { Phrases } from './phrases'
import { currencies, currencyCodes, hundredths, krone } from './tables/currencies'
import { commaLanguages, type Language, languages } from './tables/languages'
import { type NumberWords, numberWordsOf } from './tables/number-words'
import { type Qualifier, qualifiersOf } from './tables/qualifiers'
import { scales } from './tables/scales'
import { type SmallWords, smallWords } from './tables/small-words'
import { rateNouns, units } from './tables/units'

export type ScaleMeaning = { readonly exponent: number; readonly glued: boolean; readonly money: boolean }
export type UnitMeaning = { readonly unit: string; readonly isCurrency: boolean; readonly shift: number }

/** All tables as one language reads them. Built once a language. */
export type Lexicon = {
  readonly language: Language
  readonly numbers: NumberWords
  readonly scales: Phrases<ScaleMeaning>
  /** Currencies that may stand before the number: signs, codes, "Rs". */
  readonly currencyBefore: Phrases<UnitMeaning>
  /** Currencies and units that may stand behind it. */
  readonly units: Phrases<UnitMeaning>
  readonly qualifiersBefore: Phrases<Qualifier>
  readonly qualifiersAfter: Phrases<Qualifier>
  readonly small: { readonly [Role in keyof SmallWords]: Phrases<true> }
  readonly rates: ReadonlyMap<string, string>
  /** Words a quantity can begin with. */
  readonly starters: ReadonlySet<string>
}

const built = new Map<string, Lexicon>()

/** The tables for a text in this language (a BCP 47 tag); one that is not known here is read like English. */
export function lexiconFor(tag: string): Lexicon {
  const primary = primaryOf(tag)
  const known = built.get(primary)
  if (known !== undefined) return known
  const lexicon = buildLexicon(languages.find((language) => language === primary) ?? 'en', primary)
  built.set(primary, lexicon)
  return lexicon
}

export function primaryOf(tag: string): string {
  return tag.split('-', 1)[0]?.toLowerCase() ?? ''
}

/** Whether a comma parts decimals in this language. */
export function usesDecimalComma(tag: string): boolean {
  return commaLanguages.has(primaryOf(tag))
}

function buildLexicon(language: Language, primary: string): Lexicon {
  const numbers = numberWordsOf(language)
  return {
    language,
    numbers,
    scales: buildScales(language),
    ...unitsFor(krone.get(primary)),
    qualifiersBefore: buildQualifiers(language, 'before'),
    qualifiersAfter: buildQualifiers(language, 'after'),
    small: buildSmallWords(language),
    rates: new Map(
      Object.entries(rateNouns).flatMap(([noun, forms]) =>
        forms.split('|').map((form) => [form, noun] as const),
      ),
    ),
    starters: new Set([
      ...numbers.simple.keys(),
      ...numbers.multipliers.keys(),
      ...numbers.collective.keys(),
      ...numbers.rounded.keys(),
      ...numbers.vague.keys(),
      ...numbers.indefinite,
      ...numbers.fractions.keys(),
      ...numbers.multiples.keys(),
      ...plainScales(language),
    ]),
  }
}

/** Scales in words can open a number of their own: "mille", "тысяча", "a million". */
function plainScales(language: Language): string[] {
  return scales
    .filter(({ only, glued }) => glued !== true && (only === undefined || only.includes(language)))
    .flatMap(({ forms }) => forms.split(' '))
    .filter((form) => form.length > 3)
}

function buildScales(language: Language): Phrases<ScaleMeaning> {
  const phrases = new Phrases<ScaleMeaning>()
  for (const { exponent, forms, only, glued = false, money = false } of scales) {
    if (only !== undefined && !only.includes(language)) continue
    for (const form of forms.split(' ')) phrases.add(form, { exponent, glued, money })
  }
  return phrases
}

type Units = Pick<Lexicon, 'currencyBefore' | 'units'>
const builtUnits = new Map<string | undefined, Units>()

/** Units are the same in every language but for the crown that "kr" stands for. */
function unitsFor(kroneCode: string | undefined): Units {
  const known = builtUnits.get(kroneCode)
  if (known !== undefined) return known
  const kr = kroneCode === undefined ? measure('kr') : currency(kroneCode)
  const found = { currencyBefore: buildCurrencyBefore(kr), units: buildUnits(kr) }
  builtUnits.set(kroneCode, found)
  return found
}

function buildCurrencyBefore(kr: UnitMeaning): Phrases<UnitMeaning> {
  const phrases = new Phrases<UnitMeaning>()
  phrases.add('kr', kr)
  for (const { code, signs } of currencies) {
    for (const sign of signs?.split(' ') ?? []) phrases.add(sign, currency(code), true)
  }
  for (const code of currencyCodes) phrases.add(code, currency(code), true)
  return phrases
}

function buildUnits(kr: UnitMeaning): Phrases<UnitMeaning> {
  const phrases = buildCurrencyBefore(kr)
  for (const { code, words } of currencies) {
    for (const word of words?.split('|') ?? []) phrases.add(word, currency(code))
  }
  for (const word of ['kronor', 'kroner', 'kronen', 'kronur']) phrases.add(word, kr)
  for (const [word, code] of hundredths) phrases.add(word, { ...currency(code), shift: -2 })
  for (const { unit, symbols, words, shift = 0 } of units) {
    for (const symbol of symbols?.split(' ') ?? []) phrases.add(symbol, { ...measure(unit), shift }, true)
    for (const word of words?.split('|') ?? []) phrases.add(word, { ...measure(unit), shift })
  }
  return phrases
}

const measure = (unit: string): UnitMeaning => ({ unit, isCurrency: false, shift: 0 })
const currency = (code: string): UnitMeaning => ({ unit: code, isCurrency: true, shift: 0 })

function buildQualifiers(language: Language, place: 'before' | 'after'): Phrases<Qualifier> {
  const phrases = new Phrases<Qualifier>()
  for (const [phrase, qualifier] of qualifiersOf(language, place)) phrases.add(phrase, qualifier)
  return phrases
}

function buildSmallWords(language: Language): Lexicon['small'] {
  const words = smallWords[language]
  return {
    between: listed(words.between),
    and: listed(words.and),
    from: listed(words.from),
    to: listed(words.to),
    or: listed(words.or),
    of: listed(words.of),
    in: listed(words.in),
    outOf: listed(words.outOf),
    per: listed(words.per),
    joins: listed(words.joins),
    minus: listed(words.minus),
    article: listed(words.article),
    filler: listed(words.filler),
  }
}

function listed(phrases: string): Phrases<true> {
  const known = new Phrases<true>()
  for (const phrase of phrases === '' ? [] : phrases.split('|')) known.add(phrase, true)
  return known
}
