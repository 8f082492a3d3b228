import { assert, dictionary, jsonValue, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { jsonOf, jsonOnce, rememberEntries } from './json-of'

const textOf = (document: object) => Buffer.concat(jsonOf(document)).toString()

test('a document has the JSON it always has, the first time and again', () => {
  assert(
    property(dictionary(string(), jsonValue()), (document) => {
      const expected = JSON.stringify(document)
      expect(textOf(document)).toBe(expected)
      expect(textOf({ ...document })).toBe(expected)
      expect(Buffer.concat(jsonOnce(document)).toString()).toBe(expected)
    }),
  )
})

test('entries that were remembered ahead are told as they always are', () => {
  const document = { entries: [{ id: 1 }, 'quay', null, { id: 2, words: ['pile'] }], title: 'Quays' }
  const expected = JSON.stringify(document)
  rememberEntries(document)
  expect(textOf(document)).toBe(expected)
  expect(document.entries.map((entry) => Object.isFrozen(entry))).toEqual([true, true, true, true])
})

test('an entry that was exchanged is told anew, the others as before', () => {
  const first = { entries: [{ id: 1 }, { id: 2 }, { id: 3 }], trash: [] as unknown[], left: undefined }
  jsonOf(first)
  const next = { ...first, entries: first.entries.with(1, { id: 9 }), trash: [{ entry: first.entries[1] }] }
  expect(textOf(next)).toBe(JSON.stringify(next))
})

test('what is remembered cannot be changed in place, at any depth', () => {
  const entry = { id: 1, body: { words: ['pile'] } }
  jsonOf({ entries: [entry] })
  expect(() => entry.body.words.push('quay')).toThrow(TypeError)
  expect(() => Object.assign(entry, { id: 2 })).toThrow(TypeError)
})
