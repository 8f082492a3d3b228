import { expect, test } from 'vitest'
import type { VersionEntry } from '../model/source'
import { sampleId, sampleSource } from '../testing/samples'
import { copiesTable, describeCopy, hashNamedIn, isNamedIn } from './quoted-copies'

const [first] = sampleSource(sampleId('s', 1)).versions
if (first === undefined) throw new Error('a source has a version')
const { sha256 } = first.original
const read: VersionEntry = {
  ...first,
  original: { ...first.original, fileName: 'courier.html', bytes: 12_345 },
}
const corrected: VersionEntry = { ...read, number: 2, created: '2025-03-04T09:00:00.000Z', corrects: 1 }
const line = (entry: VersionEntry) => describeCopy({ title: 'Harbour fund', entry }) + entry.original.sha256

test('a copy is named by its version, its file and when it came', () => {
  expect(line(read)).toBe(
    `“Harbour fund”, version 1, imported 1 March 2025: courier.html, 12,345 bytes, SHA-256 ${sha256}`,
  )
})

test('a correction says what it puts right', () => {
  expect(line(corrected)).toContain('version 2, version 1 put right by hand on 4 March 2025: courier.html')
})

test('as a table, each fact of a copy has a column', () => {
  expect(copiesTable([{ title: 'Harbour fund', entry: corrected }])[1]).toEqual([
    'Harbour fund',
    '2',
    '1',
    'courier.html',
    '2025-03-04',
    '12345',
    sha256,
  ])
})

test('a line names its version whatever the source is called now, whichever version it is now, and however it was broken', () => {
  const now = { ...read, number: 3 }
  expect(isNamedIn(line(read).replace('Harbour fund', 'Port fund').replaceAll(' ', '\n'), now)).toBe(true)
})

test.each([
  ['hash', sha256, sha256.replace('e', 'f')],
  ['shortened hash', sha256, sha256.slice(1)],
  ['size', '12,345', '12,346'],
  ['file', 'courier.html', 'mercury.html'],
])('a line with another %s names no version', (_, from, to) => {
  expect(isNamedIn(line(read).replace(from, to), read)).toBe(false)
})

test('only a line that ends with one names a hash', () => {
  expect(hashNamedIn(`${line(read)}\n`)).toBe(sha256)
  expect(hashNamedIn('They compared the SHA-256 of both.')).toBeNull()
})
