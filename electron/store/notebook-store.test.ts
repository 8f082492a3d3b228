import { mkdir, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Failure } from '../../shared/contract/failure'
import { type Annotation, byPlace } from '../../shared/model/annotation'
import { temporaryFolder } from '../testing/temporary-folder'
import { createNotebook } from './create-notebook'
import type { FileSystem } from './file-system'
import type { NotebookStore, StorePorts } from './notebook-store'
import { openNotebook } from './open-notebook'
import { documentAt, putDocument } from './testing/document-files'
import { failureOf } from './testing/failure-of'
import { breakableFileSystem, diskError } from './testing/faulty-file-system'
import { forgetEarlierStates } from './testing/forget-earlier-states'
import {
  type SampleSource,
  sampleAnnotation,
  sampleBrief,
  samplePorts,
  sampleSource,
} from './testing/samples'

let folder = ''
let ports: StorePorts
let store: NotebookStore

beforeEach(async () => {
  folder = join(await temporaryFolder(), 'harbour')
  ports = samplePorts()
  await createNotebook(folder, 'Harbour', ports)
  store = await openNotebook(folder, ports)
})

afterEach(() => store.close())

async function reopen(fs?: FileSystem): Promise<void> {
  await store.close()
  store = await openNotebook(folder, fs === undefined ? ports : { ...ports, fs })
}

async function addSample(title?: string): Promise<SampleSource> {
  const sample = sampleSource(ports, title)
  await store.addSource(sample.source, sample.version, sample.original)
  return sample
}

async function addAnnotations(sample: SampleSource, count: number): Promise<Annotation[]> {
  const made = Array.from({ length: count }, (_, nth) => sampleAnnotation(ports, sample, nth))
  for (const annotation of made) await store.addAnnotation(annotation)
  return made
}

const sourceFolder = ({ source }: SampleSource) => join(folder, 'sources', source.id)
const rememo = (memo: string) => (annotation: Annotation) => ({
  ...annotation,
  memo,
  revision: annotation.revision + 1,
})

