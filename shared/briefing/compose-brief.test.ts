import { assert, constantFrom, property, string } from 'fast-check'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { expect, test } from 'vitest'
import nastyQuotes from '../../tests/fixtures/nasty-quotes.json'
import type { Annotation } from '../model/annotation'
import type { Brief, BriefBlock, BriefFlow, BriefInline, BriefListItem, LiveView } from '../model/brief'
import { anyExcerpt } from '../model/excerpts'
import { sampleAnnotation, sampleId, sampleSource, sampleVersion } from '../testing/samples'
import { composeBrief } from './compose-brief'
import { addExcerpts, dropExcerpt, startBrief } from './edit-brief'
import { courier, courierText, digestText, dredging, evidenceOf, mayor, tagged } from './live/testing/harbour'
import { parseReference } from './reference'
import { writeMarkdown } from './write-markdown'

const now = '2025-03-01T09:00:00.000Z'
const id = sampleId('s', 1)
const source = sampleSource(id, {
  title: 'Harbour fund agreed',
  outlet: 'The Courier',
  via: 'Newsdesk',
  authors: ['Ada Byrne'],
  published: '2025-02-26',
  updated: '2025-02-27',
})
const version = sampleVersion(id, [
  'Harbour fund agreed',
  'The port gets nearly €40m.',
  'The mayor wants it. The guild does not.',
])
const figure = sampleAnnotation(sampleId('a', 1), version, 'figure', 'nearly €40m')
const claim = sampleAnnotation(
  sampleId('a', 2),
  version,
  'claim',
  'The port gets nearly €40m.\nThe mayor wants it.',
)
const position = sampleAnnotation(sampleId('a', 3), version, 'position', 'The guild does not.')

function briefOn(annotations: readonly Annotation[]): Brief {
  const brief = startBrief(sampleId('b', 1), 'Who pays for the harbour', now)
  return { ...brief, document: addExcerpts(brief.document, annotations) }
}

function parse(markdown: string) {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
}

/** The words of a node; paragraphs apart by a line break, as in the text projection. */
function wordsOf(node: Nodes): string {
  if ('value' in node) return node.value
  if (!('children' in node)) return ''
  return node.children.map(wordsOf).join(node.type === 'blockquote' ? '\n' : '')
}

function quotesIn(markdown: string): string[] {
  return parse(markdown)
    .children.filter((node) => node.type === 'blockquote')
    .map(wordsOf)
}

test('a brief has its title, a section for each kind that is used, footnotes and its sources', () => {
  const markdown = writeMarkdown(
    composeBrief(
      briefOn([figure, claim, position]),
      evidenceOf([figure, claim, position], [source], [version]),
    ),
  )
  expect(markdown).toBe(`# Who pays for the harbour

## Claims

> The port gets nearly €40m.
>
> The mayor wants it.[^1]

## Figures

> nearly €40m[^2]

## Positions

> The guild does not.[^3]

## Sources

- Ada Byrne: “Harbour fund agreed”, The Courier via Newsdesk, 26 February 2025, updated 27 February 2025.

[^1]: The Courier via Newsdesk, “Harbour fund agreed”, 26 February 2025, updated 27 February 2025, version 1, paragraphs 2 to 3. <sourcebook:s-0000000000000001/a-0000000000000002>

[^2]: The Courier via Newsdesk, “Harbour fund agreed”, 26 February 2025, updated 27 February 2025, version 1, paragraph 2. <sourcebook:s-0000000000000001/a-0000000000000001>

[^3]: The Courier via Newsdesk, “Harbour fund agreed”, 26 February 2025, updated 27 February 2025, version 1, paragraph 3. <sourcebook:s-0000000000000001/a-0000000000000003>
`)
})

