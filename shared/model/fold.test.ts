import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { fold, foldText, orderKey } from './fold'

test.each([
  ['Évian', 'evian'],
  ['Łódź', 'lodz'],
  ['Straße', 'strasse'],
  ['Ærø', 'aero'],
  ['İzmir', 'izmir'],
  ['Київ’ю', "київ'ю"],
  ['Þórshöfn', 'thorshofn'],
  ['a `plan`,  so-called', "a 'plan', so-called"],
  ['Αθήνα', 'αθηνα'],
  ['مُحَمَّد', 'محمد'],
  ['the town’s “plan”', 'the town\'s "plan"'],
  ['ﬁnance ２０２５', 'finance 2025'],
  ['№ 5 of Pier™', 'no 5 of piertm'],
])('%s is looked for as %s', (text, folded) => expect(fold(text)).toBe(folded))

test('what has a short way gives the same as the long one', () => {
  assert(
    property(string(), (text) => {
      expect(fold(text)).toBe(foldText(text).folded)
    }),
  )
})

test('letters that only look like another with an accent stay', () => {
  expect(fold('край')).not.toBe(fold('краи'))
  expect(fold('и\u0306')).toBe('й')
})

test('vowels of scripts in which marks are letters stay', () => {
  expect(fold('हिन्दी')).toBe('हिन्दी')
  expect(fold('が')).not.toBe(fold('か'))
})

test('names stand in the order of a shelf: no capitals, no accents, no leading signs, numbers by their value', () => {
  const names = ['Part 10', '“A pier”', 'Écho', 'part 2', 'eagle', 'Zebra', 'Ångström']
  const byKey = names.toSorted((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1))
  expect(byKey).toEqual(['“A pier”', 'Ångström', 'eagle', 'Écho', 'part 2', 'Part 10', 'Zebra'])
})
