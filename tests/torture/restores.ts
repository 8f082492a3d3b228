import { basename } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { Backups } from '../../electron/store/backups/backups'
import { restoreCopy } from '../../electron/store/backups/restore-copy'
import { restoreInPlace } from '../../electron/store/backups/restore-in-place'
import type { FileSystem } from '../../electron/store/file-system'
import { acquireLock } from '../../electron/store/lock'
import { openNotebook } from '../../electron/store/open-notebook'
import {
  breakableFileSystem,
  diskError,
  type Fault,
  type Step,
} from '../../electron/store/testing/faulty-file-system'
import { countingIds } from '../../electron/store/testing/samples'
import { type Backup, BackupCause } from '../../shared/model/health'
import { lastMade } from './last-made'
import { type Image, MemoryDisk } from './memory-disk'
import { asSaid, type Contents, contentsOf, straysAmong, withEffect } from './model'
import { makeRuns, type Order, type Outcome, type Part, type Run } from './part'
import { plantedCanaries } from './planted'
import { Random } from './random'
import { nextStep } from './workload'
import { emptyDisk, FOLDER, patientPorts, recordWorkload, restartComputer } from './workload-recorded'

const OUTSIDE = '/home/settings/backups/n-0000000000000001'
const PLACES = { notebook: FOLDER, outside: OUTSIDE }
/** So many runs are made with one notebook. */
const RUNS_OF_ONE = 200
const STEPS = 6

/** A notebook with a backup of each cause, changed after each of them. */
type Drill = {
  readonly image: Image
  readonly known: ReadonlyMap<number, Contents>
  readonly list: readonly Backup[]
  /** What it holds now. */
  readonly contents: Contents
  /** The steps of the disk that each takes when nothing goes wrong. */
  readonly restoring: readonly Step[]
  readonly backingUp: readonly Step[]
}

const drillOf = lastMade(prepare)

async function prepare(number: number): Promise<Drill> {
  const disk = await emptyDisk()
  const recorded = await recordWorkload(disk, number, STEPS)
  const now = clock('2025-03-02T00:00:00.000Z')
  const known = new Map<number, Contents>()
  let { contents } = recorded
  for (const [nth, cause] of [...BackupCause.options, 'regular' as const].entries()) {
    const backup = await backupsOn(disk.fs, now).make(cause)
    known.set(backup.number, contents)
    contents = await changeSome(disk, contents, new Random(number * 100 + nth), (nth + 1) * 5000)
  }
  const list = (await backupsOn(disk.fs, now).list()).filter((backup) => known.has(backup.number))
  const image = disk.image()
  const [backup] = list
  if (backup === undefined) throw new Error('no backup was made')
  return {
    image,
    known,
    list,
    contents,
    restoring: await stepsOf(image, (fs) => restore(fs, backup)),
    backingUp: await stepsOf(image, (fs) => backupsOn(fs).make('asked')),
  }
}

/** A clock that goes on a moment whenever it is looked at. */
function clock(start: string): () => string {
  let at = Date.parse(start)
  return () => {
    at += 7
    return new Date(at).toISOString()
  }
}

function backupsOn(fs: FileSystem, now = clock('2025-03-03T00:00:00.000Z')): Backups {
  return new Backups({ fs, ...PLACES, now, later: () => () => undefined, onBackup: () => undefined })
}

async function changeSome(
  disk: MemoryDisk,
  contents: Contents,
  random: Random,
  firstId: number,
): Promise<Contents> {
  const { ports } = patientPorts(disk.fs, { firstId, now: clock('2025-03-02T12:00:00.000Z') })
  const store = await openNotebook(FOLDER, ports)
  let now = contents
  for (let nth = 0; nth < STEPS; nth += 1) {
    const step = nextStep(now, random, ports)
    await step.make(store)
    now = withEffect(now, step.effect)
  }
  await store.close()
  return now
}

async function restore(fs: FileSystem, which: Pick<Backup, 'number' | 'place'>): Promise<void> {
  const now = clock('2025-04-01T00:00:00.000Z')
  const lock = await acquireLock(fs, FOLDER, { now })
  try {
    await restoreInPlace(fs, FOLDER, PLACES, which, { now, newId: countingIds(900_000) })
  } finally {
    await lock.release()
  }
}