test('a passage of a text with pages is cited with its page, whose name stays words in every Markdown', () => {
  const paged = {
    ...version,
    pages: [
      { label: '[i]', start: 0 },
      { label: '*2*', start: 20 },
    ],
  }
  const tree = composeBrief(briefOn([figure, claim]), evidenceOf([figure, claim], [source], [paged]))
  expect(writeMarkdown(tree)).toContain('version 1, p. \\*2\\*, paragraph 2. <sourcebook:')
  expect(writeMarkdown(tree, 'pandoc')).toMatch(
    /^\[\^2\]: \[@\w+, page \\\*2\\\*, paragraph 2, version 1\] /m,
  )
})

test('the copies that are quoted end a brief that names them, each once', () => {
  const [first] = source.versions
  if (first === undefined) throw new Error('a source has a version')
  const second = { ...first, number: 2, corrects: 1 }
  const unquoted = { ...first, number: 3 }
  const versions = { ...source, versions: [first, second, unquoted] }
  const later = { ...position, target: { ...position.target, version: 2 } }
  const evidence = evidenceOf([figure, claim, later], [versions], [version])
  const brief = briefOn([figure, claim, later])
  const markdown = writeMarkdown(composeBrief(brief, evidence, { copies: true }))
  const bare = writeMarkdown(composeBrief(brief, evidence))
  const [before = '', rest = ''] = markdown.split('## Copies quoted\n\n')
  const [list = '', ...notes] = rest.split('\n\n')
  const line = (which: string) =>
    `- “Harbour fund agreed”, ${which} 1 March 2025: sample.txt, 0 bytes, SHA-256 \`${first.original.sha256}\``
  expect(list.split('\n')).toEqual([
    line('version 1, imported'),
    line('version 2, version 1 put right by hand on'),
  ])
  expect(before + notes.join('\n\n')).toBe(bare)
})

test('a section without excerpts is left out, and what is not known is said to be unknown', () => {
  const bare = sampleSource(id, { title: 'Untold' })
  const markdown = writeMarkdown(composeBrief(briefOn([figure]), evidenceOf([figure], [bare], [version])))
  expect(markdown).not.toContain('## Claims')
  expect(markdown).toContain('[^1]: Outlet not known, “Untold”, no date, version 1, paragraph 2.')
})

test('a section without excerpts that its author has written into is printed', () => {
  const brief = briefOn([])
  const [heading] = brief.document.content
  if (heading?.type !== 'heading') throw new Error('a brief begins with the heading of a section')
  const written = { ...heading, content: [{ type: 'text' as const, text: 'Claims that nobody repeats' }] }
  const markdown = writeMarkdown(
    composeBrief(
      { ...brief, document: { type: 'doc', content: [written, ...brief.document.content.slice(1)] } },
      evidenceOf([], [], []),
    ),
  )
  expect(markdown).toContain('## Claims that nobody repeats')
  expect(markdown).not.toContain('## Figures')
})

test('what was recorded about an excerpt stands under its quote', () => {
  const known: Annotation = {
    ...figure,
    body: {
      kind: 'figure',
      asWritten: 'nearly €40m',
      quantity: { value: 4e7, upper: null, unit: 'EUR', bound: 'about', approximate: true },
      measure: sampleId('m', 1),
      scope: 'the port alone',
      asOf: '2025-02',
      attribution: [],
    },
  }
  const against: Annotation = {
    ...position,
    body: {
      kind: 'position',
      actor: sampleId('p', 1),
      issue: sampleId('i', 1),
      stance: 'conditional',
      condition: 'the guild agrees',
      dateSaid: null,
      attribution: [],
    },
  }
  const markdown = writeMarkdown(
    composeBrief(briefOn([known, against]), evidenceOf([known, against], [source], [version])),
  )
  expect(markdown).toContain('Cost of repairs: about €40m, the port alone, as of February 2025.')
  expect(markdown).toContain('The mayor, dredging: for, if the guild agrees.')
})

test('an excerpt whose highlight was deleted keeps the words last seen and says so', () => {
  const markdown = writeMarkdown(composeBrief(briefOn([figure]), evidenceOf([], [source], [version])))
  expect(quotesIn(markdown)).toEqual(['nearly €40m'])
  expect(markdown).toContain('The highlight of this quote was deleted.')
})

