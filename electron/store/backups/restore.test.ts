import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Backup, BackupCause } from '../../../shared/model/health'
import type { Link, Links } from '../../../shared/model/notebook'
import { makeHarbour } from '../../../tests/torture/backed-up-harbour'
import { MemoryDisk } from '../../../tests/torture/memory-disk'
import { asSaid, type Contents, contentsOf, straysAmong, withEffect } from '../../../tests/torture/model'
import { Random } from '../../../tests/torture/random'
import { nextStep } from '../../../tests/torture/workload'
import { emptyDisk, FOLDER, patientPorts, recordWorkload } from '../../../tests/torture/workload-recorded'
import { temporaryFolder } from '../../testing/temporary-folder'
import { decodeDocument, encodeDocument } from '../document-codec'
import { writeDurably } from '../durable-file'
import { type FileSystem, realFileSystem } from '../file-system'
import { acquireLock } from '../lock'
import { openNotebook } from '../open-notebook'
import { failureOf } from '../testing/failure-of'
import { breakableFileSystem, diskError } from '../testing/faulty-file-system'
import { countingIds, samplePorts, sampleSource } from '../testing/samples'
import { makeWholeNotebook } from '../testing/whole-notebook'
import { Backups, listBackups } from './backups'
import { listOutside } from './list-outside'
import { restoreCopy } from './restore-copy'
import { restoreInPlace } from './restore-in-place'

const OUTSIDE = '/home/settings/backups/n-0000000000000001'
const places = { notebook: FOLDER, outside: OUTSIDE }
const ids = () => ({ newId: countingIds(900_000) })

/** A clock that says what it is told, and a moment later whenever it is looked at. */
function clock(start = '2025-03-01T08:00:00.000Z') {
  let at = Date.parse(start)
  const now = () => new Date((at += 7)).toISOString()
  return { now, jump: (hours: number) => void (at += hours * 3_600_000) }
}

function backupsOn(
  fs: FileSystem,
  { now = clock().now, outside = OUTSIDE }: { now?: () => string; outside?: string | null } = {},
): Backups {
  return new Backups({
    fs,
    notebook: FOLDER,
    outside,
    now,
    later: () => () => undefined,
    onBackup: () => undefined,
  })
}

let nextId = 0

/** Change the notebook at random. Answers what it holds then. */
async function change(disk: MemoryDisk, contents: Contents, seed: number, steps: number): Promise<Contents> {
  nextId += 5000
  const { ports } = patientPorts(disk.fs, { firstId: nextId, now: clock('2025-03-02T00:00:00.000Z').now })
  const store = await openNotebook(FOLDER, ports)
  const random = new Random(seed)
  let now = contents
  for (let nth = 0; nth < steps; nth += 1) {
    const step = nextStep(now, random, ports)
    await step.make(store)
    now = withEffect(now, step.effect)
  }
  await store.close()
  return now
}

async function look(fs: FileSystem, folder = FOLDER): Promise<Contents> {
  const { ports } = patientPorts(fs, { firstId: 800_000 })
  const store = await openNotebook(folder, ports)
  expect(store.readOnly).toBeNull()
  const { contents, misfits } = await contentsOf(store, fs)
  await store.close()
  expect(misfits).toEqual([])
  return contents
}

/** What the notebook holds besides these contents: nothing but what was added later, and that in the trash. */
function addedSince(found: Contents, contents: Contents): Contents {
  const [same, more] = [new Map<string, string>(), new Map<string, string>()]
  const isLater = (id: string) => !contents.has(`place ${id}`) && found.get(`place ${id}`) === '"trash"'
  for (const [key, value] of asSaid(found)) {
    const [what = '', id = ''] = key.split(' ')
    const target = /"target":\{"source":"(s-[^"]+)"/.exec(value)?.[1] ?? ''
    const source = what === 'annotation' || what === 'deleted' ? target : id
    if (isLater(source)) more.set(key, value)
    else same.set(key, value)
  }
  expect(Object.fromEntries(same)).toEqual(Object.fromEntries(asSaid(contents)))
  return more
}

/** A notebook that was backed up, and changed since. */
async function scene(seed: number, steps = 24) {
  const disk = await emptyDisk()
  const { contents: before } = await recordWorkload(disk, seed, steps)
  const backup = await backupsOn(disk.fs).make('asked')
  const after = await change(disk, before, seed + 1, steps)
  return { disk, before, after, backup }
}

