import { EventEmitter, once } from 'node:events'
import { expect, test } from 'vitest'
import type { SourceId } from '../../shared/model/ids'
import { realFileSystem } from './file-system'
import { SourceShelf } from './source-shelf'
import { countingIds } from './testing/samples'

const home = { fs: realFileSystem, folder: '/nowhere', repair: null }
const newId = countingIds()
const ids: SourceId[] = Array.from({ length: 10 }, () => newId('s'))
const [first = newId('s'), ...others] = ids

test('the sources used last are kept, the others are not', () => {
  const shelf = new SourceShelf(home, 5)
  for (const id of ids) shelf.of(id)
  expect(shelf.all().map(({ id }) => id)).toEqual(ids.slice(-5))
})

test('a source that is being changed is kept, so that its changes go through one queue', async () => {
  const shelf = new SourceShelf(home, 5)
  const documents = shelf.of(first)
  const ending = new EventEmitter()
  const change = documents.queue.run(() => once(ending, 'end'))
  for (const id of others) shelf.of(id)
  expect(shelf.all()).toContain(documents)
  // One turn of the event loop, so that the job has begun and can be ended.
  await Promise.resolve()
  ending.emit('end')
  await change
  for (const id of others) shelf.of(id)
  expect(shelf.all()).not.toContain(documents)
})

test('whoever has documents that were let go shares them with all who ask for them', () => {
  const shelf = new SourceShelf(home, 5)
  const documents = shelf.of(first)
  for (const id of others) shelf.of(id)
  expect(shelf.all()).not.toContain(documents)
  expect(shelf.of(first)).toBe(documents)
  expect(shelf.all()).toContain(documents)
})

test('without capacity nothing is kept', () => {
  const shelf = new SourceShelf(home, 0)
  expect(shelf.of(first)).not.toBe(shelf.of(first))
})