test('an excerpt whose source is gone keeps its words too', () => {
  const markdown = writeMarkdown(composeBrief(briefOn([figure]), evidenceOf([], [], [])))
  expect(quotesIn(markdown)).toEqual(['nearly €40m'])
  expect(markdown).toContain('The source of this quote is no longer in the notebook.')
})

test('every footnote leads back to its source and annotation', () => {
  const markdown = writeMarkdown(composeBrief(briefOn([claim]), evidenceOf([claim], [source], [version])))
  const link = /<(sourcebook:[^>]+)>/.exec(markdown)?.[1] ?? ''
  expect(parseReference(link)).toEqual({ source: id, annotation: claim.id })
})

test('an excerpt is added once, at the end of its section, and can be taken out again', () => {
  const brief = briefOn([figure, position])
  const again = addExcerpts(brief.document, [figure, claim])
  expect(
    again.content.map((block) => (block.type === 'excerpt' ? block.attrs.annotation : block.type)),
  ).toEqual(['heading', claim.id, 'heading', figure.id, 'heading', position.id])
  expect(dropExcerpt(again, claim.id)).toEqual(brief.document)
})

test('the order in which the evidence was read does not change the brief', () => {
  const all = [figure, claim, position]
  const one = writeMarkdown(composeBrief(briefOn(all), evidenceOf(all, [source], [version])))
  const two = writeMarkdown(composeBrief(briefOn(all), evidenceOf(all.toReversed(), [source], [version])))
  expect(two).toBe(one)
})

test.each(nastyQuotes)('the quote %j survives: parsed again, it has the same characters', (exact) => {
  expectSurvival(exact)
  expectSurvival(`before ${exact} after`)
  expectSurvival(`first\n${exact.trim()}\nlast`)
})

test('any words survive as a quote', () => {
  const line = string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((value) =>
    value.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ''),
  )
  assert(
    property(
      line.filter((value) => value.trim() !== ''),
      expectSurvival,
    ),
    { numRuns: 200 },
  )
})

test('any marks that Markdown reads as syntax survive as a quote', () => {
  const line = string({
    unit: fromCharacters('#>*_-+=~`|[]()!<>&;:\\^1a. \u00A0"\'$@/'),
    minLength: 1,
    maxLength: 30,
  })
  assert(
    property(
      line.filter((value) => value.trim() !== ''),
      expectSurvival,
    ),
    { numRuns: 300 },
  )
})

function fromCharacters(characters: string) {
  return constantFrom(...characters)
}

/** What an import and a trimmed selection allow: no white space at the ends. */
function expectSurvival(raw: string): void {
  const exact = raw.trim()
  if (exact === '') return
  const text = sampleVersion(id, exact.split('\n'))
  const annotation = sampleAnnotation(sampleId('a', 9), text, 'claim', exact)
  const markdown = writeMarkdown(
    composeBrief(briefOn([annotation]), evidenceOf([annotation], [source], [text])),
  )
  expect(quotesIn(markdown)).toEqual([exact])
}

const cost = tagged(1, courierText, 'figure', 'nearly €40m')
const share = tagged(2, digestText, 'claim', 'Repairs take one-fifth of the budget')
const wish = tagged(3, courierText, 'position', 'The mayor wants it.', {
  actor: mayor,
  issue: dredging,
  stance: 'supports',
})
const harbour = evidenceOf([cost, share, wish])

const brief = (...content: BriefBlock[]): Brief => ({
  id: sampleId('b', 1),
  revision: 1,
  title: 'Who pays',
  created: now,
  modified: now,
  document: { type: 'doc', content },
})

