import { expect, test } from 'vitest'
import { Failure } from '../../../shared/contract/failure'
import { inColumns } from './columns'
import { oneLine, quoted } from './excerpt-words'

test('words of a text turn neither our own words behind them nor the next column', () => {
  expect(oneLine('The \u202eport\nfund')).toBe('The \u202eport fund\u202c')
  expect(quoted(`\u2066${'port '.repeat(40)}`)).toMatch(/…\u2069”$/)
  expect(
    inColumns([
      ['\u202eport', 'claim'],
      ['quays', 'figure'],
    ]),
  ).toEqual(['\u202eport\u202c   claim', 'quays  figure'])
  expect(new Failure('not-found', 'There is no “\u202eport”: look in the trash.').message).toBe(
    'There is no “\u202eport\u202c”: look in the trash.',
  )
})
