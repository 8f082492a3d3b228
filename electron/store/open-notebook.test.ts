import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, readdir, readFile, rm, unlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { createNotebook } from './create-notebook'
import type { NotebookStore, StorePorts } from './notebook-store'
import { openNotebook } from './open-notebook'
import { identifyProcess } from './process-identity'
import { putDocument } from './testing/document-files'
import { failureOf } from './testing/failure-of'
import { breakableFileSystem, diskError } from './testing/faulty-file-system'
import { forgetEarlierStates } from './testing/forget-earlier-states'
import { type SampleSource, sampleAnnotation, samplePorts, sampleSource } from './testing/samples'

let folder = ''
let ports: StorePorts

beforeEach(async () => {
  folder = join(await temporaryFolder(), 'harbour')
  ports = samplePorts()
  await createNotebook(folder, 'Harbour', ports)
})

/** Opens the notebook, does something and closes it again. */
async function visit<Value>(
  job: (store: NotebookStore) => Promise<Value>,
  asked: StorePorts = ports,
): Promise<Value> {
  const store = await openNotebook(folder, asked)
  try {
    return await job(store)
  } finally {
    await store.close()
  }
}

async function addSample(store: NotebookStore, annotations = 0): Promise<SampleSource> {
  const sample = sampleSource(ports)
  await store.addSource(sample.source, sample.version, sample.original)
  for (let nth = 0; nth < annotations; nth++) await store.addAnnotation(sampleAnnotation(ports, sample, nth))
  return sample
}

const catalogue = () => join(folder, 'catalogue.json')

/** What the library says when nothing but the sources is asked. */
async function derivedLibrary() {
  const copy = await temporaryFolder()
  await cp(folder, copy, { recursive: true })
  await rm(join(copy, 'catalogue.json'), { force: true })
  await rm(join(copy, 'lock'), { force: true })
  const store = await openNotebook(copy, ports, { readOnly: true })
  return store.library()
}

async function leaveStaleLock(): Promise<void> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  const record = {
    ...identifyProcess(),
    pid: child.pid,
    owner: '7d0c8a2e-51f3-4c0e-9a51-6f6f1d2b3c4d',
    since: ports.now(),
  }
  await writeFile(join(folder, 'lock'), JSON.stringify(record))
}

/** Two computers changed a source each; a tool carried one over, and kept the catalogue of the other. */
async function mergeTwoComputers() {
  const samples = await visit(async (store) => [await addSample(store), await addSample(store)] as const)
  const elsewhere = join(await temporaryFolder(), 'elsewhere')
  await cp(folder, elsewhere, { recursive: true, preserveTimestamps: true })
  await visit((store) => store.addAnnotation(sampleAnnotation(ports, samples[0])))
  const carried = sampleAnnotation(ports, samples[1], 3)
  const here = folder
  folder = elsewhere
  await visit((store) => store.addAnnotation(carried))
  folder = here
  const name = join('sources', samples[1].source.id)
  await cp(join(elsewhere, name), join(here, name), { recursive: true })
  return { samples, carried }
}

function counted(store: NotebookStore): number[] {
  return store.library().map(({ counts }) => counts.claim)
}

