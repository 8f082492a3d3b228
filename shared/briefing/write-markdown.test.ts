import { Parser } from 'commonmark'
import { type Arbitrary, array, assert, constantFrom, property, string } from 'fast-check'
import type { Nodes, PhrasingContent, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import nastyQuotes from '../../tests/fixtures/nasty-quotes.json'
import type { Brief } from '../model/brief'
import { anyExcerpt } from '../model/excerpts'
import { sampleId } from '../testing/samples'
import { composeBrief } from './compose-brief'
import { courier, courierText, digest, digestText, evidenceOf, tagged } from './live/testing/harbour'
import { type MarkdownFlavour, writeMarkdown } from './write-markdown'

const flavours: readonly MarkdownFlavour[] = ['plain', 'pandoc', 'obsidian']

/** The words as a quote, as a paragraph, as an item, in bold and in a cell, as forms of briefs print them. */
function everywhere(words: string): Root {
  const text: PhrasingContent[] = [{ type: 'text', value: words }]
  const paragraph = { type: 'paragraph' as const, children: text }
  const cells = [text, [{ type: 'text' as const, value: 'next' }]].map((children) => ({
    type: 'tableCell' as const,
    children,
  }))
  return {
    type: 'root',
    children: [
      { type: 'blockquote', children: [paragraph, paragraph] },
      paragraph,
      {
        type: 'list',
        ordered: false,
        spread: false,
        children: [{ type: 'listItem', children: [paragraph] }],
      },
      { type: 'paragraph', children: [{ type: 'strong', children: text }] },
      { type: 'heading', depth: 2, children: text },
      {
        type: 'table',
        children: [
          { type: 'tableRow', children: cells },
          { type: 'tableRow', children: cells },
        ],
      },
    ],
  }
}

/** The words of each leaf block, as a parser found them. */
function blocksIn(node: Nodes): string[] {
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell')
    return [wordsOf(node)]
  return 'children' in node ? node.children.flatMap(blocksIn) : [`unexpected ${node.type}`]
}

function wordsOf(node: Nodes): string {
  if (node.type === 'text') return node.value
  if (
    node.type === 'paragraph' ||
    node.type === 'heading' ||
    node.type === 'tableCell' ||
    node.type === 'strong'
  )
    return node.children.map(wordsOf).join('')
  // A bare address is a link in GitHub's Markdown: its words are the same.
  if (node.type === 'link') return node.children.map(wordsOf).join('')
  return `unexpected ${node.type}`
}

/** What commonmark.js finds in the part that has no table, since it knows none. */
function commonmarkBlocks(markdown: string): string[] {
  const blocks: string[] = []
  const walker = new Parser().parse(markdown).walker()
  let words: string | null = null
  for (let step = walker.next(); step !== null; step = walker.next()) {
    const { node, entering } = step
    if (node.type === 'paragraph' || node.type === 'heading') {
      if (!entering && words !== null) blocks.push(words)
      words = entering ? '' : null
    } else if (entering && words !== null && node.type !== 'strong')
      words += node.type === 'text' ? (node.literal ?? '') : `unexpected ${node.type}`
    else if (entering && words === null && !['document', 'block_quote', 'list', 'item'].includes(node.type))
      blocks.push(`unexpected ${node.type}`)
  }
  return blocks
}

/** In one document, which is parsed much faster than one each. */
function expectSurvival(all: readonly string[]): void {
  const trees = all.map(everywhere)
  const whole: Root = { type: 'root', children: trees.flatMap(({ children }) => children) }
  const untabled: Root = { type: 'root', children: whole.children.filter(({ type }) => type !== 'table') }
  for (const flavour of flavours) {
    const markdown = writeMarkdown(whole, flavour)
    const read = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
    const found = all.flatMap((words) => [
      ...Array.from({ length: 6 }, () => words),
      words,
      'next',
      words,
      'next',
    ])
    expect(blocksIn(read), `${flavour}:\n${markdown}`).toEqual(found)
    const six = all.flatMap((words) => Array.from({ length: 6 }, () => words))
    expect(commonmarkBlocks(writeMarkdown(untabled, flavour)), `${flavour}:\n${markdown}`).toEqual(six)
  }
}

describe('words survive in every flavour: parsed again, they have the same characters', () => {
  test.each(nastyQuotes)('%j', (quote) => {
    expectSurvival([quote, `before ${quote} after`, `${quote}${quote}`].map((words) => words.trim()))
  })

  test('any words', () => {
    const line = string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map((value) =>
      value.replaceAll(/[\p{Cc}]/gu, ''),
    )
    assert(property(array(seen(line), { minLength: 1, maxLength: 10 }), expectSurvival), { numRuns: 50 })
  })

  test('any signs that some flavour reads as syntax', () => {
    const signs = '#>*_-+=~`|[]()!<>&;:\\^1a. \u00A0"\'$@/{}%BTable'
    const line = string({ unit: constantFrom(...signs), minLength: 1, maxLength: 24 })
    assert(property(array(seen(line), { minLength: 1, maxLength: 10 }), expectSurvival), { numRuns: 100 })
  })
})

/** What an import and a trimmed selection allow: no white space at the ends, and something between. */
function seen(line: Arbitrary<string>): Arbitrary<string> {
  return line.map((value) => value.trim()).filter((value) => value !== '')
}

/** What is left of a paragraph for its reader to take as syntax. */
function bareSigns(words: string, flavour: MarkdownFlavour): string {
  const tree: Root = {
    type: 'root',
    children: [{ type: 'paragraph', children: [{ type: 'text', value: words }] }],
  }
  return writeMarkdown(tree, flavour)
    .replaceAll(/\\[!-/:-@[-`{-~]|&#?\w+;/g, '␛')
    .trimEnd()
}

test.each(nastyQuotes)(
  'of %j nothing is left that pandoc or Obsidian would take for their own syntax',
  (quote) => {
    for (const words of [quote, `before ${quote} after`]) {
      const pandoc = bareSigns(words.trim(), 'pandoc')
      expect(pandoc).not.toMatch(/[\\@$^~{}"'|[`]|--|\.\.|__|\t| {2}|\b(?:Mr|i\.e|p|No|Feb)\.\s/)
      expect(pandoc).not.toMatch(/^(?:[#:(+%]|(?:[A-Za-z]|[ivxlcdm]+)[.)](?:\s|$)|[Tt]able:)/i)
      const obsidian = bareSigns(words.trim(), 'obsidian')
      expect(obsidian).not.toMatch(/[$^[`]|%%|==|#[^\s#]|<[a-z/!?]/i)
    }
  },
)

const figure = tagged(1, courierText, 'figure', 'nearly €40m')
const claim = tagged(2, digestText, 'claim', 'What the port will cost\nRepairs take one-fifth of the budget')
const gone = tagged(3, courierText, 'claim', 'The guild does not.')

function briefOf(content: Brief['document']['content'], title = 'Who pays'): Brief {
  const moment = '2025-03-01T09:00:00.000Z'
  const document = { type: 'doc' as const, content }
  return { id: sampleId('b', 1), revision: 1, title, created: moment, modified: moment, document }
}

function excerptOn({ id, target }: typeof figure) {
  const attrs = {
    source: target.source,
    annotation: id,
    exact: target.ranges[0]?.quote.exact ?? '',
    declined: null,
  }
  return { type: 'excerpt' as const, attrs }
}

const brief = briefOf([excerptOn(figure), excerptOn(claim), excerptOn(gone)], '2025: who "pays" @all *now*')
const tree = composeBrief(brief, evidenceOf([figure, claim]))

test('for pandoc the title is metadata, footnotes cite by key, and the bibliography stands in place of the sources', () => {
  expect(writeMarkdown(tree, 'pandoc', 'Who pays')).toBe(`---
title: "2025: who \\\\\\"pays\\\\\\" \\\\@all \\\\*now\\\\*"
bibliography: "Who pays.bib"
---

> nearly €40m[^1]

> What the port will cost
>
> Repairs take one-fifth of the budget[^2]

> The guild does not.[^3]

The highlight of this quote was deleted.

# Sources

::: {#refs}
:::

[^1]: [@courier2025harbour, paragraph 2, version 1] [sourcebook:${courier.id}/${figure.id}](sourcebook:${courier.id}/${figure.id})

[^2]: [@digest2025what, paragraphs 1-2, version 1] [sourcebook:${digest.id}/${claim.id}](sourcebook:${digest.id}/${claim.id})

[^3]: [@courier2025harbour] The highlight was deleted. [sourcebook:${courier.id}/${gone.id}](sourcebook:${courier.id}/${gone.id})
`)
})

test('where the brief lists its sources itself, pandoc has the bibliography at the end under a heading of its own', () => {
  const sources = { view: 'sources' as const, filter: anyExcerpt, caption: null, seen: null, declined: null }
  const listed = composeBrief(
    briefOf([excerptOn(figure), { type: 'live', attrs: sources }]),
    evidenceOf([figure]),
  )
  const markdown = writeMarkdown(listed, 'pandoc', 'Who pays')
  expect(markdown).toContain('\nreference-section-title: "Sources"\n')
  expect(markdown).not.toContain('{#refs}')
})

test('for Obsidian there are properties, and each excerpt has the id of its block once', () => {
  const twice = composeBrief(
    briefOf([...brief.document.content, excerptOn(figure)], brief.title),
    evidenceOf([figure, claim]),
  )
  const markdown = writeMarkdown(twice, 'obsidian')
  const [, head = '', body = ''] = markdown.split('---\n')
  expect(parseYaml(head)).toEqual({
    title: brief.title,
    created: '2025-03-01',
    sources: [
      'Ada Byrne: “Harbour fund agreed”, The Courier, 26 February 2025.',
      '“What the port will cost”, The Digest via Newsdesk, 2 March 2025, updated 3 March 2025.',
    ],
  })
  expect(body).toContain(`> nearly €40m[^1]\n\n^${figure.id}\n`)
  expect(body.match(/^\^a-\w+$/gm)).toEqual([`^${figure.id}`, `^${claim.id}`, `^${gone.id}`])
  expect(body).not.toMatch(/<[a-z/!?]/i)
})

test('a tree that is no brief has no head in any flavour', () => {
  for (const flavour of flavours) expect(writeMarkdown(everywhere('words'), flavour)).toMatch(/^> words\n/)
})

test('footnotes resolve in every flavour, also in cells of tables', () => {
  const live = { view: 'figures' as const, filter: anyExcerpt, caption: null, seen: null, declined: null }
  const tabled = composeBrief(briefOf([{ type: 'live', attrs: live }]), evidenceOf([figure]))
  for (const flavour of flavours) {
    const markdown = writeMarkdown(tabled, flavour).replace(/^---\n.*?\n---\n/s, '')
    const read = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
    expect(JSON.stringify(read.children.find(({ type }) => type === 'table'))).toContain(
      '"footnoteReference"',
    )
    expect(read.children.filter(({ type }) => type === 'footnoteDefinition')).toHaveLength(1)
  }
})
