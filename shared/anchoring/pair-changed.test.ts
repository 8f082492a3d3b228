import { expect, test } from 'vitest'
import { pairChanged } from './pair-changed'

test.each([
  ['as many words', ['one', 'two'], ['eins', 'zwei'], [0, 1]],
  ['fewer words, the most alike', ['nearly', 'harbour'], ['harbor'], [-1, 0]],
  ['more words, the most alike', ['harbour'], ['the', 'harbor'], [1]],
  ['no choice told, the nearest', ['a', 'b'], ['x'], [0, -1]],
  ['far more words and none alike', ['harbour'], ['six', 'men', 'in', 'two', 'boats'], [-1]],
  ['far more words and one alike', ['harbour'], ['six', 'men', 'in', 'harbors', 'now'], [3]],
  ['no words', ['a'], [], [-1]],
])('%s', (_, old, now, pairs) => {
  expect(pairChanged(old, now)).toEqual(pairs)
})
