import { expect, test } from 'vitest'
import { withoutPaths } from './without-paths'

const SOURCE = 'sources/s-0000000000000001'

test.each([
  [
    'in brackets',
    `A file of annotations (${SOURCE}/annotations/1.json) of “Quays” is damaged (its checksum does not match).`,
    'A file of annotations of “Quays” is damaged (its checksum does not match).',
  ],
  [
    'of a file that begins the sentence and of a copy of it',
    `${SOURCE}/annotations/1.json was changed by another program, while your change is kept beside it as ${SOURCE}/annotations/1.conflict-2025-03-01T10-00-00.000Z.json; compare the two.`,
    'A file of annotations was changed by another program, while your change is kept beside it; compare the two.',
  ],
  [
    'of what was moved aside',
    `The codebook (codebook.json) was damaged, and was put back; what was found lies in aside/2025-03-01T10-00-00.000Z/codebook.json.`,
    'The codebook was damaged, and was put back; what was found lies in the folder “aside”.',
  ],
  [
    'within the sentence',
    'The last but one state of codebook.json is damaged.',
    'The last but one state of the codebook is damaged.',
  ],
  [
    'of a copy, whatever another program called it,',
    `A file of annotations of “Quays” has a second copy; choose one of them. The copy is “${SOURCE}/annotations/1 (Ilse’s conflicted copy 2026-11-23).json”.`,
    'A file of annotations of “Quays” has a second copy; choose one of them.',
  ],
  [
    'in a second sentence',
    'Nothing of the change was made. briefs/b-0000000000000002.json was changed.',
    'Nothing of the change was made. A brief was changed.',
  ],
])('a path %s is left out or said in words', (_, sentence, words) => {
  expect(withoutPaths(sentence)).toBe(words)
})

test.each([
  'The brief was not written to /home/tove/briefs/b-0000000000000002.json, because its folder is gone.',
  'There is no folder /home/tove/sources: make it, or name another file.',
  'Shares 80 % with “codebook.json”.',
])('%s stays as it is', (sentence) => {
  expect(withoutPaths(sentence)).toBe(sentence)
})

test('a title that leaves a direction open does not turn the words behind it', () => {
  expect(withoutPaths('The text of “The \u202eport” was damaged.')).toBe(
    'The text of “The \u202eport\u202c” was damaged.',
  )
})
