import { expect, test } from 'vitest'
import { slideGaps } from './slide-gaps'
import { numberWords, splitWords } from './split-words'

const text = 'It rose here. It fell here. It sank.'
const words = splitWords(text)

/** The counterparts of the words, where a gap of three words was found from `start` on, after sliding. */
function slid(start: number): { readonly counterparts: number[]; readonly back: number[] } {
  const kept = Array.from({ length: words.count }, (_, word) => word).filter(
    (word) => word < start || word >= start + 3,
  )
  const counterparts = new Int32Array(words.count).fill(-1)
  for (const [place, word] of kept.entries()) counterparts[word] = place
  const back = Int32Array.from(kept)
  slideGaps({ text, words, numbers: numberWords(text, words, new Map()), counterparts }, back)
  return { counterparts: [...counterparts], back: [...back] }
}

test.each([
  ['one word too far to the left', 2],
  ['where it is', 3],
  ['one word too far to the right', 4],
])('a sentence that was found %s is told from where it begins to where it ends', (_, start) => {
  // “here” before the gap and “It” behind it stand at both of its ends.
  expect(slid(start)).toEqual({ counterparts: [0, 1, 2, -1, -1, -1, 3, 4], back: [0, 1, 2, 6, 7] })
})
