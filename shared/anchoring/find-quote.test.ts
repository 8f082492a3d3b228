import { expect, test } from 'vitest'
import { findQuote } from './find-quote'

const text = 'Costs rose. Prices fell in May. Prices fell in June.'

test('a quote that stands once is found', () => {
  expect(findQuote(text, { exact: 'Costs rose.', prefix: '', suffix: '' })).toEqual({
    status: 'found',
    start: 0,
    end: 11,
  })
})

test('a quote that stands twice is ambiguous until its surroundings tell which one is meant', () => {
  expect(findQuote(text, { exact: 'Prices fell', prefix: '', suffix: '' })).toEqual({
    status: 'ambiguous',
    count: 2,
  })
  expect(findQuote(text, { exact: 'Prices fell', prefix: 'May. ', suffix: '' })).toMatchObject({ start: 32 })
  expect(findQuote(text, { exact: 'Prices fell', prefix: '', suffix: ' in May' })).toMatchObject({
    start: 12,
  })
})

test('a quote in other words is missing', () => {
  expect(findQuote(text, { exact: 'prices fell', prefix: '', suffix: '' })).toEqual({ status: 'missing' })
  expect(findQuote(text, { exact: 'Costs', prefix: 'x', suffix: '' })).toEqual({ status: 'missing' })
})

test('overlapping copies are counted one by one', () => {
  expect(findQuote('aaaa', { exact: 'aa', prefix: '', suffix: '' })).toEqual({
    status: 'ambiguous',
    count: 3,
  })
})
