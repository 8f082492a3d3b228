import {
  recognizeCurrency,
  recognizeDimension,
  recognizeNumber,
  recognizePercentage,
} from '@microsoft/recognizers-text-suite'
import compromise from 'compromise'
import type { Quantity } from '../../shared/model/annotation'

/** What a peer makes of an excerpt, put into our terms as kindly as its answer allows. */
export type Reader = {
  readonly name: string
  read(excerpt: string, language: string): Pick<Quantity, 'value' | 'unit'> | null
  /** Goes over a whole text and says how many numbers it found. */
  scan(text: string): number
}

const signs: Readonly<Record<string, string>> = {
  $: 'USD',
  '£': 'GBP',
  '€': 'EUR',
  '¥': 'JPY',
  '₹': 'INR',
  '₽': 'RUB',
  '₴': 'UAH',
}

/** It reads English only, and numbers, money and fractions each by a call of its own. */
export const compromiseReader: Reader = {
  name: 'compromise',
  read(excerpt) {
    const document = compromise(excerpt)
    const fraction = firstOf(document.fractions().json())?.['fraction']
    if (isRecord(fraction) && Number(fraction['denominator']) > 0) {
      return { value: (100 * Number(fraction['numerator'])) / Number(fraction['denominator']), unit: '%' }
    }
    const numbers: unknown = document.numbers().json()
    const number = firstOf(numbers)?.['number']
    if (!isRecord(number) || typeof number['num'] !== 'number') return null
    return { value: number['num'], unit: String(number['suffix']) === '%' ? '%' : unitBeside(excerpt) }
  },
  scan: (text) => compromise(text).numbers().length,
}

/** The unit that a plain look at the excerpt gives: its sign, "per cent", or its last word. */
function unitBeside(excerpt: string): string | null {
  const sign = Object.keys(signs).find((candidate) => excerpt.includes(candidate))
  if (sign !== undefined) return signs[sign] ?? null
  if (/per ?cent/.test(excerpt)) return '%'
  const last = excerpt.split(/[\s(]+/).at(-1) ?? ''
  return /\d/.test(last) || last === excerpt ? null : (unitWords[last] ?? last)
}

/** Cultures it has a model for; what it has none for is read as English. */
const cultures: Readonly<Record<string, string>> = {
  en: 'en-us',
  de: 'de-de',
  fr: 'fr-fr',
  es: 'es-es',
  zh: 'zh-cn',
}

const unitWords: Readonly<Record<string, string>> = {
  Dollar: 'USD',
  dollars: 'USD',
  Euro: 'EUR',
  euros: 'EUR',
  Pound: 'GBP',
  pounds: 'GBP',
  'British pound': 'GBP',
  'Japanese yen': 'JPY',
  'United States dollar': 'USD',
  'Swiss franc': 'CHF',
  'Indian rupee': 'INR',
  Rupee: 'INR',
  Ruble: 'RUB',
  roubles: 'RUB',
  yuan: 'CNY',
  yen: 'JPY',
  'Square hectometer': 'ha',
  Celsius: '°C',
  C: '°C',
  'Russian ruble': 'RUB',
  'Ukrainian hryvnia': 'UAH',
  'Polish zloty': 'PLN',
  'Chinese yuan': 'CNY',
  'Australian dollar': 'AUD',
  'Canadian dollar': 'CAD',
  'New Zealand dollar': 'NZD',
  'Hong Kong dollar': 'HKD',
  'Brazilian real': 'BRL',
  Pence: 'GBP',
  Percent: '%',
  percent: '%',
  cent: '%',
  Kilometer: 'km',
  kilometres: 'km',
  Meter: 'm',
  Mile: 'miles',
  Ton: 'tons',
  Tonne: 'tonnes',
  'Metric ton': 'tonnes',
  Hectare: 'ha',
  hectares: 'ha',
  'Square kilometer': 'km²',
  'Kilometer per hour': 'km per hour',
  Barrel: 'barrels',
  Year: 'years',
}

/** It has a model for each kind of number; the one that says most is believed. */
export const recognizersReader: Reader = {
  name: 'Recognizers-Text',
  read(excerpt, language) {
    const culture = cultures[language] ?? 'en-us'
    const withUnit = [...recognizeCurrency(excerpt, culture), ...recognizeDimension(excerpt, culture)].find(
      ({ resolution }) => valueIn(resolution) !== null,
    )
    if (withUnit !== undefined) {
      const unit = String(withUnit.resolution?.['unit'])
      return { value: valueIn(withUnit.resolution) ?? Number.NaN, unit: unitWords[unit] ?? unit }
    }
    const [percentage] = recognizePercentage(excerpt, culture)
    if (percentage !== undefined) return { value: valueIn(percentage.resolution) ?? Number.NaN, unit: '%' }
    const [number] = recognizeNumber(excerpt, culture)
    const value = number === undefined ? null : valueIn(number.resolution)
    if (number === undefined || value === null) return null
    // It gives a fraction as a part of one, and no noun for what is counted: the last word is the likeliest.
    if (value > 0 && value < 1 && !/\d/.test(number.text)) return { value: value * 100, unit: '%' }
    const behind =
      excerpt
        .slice(number.end + 1)
        .trim()
        .split(/\s+/)
        .at(-1) ?? ''
    return { value, unit: behind === '' ? null : behind }
  },
  scan: (text) =>
    [recognizeNumber, recognizePercentage, recognizeCurrency, recognizeDimension].reduce(
      (found, recognize) => found + recognize(text, 'en-us').length,
      0,
    ),
}

function valueIn(resolution: Readonly<Record<string, unknown>> | null | undefined): number | null {
  const value = resolution?.['value']
  const parsed = typeof value === 'string' ? Number.parseFloat(value) : Number.NaN
  return Number.isNaN(parsed) ? null : parsed
}

function firstOf(found: unknown): Record<string, unknown> | null {
  const first: unknown = Array.isArray(found) ? found[0] : null
  return isRecord(first) ? first : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