describe('who may write', () => {
  test('the second opener reads, and is told why it cannot write', async () => {
    const first = await openNotebook(folder, ports)
    const sample = await addSample(first, 2)
    const second = await openNotebook(folder, ports)
    expect(second.readOnly).toMatchObject({ reason: 'held' })
    expect(await second.readAnnotations(sample.source.id)).toHaveLength(2)
    expect(second.library()).toEqual(first.library())
    await first.addAnnotation(sampleAnnotation(ports, sample, 5))
    expect(await second.readAnnotations(sample.source.id)).toHaveLength(3)

    const refused = await failureOf(second.addAnnotation(sampleAnnotation(ports, sample)))
    expect(refused).toMatchObject({ reason: 'held', message: second.readOnly?.message })
    await second.close()
    expect(await readdir(folder)).toContain('lock')
    await first.close()
    expect(await readdir(folder)).not.toContain('lock')
  })

  test('of two that open in one process one writes', async () => {
    const stores = await Promise.all([openNotebook(folder, ports), openNotebook(folder, ports)])
    expect(stores.filter(({ readOnly }) => readOnly === null)).toHaveLength(1)
    for (const store of stores) await store.close()
  })

  test('every change of a notebook that was opened for reading is refused', async () => {
    const sample = await visit((store) => addSample(store, 1))
    const store = await openNotebook(folder, ports, { readOnly: true })
    const { id } = sample.source
    const annotation = ports.newId('a')
    const brief = ports.newId('b')
    const other = sampleSource(ports)
    const before = await readdir(folder, { recursive: true })
    const changes = [
      () => store.addSource(other.source, other.version, other.original),
      () => store.changeSource(id, (seen) => seen),
      () => store.trashSource(id),
      () => store.restoreSource(id),
      () => store.addAnnotation(sampleAnnotation(ports, sample)),
      () => store.changeAnnotation(id, annotation, (seen) => seen),
      () => store.trashAnnotation(id, annotation),
      () => store.restoreAnnotation(id, annotation),
      () => store.changeBrief(brief, (seen) => seen),
      () => store.trashBrief(brief),
      () => store.restoreBrief(brief),
    ]
    for (const change of changes) expect((await failureOf(change())).reason).toBe('read-only')
    await store.close()
    expect(await readdir(folder, { recursive: true })).toEqual(before)
  })

  test.each([
    ['EROFS', 'disk-read-only'],
    ['EACCES', 'no-permission'],
    ['ENOSPC', 'disk-full'],
  ])('a disk that takes no changes (%s) still lets the notebook be read', async (code, reason) => {
    const sample = await visit((store) => addSample(store, 1))
    const disk = breakableFileSystem()
    disk.breakBy((_, { call, path }) => (path.endsWith('lock') && call !== 'stamp' ? diskError(code) : null))
    const store = await openNotebook(folder, { ...ports, fs: disk.fs })
    expect(store.readOnly?.reason).toBe(reason)
    expect(store.readOnly?.message).toMatch(/^The notebook is open for reading only, because /)
    expect(await store.readAnnotations(sample.source.id)).toHaveLength(1)
    await store.close()
  })

  test('a notebook of a newer version is read and not changed', async () => {
    const sample = await visit((store) => addSample(store))
    const path = join(folder, 'notebook.json')
    const document = { id: ports.newId('n'), title: 'From tomorrow', created: ports.now(), mood: 'new' }
    await putDocument(folder, 'notebook.json', document, { format: 4 })
    const bytes = await readFile(path)
    const store = await openNotebook(folder, ports)
    expect(store.readOnly).toMatchObject({ reason: 'newer-format' })
    expect(store.notebook.title).toBe('From tomorrow')
    expect((await failureOf(store.trashSource(sample.source.id))).message).toContain('update the app')
    await store.close()
    expect(await readFile(path)).toEqual(bytes)
    expect(await readdir(folder)).not.toContain('lock')

    await writeFile(path, '{"format":4,"pages":[]}\n')
    expect((await failureOf(openNotebook(folder, ports))).reason).toBe('newer-format')
  })

  test.each(['missing', 'empty', 'else'])(
    'a folder that is no notebook (%s) is refused as such',
    async (what) => {
      const other = join(await temporaryFolder(), 'other')
      if (what !== 'missing') await mkdir(other)
      if (what === 'else') await writeFile(join(other, 'thesis.docx'), 'work')
      expect((await failureOf(openNotebook(other, ports))).reason).toBe('not-a-notebook')
    },
  )

  test('a notebook that could not be opened is not left locked', async () => {
    const disk = breakableFileSystem()
    disk.breakBy((_, { call, path }) =>
      call === 'readdir' && path.endsWith('sources') ? diskError('EIO') : null,
    )
    await failureOf(openNotebook(folder, { ...ports, fs: disk.fs }))
    expect(await readdir(folder)).not.toContain('lock')
  })
})

