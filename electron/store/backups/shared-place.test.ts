import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  backupsOn,
  copyFolder,
  type Harbour,
  makeHarbour,
  OUTSIDE,
  refusing,
} from '../../../tests/torture/backed-up-harbour'
import { FOLDER } from '../../../tests/torture/workload-recorded'
import { acquireLock } from '../lock'
import { breakableFileSystem, diskError } from '../testing/faulty-file-system'

let harbour: Harbour

beforeEach(async () => {
  harbour = await makeHarbour()
})

const TWIN = `${FOLDER} copy`
const ofTwin = () => backupsOn(harbour.disk.fs, { notebook: TWIN })
const ours = () => backupsOn(harbour.disk.fs)
const numbersIn = async (place: 'notebook' | 'outside', backups = ours()) =>
  (await backups.list()).filter((one) => one.place === place).map(({ number }) => number)

describe('two copies of the folder of a notebook, which share a place outside', () => {
  test('thin out nothing of each other, and sweep nothing that the other one needs', async () => {
    const first = await ours().make('regular')
    await copyFolder(harbour.disk, TWIN)
    const theirs = ofTwin()
    // So many that ours would have gone, were they all of one notebook.
    for (let nth = 0; nth < 40; nth += 1) {
      await harbour.retitle(`What it costs ${nth}`)
      await copyBriefs()
      await theirs.make('regular')
    }
    expect(await numbersIn('outside')).toContain(first.number)
    // Without our folder, too: what lies outside is all that it takes.
    await harbour.disk.fs.removeFolder(join(FOLDER, 'backups'))
    await harbour.disk.fs.removeFolder(TWIN)
    expect(await ours().verifyBackups()).toMatchObject({ hurt: 0, unavailable: [] })
    expect((await numbersIn('outside')).length).toBeLessThan(16)
  })

  test('each have a backup of their own of what is the same in both', async () => {
    await ours().make('regular')
    // As with a copy that has also the times of the files.
    await harbour.disk.fs.rename(FOLDER, TWIN)
    const { number } = await ofTwin().make('regular')
    expect(await numbersIn('outside')).toEqual([number, 1])
    expect(await ofTwin().make('regular')).toMatchObject({ number })
  })

  test('a backup that one of them makes while the other looks at all of them is no fault', async () => {
    const { disk } = harbour
    await ours().make('regular')
    await copyFolder(disk, TWIN)
    const looking = ours()
    await looking.verifyBackups()
    const theirs = ofTwin()
    for (let nth = 0; nth < 40; nth += 1) {
      await harbour.retitle(`What it costs ${nth}`)
      await copyBriefs()
      // Who is first has the place.
      const making = nth % 3 === 0 ? null : theirs.make('regular')
      if (nth % 3 === 1) await making
      const check = await looking.verifyBackups()
      await (making ?? theirs.make('regular'))
      expect(check).toMatchObject({ hurt: 0, unread: 0, unavailable: [] })
    }
    expect((await numbersIn('outside')).length).toBeGreaterThan(5)
  })
})

/** What the briefs of ours are becomes what those of the other one are. */
async function copyBriefs(): Promise<void> {
  const { disk } = harbour
  for (const name of await disk.fs.readdir(join(FOLDER, 'briefs'))) {
    const path = join(TWIN, 'briefs', name)
    await disk.fs.unlink(path).catch(() => undefined)
    const file = await disk.fs.open(path, 'new')
    const bytes = disk.bytesOf(join(FOLDER, 'briefs', name)) ?? new Uint8Array()
    await file.write(bytes, 0, bytes.length)
    await file.close()
  }
}

/** Two backups, of which one place is `outside`: what was told of them, and which there are. */
const numbered = async (outside: string) => {
  const told: unknown[] = []
  const backups = backupsOn(harbour.disk.fs, { outside, onBackup: (failure) => told.push(failure) })
  await backups.make('asked')
  await backups.make('asked')
  return { told, list: await backups.list() }
}

