import { expect, test } from 'vitest'
import { beginningWith, nothingTyped, typing } from './type-ahead'

const titles = ['Quay', 'Quarry', 'Pier', 'Écho', 'quilt']
const find = (typed: string, from: number) => beginningWith(typed, titles, (title) => title, from)

test('a beginning is found from the present entry on, round the end, blind to case and accents', () => {
  expect(find('qua', 0)).toBe(0)
  expect(find('qua', 1)).toBe(1)
  expect(find('qua', 2)).toBe(0)
  expect(find('e', 0)).toBe(3)
  expect(find('x', 0)).toBe(null)
  expect(find('', 0)).toBe(null)
})

test('the same letter again goes to the next entry', () => {
  expect(find('q', 0)).toBe(1)
  expect(find('qq', 1)).toBe(4)
  expect(find('qqq', 4)).toBe(0)
  expect(find('p', 2)).toBe(2)
})

test('letters gather until there is a pause; a space or a Backspace belongs to them only while they do', () => {
  const q = typing(nothingTyped, 'q', 5000)
  expect(q).toEqual({ text: 'q', at: 5000 })
  if (q === null) return
  expect(typing(q, 'u', 5500)?.text).toBe('qu')
  expect(typing(q, ' ', 5500)?.text).toBe('q ')
  const none = { text: '', at: 5500 }
  expect(typing(q, 'Backspace', 5500)).toEqual(none)
  expect(typing(none, 'Backspace', 6000)).toEqual({ text: '', at: 6000 })
  expect(typing(nothingTyped, 'Backspace', 10)).toBe(null)
  expect(typing(q, 'u', 7000)?.text).toBe('u')
  expect(typing(q, ' ', 7000)).toBe(null)
  expect(typing(q, 'Backspace', 7000)).toBe(null)
  expect(typing(q, 'Enter', 5500)).toBe(null)
  expect(typing(q, '?', 5500)).toBe(null)
})