describe('the catalogue', () => {
  test('is written at the end, and opening needs no more than it and notebook.json', async () => {
    await visit((store) => addSample(store, 3))
    const disk = breakableFileSystem()
    const store = await openNotebook(folder, { ...ports, fs: disk.fs })
    const read = disk.steps().filter(({ call }) => call === 'read')
    const names = read.map(({ path }) => path.slice(folder.length + 1))
    expect([...new Set(names)].toSorted()).toEqual(['catalogue.json', 'lock', 'notebook.json'])
    expect(store.library()).toMatchObject([{ counts: { claim: 3 } }])
    await store.close()
  })

  test('is written when nothing happens for a while, and not at every change', async () => {
    let pending: (() => void) | null = null
    const later = (job: () => void) => {
      pending = job
      return () => {
        pending = null
      }
    }
    const store = await openNotebook(folder, { ...ports, later })
    await addSample(store, 3)
    expect(await readdir(folder)).not.toContain('catalogue.json')
    const write: (() => void) | null = pending
    if (write === null) throw new Error('nothing was planned')
    ;(write as () => void)()
    await expect.poll(() => readdir(folder)).toContain('catalogue.json')
    await store.close()
  })

  test.each([
    ['is missing', () => unlink(catalogue())],
    ['is empty', () => writeFile(catalogue(), '')],
    [
      'is damaged',
      async () =>
        writeFile(
          catalogue(),
          (await readFile(catalogue())).map((byte) => byte ^ 1),
        ),
    ],
    ['has another shape', () => putDocument(folder, 'catalogue.json', { sources: [{}] })],
  ])('that %s is made anew from the sources', async (_, meddle) => {
    await visit((store) => addSample(store, 3))
    await meddle()
    await visit(async (store) => {
      expect(store.library()).toMatchObject([{ counts: { claim: 3 } }])
      expect(store.library()).toEqual(await derivedLibrary())
    })
    const disk = breakableFileSystem()
    await visit(async () => undefined, { ...ports, fs: disk.fs })
    expect(disk.steps().filter(({ path }) => path.endsWith('source.json'))).toEqual([])
  })

  test('names the sources that are there: others are dropped, missing ones are read', async () => {
    const [one, two] = await visit(
      async (store) => [await addSample(store, 1), await addSample(store, 2)] as const,
    )
    const before = await readFile(catalogue())
    await visit((store) => store.trashSource(one.source.id))
    await visit((store) => addSample(store))
    await writeFile(catalogue(), before)
    await visit(async (store) => {
      expect(store.library()).toHaveLength(2)
      expect(store.library()[0]).toMatchObject({ id: two.source.id, counts: { claim: 2 } })
    })
  })

  test('is not believed about what changed after it when the last writer died', async () => {
    const samples = await visit(async (store) => [await addSample(store, 1), await addSample(store, 1)])
    const stale = await readFile(catalogue())
    await visit(async (store) => {
      for (const { source } of samples) {
        await store.changeSource(source.id, (seen) => ({ ...seen, revision: 2, status: 'read' }))
      }
      for (const sample of samples) await store.addAnnotation(sampleAnnotation(ports, sample, 9))
    })
    await writeFile(catalogue(), stale)
    await leaveStaleLock()
    await visit(async (store) => {
      expect(store.library().map(({ status, counts }) => [status, counts.claim])).toEqual([
        ['read', 2],
        ['read', 2],
      ])
    })
  })

  test('is believed about what was not touched, also then', async () => {
    const [touched] = await visit(
      async (store) => [await addSample(store, 1), await addSample(store, 1)] as const,
    )
    // Also after the clock was set back: only that it is another time counts.
    const earlier = new Date(Date.now() - 3_600_000)
    await utimes(join(folder, 'sources', touched.source.id, 'annotations'), earlier, earlier)
    await leaveStaleLock()
    const disk = breakableFileSystem()
    await visit(async () => undefined, { ...ports, fs: disk.fs })
    const read = disk.steps().filter(({ call, path }) => call === 'read' && path.endsWith('source.json'))
    const { id } = touched.source
    // To be summarised, and at closing to be backed up.
    expect(new Set(read.map(({ path }) => path))).toEqual(
      new Set([join(folder, 'sources', id, 'source.json')]),
    )
  })

  test('is not believed about a source that changed after the clock was set back, when the writer died', async () => {
    const sample = await visit((store) => addSample(store, 1))
    const later = new Date(Date.now() + 3_600_000)
    await utimes(catalogue(), later, later)
    const store = await openNotebook(folder, ports)
    await store.addAnnotation(sampleAnnotation(ports, sample, 5))
    const crashed = join(await temporaryFolder(), 'crashed')
    await cp(folder, crashed, { recursive: true, preserveTimestamps: true })
    await store.close()
    folder = crashed
    await leaveStaleLock()
    await visit(async (next) => expect(next.library()).toMatchObject([{ counts: { claim: 2 } }]))
  })

  test('that cannot be written at the end is taken away', async () => {
    const sample = await visit((store) => addSample(store, 1))
    const disk = breakableFileSystem()
    const store = await openNotebook(folder, { ...ports, fs: disk.fs })
    await store.addAnnotation(sampleAnnotation(ports, sample, 3))
    disk.breakBy((_, { call }) => (call === 'write' ? diskError('ENOSPC') : null))
    await store.close()
    await visit(async (next) => expect(next.library()).toMatchObject([{ counts: { claim: 2 } }]))
  })

  test('a source that cannot be read is named, and keeps nobody from opening the others', async () => {
    const [one, two] = await visit(
      async (store) => [await addSample(store, 1), await addSample(store, 2)] as const,
    )
    await unlink(catalogue())
    await forgetEarlierStates(folder)
    await writeFile(join(folder, 'sources', one.source.id, 'source.json'), '')
    await writeFile(join(folder, 'sources', two.source.id, 'annotations/1.json'), '')
    await visit(async (store) => {
      expect(store.damaged.map(({ source }) => source).toSorted()).toEqual(
        [one.source.id, two.source.id].toSorted(),
      )
      expect(store.library().map(({ id }) => id)).toEqual([two.source.id])
      expect((await failureOf(store.readSource(one.source.id))).reason).toBe('damaged')
    })
  })
})

