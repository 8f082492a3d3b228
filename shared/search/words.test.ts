import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { streamOf, wordsIn } from './words'

const folded = (text: string) => wordsIn(text).map((word) => word.folded)

test.each([
  ['The town’s “Port-Fund”', ['the', 'town', 's', 'port', 'fund']],
  ['Évian, Łódź; Straße', ['evian', 'lodz', 'strasse']],
  ['nearly €40m (12.5%)', ['nearly', '€', '40m', '12', '5', '%']],
  ['Київ 2025', ['київ', '2025']],
  ['co\u00adoperate', ['cooperate']],
  ['港湾は2025年', ['港', '湾', 'は', '2025', '年']],
  ['ท่าเรือ', ['ท่', 'า', 'เ', 'รื', 'อ']],
  ['می‌خواهم', ['میخواهم']],
  ['𠮷野 😀', ['𠮷', '野', '😀']],
  ['ﷺ', ['صلىاللهعليهوسلم']],
  ['', []],
  ['… — “”', []],
])('%s', (text, words) => expect(folded(text)).toEqual(words))

test('a word knows where it stands, however its folded form is written', () => {
  const text = 'In Straße № 5, ﬁne'
  expect(wordsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    'In',
    'Straße',
    '№',
    '5',
    'ﬁne',
  ])
})

test('a stream has the words of the text, one by one', () => {
  expect(streamOf('The port’s 40m, Ärger')).toBe('The Port S 40m Arger ')
  assert(
    property(string({ unit: 'binary', maxLength: 30 }), (text) => {
      const words = streamOf(text).split(' ').slice(0, -1)
      expect(words.map((word) => word.toLowerCase())).toEqual(folded(text).map((word) => word.toLowerCase()))
    }),
  )
})
