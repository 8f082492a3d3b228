import { expect, test, vi } from 'vitest'
import { projectText } from '../../shared/anchoring/text-projection'
import { type Direction, movesIn, type Unit } from './moves'

/** `|` is where the caret is. */
function caret(marked: string) {
  const offset = marked.indexOf('|')
  const projection = projectText(
    marked
      .replace('|', '')
      .split('\n')
      .map((text) => ({ text })),
  )
  return { projection, offset }
}
const withCaret = (text: string, offset: number) => `${text.slice(0, offset)}|${text.slice(offset)}`

function moved(marked: string, unit: Unit, direction: Direction, way: 'move' | 'extend' = 'move') {
  const { projection, offset } = caret(marked)
  return withCaret(projection.text, movesIn(projection, () => [], 'en')[way](unit, offset, direction))
}

test.each<[string, Unit, Direction, string, string]>([
  ['the next word', 'word', 'forward', 'The |quay was closed.', 'The quay |was closed.'],
  ['the next sentence', 'sentence', 'forward', 'It |rained. She left.', 'It rained. |She left.'],
  [
    'the sentence of the next block',
    'sentence',
    'forward',
    'It |rained.\nShe left.',
    'It rained.\n|She left.',
  ],
  ['the start of this sentence', 'sentence', 'backward', 'It rained. She| left.', 'It rained. |She left.'],
  ['the sentence before', 'sentence', 'backward', 'It rained. |She left.', '|It rained. She left.'],
  ['the next paragraph', 'paragraph', 'forward', 'On|e.\nTwo.\nThree.', 'One.\n|Two.\nThree.'],
  ['the paragraph before', 'paragraph', 'backward', 'One.\n|Two.', '|One.\nTwo.'],
  ['the end of the text when nothing follows', 'sentence', 'forward', 'It |rained.', 'It rained.|'],
  ['the start of the text when nothing is before', 'sentence', 'backward', '|It rained.', '|It rained.'],
])('moves to %s', (_, unit, direction, from, to) => {
  expect(moved(from, unit, direction)).toBe(to)
})

test.each<[string, Unit, Direction, string, string]>([
  ['the end of this sentence', 'sentence', 'forward', '|It rained. She left.', 'It rained.| She left.'],
  ['the end of the next one', 'sentence', 'forward', 'It rained.| She left.', 'It rained. She left.|'],
  ['the end of this paragraph', 'paragraph', 'forward', 'O|ne. Two.\nThree.', 'One. Two.|\nThree.'],
  ['the end of this word', 'word', 'forward', 'The |quay was', 'The quay| was'],
  ['the start of this word', 'word', 'backward', 'The quay| was', 'The |quay was'],
])('extends to %s', (_, unit, direction, from, to) => {
  expect(moved(from, unit, direction, 'extend')).toBe(to)
})

test.each([
  ['the end of the word, from behind its full stop', 'The plan.|', 'The plan|.'],
  ['the end of the word before', 'The plan|.', 'The| plan.'],
  ['the end of the word in which it stands', 'The pl|an.', 'The| plan.'],
  ['the last word of the block before', 'It rained.\nShe| left.', 'It rained|.\nShe left.'],
])('an end goes back to %s', (_, from, to) => {
  const { projection, offset } = caret(from)
  const { endBefore } = movesIn(projection, () => [], 'en')
  expect(withCaret(projection.text, endBefore('word', offset))).toBe(to)
})

test.each([
  ['titles', '|Gen. Ada Lark met Mr. Finch. He left.', 'Gen. Ada Lark met Mr. Finch. |He left.'],
  ['initials', '|J. D. Wren spoke. Nobody answered.', 'J. D. Wren spoke. |Nobody answered.'],
  ['a country', '|She asked the U.S. Senate. It agreed.', 'She asked the U.S. Senate. |It agreed.'],
  ['a German date', '|Am 3. März kam Dr. Falk. Er blieb.', 'Am 3. März kam Dr. Falk. |Er blieb.'],
  ['a closing quote', '|“No.” She left.', '“No.” |She left.'],
  ['Chinese', '|港口关闭了。市长走了。', '港口关闭了。|市长走了。'],
  ['Ukrainian', '|Порт закрито. Мер поїхав.', 'Порт закрито. |Мер поїхав.'],
  [
    'a Ukrainian address',
    '|Він жив на вул. Садовій. Порт закрито.',
    'Він жив на вул. Садовій. |Порт закрито.',
  ],
  ['Arabic', '|أغلق الميناء؟ نعم.', 'أغلق الميناء؟ |نعم.'],
])('a sentence knows %s', (_, from, to) => {
  expect(moved(from, 'sentence', 'forward')).toBe(to)
})

test('a sentence is told from an abbreviation by its last words only', () => {
  const spy = vi.spyOn(RegExp.prototype, 'exec')
  moved(`|${'A. '.repeat(200)}`, 'sentence', 'forward')
  const read = spy.mock.calls.map(([words]) => words.length)
  spy.mockRestore()
  expect(read.length).toBeGreaterThan(200)
  expect(Math.max(...read)).toBeLessThan(60)
})

test('a post is what an entry of the outline begins', () => {
  const { projection } = caret('Head\n|One\nmore\nTwo\nend')
  const posts = movesIn(projection, () => [5, 14], null)
  expect(posts.move('post', 0, 'forward')).toBe(5)
  expect(posts.move('post', 5, 'forward')).toBe(14)
  expect(posts.move('post', 14, 'backward')).toBe(5)
  expect(posts.move('post', 14, 'forward')).toBe(projection.text.length)
  expect(posts.extend('post', 5, 'forward')).toBe(13)
})

test.each([
  ['an emoji of several code points', 'A 👩‍👩‍👧 waved', 3, 4, '👩‍👩‍👧'],
  ['a letter with a combining accent', 'cafe\u0301s', 3, 4, 'e\u0301'],
  ['a flag', 'in 🇺🇦 now', 4, 5, '🇺🇦'],
  ['a Hindi syllable', 'नमस्ते', 0, 1, 'न'],
  ['plain letters', 'quay', 1, 3, 'ua'],
])('%s is selected whole', (_, text, start, end, whole) => {
  const projection = projectText([{ text }])
  const passage = movesIn(projection, () => [], null).whole({ start, end })
  expect(text.slice(passage.start, passage.end)).toBe(whole)
})

test('a character on and back again, over the border of a block too', () => {
  const projection = projectText([{ text: 'a👩‍👩‍👧' }, { text: 'e\u0301b' }])
  const { character } = movesIn(projection, () => [], null)
  const seen = [0]
  while ((seen.at(-1) ?? 0) < projection.text.length) seen.push(character(seen.at(-1) ?? 0, 'forward'))
  expect(seen.map((at, index) => projection.text.slice(at, seen[index + 1]))).toEqual([
    'a',
    '👩‍👩‍👧',
    '\n',
    'e\u0301',
    'b',
    '',
  ])
  const back = [projection.text.length]
  while ((back.at(-1) ?? 0) > 0) back.push(character(back.at(-1) ?? 0, 'backward'))
  expect(back.toReversed()).toEqual(seen)
})

test('a language that nobody knows is no obstacle', () => {
  expect(() => movesIn(projectText([{ text: 'One.' }]), () => [], 'no such language')).not.toThrow()
})
