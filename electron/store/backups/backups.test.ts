import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { Failure } from '../../../shared/contract/failure'
import type { AnnotationFile } from '../../../shared/model/notebook'
import {
  backupsOn as backupsOnDisk,
  type Harbour,
  makeHarbour,
  memosOutside,
  OUTSIDE,
  refusing,
} from '../../../tests/torture/backed-up-harbour'
import { MemoryDisk } from '../../../tests/torture/memory-disk'
import { FOLDER, patientPorts, restartComputer } from '../../../tests/torture/workload-recorded'
import { decodeDocument } from '../document-codec'
import { writeNew } from '../durable-file'
import type { FileSystem } from '../file-system'
import type { NotebookStore } from '../notebook-store'
import { openNotebook } from '../open-notebook'
import { failureOf } from '../testing/failure-of'
import { breakableFileSystem, diskError } from '../testing/faulty-file-system'
import { type BackupPorts, Backups } from './backups'

let harbour: Harbour
let disk: MemoryDisk
let store: NotebookStore

/** A clock that only goes on when it is told to. */
let time = Date.parse('2025-03-01T08:00:00.000Z')
const now = () => new Date(time).toISOString()

beforeEach(async () => {
  harbour = await makeHarbour()
  ;({ disk, store } = harbour)
})

const backupsOn = (fs: FileSystem = disk.fs, more: Partial<BackupPorts> = {}) =>
  backupsOnDisk(fs, { now, ...more })

const idOf = (nth: number) => harbour.idOf(nth)
const rememo = (memo: string) => (file: AnnotationFile) => ({
  ...file,
  annotations: file.annotations.map((annotation) => ({ ...annotation, memo })),
})

/** Backups whose time comes when a test says so. */
function watched(fs: FileSystem = disk.fs) {
  const waiting = new Set<() => void>()
  const told: unknown[] = []
  const backups = backupsOn(fs, {
    later: (job) => {
      waiting.add(job)
      return () => waiting.delete(job)
    },
    onBackup: (failure) => told.push(failure),
  })
  const tick = async (seconds = 10) => {
    time += seconds * 1000
    const jobs = [...waiting]
    waiting.clear()
    for (const job of jobs) job()
    // Whoever asks for something now waits for a backup that was begun.
    await backups.verifyBackups()
    await new Promise(setImmediate)
  }
  const change = async () => {
    await store.changeBrief(harbour.brief.id, (seen) => ({ ...seen, title: `${seen.title}.` }))
    backups.noteChange()
  }
  return { backups, told, tick, change, waiting }
}

