import { expect, test } from 'vitest'
import type { BriefDocument } from '../../../shared/model/brief'
import { mergeDocuments } from './merge-documents'

/** A document with a paragraph for each letter. */
function documentOf(letters: string): BriefDocument {
  return {
    type: 'doc',
    content: [...letters].map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  }
}

test.each([
  ['theirs below mine', 'abc', 'xbc', 'abcd', 'xbcd'],
  ['theirs above mine', 'abc', 'abx', 'yabc', 'yabx'],
  ['mine grew', 'abc', 'a12bc', 'abz', 'a12bz'],
  ['mine shrank', 'abcd', 'ad', 'abcde', 'ade'],
  ['neighbours', 'ab', 'xb', 'ay', 'xy'],
  ['both added at the same place', 'a', 'ax', 'ay', 'axy'],
  ['nothing here', 'ab', 'ab', 'acb', 'acb'],
  ['theirs took out', 'abc', 'abx', 'bc', 'bx'],
])('both changes stay: %s', (_, base, mine, theirs, both) => {
  expect(mergeDocuments(documentOf(base), documentOf(mine), documentOf(theirs))).toEqual(documentOf(both))
})

test.each([
  ['the same block', 'abc', 'axc', 'ayc'],
  ['a block that is gone there', 'abc', 'axc', 'ac'],
  ['stretches that overlap', 'abcd', 'axxd', 'abyy'],
])('neither gives way: %s', (_, base, mine, theirs) => {
  expect(mergeDocuments(documentOf(base), documentOf(mine), documentOf(theirs))).toBeNull()
})
