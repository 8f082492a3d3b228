import { EventEmitter, once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { createNotebook } from './create-notebook'
import { realFileSystem } from './file-system'
import type { NotebookStore, StorePorts } from './notebook-store'
import { openNotebook } from './open-notebook'
import { type SampleSource, sampleAnnotation, samplePorts, sampleSource } from './testing/samples'

/** More than stay in memory. */
const MANY = 150

let folder = ''
let ports: StorePorts
let store: NotebookStore
let onOpening: (path: string) => Promise<void> = async () => undefined
let onRead: (path: string) => Promise<void> = async () => undefined

const fs: typeof realFileSystem = {
  ...realFileSystem,
  open: async (path, how) => {
    await onOpening(path)
    const file = await realFileSystem.open(path, how)
    return {
      ...file,
      read: async () => {
        const bytes = await file.read()
        await onRead(path)
        return bytes
      },
    }
  },
}

beforeEach(async () => {
  onOpening = async () => undefined
  onRead = async () => undefined
  folder = join(await temporaryFolder(), 'harbour')
  ports = samplePorts({ fs })
  await createNotebook(folder, 'Harbour', ports)
  store = await openNotebook(folder, ports)
})

afterEach(() => store.close())

async function added(title: string): Promise<SampleSource> {
  const sample = sampleSource(ports, title)
  await store.addSource(sample.source, sample.version, sample.original)
  await store.addAnnotation(sampleAnnotation(ports, sample))
  return sample
}

async function manySources(): Promise<[SampleSource, ...SampleSource[]]> {
  const first = await added('Quays')
  const others: SampleSource[] = []
  for (let nth = 2; nth <= MANY; nth += 1) others.push(await added(`Text ${nth}`))
  return [first, ...others]
}

const revised = <Value extends { readonly revision: number }>(value: Value): Value => ({
  ...value,
  revision: value.revision + 1,
})

async function annotationsOf({ source }: SampleSource): Promise<number> {
  return (await store.readAnnotations(source.id)).length
}

test.each([
  { changed: 2, read: MANY },
  { changed: MANY, read: 0 },
])(
  'what is added to a source while $changed are changed and $read others are read is kept',
  async ({ changed, read }) => {
    const all = await manySources()
    const [quays] = all
    const adding: Promise<void>[] = []
    onOpening = async (path) => {
      if (adding.length > 0 || !path.includes('.redo.json.')) return
      adding.push(store.addAnnotation(sampleAnnotation(ports, quays)))
      // It waits for the change; did it not, it would be done by then.
      await Promise.race([...adding, pause(200)])
    }
    const changing = store.changeSources(
      all.slice(0, changed).map(({ source }) => source.id),
      async (now) => ({
        sources: now.map(({ source }) => ({ source: revised(source), in: 'library', arrives: null })),
        annotation: revised,
      }),
    )
    // In the same turn, as gathering evidence does.
    const reading = Promise.all(all.slice(changed, read).map(({ source }) => store.readSource(source.id)))
    await Promise.all([changing, reading])
    expect(adding).toHaveLength(1)
    await Promise.all(adding)
    expect(await annotationsOf(quays)).toBe(2)
    await store.close()
    store = await openNotebook(folder, ports)
    expect(await annotationsOf(quays)).toBe(2)
  },
)

test('a slow reading of a source does not set the library back to what it was before', async () => {
  const [quays, ...others] = await manySources()
  const annotations = `${quays.source.id}/annotations/1.json`
  const going = new EventEmitter()
  const waiting = once(going, 'on')
  // So that it is read from the disk.
  await store.close()
  store = await openNotebook(folder, ports)
  let isFirst = true
  const begun = new Promise<void>((begin) => {
    onRead = async (path) => {
      if (!isFirst || !path.endsWith(annotations)) return
      isFirst = false
      begin()
      await waiting
    }
  })
  const reading = store.readAnnotations(quays.source.id)
  await begun
  for (const { source } of others) await store.readAnnotations(source.id)
  const adding = store.addAnnotation(sampleAnnotation(ports, quays))
  // It waits for the reading; did it not, it would be done by then.
  await Promise.race([adding, pause(200)])
  going.emit('on')
  await Promise.all([reading, adding])
  const counted = () => store.library().find(({ id }) => id === quays.source.id)?.counts.claim
  expect(counted()).toBe(2)
  await store.close()
  store = await openNotebook(folder, ports)
  expect(counted()).toBe(2)
})