/** What the blocks are printed as, without the title, the sources and the notes. */
function printed(...content: BriefBlock[]): string {
  const markdown = writeMarkdown(composeBrief(brief(...content), harbour))
  return markdown
    .replace('# Who pays\n\n', '')
    .replace(/\n## Sources\n.*$/s, '')
    .replace(/\n\[\^1\]: .*$/s, '')
}

function words(text: string): BriefInline {
  return { type: 'text', text }
}

function citing({ id, target }: typeof cost): Extract<BriefInline, { type: 'citation' }> {
  const exact = target.ranges[0]?.quote.exact ?? ''
  return { type: 'citation', attrs: { source: target.source, annotation: id, exact, declined: null } }
}

const one = citing(cost)
const two = citing(share)
const own: BriefInline = { type: 'footnote', attrs: { words: 'Asked by\nletter.' } }
const stop: BriefInline = { type: 'hardBreak' }
const paragraph = (...content: BriefInline[]) => ({ type: 'paragraph' as const, content })
const cell = (...content: BriefInline[][]) => ({
  type: 'tableCell' as const,
  content: content.map((inlines) => paragraph(...inlines)),
})
const item = (...content: BriefFlow[]): BriefListItem => ({ type: 'listItem', content })

test('a passage that is cited again is the same footnote; notes of the author are their own', () => {
  const excerpt: BriefBlock = { type: 'excerpt', attrs: one.attrs }
  const tree = composeBrief(
    brief(paragraph(words('It costs'), one, own), excerpt, paragraph(words('Again'), two, one, own)),
    harbour,
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
  const [source, annotation] = [courier.id, cost.id]
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
    composeBrief(brief(paragraph(words('See'), two), live('positions')), harbour),
  )
  expect(markdown).toContain(`## Sources

- Ada Byrne: “Harbour fund agreed”, The Courier, 26 February 2025. <https://courier.example/harbour_fund?page=1&all=yes>
- “What the port will cost”, The Digest via Newsdesk, 2 March 2025, updated 3 March 2025.
`)
})

const heading = (text: string): BriefBlock => ({
  type: 'heading',
  attrs: { level: 2, section: null },
  content: [words(text)],
})

test('a list of the sources that the brief makes itself is not repeated, and has their addresses', () => {
  const markdown = writeMarkdown(
    composeBrief(brief(paragraph(words('See'), one, two), heading('Read'), live('sources')), harbour),
  )
  expect(markdown).not.toContain('## Sources')
  expect(markdown).toContain(
    '- Ada Byrne: “Harbour fund agreed”, The Courier, 26 February 2025. <https://courier.example/harbour_fund?page=1&all=yes>\n',
  )
})

test('sources are not listed again where each has a section under its title; one without makes a list of all', () => {
  const entries = [heading('Harbour fund agreed'), paragraph(words('Good.'), one)]
  expect(writeMarkdown(composeBrief(brief(...entries), harbour))).not.toContain('## Sources')
  const more = composeBrief(brief(...entries, paragraph(words('See'), two)), harbour)
  const [, sources = ''] = writeMarkdown(more).split('## Sources\n')
  expect(sources).toContain('“Harbour fund agreed”')
  expect(sources).toContain('“What the port will cost”')
})

test('a section that a brief begins with is left out above empty lines, and stays above a part of its own', () => {
  const given: BriefBlock = {
    type: 'heading',
    attrs: { level: 2, section: 'claim' },
    content: [words('Claims')],
  }
  const part: BriefBlock = { type: 'heading', attrs: { level: 3, section: null }, content: [words('Part')] }
  expect(printed(given, paragraph(), paragraph(words(' ')))).toBe('# Who pays\n')
  expect(printed(given, paragraph(), heading('Next'), paragraph(words('Words.')))).toBe('## Next\n\nWords.\n')
  expect(printed(given, part, paragraph(words('Words.')))).toBe('## Claims\n\n### Part\n\nWords.\n')
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
      harbour,
    ),
  )
  const { children } = parse(markdown)
  expect(children.map(({ type }) => type).join(' ')).toBe(
    'heading heading paragraph blockquote blockquote table list list list heading list footnoteDefinition footnoteDefinition footnoteDefinition',
  )
})
