import { expect, test } from 'vitest'
import { BlockWriter } from '../block-writer'
import { writeHtml } from './html-blocks'
import { type Document, parsePage } from './parse-page'
import { parsePlain } from './parse-plain'

function blocksOf(page: Document | null) {
  if (page === null) return null
  const writer = new BlockWriter('page.xhtml')
  writeHtml(page, writer, { base: null })
  return writer.blocks
}

const page = (body: string) =>
  `<?xml version="1.0"?><!DOCTYPE html>\r\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>The ferry</title><style>p > a { color: red }</style></head>\n<body class="text">${body}</body></html>\n`

test.each([
  '<h1>The ferry</h1>\n<p>It <b>left <i>late</i></b> &amp; came back&#8217;s &lt;early&gt;<br/>at <a href="https://example.org/?a=1&amp;b=2">noon</a>.</p>',
  '<div>One<!-- a note --> day<p>Two</p>three<hr/>four<img src="a.png" alt="x"/></div>',
  '<ul>\n<li>One<ol start="3"><li><p>Two</p></li></ol></li>\n<li>Three</li></ul><dl><dt>Four</dt><dd>Five</dd></dl>',
  '<table><tr><td>One</td><td><p>Two</p></td></tr>\n<tbody><tr><th>Three</th></tr></tbody></table>',
  '<blockquote><p>One</p></blockquote><aside><p style="display: none">Two</p><p>Three</p></aside>',
])('a page that is plain says the same by either way: %s', (body) => {
  const blocks = blocksOf(parsePlain(page(body)))
  expect(blocks).not.toBeNull()
  expect(blocks).toEqual(blocksOf(parsePage('page.xhtml', page(body))))
})

test.each([
  ['a paragraph that HTML ends', '<p>One<ul><li>Two</li></ul></p>'],
  ['a link in a link', '<a href="#1">One<b><a href="#2">Two</a></b></a>'],
  ['a heading in a heading', '<h1>One<h2>Two</h2></h1>'],
  ['text that HTML moves out of a table', '<table>One<tr><td>Two</td></tr></table>'],
  ['an item outside of lists', '<li>One</li>'],
  ['elements that overlap', '<b>One<i>two</b>three</i>'],
  ['an element that is left open', '<div><p>One</div>'],
  ['a line break with text', '<br>One</br>'],
  ['elements with rules of their own', '<svg><title>One</title></svg>'],
  ['an attribute without quotes', '<p class=a>One</p>'],
  ['an attribute that is there twice', '<p class="a" class="b">One</p>'],
  ['an entity of HTML', '<p>One&nbsp;two</p>'],
  ['the number of no character', '<p>One&#0;two&#xD800;</p>'],
  ['a NUL', '<p>One\0two</p>'],
  ['a second body', '</body><body>'],
  ['an end of what is not open', '<p>One</p></div>'],
])('%s is left to HTML', (_, body) => {
  expect(parsePlain(page(body))).toBeNull()
})

test('a page without a body is left to HTML', () => {
  expect(parsePlain('<p>One</p>')).toBeNull()
  expect(parsePlain('<html><head><p>One</p></head><body/></html>')).toBeNull()
  expect(parsePlain('<html><body>One</body></html>two')).toBeNull()
})

test('bare text is text, and no tag in it is one', () => {
  expect(blocksOf(parsePlain(page('<p>One <![CDATA[<b>two</b> &amp;]]></p>')))).toMatchObject([
    { text: 'One <b>two</b> &amp;', marks: [] },
  ])
})

test('a page that is very deep or large is left to what refuses it', () => {
  expect(parsePlain(page('<div>'.repeat(200) + '</div>'.repeat(200)))).toBeNull()
  expect(parsePlain(page('<i/>'.repeat(200_001)))).toBeNull()
})