describe('what a backup holds', () => {
  test('is listed in both places, with what was in the library', async () => {
    await store.trashSource(idOf(2))
    const backups = backupsOn()
    const made = await backups.make('asked')
    expect(made).toEqual({
      number: made.number,
      place: 'notebook',
      cause: 'asked',
      made: now(),
      sources: 2,
      annotations: 2,
      briefs: 1,
    })
    expect(await backupsOn().list()).toContainEqual({ ...made, place: 'outside' })
  })

  test('are the earlier states of a document, newest first', async () => {
    const name = `sources/${idOf(0)}/source.json`
    const backups = backupsOn()
    for (const memo of ['one', 'two', 'three']) {
      await store.changeSource(idOf(0), (source) => ({ ...source, memo }))
      await backups.make('regular')
    }
    const states = (await backupsOn().statesOf(name)).map(({ bytes }) => decodeDocument(bytes, name))
    expect(states).toMatchObject([
      { status: 'ok', document: { memo: 'three' } },
      { status: 'ok', document: { memo: 'two' } },
      { status: 'ok', document: { memo: 'one' } },
    ])
    const [newest] = await backupsOn().statesOf(name)
    expect(await backups.newest()).toContainEqual(
      expect.objectContaining({ name, sequence: newest?.sequence }),
    )
  })

  test('are the files that never change, from the place that has copies of them', async () => {
    await backupsOn().make('regular')
    const [sample] = harbour.samples
    await disk.fs.removeFolder(join(FOLDER, 'sources', idOf(0)))
    const original = await backupsOn().unchanging(`sources/${idOf(0)}/v1.txt`)
    expect(Buffer.from(original ?? [])).toEqual(Buffer.from(sample?.original.bytes ?? []))
    expect(await backupsOn(disk.fs, { outside: null }).unchanging(`sources/${idOf(0)}/v1.txt`)).toBeNull()
  })

  test('of the original of a later version are the bytes that its source lists, whatever has become of its file', async () => {
    const [name, text] = [`sources/${idOf(0)}/v2.txt`, Buffer.from('More of the quays.')]
    const sha256 = createHash('sha256').update(text).digest('hex')
    await writeNew(disk.fs, join(FOLDER, name), text)
    await store.changeSource(idOf(0), (source) => {
      const listed = source.versions.map((version) => ({ ...version, number: 2 }))
      const second = listed.map((version) => ({ ...version, original: { ...version.original, sha256 } }))
      return { ...source, versions: [...source.versions, ...second] }
    })
    await backupsOn().make('regular')
    disk.overwrite(join(FOLDER, name), Buffer.from('Less of the quays.'), { seen: true })
    for (const memo of ['one', 'two']) {
      await store.changeSource(idOf(0), (source) => ({ ...source, memo }))
      await backupsOn().make('regular')
      expect(await backupsOn().newest()).toContainEqual({ name, sequence: null, sha256, at: name })
      const hurt = disk.bytesOf(join(FOLDER, `sources/${idOf(0)}/source.json`)) ?? Buffer.from('')
      disk.overwrite(join(FOLDER, `sources/${idOf(0)}/source.json`), Buffer.from('gone'), { seen: true })
      disk.remove(join(FOLDER, `sources/${idOf(0)}/source.json.previous`))
      await backupsOn().make('regular')
      disk.overwrite(join(FOLDER, `sources/${idOf(0)}/source.json`), hurt, { seen: true })
    }
    expect(Buffer.from((await backupsOn().unchanging(name)) ?? []).toString()).toBe('More of the quays.')
  })

  test('are the bytes with the checksum that is asked for, also where a later backup has others', async () => {
    const name = `sources/${idOf(0)}/v2.txt`
    await writeNew(disk.fs, join(FOLDER, name), Buffer.from('As it was imported.'))
    await backupsOn().make('regular')
    const known = (await backupsOn().newest()).find((file) => file.name === name)
    // No source lists it, so it may be another one by now.
    disk.overwrite(join(FOLDER, name), Buffer.from('Something else now.'), { seen: true })
    await store.changeSource(idOf(0), (source) => ({ ...source, memo: 'changed' }))
    await backupsOn().make('regular')
    const textOf = async (sha256?: string) =>
      Buffer.from((await backupsOn().unchanging(name, sha256)) ?? []).toString()
    expect(await textOf()).toBe('Something else now.')
    expect(await textOf(known?.sha256)).toBe('As it was imported.')
  })

  test('keeps what was in the backup before of a document that is damaged or gone', async () => {
    const backups = backupsOn()
    await backups.make('regular')
    const files = async () =>
      new Map((await backups.newest()).map(({ name, sha256 }) => [name, sha256] as const))
    const before = await files()
    const names = ['actors.json', `briefs/${harbour.brief.id}.json`, `sources/${idOf(1)}/annotations/1.json`]
    for (const [nth, name] of names.entries()) {
      const path = join(FOLDER, name)
      if (disk.bytesOf(`${path}.previous`) !== null) disk.remove(`${path}.previous`)
      if (nth === 1) disk.remove(path)
      else disk.overwrite(path, Buffer.from('{"format":2,"na'), { seen: true })
    }
    await store.changeSource(idOf(1), (source) => ({ ...source, memo: 'changed' }))
    await disk.fs.removeFolder(join(FOLDER, 'sources', idOf(2)))
    await backups.make('asked')
    const after = await files()
    for (const name of [...names, `sources/${idOf(2)}/v1.txt`]) expect(after.get(name)).toBe(before.get(name))
    expect([...after.keys()].toSorted()).toEqual([...before.keys()].toSorted())
  })

  test('is the last generation of a document that was damaged after it was last backed up', async () => {
    const backups = backupsOn()
    await backups.make('regular')
    for (const memo of ['one', 'two']) await store.changeSource(idOf(0), (source) => ({ ...source, memo }))
    const name = `sources/${idOf(0)}/source.json`
    disk.overwrite(join(FOLDER, name), Buffer.from('gone'), { seen: true })
    await backups.make('regular')
    const [newest] = await backups.statesOf(name)
    expect(decodeDocument(newest?.bytes ?? Buffer.from(''), name)).toMatchObject({
      document: { memo: 'one' },
    })
  })

  test('of another copy of the notebook is not taken for an earlier state of this one', async () => {
    const other = new MemoryDisk(disk.image())
    await other.fs.rename(FOLDER, `${FOLDER}-copy`)
    await new Backups({
      fs: other.fs,
      notebook: `${FOLDER}-copy`,
      outside: OUTSIDE,
      now,
      later: () => () => undefined,
      onBackup: () => undefined,
    }).make('asked')
    await other.fs.rename(`${FOLDER}-copy`, FOLDER)
    await other.fs.removeFolder(join(FOLDER, 'backups'))
    expect(await backupsOn(other.fs).statesOf('actors.json')).toEqual([])
    expect(await backupsOn(other.fs).list()).toHaveLength(1)
  })
})

