import { describe, expect, test } from 'vitest'
import { type Annotation, startBody } from '../../shared/model/annotation'
import { type Actors, emptyActors } from '../../shared/model/codebook'
import { differenceOf } from './difference-of'
import { sampleAnnotation, sampleBrief, samplePorts, sampleSource } from './testing/samples'

const ports = samplePorts()
const sample = sampleSource(ports)
const made = (nth: number) => sampleAnnotation(ports, sample, nth)
const [a, b, c, d, e, f] = [made(0), made(1), made(2), made(3), made(4), made(5)]
const home = `sources/${sample.source.id}`

const file = (annotations: readonly Annotation[], trash: readonly Annotation[] = []) => ({
  annotations,
  trash: trash.map((annotation) => ({ deleted: '2025-02-26T09:00:00Z', annotation })),
})
const changed = (annotation: Annotation, revision: number) => ({
  ...annotation,
  revision,
  memo: `state ${revision}`,
})

const state = (document: unknown) => ({ sequence: 5, document })
const memo = (end: string) => ({ ...a, memo: `${'The board said so in its letter. '.repeat(20)}${end}` })

/** What the document holds, what the copy holds, and how often each was saved. */
function tell(name: string, here: unknown, there: unknown, sequences: readonly [number, number] = [5, 4]) {
  return differenceOf(
    name,
    { sequence: sequences[0], document: here },
    { sequence: sequences[1], document: there },
  )
}

describe('highlights', () => {
  const name = `${home}/annotations/1.json`
  test.each([
    ['the same', file([a, b]), file([a, b])],
    ['the same', file([a, b]), file([b, a])],
    [
      '3 highlights only here, 1 changed, 2 only there',
      file([a, b, c, changed(d, 2)]),
      file([changed(d, 3), e, f]),
    ],
    ['1 highlight only here, 1 only there', file([a, b]), file([a, c])],
    ['1 highlight changed', file([changed(a, 2)]), file([changed(a, 3)])],
    ['1 highlight changed, 1 only there', file([a], [b]), file([a, b, c])],
    ['an earlier state', file([a, b, changed(c, 3)]), file([a, changed(c, 2)])],
  ])('%s', (words, here, there) => {
    expect(tell(name, here, there)?.split('\n')[0]).toBe(words)
  })

  test('of each that changed both wordings are told, field by field, and of many the first ones', () => {
    const claim = { ...a, codes: ['c-0000000000000001' as const], memo: 'Desk: ask the board again.' }
    const other = {
      ...startBody('position', ''),
      stance: 'opposes',
      actor: 'p-0000000000000001',
    } as Annotation['body']
    const here = file([claim, ...[b, c, d, e].map((one) => changed(one, 2))])
    const there = file([
      { ...claim, codes: [], memo: 'Laptop: asked.', body: other },
      ...[b, c, d, e].map((one) => changed(one, 3)),
    ])
    const names = new Map([
      ['c-0000000000000001', 'Budget'],
      ['p-0000000000000001', 'Ilse Brandvik'],
    ])
    const [counted, first, second, , last] =
      differenceOf(name, state(here), state(there), names)?.split('\n') ?? []
    expect(counted).toBe('5 highlights changed')
    expect(first).toMatch(/^“.+”: kind \(“claim” here, “position” there\)/)
    expect(first).toContain('stance (none here, “opposes” there)')
    expect(first).toContain('actor (none here, “Ilse Brandvik” there)')
    expect(first).toContain('codes (“Budget” here, none there)')
    expect(first).toContain('memo (“Desk: ask the board again.” here, “Laptop: asked.” there)')
    expect(second).toMatch(/^“.+”: memo \(“state 2” here, “state 3” there\)$/)
    expect(last).toBe('and 2 more')
  })

  test('of long wordings that begin alike one sees where they part', () => {
    const told = tell(name, file([memo('Desk.')]), file([memo('Laptop.')]))
    expect(told).toMatch(/memo \(“….*letter\. Desk\.” here, “….*letter\. Laptop\.” there\)$/)
  })

  test('where no field of a highlight differs, that is said', () => {
    const told = tell(name, file([a]), file([{ ...a, modified: '2026-01-01T00:00:00Z' }]))
    expect(told).toMatch(/: only what is not shown, such as when it was changed$/)
  })

  test('a copy that was saved more often is no earlier state: a highlight may have gone to another source', () => {
    expect(tell(name, file([a, b]), file([a]), [4, 5])).toBe('1 highlight only here')
  })

  test('what is no list of highlights is told by nobody', () => {
    expect(tell(name, file([a]), { annotations: 'many' })).toBeNull()
    expect(tell(name, { annotations: 'many' }, file([a]))).toBeNull()
  })
})

test('a source differs by its fields, as a person knows them', () => {
  const { source } = sample
  const there = { ...source, revision: 9, memo: 'read', details: { ...source.details, title: 'Piles' } }
  expect(tell(`${home}/source.json`, source, there)).toBe(
    `other title (“${source.details.title}” here, “Piles” there), memo (none here, “read” there)`,
  )
  expect(tell(`${home}/source.json`, source, { ...source, revision: 2 })).toBe('the same')
})

function actor(nth: number, name: string): Actors['actors'][number] {
  return { id: `p-000000000000000${nth}`, name, description: '', spellings: [], gone: null }
}

test('a shared list differs by its entries', () => {
  const here = { ...emptyActors, actors: [actor(1, 'Ilse Brandvik'), actor(2, 'Tove Aune')] }
  const there = { ...emptyActors, actors: [actor(1, 'Ilse B.'), actor(3, 'The board')] }
  expect(tell('actors.json', here, there)).toBe('1 entry only here, 1 changed, 1 only there')
})

test('a brief differs by its blocks, also by one of two alike', () => {
  const brief = sampleBrief(ports)
  const [block] = brief.document.content
  const twice = { ...brief, document: { ...brief.document, content: [block, block] } }
  expect(tell(`briefs/${brief.id}.json`, twice, brief)).toBe('an earlier state')
  expect(tell(`briefs/${brief.id}.json`, brief, twice)).toBe('1 block only there')
  const other = `other title (“${brief.title}” here, “Other” there)`
  expect(tell(`briefs/${brief.id}.json`, brief, { ...brief, title: 'Other' })).toBe(other)
  expect(tell(`briefs/${brief.id}.json`, brief, { ...twice, title: 'Other' })).toBe(
    `${other}; 1 block only there`,
  )
})

test('a brief with the same blocks in another order is not the same', () => {
  const brief = sampleBrief(ports)
  const words = ['First.', 'Second.'].map((text) => ({
    type: 'paragraph',
    content: [{ type: 'text', text }],
  }))
  const [one, two] = [words, words.toReversed()].map((content) => ({
    ...brief,
    document: { ...brief.document, content },
  }))
  expect(tell(`briefs/${brief.id}.json`, one ?? brief, two ?? brief)).toBe('other order of blocks')
})

test('a version is another text or the same', () => {
  const there = { ...sample.version, notices: ['Something.'] }
  expect(tell(`${home}/v1.json`, sample.version, there)).toBe('other text')
})

test('of what is no document of a notebook nothing is told', () => {
  expect(tell('shopping.json', {}, {})).toBeNull()
})
