import { expect, test } from 'vitest'
import type { Block } from '../model/version'
import { fitCorrections } from './fit-corrections'

const blocks = (...texts: readonly string[]): Block[] =>
  texts.map((text, index) => ({ id: `b${index + 1}`, kind: 'paragraph', text, level: null, marks: [] }))

const correction = { block: 'b2', was: 'The fery sails.', text: 'The ferry sails.' } as const

test('what was typed stays with its paragraph', () => {
  const { typed, left } = fitCorrections(blocks('The quay', 'The fery sails.'), [correction])
  expect([...typed]).toEqual([['b2', correction]])
  expect(left).toEqual([])
})

test('it follows the words of its paragraph where those stand elsewhere by now', () => {
  const { typed } = fitCorrections(blocks('The quay', 'It is new.', 'The fery sails.'), [correction])
  expect([...typed]).toEqual([['b3', { ...correction, block: 'b3' }]])
})

test('where the words are gone, or stand there twice, it is left over and not lost', () => {
  expect(fitCorrections(blocks('The quay', 'The boat sails.'), [correction]).left).toEqual([correction])
  const twice = blocks('The fery sails.', 'It is new.', 'The fery sails.')
  expect(fitCorrections(twice, [correction]).left).toEqual([correction])
})

test('no paragraph gets two', () => {
  const other = { ...correction, block: 'b7', text: 'The ship sails.' } as const
  const { typed, left } = fitCorrections(blocks('The quay', 'The fery sails.'), [correction, other])
  expect(typed.get('b2')).toEqual(correction)
  expect(left).toEqual([other])
})
