import { expect, test } from 'vitest'
import type { Output } from '../../shared/contract/calls'
import type { Annotation } from '../../shared/model/annotation'
import { anyExcerpt } from '../../shared/model/excerpts'
import { openDesk } from './testing/desk'

const before = `Port fund splits the harbour council
The state offers the port nearly €40m over five years, the council said on Monday.
The guild of fishers does not want the money: it fears for the old quays.
A ferry to the outer islands runs twice a day, and three times in summer.`

const after = `Port fund splits the harbour council
The state offers the port nearly €45m over six years, the council said on Monday.
The guild of fishers does not want the money: it fears for the old quays.
Boats sail thrice daily all year round, a harbour pilot explained.`

/** A text with a second version, into which one figure came changed and one claim not at all. */
async function carried() {
  const desk = await openDesk()
  const { call, importText, tag } = desk
  const source = await importText(before)
  const { id: figure } = await tag(source, 'nearly €40m over five years', 'figure')
  const { id: claim } = await tag(source, 'A ferry to the outer islands', 'claim')
  const from = await importText(after, 'courier-2.txt')
  await call('version.add', { source, revision: 1, from })
  const get = async (id: Annotation['id']) => {
    const found = (await call('annotation.list', { source, kind: null })).find((one) => one.id === id)
    if (found === undefined) throw new Error(`there is no ${id}`)
    return found
  }
  type As = Parameters<typeof settle>[1]
  async function settle(
    id: Annotation['id'],
    as: { what: 'placed' } | { what: 'older' } | { what: 'put'; ranges: { start: number; end: number }[] },
  ): Promise<Output<'annotation.settle'>> {
    return call('annotation.settle', { source, annotation: id, revision: (await get(id)).revision, as })
  }
  const at = (words: string) => ({ start: after.indexOf(words), end: after.indexOf(words) + words.length })
  return { ...desk, source, figure, claim, get, settle: (id: Annotation['id'], as: As) => settle(id, as), at }
}

const wordsOf = ({ target }: Annotation) => target.ranges.map(({ quote }) => quote.exact)

test('a changed highlight is accepted where it was put, and that can be taken back', async () => {
  const { figure, settle, get, undo, redo } = await carried()
  const settled = await settle(figure, { what: 'placed' })
  expect(settled).toMatchObject({ carried: { status: 'fuzzy', settled: true }, target: { version: 2 } })
  expect(await undo()).toBe('accept place of highlight')
  expect(await get(figure)).toMatchObject({ carried: { settled: false } })
  await redo()
  expect(await get(figure)).toMatchObject({ carried: { settled: true } })
})

test('one that belongs to the older version goes back there with its words', async () => {
  const { figure, settle, undo, get } = await carried()
  const settled = await settle(figure, { what: 'older' })
  expect(wordsOf(settled)).toEqual(['nearly €40m over five years'])
  expect(settled).toMatchObject({
    target: { version: 1 },
    body: { asWritten: 'nearly €40m over five years' },
    carried: { into: 2, status: 'orphaned', settled: true },
  })
  expect(settled).not.toHaveProperty('earlier')
  expect(await undo()).toBe('leave highlight in older version')
  expect(wordsOf(await get(figure))).toEqual(['nearly €45m over six years'])
  expect(await get(figure)).toMatchObject({ earlier: [{ version: 1 }], carried: { status: 'fuzzy' } })
})

test('an orphan is left behind, or put by hand; its old place stays known', async () => {
  const { claim, settle, at, get, undo } = await carried()
  await expect(settle(claim, { what: 'placed' })).rejects.toMatchObject({ reason: 'invalid-input' })
  const put = await settle(claim, { what: 'put', ranges: [at('Boats sail thrice daily')] })
  expect(wordsOf(put)).toEqual(['Boats sail thrice daily'])
  expect(put).toMatchObject({
    target: { version: 2 },
    earlier: [{ version: 1, ranges: [{ quote: { exact: 'A ferry to the outer islands' } }] }],
    carried: { into: 2, status: 'fuzzy', settled: true },
  })
  expect(await undo()).toBe('put highlight into new version')
  expect(await get(claim)).toMatchObject({
    target: { version: 1 },
    carried: { status: 'orphaned', settled: false },
  })
  expect(await get(claim)).not.toHaveProperty('earlier')
  await settle(claim, { what: 'older' })
  expect(await get(claim)).toMatchObject({ carried: { status: 'orphaned', settled: true } })
})

test('what is put onto the same words has moved, and no word of it is another', async () => {
  const { source, call, at, settle, tag } = await carried()
  const { id } = await tag(source, 'the old quays', 'claim')
  await call('version.correct', {
    source,
    revision: 2,
    edits: [{ block: 'b1', text: 'Port fund splits the council' }],
  })
  const shift = 'harbour '.length
  const { start, end } = at('the old quays')
  const put = await settle(id, { what: 'put', ranges: [{ start: start - shift, end: end - shift }] })
  expect(put.carried).toEqual({ into: 3, status: 'moved', score: 1, settled: true })
  expect(put.earlier).toMatchObject([{ version: 1 }])
})