async function told(store: NotebookStore) {
  await expect.poll(() => store.notes().length).toBe(1)
  return store.notes()[0]
}

describe('a source that was deleted while the notebook was closed', () => {
  test('comes back from the newest backup at the next opening, and that is told', async () => {
    const changed: string[] = []
    // Only a backup outside holds what never changes.
    const outside = join(folder, '..', 'outside')
    const asked = { ...ports, outside, onReplaced: (name: string) => changed.push(name) }
    const [{ source }] = await visit(
      async (store) => [await addSample(store, 2), await addSample(store)] as const,
      asked,
    )
    await rm(join(folder, 'sources', source.id), { recursive: true })
    await visit(async (store) => {
      const file = `sources/${source.id}`
      expect(await told(store)).toMatchObject({ kind: 'missing', file, mended: true })
      expect(changed).toEqual([file])
      expect(counted(store)).toEqual([2, 0])
      expect(await store.readAnnotations(source.id)).toHaveLength(2)
    }, asked)
  })

  test('is told where no backup has it, once', async () => {
    const { source } = await visit((store) => addSample(store))
    for (const place of [`sources/${source.id}`, 'backups'])
      await rm(join(folder, place), { recursive: true })
    await visit(async (store) => {
      expect(await told(store)).toMatchObject({
        kind: 'missing',
        file: `sources/${source.id}`,
        mended: false,
      })
    })
    await visit((store) => store.mend('codebook.json'))
    await visit(async (store) => expect((await store.health.read()).incidents).toHaveLength(1))
  })

  test('is left where it is when it lies in the trash', async () => {
    const before = await visit((store) => addSample(store)).then(async ({ source }) => {
      const bytes = await readFile(catalogue())
      await visit((store) => store.trashSource(source.id))
      return bytes
    })
    await writeFile(catalogue(), before)
    await visit(async (store) => {
      await store.mend('codebook.json')
      expect([store.library(), store.notes()]).toEqual([[], []])
    })
  })
})