describe('the cost', () => {
  test('of a backup does not grow with what did not change', async () => {
    const broken = breakableFileSystem({ disk: disk.fs })
    await backupsOn().make('regular')
    await store.changeSource(idOf(1), (source) => ({ ...source, memo: 'changed' }))
    for (const backups of [backupsOn(broken.fs), backupsOn(broken.fs)]) {
      broken.breakBy(() => null)
      await backups.make('regular')
      const read = broken.steps().filter(({ call, path }) => call === 'read' && path.includes('/sources/s-'))
      expect(read.filter(({ path }) => path.includes(idOf(0)))).toEqual([])
      expect(read.filter(({ path }) => path.includes('/v1.'))).toEqual([])
    }
  })

  test('is nothing where nothing changed', async () => {
    const backups = backupsOn()
    const first = await backups.make('regular')
    const files = disk.files('/home')
    expect(await backups.make('regular')).toEqual(first)
    expect(disk.files('/home')).toEqual(files)
  })

  test('stays bounded: what no backup needs any more is swept, and nothing else', async () => {
    const backups = backupsOn()
    for (let nth = 0; nth < 60; nth += 1) {
      await harbour.retitle(`What it costs ${nth}`)
      await backups.make('regular')
    }
    expect((await backups.list()).filter(({ place }) => place === 'notebook').length).toBeLessThan(13)
    const left = disk.files(OUTSIDE).filter((path) => path.includes('/objects/'))
    expect(left.length).toBeLessThan(110)
    expect(await backupsOn().verifyBackups()).toMatchObject({ hurt: 0, unavailable: [] })
  })

  test('stays bounded, too, where every backup is made at a closing', async () => {
    for (let nth = 0; nth < 64; nth += 1) {
      const backups = backupsOn()
      await harbour.retitle(`What it costs ${nth}`)
      backups.noteChange()
      await backups.finish()
    }
    for (const place of [OUTSIDE, join(FOLDER, 'backups')])
      expect(disk.files(place).filter((path) => path.includes('/objects/')).length).toBeLessThan(80)
    expect(await backupsOn().verifyBackups()).toMatchObject({ hurt: 0, unavailable: [] })
  })

  test('is not saved on what a backup that cannot be read may need', async () => {
    const backups = backupsOn()
    await backups.make('before-choice')
    const { number } = await backups.make('asked')
    const manifest = join(OUTSIDE, `${number}.json`)
    const good = disk.bytesOf(manifest) ?? Buffer.from('')
    disk.overwrite(manifest, Buffer.from('{'), { seen: true })
    const later = backupsOn()
    for (let nth = 0; nth < 40; nth += 1) {
      await harbour.retitle(`What it costs ${nth}`)
      await later.make('asked')
    }
    disk.overwrite(manifest, good, { seen: true })
    const check = await backupsOn().verifyBackups()
    expect(check.unavailable.filter(({ place }) => place === 'outside')).toEqual([])
  })
})

describe('while changes go on', () => {
  test('a change of several sources is in a backup as a whole or not at all', async () => {
    const end = new AbortController()
    const backups = backupsOn()
    const work = async () => {
      for (let nth = 0; !end.signal.aborted; nth += 1) {
        await store.changeFiles(
          harbour.samples.map(({ source }) => source.id),
          rememo(`all at ${nth}`),
        )
        // Gaps of every length.
        for (let turn = 0; turn < nth % 97; turn += 1) await new Promise(setImmediate)
      }
    }
    const working = work()
    let made = 0
    for (let nth = 0; nth < 25; nth += 1) {
      await backups.make('asked').then(
        () => void (made += 1),
        (error: unknown) => expect(error).toMatchObject({ reason: 'unavailable' }),
      )
      for (let turn = 0; turn < 7; turn += 1) await new Promise(setImmediate)
    }
    end.abort()
    await working
    expect(made).toBeGreaterThan(3)
    for (const memos of await memosOutside(disk.fs)) expect(new Set(memos).size, memos.join()).toBe(1)
  }, 60_000)

  test('one is made even so where changes can be held up', async () => {
    let turn: Promise<unknown> = Promise.resolve()
    const inTurn = <Value>(job: () => Promise<Value>): Promise<Value> => {
      const done = turn.then(job)
      turn = done.catch(() => undefined)
      return done
    }
    const end = new AbortController()
    const work = async () => {
      for (let nth = 0; !end.signal.aborted; nth += 1) {
        const ids = harbour.samples.map(({ source }) => source.id)
        await inTurn(() => store.changeFiles(ids, rememo(`all at ${nth}`)))
        // A disk in memory leaves no turn to anybody else.
        await new Promise(setImmediate)
      }
    }
    const working = work()
    const backups = backupsOn(disk.fs, { hold: inTurn })
    for (let nth = 0; nth < 5; nth += 1) await backups.make('asked')
    end.abort()
    await working
    const found = await memosOutside(disk.fs)
    expect(found.length).toBeGreaterThanOrEqual(5)
    for (const memos of found) expect(new Set(memos).size, memos.join()).toBe(1)
  }, 60_000)
})

