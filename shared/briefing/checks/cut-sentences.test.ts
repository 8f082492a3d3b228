import { expect, test } from 'vitest'
import { cutSentences } from './cut-sentences'

test.each([
  ['an abbreviation', 'Dr. Lee left.|She was late.'],
  ['initials', 'The U.S. Senate met.|J. P. Lee spoke.'],
  ['a day in German', 'Am 4. März wurde gezeichnet.|Dann z. B. gefeiert.'],
  ['a question in quotation marks', '“Is it over?” Lee asked.|“No.”|The room was silent.'],
  ['a number', 'It costs 3.5 million.|Nobody pays.'],
  ['a line break', 'One cell|Another cell'],
  ['Chinese', '港口开放了。|市长很高兴！'],
  ['Arabic', 'هل انتهى؟|لا.'],
])('%s does not mislead', (name, marked) => {
  const parts = marked.split('|')
  const text = parts.join(name === 'Chinese' ? '' : name === 'a line break' ? '\n' : ' ')
  expect(cutSentences(text).map(({ start, end }) => text.slice(start, end))).toEqual(parts)
})