function fail(): never {
  throw new Error('the test is wrong')
}

const isObject = (path: string) => path.includes('/objects/')
const copyOf = (disk: MemoryDisk) => new MemoryDisk(disk.image())

async function restore(fs: FileSystem, which: Pick<Backup, 'number' | 'place'>): Promise<void> {
  const { now } = clock('2025-04-01T00:00:00.000Z')
  const lock = await acquireLock(fs, FOLDER, { now })
  try {
    await restoreInPlace(fs, FOLDER, places, which, { now, ...ids() })
  } finally {
    await lock.release()
  }
}

/** A notebook with backups of every kind, and what it held when each was made. */
const drill = async () => {
  const disk = await emptyDisk()
  let { contents } = await recordWorkload(disk, 5, 16)
  const time = clock()
  const known = new Map<number, Contents>()
  const make = async (cause: BackupCause, seed: number) => {
    contents = await change(disk, contents, seed, 3)
    const { number } = await backupsOn(disk.fs, time).make(cause)
    known.set(number, contents)
  }
  await make('before-migration', 1)
  for (let day = 0; day < 3; day += 1) {
    await make('regular', 10 + day)
    time.jump(24)
  }
  await make('asked', 20)
  for (let hour = 0; hour < 4; hour += 1) {
    await make('regular', 30 + hour)
    time.jump(1)
  }
  await make('before-choice', 40)
  for (let nth = 0; nth < 12; nth += 1) await make('regular', 50 + nth)
  await make('before-restore', 70)
  contents = await change(disk, contents, 99, 6)
  return { disk, known, list: await backupsOn(disk.fs).list() }
}

describe('each kind of backup brings back what was saved', () => {
  const drilled = drill()

  test('in its place, from the backups inside and from those outside', async () => {
    const { disk, known, list } = await drilled
    expect(new Set(list.map(({ cause }) => cause)).size).toBe(5)
    expect(list.filter(({ place }) => place === 'notebook').length).toBeGreaterThan(18)
    // By turns, so that those of each cause come from both.
    const turn = { notebook: 0, outside: 1 }
    for (const backup of list.filter(({ number, place }) => number % 2 === turn[place])) {
      const other = copyOf(disk)
      await restore(other.fs, backup)
      const contents = known.get(backup.number)
      if (contents !== undefined) addedSince(await look(other.fs), contents)
      expect(straysAmong(other.files(FOLDER))).toEqual([])
    }
  })

  test('as a copy, from the backups outside alone', async () => {
    const { disk, known, list } = await drilled
    const other = copyOf(disk)
    await other.fs.removeFolder(FOLDER)
    const [lost] = await listOutside(other.fs, '/home/settings/backups')
    expect(lost).toMatchObject({ title: 'Harbour', folder: OUTSIDE, lay: FOLDER })
    const outside = { notebook: null, outside: lost?.folder ?? null }
    expect(await listBackups(other.fs, outside)).toEqual(list.filter(({ place }) => place === 'outside'))
    for (const backup of list.filter(({ place, number }) => place === 'outside' && known.has(number))) {
      const folder = `/home/copy-${backup.number}`
      await restoreCopy(other.fs, outside, backup, folder, { now: clock().now, ...ids() })
      const contents = known.get(backup.number) ?? []
      expect(Object.fromEntries(await look(other.fs, folder))).toEqual(Object.fromEntries(contents))
    }
  })
})

test('a copy is another notebook, and the one it was made of stays as it is', async () => {
  const { disk, after, backup } = await scene(3)
  const files = disk.files(FOLDER)
  await restoreCopy(disk.fs, places, backup, '/home/copy', { now: clock().now, ...ids() })
  expect(disk.files(FOLDER)).toEqual(files)
  expect(await look(disk.fs)).toEqual(after)
  const titles = await Promise.all(
    [FOLDER, '/home/copy'].map(async (folder) => {
      const store = await openNotebook(folder, patientPorts(disk.fs).ports, { readOnly: true })
      return store.notebook
    }),
  )
  expect(titles[1]?.title).toBe(`Harbour (as of ${backup.made.slice(0, 10)})`)
  expect(titles[1]?.id).not.toBe(titles[0]?.id)
  const refused = await failureOf(
    restoreCopy(disk.fs, places, backup, '/home/copy', { now: clock().now, ...ids() }),
  )
  expect(refused.reason).toBe('conflict')
})

