import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { backupsOn, type Harbour, makeHarbour } from '../../../tests/torture/backed-up-harbour'
import { FOLDER, patientPorts } from '../../../tests/torture/workload-recorded'
import { encodeDocument } from '../document-codec'
import { writeNew } from '../durable-file'
import { acquireLock } from '../lock'
import type { NotebookStore } from '../notebook-store'
import { openNotebook } from '../open-notebook'
import { failureOf } from '../testing/failure-of'
import { countingIds, sampleAnnotation, sampleSource } from '../testing/samples'
import { placesOf } from './backups'
import { lossesOf } from './loss-words'
import { BackupReader } from './read-backups'
import { openBackup, type WhichBackup } from './restore'
import { restoreInPlace } from './restore-in-place'
import { shelfOf } from './take-snapshot'

/** A notebook that keeps no backups outside, and the backup of it. */
const places = { notebook: FOLDER, outside: null }
const which = { number: 1, place: 'notebook' } as const

let harbour: Harbour

beforeEach(async () => {
  harbour = await makeHarbour()
  await backups().make('asked')
})

const backups = () => backupsOn(harbour.disk.fs, { outside: null })
const fileOf = (nth: number, file: string) => `${FOLDER}/sources/${harbour.idOf(nth)}/${file}`
const zero = (path: string) =>
  harbour.disk.overwrite(path, new Uint8Array(harbour.disk.bytesOf(path)?.length ?? 0))
const titleOf = (nth: number) => harbour.samples[nth]?.source.details.title

async function restore(partly: boolean, backup: WhichBackup = which) {
  const { fs } = harbour.disk
  await harbour.store.close()
  const ports = { now: () => '2025-04-01T00:00:00.000Z', newId: countingIds(900_000) }
  const lock = await acquireLock(fs, FOLDER, ports)
  try {
    return await restoreInPlace(fs, FOLDER, places, backup, ports, { partly })
  } finally {
    await lock.release()
  }
}

async function reopened(): Promise<NotebookStore> {
  const store = await openNotebook(FOLDER, patientPorts(harbour.disk.fs, { firstId: 5000 }).ports)
  expect(store.readOnly).toBeNull()
  return store
}

describe('a state of which a file is lost that it leaves in the notebook', () => {
  test.each([
    ['original', 'v1.txt', 'the file that it was read from'],
    ['text', 'v1.json', 'the text'],
  ])('comes back without this, once that is asked for: %s', async (_, file, words) => {
    const { store, disk, idOf, brief } = harbour
    const { title } = await store.readBrief(brief.id)
    await harbour.retitle('What it costs us')
    for (const nth of [0, 1]) await store.changeSource(idOf(nth), (source) => ({ ...source, memo: 'read' }))
    const [tagged] = await store.readAnnotations(idOf(0))
    await store.trashAnnotation(idOf(0), tagged?.id ?? 'a-0000000000000000')
    await store.trashSource(idOf(2))
    await backups().make('regular')
    zero(fileOf(0, file))

    const refused = await failureOf(restore(false))
    expect(refused.message).toContain(`sources/${idOf(0)}/${file}) is damaged or missing`)
    const lost = await restore(true)
    expect(lost).toEqual([
      {
        file: `sources/${idOf(0)}/${file}`,
        message: `“${titleOf(0)}” has lost ${words}; all else of it is whole. Import “quays.txt” again to put that back.`,
      },
    ])
    const again = await reopened()
    expect(again.library().map(({ id }) => id)).toHaveLength(3)
    expect((await again.readBrief(brief.id)).title).toBe(title)
    for (const nth of [0, 1, 2]) {
      expect((await again.readSource(idOf(nth))).memo).toBe('')
      expect(await again.readAnnotations(idOf(nth))).toHaveLength(1)
    }
    // What is left of the file is nobody's to delete, and a person is told of it.
    expect(disk.bytesOf(fileOf(0, file))).not.toBeNull()
    expect((await again.health.read()).incidents).toContainEqual(
      expect.objectContaining({ kind: 'missing', mended: false, message: lost[0]?.message }),
    )
    await again.close()
  })

  test('comes back as a whole where the notebook has a whole copy of it in the trash', async () => {
    const { store, disk, idOf } = harbour
    await store.trashSource(idOf(0))
    expect(await restore(true)).toEqual([])
    const again = await reopened()
    const bytes = (await again.readOriginal(idOf(0), 1))?.bytes ?? []
    expect(Buffer.from(bytes)).toEqual(Buffer.from(harbour.samples[0]?.original.bytes ?? []))
    expect(disk.files(`${FOLDER}/trash`)).toEqual([])
    await again.close()
  })

  test('comes back also where its source lies nowhere any more', async () => {
    const { disk, idOf } = harbour
    await harbour.store.close()
    await disk.fs.removeFolder(`${FOLDER}/sources/${idOf(0)}`)
    const words = (await restore(true)).map(({ message }) => message).join(' ')
    expect(words).toContain('has lost the text and the file that it was read from;')
    const again = await reopened()
    expect(await again.readAnnotations(idOf(0))).toHaveLength(1)
    expect((await again.readSource(idOf(0))).details.title).toBe(titleOf(0))
    expect((await failureOf(again.readVersion(idOf(0), 1))).reason).toBe('damaged')
    await again.close()
  })

  test('is told before anything is restored, and nothing is changed by that', async () => {
    zero(fileOf(1, 'v1.txt'))
    const before = harbour.disk.files(FOLDER)
    const backup = await openBackup(harbour.disk.fs, places, which, { partly: true })
    expect((await lossesOf(backup)).map(({ file }) => file)).toEqual([`sources/${harbour.idOf(1)}/v1.txt`])
    expect(harbour.disk.files(FOLDER)).toEqual(before)
  })
})