async function copyTo(
  fs: FileSystem,
  folder: string,
  which: Pick<Backup, 'number' | 'place'>,
): Promise<void> {
  const now = clock('2025-04-01T00:00:00.000Z')
  await restoreCopy(fs, PLACES, which, folder, { now, newId: countingIds(900_000) })
}

async function stepsOf(image: Image, job: (fs: FileSystem) => Promise<unknown>): Promise<readonly Step[]> {
  const broken = breakableFileSystem({ disk: new MemoryDisk(image).fs })
  broken.breakBy(() => null)
  await job(broken.fs)
  return broken.steps()
}

type Disturbance = readonly [name: string, faultAt: (isFirst: boolean) => Fault]
/** What may go wrong with a step of the disk: at that one, or from there on. */
const disturbances: readonly [Disturbance, ...Disturbance[]] = [
  ['a kill', () => 'dead'],
  ['a full disk', () => diskError('ENOSPC')],
  ['a full disk for a moment', (isFirst) => (isFirst ? diskError('ENOSPC') : null)],
  ['a failing disk', (isFirst) => (isFirst ? diskError('EIO') : null)],
]

type Disturbed = {
  readonly disk: MemoryDisk
  /** Whether the job ended well; null when its process was killed. */
  readonly done: boolean | null
  readonly where: string
  /** The path of the first step that went wrong. */
  readonly failed: string
}

/** Runs `job` on a copy of the disk on which a step goes wrong. */
async function disturb(
  image: Image,
  steps: readonly Step[],
  random: Random,
  job: (fs: FileSystem) => Promise<unknown>,
): Promise<Disturbed> {
  const disk = new MemoryDisk(image)
  const broken = breakableFileSystem({ disk: disk.fs })
  const kill = disturbances[0]
  const [name, faultAt] = random.oneIn(2) ? kill : random.pick(disturbances)
  const at = someStep(steps, random)
  const death = new Promise<null>((resolve) => {
    broken.breakBy((index) => {
      const fault = index < at ? null : faultAt(index === at)
      if (fault === 'dead') resolve(null)
      return fault
    })
  })
  const ended = job(broken.fs).then(
    () => true,
    () => false,
  )
  const done = await Promise.race([ended, death])
  const failed = broken.steps()[at]?.path ?? ''
  if (done === null) {
    restartComputer(disk)
    for (const path of disk.files('/home')) if (path.endsWith('/lock')) disk.remove(path)
  }
  return { disk, done, failed, where: `${name} at step ${at} of ${steps.length}` }
}

/** Whether a file or folder of the notebook is put in its place. */
function isPut({ call, path }: Step): boolean {
  return call === 'rename' && !path.includes('/backups/')
}

/** Every other time one from where documents are put in their places. */
function someStep(steps: readonly Step[], random: Random): number {
  const first = steps.findIndex(isPut)
  if (first < 0 || random.oneIn(2)) return random.below(steps.length)
  return first + random.below(steps.findLastIndex(isPut) + 1 - first)
}

async function look(fs: FileSystem, folder = FOLDER): Promise<Contents> {
  const { ports } = patientPorts(fs, { firstId: 800_000 })
  const store = await openNotebook(folder, ports)
  if (store.readOnly !== null) throw new Error(`${folder} only opens for reading: ${store.readOnly.message}`)
  const { contents, misfits } = await contentsOf(store, fs)
  await store.close()
  if (misfits.length > 0) throw new Error(`${folder}: ${misfits.join(', ')}`)
  return contents
}

/** Whether the notebook holds these contents, and besides them nothing but what was added later and is in the trash. */
function isRestored(found: Contents, contents: Contents): boolean {
  const same = [...found].filter(([key, value]) => {
    const [what = '', id = ''] = key.split(' ')
    const target = /"target":\{"source":"(s-[^"]+)"/.exec(value)?.[1] ?? ''
    const source = what === 'annotation' || what === 'deleted' ? target : id
    return contents.has(`place ${source}`) || found.get(`place ${source}`) !== '"trash"'
  })
  return isDeepStrictEqual(asSaid(new Map(same)), asSaid(contents))
}