test('what a process left that died while it made a copy is swept by the next one, and by no other', async () => {
  const { disk, backup } = await scene(4, 2)
  const left = '/home/.copy.0123456789ab.tmp'
  const busy = '/home/.copy.ba9876543210.tmp'
  const other = '/home/.copies.0123456789ab.tmp'
  for (const folder of [left, busy, other]) await disk.fs.mkdir(folder)
  const lock = await acquireLock(disk.fs, busy, { now: clock().now })
  await restoreCopy(disk.fs, places, backup, '/home/copy', { now: clock().now, ...ids() })
  const names = await disk.fs.readdir('/home')
  expect(names.filter((name) => name.endsWith('.tmp')).map((name) => `/home/${name}`)).toEqual([busy, other])
  await lock.release()
})

test('a source and a brief that lie in their place and in the trash at once come back in both', async () => {
  const folder = join(await temporaryFolder(), 'harbour')
  const whole = await makeWholeNotebook(folder)
  const source = `sources/${whole.source.source.id}`
  const brief = `briefs/${whole.brief.id}.json`
  const time = '2025-03-01T08-00-00.000Z'
  const twins = [
    [source, `trash/${whole.source.source.id}.${time}`],
    [brief, `trash/${whole.brief.id}.${time}.json`],
  ] as const
  for (const [one, other] of twins) await cp(join(folder, one), join(folder, other), { recursive: true })
  const fs = realFileSystem
  const { now } = clock()
  const { number, place } = await new Backups({
    fs,
    notebook: folder,
    outside: null,
    now,
    later: () => () => undefined,
    onBackup: () => undefined,
  }).make('asked')
  for (const [, other] of twins) await rm(join(folder, other), { recursive: true })
  await restoreInPlace(fs, folder, { outside: null }, { number, place }, { now, ...ids() })
  for (const path of twins.flat())
    expect(
      await fs.stamp(join(folder, path)).then(
        () => path,
        () => null,
      ),
    ).toBe(path)
  const store = await openNotebook(folder, { ...samplePorts(), now })
  expect(await store.readAnnotations(whole.source.source.id)).toHaveLength(3)
  expect((await store.readBrief(whole.brief.id)).title).toBe('What it costs')
  await store.close()
})

const linksIn = (source: string) => `sources/${source}/links.json`

test('links come back as they were, and those that were added since are gone, also from a source in the trash', async () => {
  const { disk, store, idOf, samples } = await makeHarbour()
  const { ports } = patientPorts(disk.fs, { firstId: 7000 })
  const [kept, changed, added, trashed] = [idOf(0), idOf(1), idOf(2), sampleSource(ports, 'Trams')] as const
  await store.addSource(trashed.source, trashed.version, trashed.original)
  const [{ id: to } = fail()] = await store.readAnnotations(kept)
  const write = async (source: string, revision: number, reason: string, folder = `sources/${source}`) => {
    const link: Link = { from: to, to, toSource: kept, relation: 'repeats', status: 'confirmed', reason }
    const document: Links = { revision, links: [link] }
    const { bytes } = encodeDocument({ name: linksIn(source), sequence: revision, document })
    await writeDurably(disk.fs, join(FOLDER, folder, 'links.json'), bytes)
  }
  const linksOf = (source: string) => {
    const bytes = disk.bytesOf(join(FOLDER, linksIn(source)))
    const decoded = bytes === null ? null : decodeDocument(bytes, linksIn(source))
    // Whatever lies there was written as links.
    return decoded?.status === 'ok' ? (decoded.document as Links) : null
  }
  const reasonsOf = (source: string) => linksOf(source)?.links.map(({ reason }) => reason) ?? null

  await write(kept, 1, 'as it was')
  await write(changed, 1, 'as it was')
  const backup = await backupsOn(disk.fs).make('asked')
  await write(changed, 2, 'changed since')
  await write(added, 4, 'added since')
  await store.trashSource(trashed.source.id)
  const [folder = fail()] = await disk.fs.readdir(join(FOLDER, 'trash'))
  await write(trashed.source.id, 4, 'added since', `trash/${folder}`)
  await store.close()
  await restore(disk.fs, backup)

  expect(samples.map(({ source }) => reasonsOf(source.id))).toEqual([['as it was'], ['as it was'], []])
  expect(reasonsOf(trashed.source.id)).toEqual([])
  // A window that saw what was there takes these for newer.
  expect(linksOf(changed)?.revision).toBeGreaterThan(2)
  expect(linksOf(added)?.revision).toBeGreaterThan(4)
  const undo = (await backupsOn(disk.fs).list()).find(({ cause }) => cause === 'before-restore')
  await restore(disk.fs, undo ?? fail())
  expect(samples.map(({ source }) => reasonsOf(source.id))).toEqual([
    ['as it was'],
    ['changed since'],
    ['added since'],
  ])
})

