import { expect, test } from 'vitest'
import type { Annotation } from '../model/annotation'
import { BriefDocument, BriefTemplate } from '../model/brief'
import { anyExcerpt } from '../model/excerpts'
import type { SourceId } from '../model/ids'
import { sampleId } from '../testing/samples'
import { checkBrief } from './check-brief'
import { around, evidenceOf, library, passages } from './checks/testing/harbour-notebook'
import { briefOf } from './checks/testing/write-document'
import { closingPunctuation } from './closing-punctuation'
import { composeBrief } from './compose-brief'
import { draftBrief } from './draft-brief'
import { liveContent } from './live-content'
import { inlinesOf, leadsOf } from './walk-brief'
import { writeMarkdown } from './write-markdown'

type Template = Exclude<BriefTemplate, 'blank'>
const templates = BriefTemplate.options.filter((template): template is Template => template !== 'blank')

/** The draft as a reader has it, without footnotes, marks and the list of sources. */
function printed(template: Template, annotations: readonly Annotation[] = passages): string {
  const evidence = evidenceOf(annotations)
  const brief = briefOf(draftBrief(template, anyExcerpt, evidence))
  const [text = ''] = writeMarkdown(composeBrief(brief, evidence)).split('\n## Sources\n')
  return text.replaceAll(/ ?\[\^\d+\]/g, '').replaceAll('\\[', '[')
}

/** The passages over and over, as a notebook of that size has them. */
function many(count: number): Annotation[] {
  return Array.from({ length: count }, (_, index) => {
    const annotation = passages[index % passages.length]
    if (annotation === undefined) throw new Error('there are passages')
    return { ...annotation, id: sampleId('a', 1000 + index) }
  })
}

const sizes: readonly (readonly [string, readonly Annotation[]])[] = [
  ['nothing', []],
  ['one claim', passages.slice(0, 1)],
  ['one position', passages.slice(1, 2)],
  ['one figure', passages.slice(2, 3)],
  ['what was highlighted and no more', passages.map((one) => ({ ...one, body: untold(one) }))],
  ['all passages', passages],
  ['300 passages', many(300)],
]

function untold({ body }: Annotation): Annotation['body'] {
  switch (body.kind) {
    case 'claim':
      return { ...body, issue: null, attribution: [] }
    case 'figure':
      return { ...body, measure: null, quantity: null }
    case 'position':
      return { ...body, actor: null, issue: null, stance: null, attribution: [] }
  }
}

test.each(templates.flatMap((template) => sizes.map(([size, all]) => [template, size, all] as const)))(
  'a %s from %s is a sound document: each sentence is sourced, nothing stands twice, no table is empty',
  (template, _, annotations) => {
    const evidence = evidenceOf(annotations)
    const document = draftBrief(template, anyExcerpt, evidence)
    expect(BriefDocument.parse(document)).toEqual(document)
    const rules = checkBrief(briefOf(document), evidence, around).map(({ rule }) => rule)
    for (const rule of [
      'unsourced-sentence',
      'paraphrase-without-excerpt',
      'quote-differs',
      'stale',
      'deleted',
    ])
      expect(rules).not.toContain(rule)
    const excerpts = document.content.flatMap((block) =>
      block.type === 'excerpt' ? [block.attrs.exact] : [],
    )
    expect(new Set(excerpts).size).toBe(excerpts.length)
    const live = leadsOf(document).filter((lead) => lead.type === 'live')
    for (const { attrs } of live) expect(liveContent(attrs, evidence).rows).not.toEqual([])
    expect(document.content.at(-1)?.type).not.toBe('heading')
  },
)

test.each(templates)('a %s is as long for 3,000 passages as for 300, but for its tables', (template) => {
  const size = (count: number) => draftBrief(template, anyExcerpt, evidenceOf(many(count))).content.length
  expect(size(3000)).toBe(size(300))
})

test.each(templates)('the prompts of a %s are told from its sentences', (template) => {
  const evidence = evidenceOf()
  const brief = briefOf(draftBrief(template, anyExcerpt, evidence))
  const prompts = checkBrief(brief, evidence, around).filter(({ rule }) => rule === 'prompt-left-in')
  expect(prompts.length).toBeGreaterThan(0)
  for (const { words } of prompts) expect(words).toMatch(/^\[[A-Z][^\]]+[.]\]$/)
})

test('a situation brief says what its sources turn on, who is on which side, and how far figures are apart', () => {
  const text = printed('situation-brief')
  expect(text).toContain('Three sources turn on Guards on the quay (5 passages) and Harbour fund (3).')
  expect(text).toContain('### Guards on the quay\n\nDockers’ Guild and Ines Okafor are against it.')
  expect(text).toContain(
    'Cost of the repairs: three sources give anything from about €40m to €65m (Dockers’ Guild); the highest is 1.6 times the lowest.',
  )
  expect(text).toContain('Two claims in two sources go back to two origins: the town and Karl Brandt.')
  expect(text).toContain('Only one actor is on record on Harbour fund (Dockers’ Guild).')
  expect(text).toContain(
    '_[Two claims lack an issue or an attribution and are not shown here: fill in what is missing.]_',
  )
})