describe('a place outside', () => {
  test.each([FOLDER, `${FOLDER}/backups`, `${FOLDER}/settings/backups/n-0000000000000001`])(
    'that lies in the notebook (%s) is refused in words, and the backups inside are made and whole',
    async (outside) => {
      const { told, list } = await numbered(outside)
      expect(told).toEqual([
        expect.objectContaining({ reason: 'conflict' }),
        expect.objectContaining({ reason: 'conflict' }),
      ])
      expect(list.filter(({ place }) => place === 'notebook')).toHaveLength(2)
      expect(await backupsOn(harbour.disk.fs, { outside: null }).verifyBackups()).toMatchObject({ hurt: 0 })
    },
  )

  test('may lie beside a notebook whose name it begins with', async () => {
    expect((await numbered(`${FOLDER}-settings/backups`)).told).toEqual([null, null])
  })

  test('is not closed for ever by the lock of a process that died before the computer got another name', async () => {
    const { disk } = harbour
    await ours().make('asked')
    const lock = { pid: 4242, host: 'another-name', boot: 'earlier', started: null, since: '2025-01-01' }
    await put(
      join(OUTSIDE, 'lock'),
      JSON.stringify({ ...lock, owner: '8a0d2f0e-9f0e-4d0a-8f2d-7f6d6f1f3b11' }),
    )
    const modified = Number((await disk.fs.stamp(join(OUTSIDE, 'lock'))).modified / 1_000_000n)
    const after = async (minutes: number) => {
      const told: unknown[] = []
      const now = () => new Date(modified + minutes * 60_000).toISOString()
      await backupsOn(disk.fs, { now, onBackup: (failure) => told.push(failure) }).make('asked')
      return told
    }
    expect(await after(10)).toEqual([expect.objectContaining({ reason: 'held' })])
    expect(await after(90)).toEqual([null])
  })
})

async function put(path: string, text: string): Promise<void> {
  const file = await harbour.disk.fs.open(path, 'new')
  await file.write(Buffer.from(text), 0, text.length)
  await file.close()
}

describe('a look at all backups', () => {
  test('leaves a place alone in which another program makes one', async () => {
    await ours().make('asked')
    const { disk } = harbour
    const rubbish = disk.files(OUTSIDE).filter((path) => path.includes('/objects/'))
    for (const path of rubbish) disk.overwrite(path, Buffer.from('rubbish'))
    const files = disk.files(OUTSIDE)
    const lock = await acquireLock(disk.fs, OUTSIDE, { now: () => '2025-03-01T08:00:00.000Z' })
    expect(await ours().verifyBackups()).toMatchObject({ hurt: 0, unread: 0 })
    await lock.release()
    expect(disk.files(OUTSIDE)).toEqual(files)
    expect((await ours().verifyBackups()).hurt).toBeGreaterThan(0)
  })

  test('looks also at what can only be read', async () => {
    await ours().make('asked')
    const broken = breakableFileSystem({ disk: harbour.disk.fs })
    broken.breakBy((_, { call, path }) =>
      path.startsWith(OUTSIDE) && (path.endsWith('/lock') || call === 'write') ? diskError('EROFS') : null,
    )
    const backups = backupsOn(broken.fs)
    expect(await backups.verifyBackups()).toMatchObject({ hurt: 0, unread: 0, unavailable: [] })
    const looked = broken.steps().filter(({ path, call }) => call === 'read' && path.startsWith(OUTSIDE))
    expect(looked.length).toBeGreaterThan(3)
  })

  test('takes no object away where the disk does not answer for a moment', async () => {
    const { disk } = harbour
    await ours().make('asked')
    const files = disk.files('/')
    const check = await backupsOn(refusing('/objects/', disk.fs).fs).verifyBackups()
    expect(check).toMatchObject({ hurt: 0, mended: 0 })
    expect(check.unread).toBeGreaterThan(0)
    expect(disk.files('/')).toEqual(files)
    expect(await ours().verifyBackups()).toMatchObject({ hurt: 0, unread: 0, unavailable: [] })
  })

  test('puts the file of a text that is damaged outside back from the notebook', async () => {
    const { disk } = harbour
    await ours().make('asked')
    const inside = new Set(disk.files(join(FOLDER, 'backups')).map((path) => path.split('/').at(-1)))
    const only = disk
      .files(OUTSIDE)
      .filter((path) => path.includes('/objects/') && !inside.has(path.split('/').at(-1)))
    expect(only.length).toBeGreaterThan(2)
    for (const path of only) disk.overwrite(path, Buffer.from('rubbish'))
    expect(await ours().verifyBackups()).toMatchObject({
      hurt: only.length,
      mended: only.length,
      unavailable: [],
    })
  })

  test('ends when nobody waits for it any more, and finds no fault in what it did not look at', async () => {
    await ours().make('asked')
    const files = harbour.disk.files('/')
    const ending = AbortSignal.abort()
    expect(await ours().verifyBackups(ending)).toMatchObject({ objects: 0, hurt: 0, unavailable: [] })
    expect(harbour.disk.files('/')).toEqual(files)
  })
})
