import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, test } from 'vitest'
import type {
  Brief,
  BriefBlock,
  BriefFlow,
  BriefInline,
  BriefListItem,
  BriefMark,
  LiveView,
} from '../model/brief'
import { anyExcerpt } from '../model/excerpts'
import { sampleId } from '../testing/samples'
import { composeBrief } from './compose-brief'
import { courier, courierText, digestText, dredging, evidenceOf, mayor, tagged } from './live/testing/harbour'
import { writeMarkdown } from './write-markdown'

const figure = tagged(1, courierText, 'figure', 'nearly €40m')
const claim = tagged(2, digestText, 'claim', 'Repairs take one-fifth of the budget')
const position = tagged(3, courierText, 'position', 'The mayor wants it.', {
  actor: mayor,
  issue: dredging,
  stance: 'supports',
})
const evidence = evidenceOf([figure, claim, position])

const moment = '2025-03-01T09:00:00.000Z'
const brief = (...content: BriefBlock[]): Brief => ({
  id: sampleId('b', 1),
  revision: 1,
  title: 'Who pays',
  created: moment,
  modified: moment,
  document: { type: 'doc', content },
})

/** What the blocks are printed as, without the title, the sources and the notes. */
function printed(...content: BriefBlock[]): string {
  const markdown = writeMarkdown(composeBrief(brief(...content), evidence))
  return markdown
    .replace('# Who pays\n\n', '')
    .replace(/\n## Sources\n.*$/s, '')
    .replace(/\n\[\^1\]: .*$/s, '')
}

const marks: Readonly<Record<string, BriefMark>> = {
  b: { type: 'bold' },
  i: { type: 'italic' },
  s: { type: 'strike' },
  c: { type: 'code' },
  l: { type: 'link', attrs: { href: 'https://example.org/a' } },
}

/** Words with the marks named: `words('bold', 'b')`. */
function words(text: string, named = ''): BriefInline {
  const its = [...named].flatMap((name) => marks[name] ?? [])
  return { type: 'text', text, ...(its.length > 0 && { marks: its }) }
}

function citing({ id, target }: typeof figure): Extract<BriefInline, { type: 'citation' }> {
  const exact = target.ranges[0]?.quote.exact ?? ''
  return { type: 'citation', attrs: { source: target.source, annotation: id, exact, declined: null } }
}

const one = citing(figure)
const two = citing(claim)
const own: BriefInline = { type: 'footnote', attrs: { words: 'Asked by\nletter.' } }
const stop: BriefInline = { type: 'hardBreak' }
const paragraph = (...content: BriefInline[]) => ({ type: 'paragraph' as const, content })
const item = (...content: BriefFlow[]): BriefListItem => ({ type: 'listItem', content })

describe('the mark of a footnote stands behind the punctuation, without a space before it', () => {
  const cases: [string, BriefInline[], string][] = [
    ['a full stop', [words('It costs'), one, words('. Much.')], 'It costs.[^1] Much.'],
    ['at the end', [words('It costs.'), one], 'It costs.[^1]'],
    ['a comma', [words('It costs'), one, words(', he said.')], 'It costs,[^1] he said.'],
    ['closing quotation marks', [words('“It costs'), one, words('.” Much.')], '“It costs.”[^1] Much.'],
    ['a space before it', [words('It costs '), one, words('.')], 'It costs.[^1]'],
    ['a space on both sides', [words('It costs '), one, words(' much.')], 'It costs[^1] much.'],
    ['a word straight behind it', [words('It costs '), one, words('much.')], 'It costs[^1] much.'],
    ['an apostrophe is no punctuation', [words('the port'), one, words("'s debts")], "the port[^1]'s debts"],
    ['nor is a point in a number', [words('4'), one, words('.5')], '4[^1].5'],
    ['a dash', [words('It costs'), one, words(' – much')], 'It costs[^1] – much'],
    [
      'two in a row are told apart',
      [words('It costs'), one, words(' '), two, words('.')],
      'It costs.[^1]\u202F[^2]',
    ],
    ['one twice in a row is one', [words('It costs'), one, one, words('.')], 'It costs.[^1]'],
    ['marked punctuation', [words('It '), words('costs', 'b'), one, words('.', 'b')], 'It **costs.**[^1]'],
  ]
  test.each(cases)('%s', (_, inlines, expected) => {
    expect(printed(paragraph(...inlines))).toBe(`${expected}\n`)
  })
})

describe('neighbours that share a mark stand in one node', () => {
  const cases: [string, BriefInline[], string][] = [
    ['bold, and part of it italic', [words('a ', 'b'), words('b', 'bi'), words(' c', 'b')], '**a _b_ c**'],
    ['the wider mark is outside', [words('a', 'ib'), words(' b', 'b')], '**_a_ b**'],
    ['a space at the edge is outside', [words('a '), words('b ', 'b'), words('c')], 'a **b** c'],
    ['a space of its own', [words('a', 'b'), words(' ', 'b'), words('b', 'i')], '**a** _b_'],
    [
      'a link across marks',
      [words('a', 'l'), words('b', 'lb'), words('c')],
      '[a**b**](https://example.org/a)c',
    ],
    ['struck and code', [words('a', 's'), words('b', 'c'), words('c', 'bc')], '~~a~~`b`**`c`**'],
    ['a break ends a run', [words('a', 'b'), stop, words('b', 'b')], '**a**\\\n**b**'],
    ['breaks and spaces at the ends', [stop, words(' a '), stop, words(' b '), stop, words(' ')], 'a\\\nb'],
  ]
  test.each(cases)('%s', (_, inlines, expected) => {
    expect(printed(paragraph(...inlines))).toBe(`${expected}\n`)
  })
})

test('a passage that is cited again is the same footnote; notes of the author are their own', () => {
  const excerpt: BriefBlock = { type: 'excerpt', attrs: one.attrs }
  const tree = composeBrief(
    brief(paragraph(words('It costs'), one, own), excerpt, paragraph(words('Again'), two, one, own)),
    evidence,
  )
  const markdown = writeMarkdown(tree)
  expect(markdown.match(/\[\^\d\]/g)?.join(' ')).toBe('[^1] [^2] [^1] [^3] [^1] [^4] [^1] [^2] [^3] [^4]')
  expect(markdown).toContain('[^2]: Asked by letter.\n')
  expect(tree.children.filter(({ type }) => type === 'footnoteDefinition')).toHaveLength(4)
})

test('lists nest, a quotation of the author holds lists, and what is empty is left out', () => {
  const text = printed(
    paragraph(),
    { type: 'heading', attrs: { level: 3, section: null } },
    {
      type: 'bulletList',
      content: [
        item(paragraph(words('first')), {
          type: 'orderedList',
          attrs: { start: 4 },
          content: [item(paragraph(words('fourth'), one)), item(paragraph())],
        }),
        item(paragraph(words(' '))),
        item(paragraph(words('second')), paragraph(words('goes on'))),
      ],
    },
    { type: 'blockquote', content: [paragraph(words('His words'), stop, words('and more')), paragraph()] },
    { type: 'blockquote', content: [paragraph()] },
    { type: 'horizontalRule' },
  )
  expect(text).toBe(`- first

  4. fourth[^1]
- second

  goes on

> His words\\
> and more

---
`)
})

test('the first row of a table is its head; paragraphs of a cell stand in one line, with citations', () => {
  const cell = (...content: BriefInline[][]) => ({
    type: 'tableCell' as const,
    content: content.map((inlines) => paragraph(...inlines)),
  })
  const text = printed({
    type: 'table',
    content: [
      { type: 'tableRow', content: [{ ...cell([words('Who | what')]), type: 'tableHeader' }] },
      {
        type: 'tableRow',
        content: [cell([words('The port'), one], [], [words('and more')]), cell([words('pays')])],
      },
    ],
  })
  expect(text).toBe('| Who \\| what |  |\n| --- | --- |\n| The port[^1] and more | pays |\n')
})

function live(
  view: LiveView,
  attrs: Partial<Extract<BriefBlock, { type: 'live' }>['attrs']> = {},
): BriefBlock {
  return {
    type: 'live',
    attrs: { view, filter: anyExcerpt, caption: null, seen: null, declined: null, ...attrs },
  }
}

test('a live block stands under its caption, with its citations in the cells', () => {
  expect(printed(live('positions', { caption: ' Who is for it ' }))).toBe(
    'Who is for it\n\n| Actor | Dredging |\n| --- | --- |\n| The mayor | for[^1] |\n',
  )
})

test('a live block prints what its author saw last, not what the notebook says now', () => {
  const [source, annotation] = [courier.id, figure.id]
  const cells = [
    {
      words: 'As it was',
      cites: [
        { source, annotation },
        { source, annotation },
      ],
    },
  ]
  const seen = { head: [], rows: [{ key: 'x', cells }] }
  expect(printed(live('claims', { seen }))).toBe('- As it was[^1]\n')
  const head = [{ words: 'Amount', align: 'end' as const }]
  expect(printed(live('figures', { seen: { ...seen, head } }))).toContain(
    '| Amount |\n| --: |\n| As it was[^1] |\n',
  )
})

test.each(['figures', 'positions', 'claims', 'timeline', 'sources'] as const)(
  'where nothing passes the filter of a block of %s, one sentence says so',
  (view) => {
    expect(printed(live(view, { seen: { head: [], rows: [] } }))).toMatch(
      /^No\w* .* recorded for this \w+\.\n$/,
    )
  },
)

test('the sources are those cited, also by live blocks, in the order of a bibliography and with their address', () => {
  const markdown = writeMarkdown(
    composeBrief(brief(paragraph(words('See'), two), live('positions')), evidence),
  )
  expect(markdown).toContain(`## Sources

- Ada Byrne: “Harbour fund agreed”, The Courier, 26 February 2025. <https://courier.example/harbour_fund?page=1&all=yes>
- “What the port will cost”, The Digest via Newsdesk, 2 March 2025, updated 3 March 2025.
`)
})

test('control characters and line breaks that a form could not carry are seen, and nothing else changes', () => {
  expect(printed(paragraph(words('a\u0000b\u001Bc\r\nd\u2028e')))).toBe('a␀b␛c d\u2028e\n')
})

test('every block parses as what it is', () => {
  const markdown = writeMarkdown(
    composeBrief(
      brief(
        { type: 'heading', attrs: { level: 2, section: null }, content: [words('Head')] },
        paragraph(words('Words')),
        { type: 'excerpt', attrs: one.attrs },
        { type: 'excerpt', attrs: two.attrs },
        live('timeline'),
        live('claims'),
        { type: 'bulletList', content: [item(paragraph(words('item')))] },
        { type: 'orderedList', attrs: { start: 2 }, content: [item(paragraph(words('item')))] },
      ),
      evidence,
    ),
  )
  const { children } = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  expect(children.map(({ type }) => type).join(' ')).toBe(
    'heading heading paragraph blockquote blockquote table list list list heading list footnoteDefinition footnoteDefinition footnoteDefinition',
  )
})