/** Runs of these kinds in turn. */
const inTurn =
  (kinds: readonly ((drill: Drill, random: Random) => Promise<Run>)[]) =>
  (order: Order): Promise<Outcome> =>
    makeRuns(order, async (seed) => {
      const drill = await drillOf(Math.floor(seed / RUNS_OF_ONE))
      const kind = kinds[seed % kinds.length] ?? restoreDisturbed
      return kind(drill, new Random(seed))
    })

async function restoreDisturbed(
  { image, known, list, contents, restoring }: Drill,
  random: Random,
): Promise<Run> {
  const backup = random.pick(list)
  const { disk, done, where } = await disturb(image, restoring, random, (fs) => restore(fs, backup))
  restartComputer(disk)
  const found = await look(disk.fs)
  const isOld = isDeepStrictEqual(found, contents)
  const isNew = isRestored(found, known.get(backup.number) ?? new Map())
  const strays = straysAmong(disk.files(FOLDER)).filter((path) => !path.includes('/backups/'))
  const broken = [
    ...(isOld || isNew ? [] : ['it is neither as it was nor as it is to be']),
    ...(done === true && !isNew ? ['it was said to be restored and is not'] : []),
    ...(strays.length > 0 ? [`what is left over: ${strays.join(', ')}`] : []),
  ]
  const figures = { 'found as before': Number(isOld), 'found restored': Number(isNew && !isOld) }
  return {
    broken: broken.map((what) => `${what} (backup ${backup.number} ${backup.place}, ${where})`),
    figures,
  }
}

async function backUpDisturbed({ image, known, contents, backingUp }: Drill, random: Random): Promise<Run> {
  const job = (fs: FileSystem) => backupsOn(fs).make('asked')
  const { disk, done, failed, where } = await disturb(image, backingUp, random, job)
  const { fs } = disk
  const newest = Math.max(...known.keys())
  const broken: string[] = []
  const left = await backupsOn(fs).list()
  if (done === true && left.every(({ number }) => number <= newest))
    broken.push('it was said to be made and is not')
  for (const number of known.keys())
    if (left.filter((one) => one.number === number).length !== 2) broken.push(`backup ${number} is gone`)
  // Of an original that could not be read at that moment there is no copy outside before the next backup.
  const isRead = /\/(sources|trash)\/s-/.test(failed)
  const check = await backupsOn(fs).verifyBackups()
  if (!isRead && check.hurt > 0) broken.push(`${check.hurt} objects are not whole`)
  const next = await backupsOn(fs).make('asked')
  const after = await backupsOn(fs).verifyBackups()
  if (after.hurt > 0 || after.unavailable.length > 0)
    broken.push('the next backup did not make all of them whole')
  for (const which of [random.pick(left), next]) {
    const folder = `/home/copy-${which.number}-${which.place}`
    await copyTo(fs, folder, which)
    const expected = known.get(which.number) ?? contents
    if (which.number > newest || known.has(which.number))
      if (!isDeepStrictEqual(await look(fs, folder), expected))
        broken.push(`backup ${which.number} is another one`)
    await fs.removeFolder(folder)
  }
  return { broken: broken.map((what) => `${what} (${where})`), figures: { 'backups disturbed': 1 } }
}

async function restoreWell({ image, known, list, contents }: Drill, random: Random): Promise<Run> {
  const disk = new MemoryDisk(image)
  const backup = random.pick(list)
  const expected = known.get(backup.number) ?? new Map()
  const which = `backup ${backup.number} (${backup.cause}, ${backup.place})`
  await copyTo(disk.fs, '/home/copy', backup)
  const broken: string[] = []
  if (!isDeepStrictEqual(await look(disk.fs, '/home/copy'), expected))
    broken.push(`a copy of ${which} is another one`)
  if (!isDeepStrictEqual(await look(disk.fs), contents)) broken.push(`copying ${which} changed the notebook`)
  await restore(disk.fs, backup)
  if (!isRestored(await look(disk.fs), expected)) broken.push(`${which} was not restored`)
  const undo = (await backupsOn(disk.fs).list()).find(({ cause }) => cause === 'before-restore')
  if (undo === undefined) broken.push('there is no backup of the state before')
  else {
    await restore(disk.fs, undo)
    if (!isDeepStrictEqual(asSaid(await look(disk.fs)), asSaid(contents)))
      broken.push(`restoring ${which} could not be taken back`)
  }
  return { broken, figures: { 'restored and taken back': 1 } }
}

