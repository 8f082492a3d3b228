import { expect, test } from 'vitest'
import { readHtml } from './read-html'

const textsOf = (html: string) =>
  readHtml('page.html', new TextEncoder().encode(`<!doctype html>${html}`)).blocks.map(({ text }) => text)

test.each([
  ['<ol type="a" start="26"><li>x<li>y</ol>', ['z. x', 'aa. y']],
  ['<ol type="A"><li>x</ol>', ['A. x']],
  ['<ol type="i" start="4"><li>x<li value="9">y</ol>', ['iv. x', 'ix. y']],
  ['<ol type="I" start="1994"><li>x</ol>', ['MCMXCIV. x']],
  ['<ol type="a" start="0"><li>x</ol>', ['0. x']],
  ['<ol type="i" start="4000"><li>x</ol>', ['4000. x']],
  ['<ol type="disc"><li>x</ol>', ['1. x']],
])('the numbers of %s are those that a browser draws', (list, texts) => {
  expect(textsOf(list)).toEqual(texts)
})

test.each([
  '<ol style="list-style:none"><li>x</ol>',
  '<ul style="margin:0; list-style-type: none"><li>x</ul>',
])('%s has no signs', (list) => {
  expect(textsOf(list)).toEqual(['x'])
})

test('a list inside one without signs has its own', () => {
  expect(textsOf('<ul style="list-style: none inside"><li>x<ul><li>y</ul></ul>')).toEqual(['x', '• y'])
})
