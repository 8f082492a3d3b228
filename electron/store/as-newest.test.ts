import { describe, expect, test } from 'vitest'
import { asNewest } from './as-newest'
import { sampleAnnotation, samplePorts, sampleSource } from './testing/samples'

const book = (revision: number, word: string) => ({ revision, codes: [word] })
const name = 'codebook.json'

describe('a document that takes the place of another', () => {
  test.each([
    ['of a later revision', 3, [book(8, 'pile')], 9],
    ['of the same revision, which says something else', 3, [book(3, 'pile')], 4],
    ['of an earlier revision', 3, [book(2, 'pile')], 3],
    ['that is the same', 3, [book(3, 'quay')], 3],
    ['of several', 3, [book(2, 'pile'), book(12, 'pile'), book(5, 'pile')], 13],
  ])('%s has revision', (_, revision, states, expected) => {
    const renewed = asNewest(name, book(revision, 'quay'), { states, lost: false })
    expect(renewed).toEqual(book(expected, 'quay'))
  })

  test('that nobody can read is later by more than any number of changes', () => {
    const { revision } = asNewest(name, book(3, 'quay'), { states: [book(5, 'pile')], lost: true })
    expect(revision).toBeGreaterThan(500)
  })

  test('bears no revision where it had none', () => {
    const document = { id: 'n-0000000000000001', title: 'Quays' }
    expect(asNewest('notebook.json', document, { states: [], lost: true })).toEqual(document)
  })
})

test('of a file of annotations each one is held against itself, wherever it lies', () => {
  const ports = samplePorts()
  const source = sampleSource(ports)
  const [same, other, deleted] = [0, 1, 2].map((nth) => sampleAnnotation(ports, source, nth))
  if (same === undefined || other === undefined || deleted === undefined) throw new Error('there are three')
  const file = { annotations: [same, other], trash: [{ deleted: ports.now(), annotation: deleted }] }
  const there = { annotations: [{ ...deleted, revision: 7 }, { ...other, revision: 4 }, same], trash: [] }
  const renewed = asNewest(`sources/${source.source.id}/annotations/1.json`, file, {
    states: [there],
    lost: false,
  })
  expect(renewed.annotations).toEqual([same, { ...other, revision: 5 }])
  expect(renewed.trash).toMatchObject([{ annotation: { ...deleted, revision: 8 } }])
})