describe('sources', () => {
  test('a source comes back as it was added, with its version and the bytes it was read from', async () => {
    const { source, version, original } = await addSample()
    await reopen()
    expect(await store.readSource(source.id)).toEqual(source)
    expect(await store.readVersion(source.id, 1)).toEqual(version)
    expect(await readFile(join(folder, 'sources', source.id, 'v1.txt'))).toEqual(original.bytes)
    expect(store.library()).toMatchObject([
      { id: source.id, title: source.details.title, counts: { claim: 0 } },
    ])
  })

  test('the library is ordered by when a source was added, then by id', async () => {
    const first = sampleSource(ports, 'First')
    const later = [sampleSource(ports, 'Second'), sampleSource(ports, 'Third')].map((sample) => ({
      ...sample,
      source: { ...sample.source, added: '2025-03-01T00:00:00.000Z' },
    }))
    for (const sample of [...later.toReversed(), first]) {
      await store.addSource(sample.source, sample.version, sample.original)
    }
    expect(store.library().map(({ title }) => title)).toEqual(['First', 'Second', 'Third'])
  })

  test('what is not there is not found', async () => {
    const id = ports.newId('s')
    const { source } = await addSample()
    const uses = [
      () => store.readSource(id),
      () => store.readVersion(source.id, 2),
      () => store.readAnnotations(id),
      () => store.changeSource(id, (same) => same),
      () => store.trashSource(id),
      () => store.restoreSource(id),
      () => store.changeAnnotation(source.id, ports.newId('a'), (same) => same),
      () => store.readBrief(ports.newId('b')),
    ]
    for (const use of uses) expect((await failureOf(use())).reason).toBe('not-found')
  })

  test('a change answers before and after, and the library follows', async () => {
    const { source } = await addSample()
    const { before, after } = await store.changeSource(source.id, (seen) => ({
      ...seen,
      revision: 2,
      status: 'read',
    }))
    expect([before.status, after.status, after.revision]).toEqual(['unread', 'read', 2])
    expect(store.library()[0]?.status).toBe('read')
    await reopen()
    expect((await store.readSource(source.id)).status).toBe('read')
    expect(store.library()[0]?.status).toBe('read')
  })

  test('a conflict found by the change reaches the caller and changes nothing', async () => {
    const { source } = await addSample()
    const conflict = new Failure('conflict', 'It was changed in another window; look at it again.')
    const change = store.changeSource(source.id, () => {
      throw conflict
    })
    await expect(change).rejects.toBe(conflict)
    expect(await store.readSource(source.id)).toEqual(source)
  })

  test('trash and back, with its annotations', async () => {
    const sample = await addSample()
    const annotations = await addAnnotations(sample, 3)
    const { id } = sample.source
    await store.trashSource(id)
    expect(store.library()).toEqual([])
    expect((await failureOf(store.readAnnotations(id))).reason).toBe('not-found')
    expect(await store.locateAnnotation(annotations[0]?.id ?? ports.newId('a'))).toBe(null)
    await reopen()
    expect(store.library()).toEqual([])
    await store.restoreSource(id)
    expect(store.library()).toMatchObject([{ id, counts: { claim: 3 } }])
    expect(await store.readAnnotations(id)).toEqual(annotations.toSorted(byPlace))
    expect(await store.locateAnnotation(annotations[0]?.id ?? ports.newId('a'))).toBe(id)
  })

  test('one that was damaged in the trash stays there and is named', async () => {
    const { source } = await addSample()
    await store.trashSource(source.id)
    const [entry = ''] = await readdir(join(folder, 'trash'))
    expect(entry).toMatch(new RegExp(`^${source.id}\\.2025-[-T\\d.]+Z$`))
    await writeFile(join(folder, 'trash', entry, 'source.json'), 'garbage')
    const failure = await failureOf(store.restoreSource(source.id))
    expect(failure).toMatchObject({ reason: 'damaged' })
    expect(failure.message).toContain(`trash/${entry}/source.json`)
    expect(await readdir(join(folder, 'trash'))).toEqual([entry])
    expect(await readdir(join(folder, 'sources'))).toEqual([])
  })

  test('bytes that are not those of the version are refused', async () => {
    const { source, version } = sampleSource(ports)
    const added = store.addSource(source, version, { bytes: Buffer.from('other'), extension: 'txt' })
    expect((await failureOf(added)).reason).toBe('damaged')
    expect(await readdir(join(folder, 'sources'))).toEqual([])
  })

  test.each(['../../evil', 'json', 'a/b', ''])(
    'an ending such as %j never becomes a path',
    async (extension) => {
      const { source, version, original } = sampleSource(ports)
      await store.addSource(source, version, { ...original, extension })
      expect((await readdir(join(folder, 'sources', source.id))).toSorted()).toEqual([
        'source.json',
        'v1.bin',
        'v1.json',
      ])
    },
  )

  test('a failure at any step of an import leaves nothing of the source, and the next import works', async () => {
    const disk = breakableFileSystem({ platform: 'linux' })
    await reopen(disk.fs)
    for (let at = 0; ; at++) {
      const sample = sampleSource(ports)
      let met = false
      disk.breakBy((index) => {
        met ||= index === at
        return index === at ? diskError('ENOSPC') : null
      })
      const added = await store.addSource(sample.source, sample.version, sample.original).then(
        () => true,
        () => false,
      )
      disk.mend()
      const there = await readdir(join(folder, 'sources'))
      expect({ at, there: there.includes(sample.source.id) }).toEqual({ at, there: added })
      expect({ at, known: store.library().some(({ id }) => id === sample.source.id) }).toEqual({
        at,
        known: added,
      })
      expect(there.filter((name) => name.startsWith('.incoming'))).toEqual([])
      if (!added) await store.addSource(sample.source, sample.version, sample.original)
      if (!met) break
    }
  })
})