describe('a state that has lost documents of its own', () => {
  test('leaves what the notebook has of these as it is', async () => {
    const { store, disk, brief } = harbour
    const { ports } = patientPorts(disk.fs, { firstId: 7000 })
    const sample = sampleSource(ports, 'Trams')
    const { id } = sample.source
    await store.addSource(sample.source, sample.version, sample.original)
    const memo = 'What the port says. '.repeat(300) // so long that it is no part of the list
    await store.addAnnotation({ ...sampleAnnotation(ports, sample), memo })
    const links = { name: `sources/${id}/links.json`, sequence: 1, document: { links: [], memo } }
    await writeNew(disk.fs, join(FOLDER, links.name), encodeDocument(links).bytes)
    await store.close()
    const lists = await Promise.all((await backups().list()).map((one) => openBackup(disk.fs, places, one)))
    const lost = lists.flatMap(({ files }) => files).filter(({ at }) => /annotations|links|briefs/.test(at))
    for (const path of disk.files(`${FOLDER}/backups/objects`))
      if (lost.some(({ sha256 }) => path.includes(sha256))) zero(path)
    const [newest] = lists
    const told = await restore(true, { number: newest?.manifest.number ?? 0, place: 'notebook' })
    expect(told.map(({ message }) => message)).toEqual([
      `A brief (briefs/${brief.id}.json) is lost; what the notebook has of it now stays as it is.`,
      '“Trams” has lost some of its annotations and its links; all else of it is whole. What the notebook has of some of its annotations and its links now stays as it is.',
    ])
    const again = await reopened()
    expect((await again.readAnnotations(id)).map((one) => one.memo)).toEqual([memo])
    expect((await again.readBrief(brief.id)).id).toBe(brief.id)
    expect(Buffer.from(disk.bytesOf(join(FOLDER, links.name)) ?? []).toString()).toContain(memo)
    await again.close()
  })

  test('takes no other version for the one that it had', async () => {
    const { disk } = harbour
    const path = fileOf(0, 'v2.txt')
    await writeNew(disk.fs, path, Buffer.from('As it was imported.'))
    const { number } = await backups().make('asked')
    const { files } = await openBackup(disk.fs, places, { number, place: 'notebook' })
    const lost = files.filter(({ at }) => at.endsWith('/v2.txt') || at.startsWith('briefs/'))
    disk.overwrite(path, Buffer.from('Of another one that bears its number.'), { seen: true })
    await harbour.store.changeSource(harbour.idOf(0), (source) => ({ ...source, memo: 'read' }))
    await harbour.retitle('What it costs us')
    await backups().make('asked')
    for (const object of disk.files(`${FOLDER}/backups/objects`))
      if (lost.some(({ sha256 }) => object.includes(sha256))) zero(object)
    const told = await restore(true, { number, place: 'notebook' })
    expect(told.map(({ message }) => message)).toEqual([
      `A brief (briefs/${harbour.brief.id}.json) is as another backup has it.`,
      `“${titleOf(0)}” has lost the file that it was read from; all else of it is whole.`,
    ])
  })

  test('is not restored at all where its list of lists is lost', async () => {
    for (const path of harbour.disk.files(`${FOLDER}/backups/objects`)) zero(path)
    expect((await failureOf(restore(true))).message).toContain('the list of its files is damaged')
    const again = await reopened()
    expect(await again.readAnnotations(harbour.idOf(0))).toHaveLength(1)
    await again.close()
  })

  test('takes no source, annotation or brief away because it is not known whether it was there', async () => {
    const { store, disk, idOf, brief } = harbour
    const before = new Set(disk.files(`${FOLDER}/backups/objects`))
    const isKept = new Set<string>()
    // All objects but the first list and the title page, one after the other.
    const reader = await openBackup(disk.fs, places, which)
    const root = reader.manifest.root
    const title = reader.files.find(({ at }) => at === 'notebook.json')?.sha256 ?? ''
    for (const path of before) if (path.includes(root) || path.includes(title)) isKept.add(path)
    await harbour.retitle('What it costs us')
    await store.changeSource(idOf(0), (source) => ({ ...source, memo: 'read' }))
    for (const path of before) if (!isKept.has(path)) zero(path)
    const lost = await restore(true)
    expect(lost.map(({ message }) => message).join(' ')).toContain('Which other sources it held is not known')
    const again = await reopened()
    expect(again.library()).toHaveLength(3)
    for (const nth of [0, 1, 2]) expect(await again.readAnnotations(idOf(nth))).toHaveLength(1)
    expect((await again.readSource(idOf(0))).memo).toBe('read')
    expect((await again.readBrief(brief.id)).title).toBe('What it costs us')
    await again.close()
    // The state before it was restored is among the backups, and whole.
    const [undo] = (await backups().list()).filter(({ cause }) => cause === 'before-restore')
    await openBackup(disk.fs, places, { number: undo?.number ?? 0, place: 'notebook' })
  })

  test('leaves a source where it is that the list of another backup, which stands in for its own, does not name', async () => {
    const { store, disk, idOf } = harbour
    const shelf = shelfOf(idOf(0))
    const { ports } = patientPorts(disk.fs, { firstId: 8000 })
    let added = sampleSource(ports, 'Trams')
    while (shelfOf(added.source.id) !== shelf) added = sampleSource(ports, 'Trams')
    await store.addSource(added.source, added.version, added.original)
    const { number } = await backups().make('asked')
    await store.changeSource(idOf(0), (source) => ({ ...source, memo: 'read' }))
    await store.close()
    const reader = new BackupReader(disk.fs, placesOf(disk.fs, places), FOLDER)
    for (const one of (await backups().list()).filter((made) => made.number >= number)) {
      const { manifest } = await openBackup(disk.fs, places, one)
      const list = (await reader.root(manifest.root))?.shelves.find(([key]) => key === shelf)?.[1] ?? 'none'
      for (const path of disk.files(`${FOLDER}/backups/objects`)) if (path.includes(list)) zero(path)
    }
    const told = await restore(true, { number, place: 'notebook' })
    expect(told.map(({ message }) => message)).toEqual([
      `“${titleOf(0)}” is in part as another backup has it.`,
      'Which other sources it held is not known, since a list of them is lost; those that are in the notebook stay as they are.',
    ])
    const again = await reopened()
    expect(again.library().map(({ id }) => id)).toContain(added.source.id)
    await again.close()
  })
})

