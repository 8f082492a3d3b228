import { expect, test } from 'vitest'
import type { SourceId } from '../model/ids'
import { textFinder } from './find-texts'
import { addressKey, doiIn, type TextKeys, titleKey } from './text-keys'

const none = { address: null, doi: null, fileNames: [], title: null }

function text(id: string, keys: Partial<TextKeys>): TextKeys {
  // Any string does for an id here.
  return { id: id as SourceId, title: id, address: null, doi: null, fileNames: [], ...keys }
}

test.each([
  ['https://www.courier.example/port/?utm_source=x#top', 'http://courier.example/port'],
  ['https://courier.example/a?id=3&page=2', 'https://courier.example/a/?page=2&id=3'],
])('%s is the page of %s', (one, other) => {
  expect(addressKey(one)).toBe(addressKey(other))
})

test('the query tells pages apart, and a file has no address', () => {
  expect(addressKey('https://courier.example/a?id=3')).not.toBe(addressKey('https://courier.example/a?id=4'))
  expect(addressKey('file:///home/ada/a.pdf')).toBeNull()
  expect(addressKey('urn:x-pdf:1')).toBeNull()
})

test.each([
  ['https://doi.org/10.5555/Port.Fund', '10.5555/port.fund'],
  ['https://press.example/doi/full/10.5555%2Fport.fund?download=1', '10.5555/port.fund'],
  ['10.5555/port.fund.', '10.5555/port.fund'],
  ['https://courier.example/2025/10/port', null],
])('the identifier in %s is %s', (address, doi) => {
  expect(doiIn(address)).toBe(doi)
})

test('a text is found by DOI or address, then by the name of its file, then by its title', () => {
  const find = textFinder([
    text('one', { doi: '10.5555/port', fileNames: ['a.pdf'], title: titleKey('The Port Fund') }),
    text('two', { address: 'courier.example/port', fileNames: ['b.pdf'], title: 'harbour' }),
    text('three', { address: 'courier.example/port', fileNames: ['c.pdf', 'b.pdf'], title: 'harbour' }),
  ])
  expect(find({ ...none, doi: '10.5555/PORT', title: 'harbour' })).toEqual(['one'])
  expect(find({ ...none, address: 'https://doi.org/10.5555/port' })).toEqual(['one'])
  // Read from one address at two times.
  expect(find({ ...none, address: 'https://www.courier.example/port/' })).toEqual(['two', 'three'])
  expect(find({ ...none, fileNames: ['C.PDF'], title: 'the port fund' })).toEqual(['three'])
  expect(find({ ...none, title: '“The port fund”' })).toEqual(['one'])
})

test('a title or a name of a file that several texts have tells none of them', () => {
  const find = textFinder([
    text('two', { fileNames: ['b.pdf'], title: 'harbour' }),
    text('three', { fileNames: ['b.pdf'], title: 'harbour' }),
  ])
  expect(find({ ...none, title: 'Harbour' })).toEqual([])
  expect(find({ ...none, fileNames: ['b.pdf'] })).toEqual([])
  expect(find({ ...none, title: '!' })).toEqual([])
})
