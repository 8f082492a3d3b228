import { expect, test } from 'vitest'
import type { Annotation } from '../model/annotation'
import type { BriefBlock, BriefCheckRule, BriefDocument } from '../model/brief'
import { anyExcerpt } from '../model/excerpts'
import { sampleId } from '../testing/samples'
import { checkBrief } from './check-brief'
import { around, evidenceOf, library, okafor, passages } from './checks/testing/harbour-notebook'
import { briefOf, writeDocument } from './checks/testing/write-document'
import { fingerprint } from './fingerprint'

function check(document: BriefDocument, annotations = passages, sources = library) {
  const claims = annotations.filter(({ body }) => body.kind === 'claim')
  return checkBrief(briefOf(document), evidenceOf(annotations, sources), { ...around, claims })
}

/** What is said of these lines, by the rule. */
function found(rule: BriefCheckRule, lines: readonly string[], annotations = passages, sources = library) {
  return check(writeDocument(lines, annotations), annotations, sources).filter((one) => one.rule === rule)
}

/** The passages with one of them changed. */
function changed(number: number, change: (annotation: Annotation) => Annotation): Annotation[] {
  return passages.map((annotation, index) => (index === number - 1 ? change(annotation) : annotation))
}

const live: BriefBlock = {
  type: 'live',
  attrs: {
    view: 'claims',
    filter: anyExcerpt,
    caption: 'Who says what',
    seen: { head: [], rows: [{ key: 'old', cells: [{ words: 'Something else', cites: [] }] }] },
    declined: null,
  },
}

test('each fault is found once, in the order of the text, with its place', () => {
  const { content } = writeDocument(
    [
      'The fund was signed at noon.[^10]',
      '_[Say who signed.]_',
      'The wall is wet.',
      'The guild said so yesterday.',
      'The mayor sees “no guards on any quay at all” while she is in office.[^2]',
      'The state nearly left.[^5]',
      'Nothing is paid out.[^11]',
      'It costs a lot.[^12]',
      'Ines Okafor agrees.[^2] Inés Okafor said it twice.[^2]',
    ],
    passages,
  )
  const gone = {
    source: sampleId('s', 1),
    annotation: sampleId('a', 99),
    exact: 'Lost words',
    declined: null,
  }
  const document: BriefDocument = {
    type: 'doc',
    content: [
      ...content,
      live,
      { type: 'excerpt', attrs: gone },
      { type: 'excerpt', attrs: { ...gone, annotation: sampleId('a', 3), exact: 'about €40m' } },
    ],
  }
  const annotations = changed(12, (one) =>
    one.body.kind === 'figure' ? { ...one, body: { ...one.body, measure: null } } : one,
  )
  expect(check(document, annotations).map(({ rule, block }) => [block, rule])).toEqual([
    [1, 'prompt-left-in'],
    [2, 'unsourced-sentence'],
    [3, 'paraphrase-without-excerpt'],
    [4, 'quote-differs'],
    [5, 'anonymous-origin'],
    [6, 'single-origin'],
    [7, 'figure-without-measure'],
    [7, 'figure-without-date'],
    [8, 'two-spellings'],
    [9, 'stale'],
    [10, 'deleted'],
    [11, 'stale'],
  ])
})

test('a prompt is found with an answer written behind it, which wants a source as any sentence does', () => {
  const checks = check(writeDocument(['_[Say who signed. Say when.]_ The town did it.', '_[sic]_'], passages))
  expect(checks.map(({ rule, words }) => [rule, words])).toEqual([
    ['prompt-left-in', '[Say who signed. Say when.]'],
    ['unsourced-sentence', 'The town did it.'],
  ])
})

test('an empty brief and an empty notebook are nothing to complain of', () => {
  expect(check({ type: 'doc', content: [] }, [], [])).toEqual([])
})

test.each([
  'He said “THERE will be no guards on the quay”.[^2]',
  'He said “guards on any quay”.[^2]',
  'He said „keine Wachen auf dem Kai“.[^2]',
  'He said «no guards on the wall».[^2]',
  'He said 「no guards on the wall」.[^2]',
  'He said ‘no guards on the wall’.[^2]',
  'He said "guards … no quay".[^2]',
  'He said "guards … ж … quay".[^2]',
  '“> There will be guards on the quay.[^2]',
])('a quotation that differs is told: %s', (line) => {
  expect(found('quote-differs', [line])).toHaveLength(1)
})

test.each([
  ['another case at its start', 'He said “there will be no guards on the quay”.[^2]'],
  ['other marks and spaces', 'He said «\u00a0no guards  on the quay\u00a0».[^2]'],
  ['an ellipsis', 'He said “no guards … while I am mayor”.[^2]'],
  ['brackets', 'He said “no guards on the quay while [she is] mayor”.[^2]'],
  ['a comma of the sentence around it', '“No guards on the quay,” he said.[^2]'],
  ['words of the text around the passage', 'He said it after “five weeks of talks”.[^2]'],
  ['words of another passage cited with it', 'He heard “we are not thieves” and left.[^2][^7]'],
  ['two words', 'He spoke of “silly guards”.[^2]'],
  ['the title of a source', 'In “No guards on the quay” he said so.[^7]'],
  ['the beginning of a title', 'In “Der Hafenfonds kommt…” he said so.[^7]'],
  ['no passage to compare with', 'He spoke of “guards in all the wrong places”.'],
])('a quotation may have %s', (_, line) => {
  expect(found('quote-differs', [line, 'So much for that.', '>7'])).toEqual([])
})

