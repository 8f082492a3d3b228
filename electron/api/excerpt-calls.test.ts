import { expect, test } from 'vitest'
import { anyExcerpt, type ExcerptArrangement } from '../../shared/model/excerpts'
import { openDesk } from './testing/desk'

const inPlace: ExcerptArrangement = { filter: anyExcerpt, sort: 'place', descending: false, group: 'none' }
const whole = { arrangement: inPlace, offset: 0, limit: 1000 }

const text = 'The fund\nThe state puts nearly €40 million into the fund.\nThe mayor asked for a guarantee.'

async function openTagged() {
  const desk = await openDesk()
  const source = await desk.importText(text)
  const figure = await desk.tag(source, 'nearly €40 million', 'figure')
  const position = await desk.tag(source, 'asked for a guarantee', 'position')
  return { desk, source, figure, position }
}

test('the table has every excerpt in reading order, a page at a time', async () => {
  const { desk, figure, position } = await openTagged()
  expect(await desk.call('excerpt.list', whole)).toEqual({
    total: 2,
    excerpts: 2,
    groups: [],
    rows: [figure, position],
  })
  expect((await desk.call('excerpt.list', { ...whole, offset: 1, limit: 1 })).rows).toEqual([position])
})

test('what changed is seen by the next question: an annotation, a source, the codebook', async () => {
  const { desk, source, figure, position } = await openTagged()
  const found = async (words: string) =>
    (
      await desk.call('excerpt.list', {
        ...whole,
        arrangement: { ...inPlace, filter: { ...anyExcerpt, text: words } },
      })
    ).rows.length
  expect(await found('treasurer')).toBe(0)
  await desk.call('annotation.update', {
    source,
    annotation: figure.id,
    revision: 1,
    memo: 'Ask the treasurer',
  })
  expect(await found('treasurer')).toBe(1)
  await desk.undo()
  expect(await found('treasurer')).toBe(0)

  const byOutlet = { ...whole, arrangement: { ...inPlace, group: 'outlet' as const } }
  expect((await desk.call('excerpt.list', byOutlet)).groups).toEqual([{ of: null, size: 2 }])
  const { revision } = await desk.call('source.get', { source })
  await desk.call('source.update', { source, revision, details: { outlet: 'Ellery Courier' } })
  expect((await desk.call('excerpt.list', byOutlet)).groups).toEqual([{ of: 'Ellery Courier', size: 2 }])

  const actor = await desk.call('codebook.add', { kind: 'actor', name: 'Okafor' })
  if (actor.kind !== 'actor' || position.body.kind !== 'position') throw new Error('an actor was asked for')
  await desk.call('annotation.update', {
    source,
    annotation: position.id,
    revision: 1,
    body: { ...position.body, actor: actor.id },
  })
  const byActor = { ...whole, arrangement: { ...inPlace, group: 'actor' as const } }
  expect((await desk.call('excerpt.list', byActor)).groups[0]).toEqual({ of: 'Okafor', size: 1 })
  await desk.call('codebook.update', { kind: 'actor', id: actor.id, name: 'Ines Okafor' })
  expect((await desk.call('excerpt.list', byActor)).groups[0]).toEqual({ of: 'Ines Okafor', size: 1 })
  await desk.call('annotation.remove', { source, annotation: position.id })
  expect((await desk.call('excerpt.list', whole)).total).toBe(1)
})

test('an entry that was merged is one in the table and in comparisons', async () => {
  const { desk, source, position } = await openTagged()
  const issue = await desk.call('codebook.add', { kind: 'issue', name: 'Guards' })
  const other = await desk.call('codebook.add', { kind: 'issue', name: 'Guarantees' })
  if (issue.kind !== 'issue' || other.kind !== 'issue' || position.body.kind !== 'position')
    throw new Error('issues were asked for')
  await desk.call('annotation.update', {
    source,
    annotation: position.id,
    revision: 1,
    body: { ...position.body, issue: other.id },
  })
  await desk.call('codebook.merge', { kind: 'issue', from: [other.id], into: issue.id })
  const filter = { ...anyExcerpt, issues: [other.id] }
  expect((await desk.call('compare.positions', { filter })).issues).toEqual([issue.id])
  await desk.undo()
  expect((await desk.call('compare.positions', { filter: anyExcerpt })).issues).toEqual([other.id])
})

test('comparisons take what passes the filter, each its own kind', async () => {
  const { desk, figure, position } = await openTagged()
  const { measures } = await desk.call('compare.figures', { filter: anyExcerpt })
  expect(measures.flatMap(({ unread }) => unread.map(({ annotation }) => annotation))).toEqual([figure.id])
  const { cells } = await desk.call('compare.positions', { filter: anyExcerpt })
  expect(cells.flatMap(({ mentions }) => mentions.map(({ annotation }) => annotation))).toEqual([position.id])
  expect(await desk.call('compare.claims', { filter: anyExcerpt })).toEqual({ issues: [] })
  const none = { ...anyExcerpt, text: 'fees' }
  expect(await desk.call('compare.figures', { filter: none })).toEqual({ measures: [], shared: [] })
})

test('a notebook that is open elsewhere is compared all the same', async () => {
  const { desk } = await openTagged()
  await desk.reopen({ readOnly: true })
  expect((await desk.call('excerpt.list', whole)).total).toBe(2)
})
