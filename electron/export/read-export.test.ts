import { expect, test } from 'vitest'
import { readExport } from './read-export'

const one = 'sourcebook:s-0000000000000001/a-0000000000000001'
const two = 'sourcebook:s-0000000000000001/a-0000000000000002'

test('a Markdown brief gives its quotes with their references, and every reference', () => {
  const text = `---
title: Who pays
---

# Who pays

The state pays[^2].

> The port gets **nearly** \\*€40m\\*.
>
> The mayor wants it.[^1]

> Typed by hand

- a list
  > within it[^1]

| Amount |
| --- |
| €40m[^2] |

[^1]: The Courier. <${one}>

[^2]: The Courier, [here](${two}).
`
  expect(readExport(text)).toEqual({
    copies: [],
    quotes: [
      { words: 'The port gets nearly *€40m*.\nThe mayor wants it.', references: [one] },
      { words: 'Typed by hand', references: [] },
      { words: 'within it', references: [one] },
    ],
    references: [one, two],
    dangling: [],
  })
})

test('a file of another system reads alike', () => {
  const text = `\ufeff> nearly €40m[^1]\r\n\r\n[^1]: The Courier. <${one}>\r\n`
  expect(readExport(text)).toMatchObject({ quotes: [{ words: 'nearly €40m', references: [one] }] })
})

test('marks without a footnote are told, and those that are escaped or in code are none', () => {
  const text = 'One[^9], \\[^8], `[^7]` and two[^Note] and three[^9].\n\n[^note]: Words.\n'
  expect(readExport(text).dangling).toEqual(['[^9]'])
})

test('references are read wherever they stand, but for the comment of the export', () => {
  const text = `Pasted: ${one}, \`${two}\`.\n\n<!-- ${one} -->\n`
  expect(readExport(text).references).toEqual([one, two])
})

test('a web page gives the same', () => {
  const text = `<!doctype html><html lang="en"><head><style>sourcebook:x</style></head><body>
<p>The state pays<sup><a href="#fn-2">2</a></sup>.</p>
<blockquote dir="auto"><p>The port gets <strong>nearly</strong> €40m.</p>
<p>The mayor wants it.<sup><a href="#fn-1">1</a></sup></p></blockquote>
<blockquote><p>Typed<sup><a href="#fn-9">9</a></sup></p></blockquote>
<ol><li id="fn-1"><p>The Courier. <code>${one}</code> <a href="#top">↩</a></p></li>
<li id="fn-2"><p>The Courier. <a href="https://courier.example">${two}</a></p></li></ol>
</body></html>
<!-- Written by Sourcebook. ${one} -->`
  const { quotes, references, dangling } = readExport(text)
  expect(quotes.map(({ words }) => words.replaceAll(/\s+/g, ' ').trim())).toEqual([
    'The port gets nearly €40m. The mayor wants it.',
    'Typed',
  ])
  expect(quotes.map((quote) => quote.references)).toEqual([[one], []])
  expect(references).toEqual([one, two])
  expect(dangling).toEqual(['#fn-9'])
})