test('a notebook of an earlier format comes back in the present one', async () => {
  const folder = join(await temporaryFolder(), 'harbour')
  await cp('tests/fixtures/formats/1/complete/notebook', folder, { recursive: true })
  const { now } = clock()
  const fs = realFileSystem
  const backup = await new Backups({
    fs,
    notebook: folder,
    outside: null,
    now,
    later: () => () => undefined,
    onBackup: () => undefined,
  }).make('before-migration')
  const before = await look(fs, folder)
  const { ports } = patientPorts(fs, { firstId: 1000 })
  const store = await openNotebook(folder, ports)
  const [source] = store.library()
  await store.trashSource(source?.id ?? 's-')
  await store.close()
  expect(await look(fs, folder)).not.toEqual(before)
  await restoreInPlace(fs, folder, { outside: null }, backup, { now, ...ids() })
  addedSince(await look(fs, folder), before)
  await restoreCopy(fs, { notebook: folder, outside: null }, backup, `${folder}-copy`, { now, ...ids() })
  expect(Object.fromEntries(await look(fs, `${folder}-copy`))).toEqual(Object.fromEntries(before))
})

test('the state before is a backup, so that restoring can be taken back', async () => {
  const { disk, before, after, backup } = await scene(11)
  await restore(disk.fs, backup)
  addedSince(await look(disk.fs), before)
  const undo = (await backupsOn(disk.fs).list()).find(({ cause }) => cause === 'before-restore')
  await restore(disk.fs, undo ?? backup)
  expect(asSaid(await look(disk.fs))).toEqual(asSaid(after))
})

test('nothing is restored where the state before cannot be backed up, and the refusal says so', async () => {
  const { disk, after, backup } = await scene(7, 2)
  const broken = breakableFileSystem({ disk: disk.fs })
  broken.breakBy((_, { call, path }) =>
    call === 'write' && path.includes('backups') ? diskError('ENOSPC') : null,
  )
  const failure = await failureOf(
    restoreInPlace(broken.fs, FOLDER, { outside: OUTSIDE }, backup, { now: clock().now, ...ids() }),
  )
  expect(failure.reason).toBe('disk-full')
  expect(failure.message).toMatch(/^Nothing was put back, .* No backup was made in .* free some space/)
  expect(await look(disk.fs)).toEqual(after)
})

test('what is restored is the newest state of each document that anybody knows', async () => {
  const { disk, backup } = await scene(12)
  const sequences = async () =>
    new Map((await backupsOn(disk.fs).newest()).map(({ name, sequence }) => [name, sequence ?? 0]))
  await backupsOn(disk.fs).make('regular')
  const before = await sequences()
  await restore(disk.fs, backup)
  for (const [name, sequence] of await sequences())
    expect(sequence, name).toBeGreaterThanOrEqual(before.get(name) ?? 0)
})

function revisionIn(json: string): number {
  return Number(/"revision":(\d+)/.exec(json)?.[1] ?? 0)
}

test('what is restored is newer than all that a window has seen of it', async () => {
  const { disk, after, backup } = await scene(12)
  await restore(disk.fs, backup)
  const found = await look(disk.fs)
  const changed = [...after].filter(
    ([key, json]) => revisionIn(json) > 0 && found.has(key) && found.get(key) !== json,
  )
  expect(changed.length).toBeGreaterThan(2)
  for (const [key, json] of changed)
    expect(revisionIn(found.get(key) ?? ''), key).toBeGreaterThan(revisionIn(json))
})

