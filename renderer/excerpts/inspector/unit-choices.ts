import type { Choice } from '../../ui/ComboBox'

const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' })

/** Currencies that news copy counts in, the most frequent first; any other code can be typed. */
const codes =
  'USD EUR GBP UAH RUB CNY JPY CHF PLN CAD AUD NOK SEK DKK CZK HUF RON TRY INR BRL MXN ZAR SAR AED ILS KRW'

/** What a quantity is counted in, besides nouns. */
export const unitChoices: readonly Choice[] = [
  { key: 'percent', name: '%', others: ['per cent', 'percent'], note: 'per cent' },
  { key: 'points', name: 'percentage points' },
  ...codes.split(' ').map((code) => {
    const name = names.of(code)
    return { key: code, name: code, ...(name !== undefined && { others: [name], note: name }) }
  }),
]