/** Other bytes than these: one bit is another, the end is missing, all are NUL, or it is a whole file, but another one. */
function hurtBytes(
  whole: Uint8Array,
  random: Random,
  disk: MemoryDisk,
  files: readonly string[],
): Uint8Array {
  const bytes = Buffer.from(whole)
  if (bytes.length === 0) return bytes
  const at = random.below(bytes.length)
  switch (random.below(6)) {
    case 0:
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << random.below(8)), at)
      return bytes
    case 1:
      return bytes.subarray(0, at)
    case 2:
      return Buffer.alloc(bytes.length)
    default:
      return disk.bytesOf(random.pick(files)) ?? bytes
  }
}
const NOTHING = new Uint8Array()

/** Some files of the backups are hurt: what is brought back all the same is what was saved. */
async function restoreHurt({ image, known, list }: Drill, random: Random): Promise<Run> {
  const disk = new MemoryDisk(image)
  const backup = random.pick(list)
  const files = [...disk.files(`${FOLDER}/backups`), ...disk.files(OUTSIDE)]
  for (let left = 1 + random.below(8); left > 0; left -= 1) {
    const path = random.pick(files)
    // What is hurt in one place only is brought back from the other.
    const both = random.oneIn(2) ? [path] : files.filter((other) => basename(other) === basename(path))
    for (const one of both) disk.overwrite(one, hurtBytes(disk.bytesOf(one) ?? NOTHING, random, disk, files))
  }
  const copied = await copyTo(disk.fs, '/home/copy', backup).then(
    () => true,
    () => false,
  )
  const isSame = !copied || isDeepStrictEqual(await look(disk.fs, '/home/copy'), known.get(backup.number))
  return {
    broken: isSame ? [] : [`backup ${backup.number} was hurt and taken for a whole one`],
    figures: { 'hurt and restored': Number(copied), 'hurt and refused': Number(!copied) },
  }
}

const runAll = inTurn([restoreDisturbed, restoreDisturbed, backUpDisturbed, restoreWell, restoreHurt])
export const disturbed = inTurn([restoreDisturbed])
export const hurt = inTurn([restoreHurt])
export const well = inTurn([restoreWell])

const MODULE = 'tests/torture/restores.ts'

export const restores: Part = {
  id: 'R10',
  name: 'restore drills',
  promise:
    'A backup of any kind brings back what was saved when it was made, in place and as a copy, and that can be taken back; wherever the process dies or the disk fails meanwhile, all is as it was or all is restored, and each backup that is listed is whole; a hurt one is never taken for a whole one.',
  counts: { short: 100, long: 20_000 },
  made: [MODULE],
  run: runAll,
  canaries: plantedCanaries(MODULE, [
    {
      name: 'no redo record',
      runs: 'disturbed',
      count: 400,
      plant: {
        file: 'electron/store/change-together.ts',
        find: 'await writeDurably(fs, join(notebook, RECORD), bytes, { keepPrevious: false, lastLook })',
        replacement: 'void bytes',
      },
    },
    {
      name: 'no checksum of what a backup holds',
      runs: 'hurt',
      count: 400,
      plant: {
        file: 'electron/store/backups/object-store.ts',
        find: 'return bytes !== null && (await sha256Of(bytes)) === sha256 ? bytes : null',
        replacement: 'return bytes',
      },
    },
    {
      name: 'what was added since stays',
      runs: 'well',
      count: 100,
      plant: {
        file: 'electron/store/backups/restore-in-place.ts',
        find: 'if (added.length > 0) await',
        replacement: 'if (added.length < 0) await',
      },
    },
  ]),
}