test('the library says how many versions there are, and how many highlights are to be decided about', async () => {
  const { figure, claim, settle, call, undo } = await carried()
  const told = async () => (await call('library.list', {}))[0]
  expect(await told()).toMatchObject({ versions: 2, undecided: 2 })
  await settle(figure, { what: 'placed' })
  expect(await told()).toMatchObject({ versions: 2, undecided: 1 })
  await settle(claim, { what: 'older' })
  expect(await told()).not.toHaveProperty('undecided')
  for (let step = 0; step < 3; step += 1) await undo()
  expect((await call('library.list', {})).filter((one) => 'versions' in one || 'undecided' in one)).toEqual(
    [],
  )
})

test('places are offered, the likeliest first', async () => {
  const { source, figure, claim, call } = await carried()
  const places = await call('annotation.places', { source, annotation: figure })
  expect(places[0]?.range.quote.exact).toContain('€45m')
  expect(places.map(({ score }) => score)).toEqual(places.map(({ score }) => score).toSorted((a, b) => b - a))
  for (const { range } of await call('annotation.places', { source, annotation: claim }))
    expect(after.slice(range.position.start, range.position.end)).toBe(range.quote.exact)
})

test('whoever moves the edges of a changed highlight has decided; it stays in its version', async () => {
  const { source, figure, claim, call, get, at } = await carried()
  const { revision } = await get(figure)
  const moved = await call('annotation.update', {
    source,
    annotation: figure,
    revision,
    ranges: [at('nearly €45m')],
  })
  expect(wordsOf(moved)).toEqual(['nearly €45m'])
  expect(moved).toMatchObject({ target: { version: 2 }, carried: { status: 'fuzzy', settled: true } })
  // An orphan stands in the version that it was made in.
  const start = before.indexOf('outer islands')
  const edges = {
    source,
    annotation: claim,
    revision: (await get(claim)).revision,
    ranges: [{ start, end: start + 13 }],
  }
  const edged = await call('annotation.update', edges)
  expect(wordsOf(edged)).toEqual(['outer islands'])
  expect(edged).toMatchObject({ target: { version: 1 }, carried: { status: 'orphaned', settled: false } })
})

test('there is nothing to decide where no version came since, and a decision on an old sight is refused', async () => {
  const { source, call, tag, figure } = await carried()
  const place = { by: 'quote' as const, exact: 'Boats sail', prefix: '', suffix: '' }
  const made = await call('annotation.create', { source, version: 2, place, body: { kind: 'claim' } })
  const settle = { source, annotation: made.id, revision: 1, as: { what: 'placed' as const } }
  await expect(call('annotation.settle', settle)).rejects.toMatchObject({ reason: 'invalid-input' })
  await expect(
    call('annotation.settle', { ...settle, annotation: figure, revision: 1 }),
  ).rejects.toMatchObject({ reason: 'conflict' })
  expect((await tag(source, 'the old quays', 'claim')).target.version).toBe(1)
})

test('a brief says that the words of a carried highlight are others now, and names the version of each', async () => {
  const desk = await openDesk()
  const { call, importText, tag } = desk
  const source = await importText(before)
  const figure = await tag(source, 'nearly €40m over five years', 'figure')
  const claim = await tag(source, 'A ferry to the outer islands', 'claim')
  await tag(source, 'it fears for the old quays', 'claim')
  const brief = await call('brief.create', {
    title: 'Who pays',
    template: 'blank',
    filter: anyExcerpt,
  })
  const filled = await call('brief.add', { brief: brief.id, annotations: 'all' })
  expect(filled.revision).toBeGreaterThan(brief.revision)
  const from = await importText(after, 'courier-2.txt')
  await call('version.add', { source, revision: 1, from })

  const checks = await call('brief.check', { brief: brief.id })
  const stale = checks.filter(({ rule }) => rule === 'stale')
  expect(stale.map(({ passage }) => passage?.annotation)).toEqual([figure.id])
  const exported = await call('brief.export', {
    brief: brief.id,
    format: 'markdown',
    over: null,
    choices: [],
  })
  const markdown = JSON.stringify(exported)
  // What its author saw last is what it prints.
  expect(markdown).toContain('nearly €40m over five years')
  expect(markdown).toMatch(/version 2, paragraph 3[^#]*/)
  expect(markdown).toMatch(/version 1, paragraph 4/)
  expect(
    (await call('annotation.list', { source, kind: null })).find(({ id }) => id === claim.id)?.target.version,
  ).toBe(1)
})
