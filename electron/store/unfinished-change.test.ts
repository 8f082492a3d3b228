import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Annotation } from '../../shared/model/annotation'
import { temporaryFolder } from '../testing/temporary-folder'
import { createNotebook } from './create-notebook'
import type { NotebookStore, StorePorts } from './notebook-store'
import { openNotebook } from './open-notebook'
import { breakableFileSystem, diskError } from './testing/faulty-file-system'
import { sampleAnnotation, samplePorts, sampleSource } from './testing/samples'

const disk = breakableFileSystem({ platform: 'linux' })

let folder = ''
let ports: StorePorts
let store: NotebookStore
let annotation: Annotation

beforeEach(async () => {
  disk.mend()
  folder = join(await temporaryFolder(), 'harbour')
  ports = { ...samplePorts(), fs: disk.fs }
  await createNotebook(folder, 'Harbour', ports)
  store = await openNotebook(folder, ports)
  const sample = sampleSource(ports, 'Quays')
  await store.addSource(sample.source, sample.version, sample.original)
  annotation = sampleAnnotation(ports, sample)
  await store.addAnnotation(annotation)
})

afterEach(async () => {
  disk.mend()
  await store.close()
})

const revised =
  (revision: number) =>
  <Value extends object>(value: Value): Value => ({ ...value, revision })

/** A change of an annotation and the codebook that is noted down; then the disk refuses once. */
function noteDown(): Promise<unknown> {
  let failed = false
  disk.breakBy((_, { call, path }) => {
    if (failed || call !== 'rename' || !path.includes('.codebook.json.')) return null
    failed = true
    return diskError('EIO')
  })
  const { target, id } = annotation
  return store.changeWithBooks(
    target.source,
    id,
    (books) => ({ ...books, codebook: revised(50)(books.codebook) }),
    revised(7),
  )
}

test.each([
  { change: 'the codebook', make: () => store.changeCodebook(revised(99)) },
  { change: 'the actors', make: () => store.changeActors(revised(99)) },
  { change: 'a file in its place', make: () => store.replace('codebook.json', async () => undefined) },
  {
    change: 'the annotation',
    make: () => store.changeAnnotation(annotation.target.source, annotation.id, revised(99)),
  },
  {
    change: 'a file in the place of its source',
    make: () => store.replace(`sources/${annotation.target.source}/source.json`, async () => undefined),
  },
  {
    change: 'a look at its source',
    make: () => store.mend(`sources/${annotation.target.source}/source.json`),
  },
])(
  'what waited for a change that could not be finished is refused and not undone later: $change',
  async ({ make }) => {
    const together = noteDown()
    const [noted, refused] = await Promise.allSettled([together, make()])
    await expect(together).rejects.toThrow('noted down')
    expect(refused).toEqual(noted)
    disk.mend()
    await store.close()
    store = await openNotebook(folder, ports)
    expect((await store.readBooks()).codebook.revision).toBe(50)
    expect((await store.readAnnotation(annotation.target.source, annotation.id)).revision).toBe(7)
  },
)
