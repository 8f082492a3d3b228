import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { anyExcerpt, type SavedView } from '../../shared/model/excerpts'
import { ActorId } from '../../shared/model/ids'
import { putDocument } from '../store/testing/document-files'
import { failureOf } from '../store/testing/failure-of'
import { openDesk } from './testing/desk'

const view = (name: string, text = ''): SavedView => ({
  name,
  arrangement: { filter: { ...anyExcerpt, text }, sort: 'place', descending: false, group: 'none' },
})

test('a view is kept under its name, one of that name gives way to it, and each is a step', async () => {
  const desk = await openDesk()
  expect(await readdir(desk.folder)).not.toContain('views.json')
  expect(await desk.call('view.list', {})).toEqual({ revision: 1, views: [] })
  await desk.call('view.save', { revision: 1, view: view('Fares') })
  await desk.call('view.save', { revision: 2, view: view('Quays') })
  const saved = await desk.call('view.save', { revision: 3, view: view('Fares', 'ferry') })
  expect(saved).toEqual({ revision: 4, views: [view('Fares', 'ferry'), view('Quays')] })
  expect(desk.events.filter(({ kind }) => kind === 'views')).toHaveLength(3)
  await desk.call('view.remove', { revision: 4, name: 'Quays' })
  expect(await desk.undo()).toBe('remove view')
  expect(await desk.undo()).toBe('save view')
  expect((await desk.call('view.list', {})).views).toEqual([view('Fares'), view('Quays')])
  expect(await desk.redo()).toBe('save view')
  await desk.reopen()
  expect((await desk.call('view.list', {})).views).toEqual([view('Fares', 'ferry'), view('Quays')])
})

test('a view names what its entries became, and what they were once that is taken back', async () => {
  const desk = await openDesk()
  const ids: ActorId[] = []
  for (const name of ['Ilse', 'I. Berg', 'The mayor']) {
    const { id } = await desk.call('codebook.add', { kind: 'actor', name })
    ids.push(ActorId.parse(id))
  }
  const [ilse = fail(), berg = fail(), mayor = fail()] = ids
  const { arrangement } = view('Mayor')
  const filter = { ...anyExcerpt, actors: [ilse, berg, null] }
  await desk.call('view.save', {
    revision: 1,
    view: { name: 'Mayor', arrangement: { ...arrangement, filter } },
  })
  await desk.call('codebook.merge', { kind: 'actor', from: [ilse, berg], into: mayor })
  const actors = async () => (await desk.call('view.list', {})).views[0]?.arrangement.filter.actors
  expect(await actors()).toEqual([mayor, null])
  await desk.undo()
  expect(await actors()).toEqual([ilse, berg, null])
})

test('a notebook keeps a thousand views, and says so to whoever saves one more', async () => {
  const desk = await openDesk()
  const views = Array.from({ length: 1000 }, (_, index) => view(`View ${index}`))
  await putDocument(desk.folder, 'views.json', { revision: 1, views })
  const failure = await failureOf(desk.call('view.save', { revision: 1, view: view('One more') }))
  expect(failure.reason).toBe('invalid-input')
  expect(failure.message).toContain('1000 views')
  const saved = await desk.call('view.save', { revision: 1, view: view('View 7', 'ferry') })
  expect(saved.views[7]).toEqual(view('View 7', 'ferry'))
})

test('a filter of more members than a notebook has is refused', async () => {
  const desk = await openDesk()
  const filter = { ...anyExcerpt, outlets: Array<null>(10_001).fill(null) }
  expect((await failureOf(desk.call('compare.figures', { filter }))).reason).toBe('invalid-input')
})

function fail(): never {
  throw new Error('there are three actors')
}

test('what was changed elsewhere, or is not there, is refused; what is as it was is no change', async () => {
  const desk = await openDesk()
  await desk.call('view.save', { revision: 1, view: view('Fares') })
  expect((await failureOf(desk.call('view.save', { revision: 1, view: view('Other') }))).reason).toBe(
    'conflict',
  )
  expect((await failureOf(desk.call('view.remove', { revision: 2, name: 'Other' }))).reason).toBe('not-found')
  expect((await desk.call('view.save', { revision: 2, view: view('Fares') })).revision).toBe(2)
})
