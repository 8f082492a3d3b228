import { assert, property, string } from 'fast-check'
import { HtmlValidate } from 'html-validate'
import type { Root } from 'mdast'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { expect, test } from 'vitest'
import { writeHtml } from './write-html'

const reference = 'sourcebook:s-0000000000000001/a-0000000000000001'

function text(value: string) {
  return { type: 'text' as const, value }
}

/** A brief with everything that one may hold; `words` stand as heading, quote, list, cell and note. */
function treeOf(words: string): Root {
  const note = { type: 'footnoteReference' as const, identifier: '1', label: '1' }
  const paragraph = { type: 'paragraph' as const, children: [text(words)] }
  return {
    type: 'root',
    children: [
      { type: 'heading', depth: 1, children: [text('Who pays for the harbour')] },
      { type: 'heading', depth: 2, children: [text(words)] },
      { type: 'blockquote', children: [{ type: 'paragraph', children: [text(words), note] }] },
      {
        type: 'paragraph',
        children: [text('Twice.'), note, { type: 'break' }, { type: 'strong', children: [text(words)] }],
      },
      {
        type: 'list',
        ordered: true,
        start: 3,
        children: [{ type: 'listItem', spread: false, children: [paragraph] }],
      },
      {
        type: 'table',
        align: ['left', 'right'],
        children: ['Who', words].map((first) => ({
          type: 'tableRow',
          children: [first, words].map((cell) => ({ type: 'tableCell', children: [text(cell)] })),
        })),
      },
      { type: 'thematicBreak' },
      {
        type: 'footnoteDefinition',
        identifier: '1',
        label: '1',
        children: [
          {
            type: 'paragraph',
            children: [text(`${words} `), { type: 'link', url: reference, children: [text(reference)] }],
          },
        ],
      },
    ],
  }
}

type HtmlNode = DefaultTreeAdapterTypes.Node

function all(node: HtmlNode, tag: string): HtmlNode[] {
  const inner = 'childNodes' in node ? node.childNodes.flatMap((child) => all(child, tag)) : []
  return node.nodeName === tag ? [node, ...inner] : inner
}

function wordsOf(node: HtmlNode): string {
  if ('value' in node) return node.value
  return 'childNodes' in node ? node.childNodes.map(wordsOf).join('') : ''
}

test('a brief with everything in it is valid HTML', async () => {
  const report = await new HtmlValidate({ extends: ['html-validate:standard'] }).validateString(
    writeHtml(treeOf('The port gets nearly €40m.'), 'Who pays & who does not'),
  )
  expect(
    report.results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
  ).toEqual([])
})

test('nothing in it is fetched or run', () => {
  const page = parse(
    writeHtml(treeOf('<script>alert(1)</script> <img src=x onerror=y> <base href=z>'), 'Title'),
  )
  const fetching = ['script', 'img', 'link', 'iframe', 'object', 'base', 'svg']
  expect(fetching.flatMap((tag) => all(page, tag))).toEqual([])
  expect(all(page, 'style').map(wordsOf).join('')).not.toMatch(/url\(|@import/)
})

test('a note leads to its words and back to each place that refers to it', () => {
  const page = parse(writeHtml(treeOf('Words'), 'Title'))
  const links = all(page, 'a').flatMap((node) => ('attrs' in node ? [node.attrs] : []))
  const ids = new Set(
    ['a', 'li', 'h2']
      .flatMap((tag) => all(page, tag))
      .flatMap((node) => ('attrs' in node ? node.attrs : []))
      .filter(({ name }) => name === 'id')
      .map(({ value }) => value),
  )
  const targets = links.flatMap((attrs) =>
    attrs.filter(({ name }) => name === 'href').map(({ value }) => value),
  )
  expect(targets).toHaveLength(4)
  for (const target of targets) expect(ids).toContain(target.replace('#', ''))
})

test('a reference to the notebook can be read and copied, and is no link that leads nowhere', () => {
  const page = parse(writeHtml(treeOf('Words'), 'Title'))
  expect(all(page, 'code').map(wordsOf)).toEqual([reference])
})

const nasty = [
  '<b>&amp;</b> "quoted" \'single\' `tick`',
  '=SUM(A1:A9) @cmd +1 -1',
  '\u202Eright to left\u202C and \u2066isolated\u2069',
  'a\u0007bell, \u001b[31mred',
  '{{constructor.constructor("x")()}} ${7*7} <%= 7 %> #{7}',
  '--> <!-- x -->  ]]> <![CDATA[',
  '𝒳 👩‍👩‍👧 ﷽ ١٢٣ 中文',
  '  two  spaces  inside  ',
]

test.each(nasty)('parsed again, quote, heading, cell and note have the same characters: %s', (words) => {
  expectSame(words)
})

test('whatever the words', () => {
  assert(property(string({ unit: 'grapheme', minLength: 1 }), expectSame))
})

function expectSame(words: string): void {
  const page = parse(writeHtml(treeOf(words), words))
  // A parser of HTML reads one kind of line end, and no NUL.
  const read = words.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '\u2400')
  const [quote] = all(page, 'blockquote').flatMap((node) => all(node, 'p'))
  const [, heading] = [...all(page, 'h1'), ...all(page, 'h2')]
  expect(quote && wordsOf(quote)).toBe(`${read}1`)
  expect(heading && wordsOf(heading)).toBe(read)
  expect(all(page, 'td').map(wordsOf)).toEqual([read, read])
}