describe('how many sources are not whole', () => {
  test('is told of each state that refers to what is lost, by a look at the list and by a look at every file', async () => {
    const { store, idOf } = harbour
    expect(await backups().losses()).toEqual([])
    zero(fileOf(0, 'v1.txt'))
    harbour.disk.remove(fileOf(1, 'v1.json'))
    await store.changeSource(idOf(2), (source) => ({ ...source, memo: 'later' }))
    await backups().make('regular')
    const lostSources = [idOf(0), idOf(1)].toSorted()
    const expected = [2, 1].map((number) => ({ number, lostSources, isListed: true }))
    expect(await backups().losses()).toMatchObject(expected)
    const doubted = new Set([`sources/${idOf(0)}/v1.txt`])
    const { unavailable, hurt } = await backups().verifyBackups(undefined, doubted)
    expect(unavailable).toMatchObject(expected)
    expect(hurt).toBe(0)
  })

  test('is none where the files are whole in a place outside', async () => {
    await backupsOn(harbour.disk.fs).make('asked')
    zero(fileOf(0, 'v1.txt'))
    const doubted = new Set([`sources/${harbour.idOf(0)}/v1.txt`])
    expect(await backupsOn(harbour.disk.fs).losses()).toEqual([])
    expect((await backupsOn(harbour.disk.fs).verifyBackups(undefined, doubted)).unavailable).toEqual([])
    expect(await backups().losses()).toHaveLength(2)
  })
})