test('a notebook with a spoilt note of a change, a hurt text and a lost source is put right', async () => {
  const { disk, before, backup } = await scene(13)
  const files = disk.files(FOLDER).filter((path) => /\/sources\/s-[^/]+\//.test(path))
  const source = files.find((path) => path.endsWith('source.json')) ?? ''
  await disk.fs.removeFolder(source.slice(0, -'/source.json'.length))
  for (const name of ['v1.json', 'v1.txt', 'annotations/1.json']) {
    const other = files.find((path) => path.endsWith(name) && !path.startsWith(source.slice(0, -11)))
    if (other !== undefined) disk.overwrite(other, Buffer.from('{"format":2,'), { seen: true })
  }
  disk.overwrite(join(FOLDER, 'actors.json'), Buffer.from(''), { seen: true })
  const redo = await disk.fs.open(join(FOLDER, 'redo.json'), 'new')
  await redo.write(Buffer.from('nothing'), 0, 7)
  await redo.close()
  await restore(disk.fs, backup)
  addedSince(await look(disk.fs), before)
  expect(disk.files(`${FOLDER}/aside`).length).toBeGreaterThan(1)
})

describe('a hurt backup', () => {
  test('is never taken for a whole one, whichever of its files is hurt', async () => {
    const { disk, before, backup } = await scene(31)
    const random = new Random(31)
    const files = [...disk.files(`${FOLDER}/backups`), ...disk.files(OUTSIDE)]
    const outcomes = { refused: 0, restored: 0 }
    for (let run = 0; run < 300; run += 1) {
      const other = copyOf(disk)
      const hurt = Array.from({ length: 1 + random.below(4) }, () => random.pick(files))
      for (const path of hurt) {
        const bytes = Buffer.from(other.bytesOf(path) ?? [])
        const how = random.below(4)
        // Whole, but another one.
        if (how === 0) other.overwrite(path, other.bytesOf(random.pick(files)) ?? bytes)
        else if (how === 1) other.overwrite(path, bytes.subarray(0, random.below(bytes.length)))
        else if (how === 2) other.overwrite(path, Buffer.alloc(bytes.length))
        else {
          const at = random.below(bytes.length)
          bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << random.below(8)), at)
          other.overwrite(path, bytes)
        }
      }
      const place = random.pick(['notebook', 'outside'] as const)
      const folder = '/home/copy'
      const copied = await restoreCopy(other.fs, places, { number: backup.number, place }, folder, {
        now: clock().now,
        ...ids(),
      }).then(
        () => true,
        () => false,
      )
      outcomes[copied ? 'restored' : 'refused'] += 1
      const found = copied ? await look(other.fs, folder) : before
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(before))
    }
    expect(outcomes.refused).toBeGreaterThan(0)
    expect(outcomes.restored).toBeGreaterThan(outcomes.refused)
  }, 120_000)

  test('is replaced from the other place where that has it, and else written anew from the notebook', async () => {
    for (const both of [false, true]) {
      const { disk, after, backup } = await scene(32)
      await backupsOn(disk.fs).make('asked')
      const inside = disk.files(`${FOLDER}/backups`).filter(isObject)
      const outside = disk.files(OUTSIDE).filter(isObject)
      for (const path of both ? [...inside, ...outside] : inside) disk.overwrite(path, Buffer.from('rubbish'))
      const backups = backupsOn(disk.fs)
      const check = await backups.verifyBackups()
      expect(check.hurt).toBeGreaterThan(0)
      const hurt = check.unavailable.filter((one) => one.number === backup.number)
      expect(both ? check.mended : hurt.length).toBe(0)
      const { number } = await backups.make('asked')
      for (const place of ['notebook', 'outside'] as const) {
        await restoreCopy(disk.fs, places, { number, place }, `/home/${place}`, {
          now: clock().now,
          ...ids(),
        })
        expect(await look(disk.fs, `/home/${place}`)).toEqual(after)
      }
      const { unavailable } = await backupsOn(disk.fs).verifyBackups()
      expect(unavailable.filter((one) => one.number === number)).toEqual([])
    }
  })

  test('is noticed by the next backup when its files were cut short', async () => {
    const { disk, after } = await scene(33)
    await backupsOn(disk.fs).make('asked')
    const objects = disk.files(`${FOLDER}/backups`).filter(isObject)
    for (const path of objects) disk.overwrite(path, Buffer.from(''))
    const { number } = await backupsOn(disk.fs, { outside: null }).make('asked')
    const which = { number, place: 'notebook' as const }
    await restoreCopy(disk.fs, { notebook: FOLDER, outside: null }, which, '/home/copy', {
      now: clock().now,
      ...ids(),
    })
    expect(await look(disk.fs, '/home/copy')).toEqual(after)
  })
})
