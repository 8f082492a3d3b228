import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { Annotation } from '../../shared/model/annotation'
import type { SourceId } from '../../shared/model/ids'
import { createNotebook } from '../store/create-notebook'
import type { NotebookStore } from '../store/notebook-store'
import { openNotebook } from '../store/open-notebook'
import { forgetEarlierStates } from '../store/testing/forget-earlier-states'
import {
  countingIds,
  type SampleSource,
  sampleAnnotation,
  samplePorts,
  sampleSource,
} from '../store/testing/samples'
import { temporaryFolder } from '../testing/temporary-folder'
import { AllAnnotations } from './all-annotations'

let folder = ''
const ports = samplePorts()
const newId = countingIds(9000)
let store: NotebookStore
let all: AllAnnotations
let damage: Map<string, string>
let first: SampleSource
let second: SampleSource

beforeEach(async () => {
  folder = join(await temporaryFolder(), 'harbour')
  await createNotebook(folder, 'Harbour', ports)
  store = await openNotebook(folder, ports)
  damage = new Map()
  all = new AllAnnotations(store, damage)
  first = await addSource('One')
  second = await addSource('Two')
  return () => store.close()
})

async function addSource(title: string): Promise<SampleSource> {
  const sample = sampleSource(ports, title)
  await store.addSource(sample.source, sample.version, sample.original)
  await store.addAnnotation(sampleAnnotation(ports, sample))
  return sample
}

const memo = (text: string) => (annotation: Annotation) => ({ ...annotation, memo: text })
const memos = async () => (await all.all()).map((annotation) => annotation.memo)
const only = async (source: SourceId) => (await store.readAnnotations(source))[0] ?? fail()

test('the list is the same one until an annotation changes, and then has the change', async () => {
  const before = await all.all()
  expect(await all.all()).toBe(before)
  await store.changeSource(first.source.id, (source) => ({ ...source, memo: 'no annotation', revision: 2 }))
  expect(await all.all()).toBe(before)
  const { id } = await only(second.source.id)
  await store.changeAnnotation(second.source.id, id, memo('new'))
  expect(await all.all()).not.toBe(before)
  expect(await memos()).toEqual(['', 'new'])
  // What did not change is not read anew.
  expect((await all.all())[0]).toBe(before[0])
})

test('what comes, goes and comes back is seen at once: annotations, sources, changes of many', async () => {
  const source = first.source.id
  const { id } = await only(source)
  await memos()
  await store.trashAnnotation(source, id)
  expect(await memos()).toHaveLength(1)
  await store.restoreAnnotation(source, id)
  expect(await memos()).toHaveLength(2)
  await store.trashSource(source)
  expect(await memos()).toHaveLength(1)
  await store.restoreSource(source)
  expect(await memos()).toHaveLength(2)
  const rememo = (text: string) => () =>
    store.changeFiles([source, second.source.id], (file) => ({
      ...file,
      annotations: file.annotations.map(memo(text)),
    }))
  await rememo('many')()
  expect(await memos()).toEqual(['many', 'many'])
  const told = await rememo('told')()
  await store.changeAnnotation(source, id, memo('since'))
  all.keep(told)
  expect(await memos()).toEqual(['since', 'told'])
})

test('an entry of the codebook that no annotation names leaves the list as it is', async () => {
  const before = await all.all()
  const actor = { id: newId('p'), name: 'Ilse', description: '', spellings: [], gone: null }
  await store.changeActors((actors) => ({ revision: actors.revision + 1, actors: [actor] }))
  expect(await all.all()).toBe(before)
})

test('a source that cannot be read hides no other, is told, and is read again when it is whole', async () => {
  const path = join(folder, 'sources', first.source.id, 'annotations', '1.json')
  await store.close()
  await forgetEarlierStates(folder)
  store = await openNotebook(folder, ports)
  all = new AllAnnotations(store, damage)
  const whole = await readFile(path)
  await writeFile(path, 'broken')
  expect(await memos()).toHaveLength(1)
  expect([...damage.keys()]).toEqual([first.source.id])
  await writeFile(path, whole)
  expect(await memos()).toHaveLength(2)
  expect([...damage.keys()]).toEqual([])
})

test('where another program writes, what it changed is read anew and nothing else', async () => {
  const looking = await openNotebook(folder, ports, { readOnly: true })
  const theirs = new AllAnnotations(looking, new Map())
  const before = await theirs.all()
  const books = await theirs.books()
  expect(before.map((annotation) => annotation.memo)).toEqual(['', ''])
  expect(await theirs.all()).toBe(before)
  expect(await theirs.books()).toBe(books)
  await store.changeAnnotation(first.source.id, (await only(first.source.id)).id, memo('new'))
  const after = await theirs.all()
  expect(after.map((annotation) => annotation.memo)).toEqual(['new', ''])
  expect(after[1]).toBe(before[1])
  await store.changeActors((actors) => ({ ...actors, revision: actors.revision + 1 }))
  expect(await theirs.books()).not.toBe(books)
  await looking.close()
})

function fail(): never {
  throw new Error('the source has an annotation')
}

test('what was read ahead is not read when all are asked for', async () => {
  const read = vi.spyOn(store, 'readAnnotations')
  await all.prepare(first.source.id)
  await all.prepare(second.source.id)
  expect(read).toHaveBeenCalledTimes(2)
  expect(await memos()).toEqual(['', ''])
  expect(read).toHaveBeenCalledTimes(2)
})

test('what was read ahead and changed since is read as it is now', async () => {
  await all.prepare(first.source.id)
  const { id } = await only(first.source.id)
  await store.changeAnnotation(first.source.id, id, memo('new'))
  expect(await memos()).toEqual(['new', ''])
})

test('damage that is met ahead is told when all are asked for', async () => {
  await store.close()
  await forgetEarlierStates(folder)
  await writeFile(join(folder, 'sources', first.source.id, 'annotations/1.json'), 'broken')
  store = await openNotebook(folder, ports)
  all = new AllAnnotations(store, damage)
  await all.prepare(first.source.id)
  expect(damage.size).toBe(0)
  expect(await memos()).toEqual([''])
  expect([...damage.keys()]).toEqual([first.source.id])
})

test('a person who waits for all of them is told how far it is, and nobody is when nothing is waited for', async () => {
  const told: [read: number, of: number][] = []
  all = new AllAnnotations(store, damage, (read, of) => void told.push([read, of]))
  await memos()
  expect(told).toEqual([])
  const clock = vi.spyOn(Date, 'now')
  onTestFinished(() => clock.mockRestore())
  // As if a second went by at every look at the clock.
  let now = 0
  clock.mockImplementation(() => (now += 1000))
  await memos()
  expect(told).toEqual([
    [1, 2],
    [2, 2],
  ])
})
