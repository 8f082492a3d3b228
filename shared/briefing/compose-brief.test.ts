import { assert, constantFrom, property, string } from 'fast-check'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import { expect, test } from 'vitest'
import { projectText } from '../anchoring/text-projection'
import type { Annotation } from '../model/annotation'
import type { Brief } from '../model/brief'
import type { SourceSummary } from '../model/notebook'
import type { Source } from '../model/source'
import type { Version } from '../model/version'
import { sampleAnnotation, sampleId, sampleSource, sampleVersion } from '../testing/samples'
import { composeBrief } from './compose-brief'
import { addExcerpts, dropExcerpt, startBrief } from './edit-brief'
import type { Evidence } from './evidence'
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

const names = new Map<string, string>([
  [sampleId('m', 1), 'Cost of repairs'],
  [sampleId('p', 1), 'the mayor'],
  [sampleId('i', 1), 'guards on the quay'],
])

function evidenceOf(
  sources: readonly Source[],
  versions: readonly Version[],
  annotations: readonly Annotation[],
): Evidence {
  return {
    sources: new Map(sources.map((each) => [each.id, summarise(each)])),
    detailsOf: (wanted) => sources.find((each) => each.id === wanted)?.details ?? null,
    annotations: new Map(annotations.map((each) => [each.id, each])),
    projectionOf: ({ target }) =>
      projectText(versions.find((each) => each.source === target.source)?.blocks ?? []),
    nameOf: (id) => (id === null ? null : (names.get(id) ?? null)),
    passing: () => annotations,
  }
}

function summarise({ id, details, status, added }: Source): SourceSummary {
  return { id, ...details, status, added, counts: { claim: 0, figure: 0, position: 0 } }
}

function briefOn(annotations: readonly Annotation[]): Brief {
  const brief = startBrief(sampleId('b', 1), 'Who pays for the harbour', now)
  return { ...brief, document: addExcerpts(brief.document, annotations) }
}

function parse(markdown: string) {
  return fromMarkdown(markdown, { extensions: [gfmFootnote()], mdastExtensions: [gfmFootnoteFromMarkdown()] })
}

/** The words of a node; paragraphs apart by a line break, as in the text projection. */
function words(node: Nodes): string {
  if ('value' in node) return node.value
  if (!('children' in node)) return ''
  return node.children.map(words).join(node.type === 'blockquote' ? '\n' : '')
}

function quotesIn(markdown: string): string[] {
  return parse(markdown)
    .children.filter((node) => node.type === 'blockquote')
    .map(words)
}

test('a brief has its title, a section for each kind that is used, footnotes and its sources', () => {
  const markdown = writeMarkdown(
    composeBrief(
      briefOn([figure, claim, position]),
      evidenceOf([source], [version], [figure, claim, position]),
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

test('a section without excerpts is left out, and what is not known is said to be unknown', () => {
  const bare = sampleSource(id, { title: 'Untold' })
  const markdown = writeMarkdown(composeBrief(briefOn([figure]), evidenceOf([bare], [version], [figure])))
  expect(markdown).not.toContain('## Claims')
  expect(markdown).toContain('[^1]: outlet not known, “Untold”, no date, version 1, paragraph 2.')
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
    composeBrief(briefOn([known, against]), evidenceOf([source], [version], [known, against])),
  )
  expect(markdown).toContain('Cost of repairs: about €40m, the port alone, as of February 2025.')
  expect(markdown).toContain('The mayor, guards on the quay: for, if the guild agrees.')
})

test('an excerpt whose highlight was deleted keeps the words last seen and says so', () => {
  const markdown = writeMarkdown(composeBrief(briefOn([figure]), evidenceOf([source], [version], [])))
  expect(quotesIn(markdown)).toEqual(['nearly €40m'])
  expect(markdown).toContain('The highlight of this quote was deleted.')
})

test('an excerpt whose source is gone keeps its words too', () => {
  const markdown = writeMarkdown(composeBrief(briefOn([figure]), evidenceOf([], [], [])))
  expect(quotesIn(markdown)).toEqual(['nearly €40m'])
  expect(markdown).toContain('The source of this quote is no longer in the notebook.')
})

test('every footnote leads back to its source and annotation', () => {
  const markdown = writeMarkdown(composeBrief(briefOn([claim]), evidenceOf([source], [version], [claim])))
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
  const one = writeMarkdown(composeBrief(briefOn(all), evidenceOf([source], [version], all)))
  const two = writeMarkdown(composeBrief(briefOn(all), evidenceOf([source], [version], all.toReversed())))
  expect(two).toBe(one)
})

const nasty = [
  '# not a heading',
  '> not a quote',
  '- not a list',
  '1. not a list',
  '1) neither',
  '```',
  '~~~',
  '---',
  '===',
  '| a | b |',
  '[^1]: not a note',
  '[^1]',
  '[a](b)',
  '![a](b)',
  '<script>alert(1)</script>',
  '<!-- -->',
  '&amp; &copy; &#65;',
  '*a* _b_ **c** `d`',
  '\\* \\',
  'a  b   c',
  '$& $1 ${x} {{y}}',
  '=1+1',
  '@SUM(A1)',
  '\u202Egnirts\u202C',
  '\u2066a\u2069',
  'a\u00A0b',
  'https://example.org/a_b_c',
  'mail@example.org',
  '    four spaces',
  '\u2400',
  '+',
  '*',
  '-',
  '_',
]

test.each(nasty)('the quote %j survives: parsed again, it has the same characters', (exact) => {
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
    { numRuns: 500 },
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
    { numRuns: 2000 },
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
    composeBrief(briefOn([annotation]), evidenceOf([source], [text], [annotation])),
  )
  expect(quotesIn(markdown)).toEqual([exact])
}