test('of a dispute, a situation brief lets both sides be heard', () => {
  const [, mayor] = passages
  if (mayor?.body.kind !== 'position') throw new Error('the second passage is a position')
  const disputed = [...passages]
  disputed[1] = { ...mayor, body: { ...mayor.body, stance: 'supports' } }
  const [, open = ''] = printed('situation-brief', disputed).split('\n## What stays open\n')
  expect(open).toContain('### Guards on the quay\n\nDockers’ Guild is against it; Ines Okafor is for it.')
  expect(open).toContain('> There will be no guards on the quay while I am mayor')
  expect(open).toContain('> We are not thieves')
})

test('a fact check lays out claims by how sure they are, and leaves the verdict open', () => {
  const denied = passages.map((one, index) =>
    one.body.kind === 'claim'
      ? {
          ...one,
          body: { ...one.body, certainty: index === 9 ? ('denied' as const) : ('asserted' as const) },
        }
      : one,
  )
  const text = printed('fact-check', denied)
  const [, claim = '', verdict = '', , against = ''] = text.split('\n## ')
  expect(claim).toContain('The town, in Ellery Courier:\n\n> signed the harbour fund on Tuesday')
  expect(verdict.split('\n').filter((line) => line !== '')).toHaveLength(2)
  expect(against).toContain('> Die Stadt und das Land haben sich auf einen Hafenfonds geeinigt')
})

test('a position paper has each on each issue in their own words, their conditions, and who moved', () => {
  const moved = passages.map((one, index) => {
    if (one.body.kind !== 'position' || index < 1) return one
    return index === 3 ? { ...one, body: { ...one.body, dateSaid: '2025-03-04' } } : one
  })
  const [, earlier] = moved
  if (earlier?.body.kind !== 'position') throw new Error('the second passage is a position')
  const [, , , conditional] = moved
  if (conditional?.body.kind !== 'position') throw new Error('the fourth passage is a position')
  const { actor, issue } = conditional.body
  const text = printed('position-paper', [
    ...moved,
    {
      ...earlier,
      id: sampleId('a', 50),
      body: { ...earlier.body, actor, issue, stance: 'opposes', dateSaid: '2025-02-01' },
    },
  ])
  expect(text).toContain(
    'Ines Okafor, in Ellery Courier:\n\n> There will be no guards on the quay while I am mayor',
  )
  expect(text).toContain('Dockers’ Guild is on record as against it and for it on a condition.')
  expect(text).toContain('- Harbour fund: Dockers’ Guild has a condition, its members keep their berths.')
  expect(text).toContain(
    '- Dockers’ Guild on Harbour fund: against (1 February 2025), then for, on a condition (4 March 2025).',
  )
})

test('a source comparison says who reports what, and where one number or one actor has several names', () => {
  const [first] = passages
  if (first === undefined) throw new Error('there is a first passage')
  const text = printed('source-comparison')
  expect(text).toContain(
    'Two of three sources report on it: Ellery Courier (one claim) and Küstenbote (one claim).',
  )
  expect(text).toContain('- Ines Okafor is “Ines Okafor” in Ellery Courier and “The mayor” in Coastal Press.')
  expect(text).toContain('| Coastal Press, 28 February 2025 | 2 | 1 | 1 |')
})

test.each(templates)('the marks of a %s stand where its export has them: behind punctuation', (template) => {
  const blocks = draftBrief(template, anyExcerpt, evidenceOf()).content
  const behindMarks = blocks.flatMap((block) =>
    inlinesOf(block).flatMap((inline, index, all) =>
      inline.type === 'text' && all[index - 1]?.type === 'citation' ? [inline.text] : [],
    ),
  )
  expect(behindMarks.filter((words) => closingPunctuation(words) !== '')).toEqual([])
})

test('a long title stands for its source without a word that is cut in two', () => {
  const sources = library.map((source) => ({
    ...source,
    outlet: null,
    title: `${source.title} and all that the harbour has to pay for it in the years to come`,
  }))
  const evidence = evidenceOf(passages, sources)
  const brief = briefOf(draftBrief('source-comparison', anyExcerpt, evidence))
  expect(writeMarkdown(composeBrief(brief, evidence))).toContain(
    '“Fund agreed and all that the harbour has to…”',
  )
})

test('an annotated bibliography lists each source once, with its address', () => {
  const evidence = evidenceOf()
  const described = {
    ...evidence,
    detailsOf: (id: SourceId) => {
      const details = evidence.detailsOf(id)
      return details && { ...details, url: 'https://courier.example/fund' }
    },
  }
  const brief = briefOf(draftBrief('annotated-bibliography', anyExcerpt, described))
  expect(checkBrief(brief, described, around).map(({ rule }) => rule)).not.toContain('unsourced-sentence')
  const markdown = writeMarkdown(composeBrief(brief, described))
  expect(markdown).not.toContain('## Sources')
  expect(markdown.match(/ <https:\/\/courier.example\/fund>\n/g)).toHaveLength(library.length)
})

test('an annotated bibliography says what each source has, and takes over the memos', () => {
  const noted = passages.map((one, index) =>
    index === 1 ? { ...one, memo: 'She *never* said so before.' } : one,
  )
  const text = printed('annotated-bibliography', noted)
  for (const { title } of library) expect(text).toContain(`\n## ${title}\n`)
  expect(text).toContain(
    'Coastal Press, 28 February 2025: two claims, one figure and one position, on Guards on the quay;',
  )
  expect(text).toContain('She never said so before.')
  expect(text).toContain('- Cost of the repairs: €65m (Dockers’ Guild).')
})
