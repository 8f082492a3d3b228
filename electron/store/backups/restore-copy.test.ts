import { gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import { backupsOn, type Harbour, makeHarbour, OUTSIDE } from '../../../tests/torture/backed-up-harbour'
import { MemoryDisk } from '../../../tests/torture/memory-disk'
import { FOLDER, patientPorts } from '../../../tests/torture/workload-recorded'
import { folderState } from '../create-notebook'
import type { FileSystem } from '../file-system'
import { openNotebook } from '../open-notebook'
import { failureOf } from '../testing/failure-of'
import { breakableFileSystem, diskError, type Step } from '../testing/faulty-file-system'
import { countingIds } from '../testing/samples'
import { restoreCopy } from './restore-copy'

let harbour: Harbour

beforeEach(async () => {
  harbour = await makeHarbour()
  await backupsOn(harbour.disk.fs).make('asked')
})

const COPY = '/home/copy'
const which = { number: 1, place: 'outside' } as const
const ports = { now: () => '2025-03-01T08:00:00.000Z', newId: countingIds(900_000) }
const recover = (partly: boolean, number: number) =>
  restoreCopy(
    harbour.disk.fs,
    { notebook: null, outside: OUTSIDE },
    { number, place: 'outside' },
    COPY,
    ports,
    {
      instead: true,
      partly,
    },
  )
const copyOn = (fs: FileSystem) =>
  restoreCopy(fs, { notebook: FOLDER, outside: OUTSIDE }, which, COPY, ports, { instead: true })
const namesOn = async (fs: FileSystem) => (await fs.readdir('/home')).filter((name) => name.includes('copy'))

/** A disk of its own on which the steps of which `isRefused` is true fail. */
function refusingCopy(isRefused: (step: Step) => boolean, code: string) {
  const disk = new MemoryDisk(harbour.disk.image())
  const broken = breakableFileSystem({ disk: disk.fs })
  broken.breakBy((_, step) => (step.path.includes('/.copy.') && isRefused(step) ? diskError(code) : null))
  return { disk, fs: broken.fs }
}

test.each([
  ['mkdir', 'ENOSPC', 'disk-full', 'its disk is full; free some space'],
  ['write', 'ENOSPC', 'disk-full', 'its disk is full; free some space'],
  ['write', 'EDQUOT', 'disk-full', 'its disk is full; free some space'],
  ['sync', 'EIO', 'disk-error', 'its disk reported an error (EIO); look whether it is well'],
  ['rename', 'EACCES', 'no-permission', 'this account may not write there; check the permissions'],
  ['open', 'EROFS', 'disk-read-only', 'its disk can only be read; choose another one'],
  ['mkdir', 'ENOENT', 'disk-error', 'the folder in which it lies is not there; make that folder'],
] as const)(
  'where the disk answers %s by %s, it is said what was tried, why, and what to do',
  async (call, code, reason, why) => {
    const { disk, fs } = refusingCopy((step) => step.call === call, code)
    const files = disk.files('/')
    const failure = await failureOf(copyOn(fs))
    expect(failure.reason).toBe(reason)
    expect(failure.message).toContain(`Nothing was brought back into ${COPY} because ${why}`)
    expect(failure.message).toMatch(/try again\. The backup is unharmed\.$/)
    expect(disk.files('/')).toEqual(files)
    expect(await namesOn(disk.fs)).toEqual([])
  },
)

test('what is too large for the disk is not begun', async () => {
  const { disk, fs } = refusingCopy(() => false, '')
  const small = { ...fs, space: async () => ({ free: 1000, size: 2 ** 30 }) }
  const failure = await failureOf(copyOn(small))
  expect(failure.message).toContain('because its disk is full')
  expect(await namesOn(disk.fs)).toEqual([])
})

test('half a copy that cannot be removed looks like no notebook, and is named', async () => {
  const steps: number[] = []
  for (const call of ['write', 'sync', 'rename', 'open'] as const) {
    for (let nth = 1; nth < 60; nth += 7) {
      let count = 0
      const { disk, fs } = refusingCopy((step) => {
        if (step.call === 'removeFolder') return true
        count += step.call === call ? 1 : 0
        return step.call === call && count > nth
      }, 'ENOSPC')
      const done = await copyOn(fs).then(
        () => null,
        (error: unknown) => error,
      )
      if (done === null) continue
      steps.push(nth)
      const [left = ''] = await namesOn(disk.fs)
      expect((done as Error).message).toContain(`lies in /home/${left}; delete that.`)
      expect(await folderState(disk.fs, `/home/${left}`), `${call} ${nth}`).not.toBe('notebook')
    }
  }
  expect(steps.length).toBeGreaterThan(8)
})

test('an empty folder is in nobody’s way, and nothing that comes into one in between is lost', async () => {
  const { fs } = harbour.disk
  await fs.mkdir(COPY)
  await copyOn(fs)
  expect(await folderState(fs, COPY)).toBe('notebook')
  await fs.removeFolder(COPY)
  await fs.mkdir(COPY)
  const failure = await failureOf(
    copyOn({
      ...fs,
      rename: async (from, to) => {
        if (from === COPY) await fs.mkdir(`${COPY}/letters`)
        await fs.rename(from, to)
      },
    }),
  )
  expect(failure.reason).toBe('conflict')
  expect(await fs.readdir(COPY)).toEqual(['letters'])
  expect(await namesOn(fs)).toEqual(['copy'])
})

/** Hurt what only the last backup has outside, and lose the rest. Answers its number. */
const lose = async (change: () => Promise<unknown>, isHurt: (path: string) => boolean) => {
  const { disk } = harbour
  const before = new Set(disk.files(OUTSIDE))
  await change()
  const { number } = await backupsOn(disk.fs).make('asked')
  const hurt = disk.files(OUTSIDE).filter((path) => path.includes('/objects/') && isHurt(path))
  for (const path of hurt.filter((one) => !before.has(one))) disk.overwrite(path, Buffer.from('rubbish'))
  await disk.fs.removeFolder(FOLDER)
  return number
}
const openCopy = () => openNotebook(COPY, patientPorts(harbour.disk.fs, { firstId: 9000 }).ports)

describe('a backup outside that is not whole, of a notebook that is lost', () => {
  test('comes back with the states of the backup nearest to it for what is hurt, and it is said what that is', async () => {
    const { store, disk, brief, idOf } = harbour
    const { title } = await store.readBrief(brief.id)
    const change = async () => {
      await store.changeSource(idOf(0), (source) => ({ ...source, memo: 'changed' }))
      await harbour.retitle('What it costs us')
    }
    // The brief, and the list of a source.
    const number = await lose(
      change,
      (path) => !gunzipSync(disk.bytesOf(path) ?? Buffer.from('')).includes('"shelves"'),
    )
    const refused = await failureOf(recover(false, number))
    expect(refused.message).toMatch(
      /^Backup 2 cannot be brought back because .* choose a backup that is whole, if there is one\.$/,
    )
    expect(await namesOn(disk.fs)).toEqual([])
    // Another list stands in for that of the source, so that nobody knows whether it stood there alone.
    expect(await recover(true, number)).toEqual([
      `briefs/${brief.id}.json`,
      `sources/${idOf(0)}`,
      'other sources, whose list is not whole',
    ])
    const again = await openCopy()
    expect((await again.readBrief(brief.id)).title).toBe(title)
    expect((await again.readSource(idOf(0))).memo).toBe('')
    expect(again.library()).toHaveLength(3)
    await again.close()
  })

  test('comes back without what no backup has whole', async () => {
    const { disk, idOf } = harbour
    const original = `sources/${idOf(0)}/v1.txt`
    const text = Buffer.from(disk.bytesOf(`${FOLDER}/${original}`) ?? [])
    const number = await lose(
      () => harbour.retitle('What it costs us'),
      () => false,
    )
    for (const path of disk.files(OUTSIDE)) {
      const bytes = disk.bytesOf(path)
      if (path.includes('/objects/') && bytes !== null && gunzipSync(bytes).equals(text))
        disk.overwrite(path, Buffer.from('rubbish'))
    }
    expect((await failureOf(recover(false, number))).message).toContain(`${original}) is damaged or missing`)
    expect(await recover(true, number)).toEqual([original])
    const store = await openCopy()
    expect(store.library()).toHaveLength(3)
    expect((await store.readBrief(harbour.brief.id)).title).toBe('What it costs us')
    for (const nth of [0, 1, 2]) expect(await store.readAnnotations(idOf(nth))).toHaveLength(1)
    await store.close()
  })
})