describe('when one is made by itself', () => {
  test('it is soon after a change, and not once more where nothing changes', async () => {
    const { told, tick, change, waiting } = watched()
    await change()
    expect(told).toEqual([])
    await tick()
    expect(told).toEqual([null])
    expect(waiting.size).toBe(0)
  })

  test('it is once a minute at most while someone works', async () => {
    const { told, tick, change } = watched()
    for (let second = 0; second < 600; second += 5) {
      await change()
      await tick(5)
    }
    expect(told.length).toBeGreaterThanOrEqual(9)
    expect(told.length).toBeLessThanOrEqual(10)
  })

  test('nobody waits for a clock that was set back', async () => {
    const { told, tick, change } = watched()
    await change()
    await tick()
    time -= 10 * 8766 * 3_600_000
    await change()
    await tick()
    expect(told.length).toBe(2)
  })

  test('it is at closing, and never after it', async () => {
    const { backups, told, change, waiting } = watched()
    await change()
    await backups.finish()
    expect(told).toEqual([null])
    await change()
    expect(waiting.size).toBe(0)
  })

  test('at closing a large notebook it is not made again in minutes by another process, which would have to look at all of it', async () => {
    for (let nth = 0; nth < 500; nth += 1)
      await disk.fs.mkdir(`${FOLDER}/sources/s-${String(nth).padStart(16, '0')}`, { recursive: true })
    const { backups, told, change } = watched()
    await backups.make('asked')
    const visit = async (minutes: number) => {
      time += minutes * 60_000
      const other = watched()
      await other.change()
      await other.backups.finish()
      return other.told.length
    }
    expect(await visit(2)).toBe(0)
    expect(await visit(2)).toBe(0)
    expect(await visit(2)).toBe(1)
    expect(await visit(-100)).toBe(1)
    // Who remembers the last one has little to look at.
    await change()
    await backups.finish()
    expect(told.length).toBe(2)
  })

  test('what a closing left to the next process is in a backup soon after that has begun, though nothing changes there', async () => {
    for (let nth = 0; nth < 500; nth += 1)
      await disk.fs.mkdir(`${FOLDER}/sources/s-${String(nth).padStart(16, '0')}`, { recursive: true })
    await backupsOn().make('asked')
    const hurried = watched()
    await hurried.change()
    await hurried.backups.finish()
    expect(hurried.told).toEqual([])

    const commands = [watched(), watched()]
    for (const { backups } of commands) {
      backups.resume(false)
      await backups.finish()
    }
    expect(commands.flatMap(({ told }) => told)).toEqual([])
    const window = watched()
    window.backups.resume(false)
    await new Promise(setImmediate)
    await window.tick()
    expect(window.told).toEqual([null])
    await window.backups.finish()

    const later = watched()
    later.backups.resume(false)
    time += 3_600_000
    await later.backups.finish()
    expect(later.told).toEqual([])
  })

  test('what a process changed that died is in a backup soon after the next one has begun', async () => {
    const { backups, told, tick } = watched()
    backups.resume(true)
    await new Promise(setImmediate)
    await tick()
    expect(told).toEqual([null])
    expect((await backups.list()).length).toBe(2)
  })

  test('it is at the closing of a notebook whose last writer died', async () => {
    restartComputer(disk)
    const { ports } = patientPorts(disk.fs, { firstId: 9000 })
    await (await openNotebook(FOLDER, ports)).close()
    expect(await backupsOn().list()).toHaveLength(1)
    await (await openNotebook(FOLDER, ports)).close()
    expect(await backupsOn().list()).toHaveLength(1)
  })

  test('a place that did not get one gets it when it can be written again, though nothing changes, and the other one gets none meanwhile', async () => {
    const broken = refusing(OUTSIDE, disk.fs)
    const { backups, told, tick, change } = watched(broken.fs)
    await change()
    for (let minute = 0; minute < 35; minute += 1) await tick(60)
    expect(told.length).toBeGreaterThan(2)
    expect(told.length).toBeLessThan(6)
    expect((await backups.list()).map(({ place }) => place)).toEqual(['notebook'])
    broken.mend()
    for (let minute = 0; minute < 11; minute += 1) await tick(60)
    expect(told.at(-1)).toBeNull()
    expect((await backups.list()).map(({ place }) => place)).toContain('outside')
    const times = told.length
    for (let minute = 0; minute < 30; minute += 1) await tick(60)
    expect(told.length).toBe(times)
  })

  test('it is in a place that was chosen only now, though nothing changes', async () => {
    const { backups, tick } = watched()
    await backups.setOutside(null)
    await backups.make('asked')
    await backups.setOutside(OUTSIDE)
    await tick()
    expect((await backups.list()).filter(({ place }) => place === 'outside')).toHaveLength(1)
  })

  test('why it could not be is told, it is tried again, and one place does not keep the other from it', async () => {
    const broken = breakableFileSystem({ disk: disk.fs })
    const { backups, told, tick, change } = watched(broken.fs)
    broken.breakBy((_, { path, call }) =>
      path.startsWith(OUTSIDE) && call === 'write' ? diskError('ENOSPC') : null,
    )
    await change()
    await tick()
    expect(told).toEqual([expect.objectContaining({ reason: 'disk-full' })])
    expect(new Set((await backups.list()).map(({ place }) => place))).toEqual(new Set(['notebook']))
    broken.breakBy((_, { path, call }) =>
      path.includes('backups') && call === 'write' ? diskError('ENOSPC') : null,
    )
    await change()
    await tick(70)
    await tick(70)
    expect(told.at(-1)).toBeInstanceOf(Failure)
    broken.mend()
    await tick(70)
    expect(told.at(-1)).toBeNull()
    expect((await backups.list())[0]?.number).toBe((await backups.list())[1]?.number)
  })
})