test('a quotation that leads to an excerpt is held against it', () => {
  expect(found('quote-differs', ['He said “no guards on the quay”.', '>2'])).toEqual([])
  expect(found('quote-differs', ['He said “no guards on the wall”.', '>2'])).toHaveLength(1)
})

test('words that were kept although the highlight changed are told where their text does not have them', () => {
  const [block] = writeDocument(['>2'], passages).content
  if (block?.type !== 'excerpt') throw new Error('an excerpt was written')
  const declined = fingerprint(block.attrs.exact)
  const rules = (exact: string) =>
    check({ type: 'doc', content: [{ ...block, attrs: { ...block.attrs, exact, declined } }] }).map(
      ({ rule }) => rule,
    )
  expect(rules('No guards at all')).toEqual(['quote-differs'])
  expect(rules('no guards on the quay')).toEqual([])
})

test('claims of one issue are held together: a second origin anywhere in the notebook is enough', () => {
  expect(found('single-origin', ['>6'])).toEqual([])
  const alone = changed(9, (one) =>
    one.body.kind === 'claim' ? { ...one, body: { ...one.body, attribution: [] } } : one,
  )
  const [only, ...more] = found('single-origin', ['>6', '>9'], alone)
  expect(more).toEqual([])
  expect(only?.message).toContain('“Guards on the quay” comes from Dockers’ Guild: 2 claims')
})

test('a claim of which nothing says who knows it is told so', () => {
  const untold = changed(11, (one) =>
    one.body.kind === 'claim' ? { ...one, body: { ...one.body, attribution: [] } } : one,
  )
  expect(found('single-origin', ['>11'], untold)[0]?.message).toMatch(/^Nothing says who knows this/)
})

test('a figure has a date by its source or of its own', () => {
  expect(found('figure-without-date', ['>3', '>12'])).toMatchObject([{ block: 1 }])
  const dated = changed(12, (one) =>
    one.body.kind === 'figure' ? { ...one, body: { ...one.body, asOf: '2025-03' } } : one,
  )
  expect(found('figure-without-date', ['>12'], dated)).toEqual([])
})

test('what is wrong with an annotation is said where the brief names it first', () => {
  expect(found('anonymous-origin', ['So it is.[^5]', '>5', 'Again.[^5]'])).toMatchObject([{ block: 0 }])
})

test('what others wrote is spelled as they wrote it, and a short form is no other spelling', () => {
  expect(
    found('two-spellings', [
      'Ines Okafor heard “Inés Okafor”. Okafor left. Dr. Okafor too.',
      '“> Inés Okafor',
    ]),
  ).toEqual([])
})

test.each([
  ['Kyiv and Kiev, which are one actor', 'We saw Kyiv. Then we saw Kiev.', 1],
  ['Kyiv and Ukraine, which are one actor', 'We saw Kyiv. Then we saw Ukraine.', 0],
  ['US and United States, which are one actor', 'We saw the US. Then we saw the United States.', 0],
  ['an ending in other letters', 'We met Zelensky. Then Zelenskyy left, and Zelensky’s aide.', 1],
  ['two countries', 'We saw Austria, then Australia. Later Slovakia and Slovenia.', 0],
  [
    'a country and its people',
    'In Russia the Russian paper and Russians agree. Ukraine and Ukrainian too.',
    0,
  ],
  ['a slip', 'We read the Courrier. Then we read the Courier again.', 1],
  ['two people with one letter between them', 'We met Ana Petersen. Then we met Eva Pedersen.', 0],
  ['words that begin a sentence', 'Weather was fine. Though it rained. Through it all.', 0],
  ['accents', 'We met Erdoğan. Then Erdogan left.', 1],
  [
    'German nouns',
    'Der Minister traf die Ministerin. Die Brüder und der Bruder sahen den Vertrag und die Verträge. Der Hafen lag am Graben und die Gräben am Hafen. Ein Verein und die Vereine.',
    0,
  ],
  ['Ukrainian cases', 'Зеленський приїхав. Ми бачили Зеленського і дали Зеленському.', 0],
])('in two spellings: %s', (_, text, count) => {
  const actor = { id: okafor, name: 'Kyiv', spellings: ['Kiev', 'Ukraine', 'US', 'United States'] }
  const document = writeDocument([text], passages)
  const checks = checkBrief(briefOf(document), evidenceOf(), { actors: [actor], claims: [] })
  expect(checks.filter(({ rule }) => rule === 'two-spellings')).toHaveLength(count)
})

test('every message says what to do', () => {
  const lines = ['The wall is wet.', 'The wall is old.[^!A note.]', '## Heading', '>5', '>11', '>12']
  const messages = check(writeDocument(lines, passages)).map(({ message }) => message)
  expect(messages).toHaveLength(5)
  for (const message of messages) expect(message).toMatch(/: (cite|say|fill|highlight)|Look for/)
})
