import { expect, test } from 'vitest'
import { projectText } from '../../shared/anchoring/text-projection'
import { completeText } from './complete-text'
import type { ReadFile } from './parser-answer'
import { readPlainText } from './read-plain-text'

function completed(name: string, text: string): ReadFile {
  return completeText(readPlainText(name, new TextEncoder().encode(text)), name)
}

test.each([
  [
    'the line that stands twice',
    'Follow us\nPort fund splits the harbour council\nPort fund splits the harbour council\nText.',
    'Port fund splits the harbour council',
  ],
  [
    'the first line like a headline',
    'The council met on Monday to hear of the fund.\nPort fund splits the harbour council\nText.',
    'Port fund splits the harbour council',
  ],
  [
    'not a list of names',
    'Ada Byrne (now); Tom Ellis and Jo Park (earlier)\nPort fund splits the harbour council\nText.',
    'Port fund splits the harbour council',
  ],
  [
    'also in a script without spaces',
    '港口基金达成协议但没有人看守码头\n国家在五年内向基金投入近四千万欧元。',
    '港口基金达成协议但没有人看守码头',
  ],
  ['else the name of the file', 'Short.\nAlso short.', 'courier-report'],
])('the title is %s', (_, text, title) => {
  const file = completed('courier-report.txt', text)
  expect(file.details.title).toBe(title)
  expect(file.inferences.filter(({ field }) => field === 'title')).toHaveLength(1)
})

test('an inferred title names the passage it was read from', () => {
  const file = completed('x.txt', 'Short.\nPort fund splits the harbour council\nText.')
  const evidence = file.inferences.find(({ field }) => field === 'title')?.evidence
  expect(projectText(file.blocks).text.slice(evidence?.start, evidence?.end)).toBe(file.details.title)
})

test('a text in a right-to-left script is read from right to left', () => {
  expect(completed('x.txt', 'قال الوزير إن الصندوق سيفتح قريبا').details.direction).toBe('rtl')
  expect(completed('x.txt', 'The minister said “نعم” twice').details.direction).toBe('ltr')
})