describe('a catalogue that does not fit the sources', () => {
  test('hides no annotation, and is put right where a source is read', async () => {
    const { samples, carried } = await mergeTwoComputers()
    let told = 0
    const onLibraryChanged = () => {
      told += 1
    }
    await visit(
      async (store) => {
        expect(counted(store)).toEqual([1, 0])
        expect(await store.locateAnnotation(carried.id)).toBe(samples[1].source.id)
        expect(counted(store)).toEqual([1, 1])
        expect(told).toBe(1)
      },
      { ...ports, onLibraryChanged },
    )
    await visit(async (store) => expect(counted(store)).toEqual([1, 1]))
  })

  test('is put right by a change of the source, which counts what is there', async () => {
    const { samples } = await mergeTwoComputers()
    await visit(async (store) => {
      await store.addAnnotation(sampleAnnotation(ports, samples[1], 8))
      expect(counted(store)).toEqual([1, 2])
      await store.changeSource(samples[1].source.id, (seen) => ({ ...seen, revision: 2, status: 'read' }))
      expect(counted(store)).toEqual([1, 2])
    })
  })

  test('is put right some time after opening, and is not looked at again', async () => {
    await mergeTwoComputers()
    let told = 0
    const jobs = new Set<() => void>()
    const patient: StorePorts = {
      ...ports,
      onLibraryChanged: () => {
        told += 1
      },
      later: (job) => {
        jobs.add(job)
        return () => jobs.delete(job)
      },
    }
    await visit(async (store) => {
      for (const job of jobs) job()
      await expect.poll(() => counted(store)).toEqual([1, 1])
      expect(told).toBe(1)
    }, patient)
    jobs.clear()
    const disk = breakableFileSystem()
    await visit(
      async () => {
        disk.mend()
        for (const job of jobs) job()
        await expect.poll(() => disk.steps().filter(({ call }) => call === 'stamp').length).toBe(4)
      },
      { ...patient, fs: disk.fs },
    )
    expect(disk.steps().filter(({ path }) => path.endsWith('source.json'))).toEqual([])
    expect(told).toBe(1)
  })

  test('shows what another program put there after the source was read', async () => {
    const sample = await visit((store) => addSample(store))
    const { id } = sample.source
    const elsewhere = join(await temporaryFolder(), 'elsewhere')
    await cp(folder, elsewhere, { recursive: true, preserveTimestamps: true })
    const carried = sampleAnnotation(ports, sample, 3)
    const there = await openNotebook(elsewhere, ports)
    await there.addAnnotation(carried)
    await there.close()

    const jobs = new Set<() => void>()
    const later = (job: () => void) => {
      jobs.add(job)
      return () => jobs.delete(job)
    }
    await visit(
      async (store) => {
        expect(await store.readAnnotations(id)).toEqual([])
        await cp(join(elsewhere, 'sources', id), join(folder, 'sources', id), { recursive: true })
        for (const job of jobs) job()
        await expect.poll(() => counted(store)).toEqual([1])
        expect(await store.locateAnnotation(carried.id)).toBe(id)
        expect(await store.readAnnotations(id)).toEqual([carried])
      },
      { ...ports, later },
    )
  })

  test('is not looked at any more once the notebook was closed', async () => {
    await mergeTwoComputers()
    const jobs: (() => void)[] = []
    const disk = breakableFileSystem()
    const later = (job: () => void) => {
      jobs.push(job)
      return () => undefined
    }
    await visit(async () => undefined, { ...ports, fs: disk.fs, later })
    disk.mend()
    for (const job of jobs) job()
    await turn()
    expect(disk.steps()).toEqual([])
  })
})

test('whoever fails to open after a crash leaves it to the next one to look after what was left', async () => {
  const sample = await visit((store) => addSample(store, 1))
  const stale = await readFile(catalogue())
  await visit((store) => store.addAnnotation(sampleAnnotation(ports, sample, 9)))
  await writeFile(catalogue(), stale)
  const leftover = `sources/${sample.source.id}/annotations/.1.json.0123456789ab.tmp`
  await writeFile(join(folder, leftover), 'half')
  await leaveStaleLock()
  const disk = breakableFileSystem()
  disk.breakBy((_, { call, path }) =>
    call === 'readdir' && path === join(folder, 'sources') ? diskError('EIO') : null,
  )
  await failureOf(openNotebook(folder, { ...ports, fs: disk.fs }))
  expect(await readdir(folder)).not.toContain('lock')
  await visit(async (store) => expect(counted(store)).toEqual([2]))
  const names = await readdir(folder, { recursive: true })
  expect(names.filter((name) => name.includes('.tmp') || name.includes('lock'))).toEqual([])
})

test('what a process that died left behind is removed, and never shows', async () => {
  const sample = await visit((store) => addSample(store, 1))
  const leftovers = [
    `sources/.incoming-0123456789abcdef/source.json`,
    `.notebook.json.0123456789ab.tmp`,
    `briefs/.b-0000000000000001.json.0123456789ab.tmp`,
    `trash/.b-0000000000000002.2025-03-02T12-00-00.105Z.json.0123456789ab.tmp`,
    `sources/${sample.source.id}/annotations/.1.json.0123456789ab.tmp`,
  ]
  await mkdir(join(folder, 'sources/.incoming-0123456789abcdef'))
  for (const name of leftovers) await writeFile(join(folder, name), 'half')
  await leaveStaleLock()
  await visit(async (store) => expect(store.library()).toHaveLength(1))
  const names = await readdir(folder, { recursive: true })
  expect(names.filter((name) => name.includes('.tmp') || name.includes('incoming'))).toEqual([])
})