describe('a disk that does not answer for a moment', () => {
  test('takes no backup away when others are thinned out', async () => {
    for (const cause of ['regular', 'asked', 'asked'] as const) await backupsOn().make(cause)
    await backupsOn(refusing('/backups/1.json', disk.fs).fs).make('asked')
    const inside = (await backupsOn().list()).filter(({ place }) => place === 'notebook')
    expect(inside.map(({ number }) => number)).toContain(1)
    expect(await backupsOn().verifyBackups()).toMatchObject({ hurt: 0, unavailable: [] })
  })

  test('leaves an earlier state of a document in one backup, and in no later one', async () => {
    await backupsOn().make('asked')
    await store.changeSource(idOf(0), (seen) => ({ ...seen, revision: 2, memo: 'read again' }))
    const path = `sources/${idOf(0)}/source.json`
    const broken = refusing(path, disk.fs)
    const backups = backupsOn(broken.fs)
    await backups.make('asked')
    expect((await backupsOn().newest()).find(({ name }) => name === path)?.sequence).toBe(1)
    broken.mend()
    await backups.make('asked')
    expect((await backupsOn().newest()).find(({ name }) => name === path)?.sequence).toBe(2)
  })

  test('leaves that state in every place, also in one that did not get the backup before', async () => {
    await backupsOn(refusing(OUTSIDE, disk.fs).fs).make('asked')
    await backupsOn(refusing('actors.json', disk.fs).fs).make('asked')
    expect((await backupsOn().list()).map(({ place }) => place)).toContain('outside')
    expect(await backupsOn().verifyBackups()).toMatchObject({ hurt: 0, unavailable: [] })
  })
})

test('whatever step the disk refuses, the sentence is about a backup and not about a change', async () => {
  for (const [call, part] of [
    ['open', '.clock'],
    ['mkdir', ''],
    ['open', '.json.'],
    ['open', 'objects'],
    ['readdir', FOLDER],
  ] as const) {
    const broken = breakableFileSystem({ disk: new MemoryDisk(disk.image()).fs })
    broken.breakBy((_, step) =>
      step.call === call && step.path.includes(part) && step.path !== `${FOLDER}/lock`
        ? diskError('ENOSPC')
        : null,
    )
    const told: unknown[] = []
    const backups = backupsOn(broken.fs, { onBackup: (failure) => told.push(failure) })
    const failure = await failureOf(backups.make('asked'))
    expect(failure, `${call} ${part}`).toMatchObject({ reason: 'disk-full' })
    expect(failure.message).toMatch(/^No backup was made in .* What was saved in the notebook is unharmed/)
    expect(told).toEqual([failure])
  }
})