describe('annotations', () => {
  test('450 of them are spread over files of 200, and come back in reading order', {
    timeout: 60_000,
  }, async () => {
    const sample = await addSample()
    const made = await addAnnotations(sample, 450)
    expect(
      (await readdir(join(sourceFolder(sample), 'annotations'))).filter((name) => !name.endsWith('previous')),
    ).toEqual(['1.json', '2.json', '3.json'])
    await reopen()
    expect(await store.readAnnotations(sample.source.id)).toEqual(made.toSorted(byPlace))
    expect(store.library()[0]?.counts).toEqual({ claim: 450, figure: 0, position: 0 })

    const middle = made[250] ?? fail()
    await store.changeAnnotation(sample.source.id, middle.id, rememo('looked at'))
    expect(await store.trashAnnotation(sample.source.id, middle.id)).toMatchObject({
      memo: 'looked at',
      revision: 2,
    })
    expect(store.library()[0]?.counts.claim).toBe(449)
    await reopen()
    expect(await store.readAnnotations(sample.source.id)).toHaveLength(449)
    expect(await store.restoreAnnotation(sample.source.id, middle.id)).toMatchObject({ memo: 'looked at' })
    await reopen()
    expect(store.library()[0]?.counts.claim).toBe(450)
    expect(await store.readAnnotations(sample.source.id)).toContainEqual({
      ...middle,
      memo: 'looked at',
      revision: 2,
    })
  })

  test('what lies in the trash of a file takes up its room', async () => {
    const sample = await addSample()
    const made = await addAnnotations(sample, 200)
    for (const { id } of made.slice(0, 5)) await store.trashAnnotation(sample.source.id, id)
    await addAnnotations(sample, 1)
    const second = await documentAt(folder, `sources/${sample.source.id}/annotations/2.json`)
    expect(second).toMatchObject({ document: { annotations: [{}], trash: [] } })
  })

  test('one that is in the trash is not found, and one that is not cannot be restored', async () => {
    const sample = await addSample()
    const [annotation = fail()] = await addAnnotations(sample, 1)
    expect((await failureOf(store.restoreAnnotation(sample.source.id, annotation.id))).reason).toBe(
      'not-found',
    )
    await store.trashAnnotation(sample.source.id, annotation.id)
    expect((await failureOf(store.trashAnnotation(sample.source.id, annotation.id))).reason).toBe('not-found')
    expect(await store.locateAnnotation(annotation.id)).toBe(null)
  })

  test('a change of kind moves one count to the other', async () => {
    const sample = await addSample()
    const [annotation = fail()] = await addAnnotations(sample, 1)
    const { body } = sampleAnnotation(ports, sample, 0, 'figure')
    await store.changeAnnotation(sample.source.id, annotation.id, (seen) => ({ ...seen, body }))
    expect(store.library()[0]?.counts).toEqual({ claim: 0, figure: 1, position: 0 })
  })

  test('many at once, in several sources, are all there', async () => {
    const samples = [await addSample('One'), await addSample('Two')]
    const made = samples.flatMap((sample) =>
      Array.from({ length: 30 }, (_, nth) => sampleAnnotation(ports, sample, nth)),
    )
    await Promise.all(made.map((annotation) => store.addAnnotation(annotation)))
    await reopen()
    const ids = await Promise.all(samples.map(({ source }) => store.readAnnotations(source.id)))
    expect(
      ids
        .flat()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(made.map(({ id }) => id).toSorted())
  })

  test('the source of an annotation is found, whether it was seen or not', async () => {
    const samples = [await addSample('One'), await addSample('Two')]
    const [annotation = fail()] = await addAnnotations(samples[1] ?? fail(), 1)
    expect(await store.locateAnnotation(annotation.id)).toBe(samples[1]?.source.id)
    await reopen()
    expect(await store.locateAnnotation(annotation.id)).toBe(samples[1]?.source.id)
    expect(await store.locateAnnotation(ports.newId('a'))).toBe(null)
  })

  test('a full disk at any step loses nothing: neither on the disk nor in memory nor in the counts', {
    timeout: 120_000,
  }, async () => {
    const disk = breakableFileSystem({ platform: 'linux' })
    await reopen(disk.fs)
    for (let at = 0; ; at++) {
      const sample = await addSample()
      const annotation = sampleAnnotation(ports, sample)
      let met = false
      disk.breakBy((index) => {
        met ||= index === at
        return index === at ? diskError('ENOSPC') : null
      })
      const saved = await store.addAnnotation(annotation).then(
        () => true,
        () => false,
      )
      disk.mend()
      const expected = saved ? [annotation] : []
      expect({ at, memory: await store.readAnnotations(sample.source.id) }).toEqual({ at, memory: expected })
      expect(countOf(sample)).toBe(expected.length)
      await reopen(disk.fs)
      expect({ at, disk: await store.readAnnotations(sample.source.id) }).toEqual({ at, disk: expected })
      await addAnnotations(sample, 1)
      if (!met) break
    }
  })
})

/** Where the store shows a brief, also when it is opened anew, and how often a backup has it among the briefs. */
const placesOf = async (id: string) => {
  const shown = async () => {
    const { briefs, damaged } = await store.listBriefs()
    const listed = [...briefs.map((one) => one.id), ...damaged.map(({ brief }) => brief)]
    const trash = (await store.listTrash()).flatMap((entry) => (entry.kind === 'brief' ? [entry.brief] : []))
    return [listed, trash].map((ids) => ids.filter((one) => one === id).length).join(' and ')
  }
  const before = await shown()
  await reopen()
  const after = await shown()
  await store.backups.make('asked')
  const kept = (await store.backups.newest()).filter(({ name }) => name === `briefs/${id}.json`).length
  return { before, after, kept }
}

describe('briefs', () => {
  test('added, listed, changed, and to the trash and back', async () => {
    const brief = sampleBrief(ports)
    await store.addBrief(brief)
    await store.changeBrief(brief.id, (seen) => ({ ...seen, revision: 2, title: 'Costs' }))
    await reopen()
    expect(await store.listBriefs()).toMatchObject({
      briefs: [{ id: brief.id, revision: 2, title: 'Costs', excerpts: 0 }],
      damaged: [],
    })
    await store.trashBrief(brief.id)
    expect(await store.listBriefs()).toEqual({ briefs: [], damaged: [] })
    expect(await readdir(join(folder, 'briefs'))).toEqual([])
    expect((await failureOf(store.readBrief(brief.id))).reason).toBe('not-found')
    await store.restoreBrief(brief.id)
    expect(await store.readBrief(brief.id)).toMatchObject({ title: 'Costs' })
  })

  test('one that is damaged is named beside the others and does not hide them', async () => {
    const [damaged, whole] = [sampleBrief(ports, 'Damaged'), sampleBrief(ports, 'Whole')]
    await store.addBrief(damaged)
    await store.addBrief(whole)
    await store.close()
    await forgetEarlierStates(folder)
    await writeFile(join(folder, 'briefs', `${damaged.id}.json`), 'garbage')
    store = await openNotebook(folder, ports)
    expect(await store.listBriefs()).toMatchObject({
      briefs: [{ id: whole.id }],
      damaged: [{ brief: damaged.id, error: { reason: 'damaged' } }],
    })
  })

  test('one is never added over another', async () => {
    const brief = sampleBrief(ports)
    await store.addBrief(brief)
    expect((await failureOf(store.addBrief({ ...brief, title: 'Other' }))).reason).toBe('conflict')
    expect((await store.readBrief(brief.id)).title).toBe(brief.title)
  })

  test('a failure at any step of trashing leaves it where it was, or moved', async () => {
    const disk = breakableFileSystem({ platform: 'linux' })
    await reopen(disk.fs)
    for (let at = 0; ; at++) {
      const brief = sampleBrief(ports)
      await store.addBrief(brief)
      await store.changeBrief(brief.id, (seen) => ({ ...seen, revision: 2 }))
      let met = false
      disk.breakBy((index) => {
        met ||= index === at
        return index === at ? diskError('EIO') : null
      })
      const trashed = await store.trashBrief(brief.id).then(
        () => true,
        () => false,
      )
      disk.mend()
      const there = (await store.listBriefs()).briefs.some(({ id }) => id === brief.id)
      expect({ at, there }).toEqual({ at, there: !trashed })
      if (!trashed) await store.changeBrief(brief.id, (seen) => ({ ...seen, revision: 3 }))
      if (!met) break
    }
  })

  test.each(['once', 'from then on'])(
    'a failure at any step of a move, %s, never lets it show in two places or in none',
    async (how) => {
      const disk = breakableFileSystem({ platform: 'linux' })
      for (let at = 0; ; at++) {
        await reopen(disk.fs)
        const brief = sampleBrief(ports)
        await store.addBrief(brief)
        await store.changeBrief(brief.id, (seen) => ({ ...seen, revision: 2 }))
        let met = false
        const breakDisk = () =>
          disk.breakBy((index) => {
            const isMet = how === 'once' ? index === at : index >= at
            met ||= isMet
            return isMet ? diskError('EIO') : null
          })
        const where = ['1 and 0', '0 and 1']
        for (const move of ['trashBrief', 'restoreBrief'] as const) {
          breakDisk()
          await store[move](brief.id).catch(() => undefined)
          disk.mend()
          const { before, after, kept } = await placesOf(brief.id)
          expect({ at, before: where.includes(before), after, kept }).toEqual({
            at,
            before: true,
            after: before,
            kept: 1,
          })
          if (after === '1 and 0') await store.trashBrief(brief.id)
        }
        if (!met) break
      }
    },
  )

  test('a generation alone is mended, unless it was left behind by a move', async () => {
    const brief = sampleBrief(ports)
    await store.addBrief(brief)
    await store.changeBrief(brief.id, (seen) => ({ ...seen, revision: 2 }))
    const path = join(folder, 'briefs', `${brief.id}.json`)
    await store.close()
    const generation = await readFile(`${path}.previous`)
    await unlink(path)
    store = await openNotebook(folder, ports)
    expect(await store.readBrief(brief.id)).toMatchObject({ id: brief.id })
    await store.trashBrief(brief.id)
    await writeFile(`${path}.previous`, generation)
    expect(await store.listBriefs()).toEqual({ briefs: [], damaged: [] })
    expect((await failureOf(store.readBrief(brief.id))).reason).toBe('not-found')
    await store.restoreBrief(brief.id)
    expect(await store.readBrief(brief.id)).toMatchObject({ id: brief.id })
  })
})

describe('damage', () => {
  const bad: [string, (whole: Buffer) => Buffer][] = [
    ['truncated', (whole) => whole.subarray(0, whole.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['NUL-filled', (whole) => Buffer.alloc(whole.length)],
    [
      'with a flipped bit',
      (whole) => whole.map((byte, at) => (at === whole.length - 10 ? byte ^ 1 : byte)) as Buffer,
    ],
    ['null', () => Buffer.from('null')],
    ['5', () => Buffer.from('5')],
    ['with a BOM', (whole) => Buffer.concat([Buffer.from('\ufeff'), whole])],
  ]

  test.each(bad)(
    'every kind of document that is %s and of which nothing else is known is reported by name and left as it is',
    async (_, hurt) => {
      const sample = await addSample()
      const [annotation = fail()] = await addAnnotations(sample, 1)
      const brief = sampleBrief(ports)
      await store.addBrief(brief)
      await store.close()
      const { id } = sample.source
      const kinds: [string, (open: NotebookStore) => Promise<unknown>][] = [
        [`sources/${id}/source.json`, (open) => open.changeSource(id, (seen) => ({ ...seen, memo: 'new' }))],
        [`sources/${id}/v1.json`, (open) => open.readVersion(id, 1)],
        [
          `sources/${id}/annotations/1.json`,
          (open) => open.changeAnnotation(id, annotation.id, rememo('new')),
        ],
        [`sources/${id}/annotations/1.json`, (open) => open.addAnnotation(sampleAnnotation(ports, sample))],
        [
          `briefs/${brief.id}.json`,
          (open) => open.changeBrief(brief.id, (seen) => ({ ...seen, title: 'new' })),
        ],
      ]
      for (const [name, use] of kinds) {
        const path = join(folder, name)
        const whole = await readFile(path)
        const damaged = hurt(whole)
        await forgetEarlierStates(folder)
        await writeFile(path, damaged)
        store = await openNotebook(folder, ports)
        const failure = await failureOf(use(store))
        expect({ name, reason: failure.reason }).toEqual({ name, reason: 'damaged' })
        expect(failure.message).toContain(name)
        await store.close()
        expect(Buffer.compare(await readFile(path), damaged)).toBe(0)
        await writeFile(path, whole)
      }
      const path = join(folder, 'notebook.json')
      await forgetEarlierStates(folder)
      await writeFile(path, hurt(await readFile(path)))
      expect((await failureOf(openNotebook(folder, ports))).reason).toBe('damaged')
    },
  )

  test('a file of annotations that is missing between others is reported, not skipped', async () => {
    const sample = await addSample()
    await addAnnotations(sample, 201)
    await store.close()
    await unlink(join(sourceFolder(sample), 'annotations/1.json'))
    await forgetEarlierStates(folder)
    store = await openNotebook(folder, ports)
    expect((await failureOf(store.readAnnotations(sample.source.id))).message).toContain('annotations/1.json')
  })
})

describe('changes by others', () => {
  test('what another program wrote is listed, counted and searched from then on, and ours lies beside it', async () => {
    const sample = await addSample()
    const [first = fail()] = await addAnnotations(sample, 2)
    const path = `sources/${sample.source.id}/annotations/1.json`
    const theirs = sampleAnnotation(ports, sample, 9)
    await putDocument(folder, path, { annotations: [theirs], trash: [] }, { sequence: 7 })
    const changes = await store.annotationChanges(sample.source.id)
    const failure = await failureOf(store.changeAnnotation(sample.source.id, first.id, rememo('ours')))
    expect(failure.reason).toBe('changed-outside')
    const [incident = fail()] = store.notes()
    expect(incident).toMatchObject({ kind: 'conflict-copy', file: path, mended: false })
    expect(failure.message).toContain(path)
    expect(failure.message).toContain(incident.keptAs)
    expect(await documentAt(folder, incident.keptAs ?? '')).toMatchObject({
      document: { annotations: [{ memo: 'ours' }, { memo: '' }] },
    })
    expect(await store.annotationChanges(sample.source.id)).not.toBe(changes)
    await expect.poll(() => countOf(sample)).toBe(1)
    expect(await store.readAnnotations(sample.source.id)).toEqual([theirs])
    expect(await store.locateAnnotation(theirs.id)).toBe(sample.source.id)
  })

  test('what they deleted is put back with all that was saved, also where it was the folder of a source', async () => {
    const sample = await addSample()
    const [first = fail()] = await addAnnotations(sample, 1)
    await store.readSource(sample.source.id)
    await rm(sourceFolder(sample), { recursive: true })
    await store.changeAnnotation(sample.source.id, first.id, rememo('more'))
    await store.changeSource(sample.source.id, (seen) => ({ ...seen, memo: 'still here' }))
    expect(store.notes().map(({ kind, mended }) => [kind, mended])).toEqual([
      ['missing', true],
      ['missing', true],
    ])
    await reopen()
    expect(await store.readAnnotations(sample.source.id)).toMatchObject([{ memo: 'more' }])
    expect(await store.readSource(sample.source.id)).toMatchObject({ memo: 'still here' })
  })

  test('whoever shows a document that was replaced is told', async () => {
    const replaced: string[] = []
    await store.close()
    store = await openNotebook(folder, { ...ports, onReplaced: (name) => void replaced.push(name) })
    await store.changeCodebook((seen) => ({ ...seen, revision: 2 }))
    await putDocument(folder, 'codebook.json', (await store.readBooks()).codebook, { sequence: 9 })
    await failureOf(store.changeCodebook((seen) => ({ ...seen, revision: 3 })))
    expect(replaced).toEqual(['codebook.json'])
  })
})

describe('backups', () => {
  test('one is planned after each change and made at closing, and none where nothing changed', async () => {
    let planned = 0
    const later = () => {
      planned += 1
      return () => undefined
    }
    await store.close()
    store = await openNotebook(folder, { ...ports, later })
    await store.readBooks()
    const before = planned
    await store.changeCodebook((seen) => ({ ...seen, revision: 2 }))
    expect(planned).toBeGreaterThan(before)
    await store.close()
    expect(await store.backups.list()).toHaveLength(1)
    await reopen()
    await store.close()
    expect(await store.backups.list()).toHaveLength(1)
  })

  test('one that cannot be made is told, and keeps no change from being saved and no notebook from closing', async () => {
    const disk = breakableFileSystem({ platform: 'linux' })
    let told = 0
    await store.close()
    const onHealth = () => {
      told += 1
    }
    store = await openNotebook(folder, { ...ports, fs: disk.fs, onHealth })
    disk.breakBy((_, { path }) => (path.includes('backups') ? diskError('ENOSPC') : null))
    await store.changeCodebook((seen) => ({ ...seen, revision: 2 }))
    await store.close()
    expect(told).toBe(1)
    expect(store.health.backupFailure).toMatchObject({ reason: 'disk-full' })
    disk.mend()
    await reopen()
    expect((await store.readBooks()).codebook.revision).toBe(2)
  })
})

test('fields that a later version wrote survive a change of the annotation they belong to', async () => {
  const sample = await addSample()
  const [annotation = fail()] = await addAnnotations(sample, 1)
  await store.close()
  const path = `sources/${sample.source.id}/annotations/1.json`
  const written = {
    annotations: [{ ...annotation, mood: 'wry', body: { ...annotation.body, irony: 0.5 } }],
    trash: [],
    hue: 3,
  }
  await putDocument(folder, path, written, { sequence: 9 })
  store = await openNotebook(folder, ports)
  await store.changeAnnotation(sample.source.id, annotation.id, rememo('seen'))
  expect(await documentAt(folder, path)).toMatchObject({
    sequence: 10,
    document: { annotations: [{ memo: 'seen', mood: 'wry', body: { irony: 0.5 } }], hue: 3 },
  })
})

test('a closed notebook refuses changes in words, and closing waits for what is under way', async () => {
  const sample = await addSample()
  const under = store.addAnnotation(sampleAnnotation(ports, sample))
  await store.close()
  await under
  expect((await failureOf(store.addAnnotation(sampleAnnotation(ports, sample)))).reason).toBe('unavailable')
  await store.close()
  store = await openNotebook(folder, ports)
  expect(await store.readAnnotations(sample.source.id)).toHaveLength(1)
})

test('a folder in the place of an annotation file is a failure in words', async () => {
  const sample = await addSample()
  await mkdir(join(sourceFolder(sample), 'annotations/1.json'), { recursive: true })
  expect((await failureOf(store.readAnnotations(sample.source.id))).reason).toBe('damaged')
})

function fail(): never {
  throw new Error('the sample was not made')
}

function countOf({ source }: SampleSource): number | undefined {
  return store.library().find(({ id }) => id === source.id)?.counts.claim
}
