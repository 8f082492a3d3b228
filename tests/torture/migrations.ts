import { setImmediate as turn } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { decodeDocument } from '../../electron/store/document-codec'
import { documentName } from '../../electron/store/document-name'
import { documentSchema } from '../../electron/store/document-schemas'
import type { FileSystem } from '../../electron/store/file-system'
import type { NotebookStore } from '../../electron/store/notebook-store'
import { type OpenOptions, openNotebook } from '../../electron/store/open-notebook'
import {
  diskError,
  type Fault,
  faultyFileSystem,
  type Step,
} from '../../electron/store/testing/faulty-file-system'
import { samplePorts } from '../../electron/store/testing/samples'
import { Failure } from '../../shared/contract/failure'
import { FORMAT } from '../../shared/model/notebook'
import { type Image, MemoryDisk } from './memory-disk'
import { compare, contentsOf, straysAmong } from './model'
import { makeRuns, type Order, type Outcome, type Part, type Run } from './part'
import { plantedCanaries } from './planted'
import { Random } from './random'
import { contentsExpected, type Released, releasedNotebooks } from './released'

const FOLDER = '/harbour'
/** Larger than any pid. */
const DEAD = '"pid":4194305'

const faults = {
  ENOSPC: () => diskError('ENOSPC'),
  EIO: () => diskError('EIO'),
  EACCES: () => diskError('EACCES'),
  EROFS: () => diskError('EROFS'),
  'a short write': () => 'short' as const,
} satisfies Record<string, () => Fault>

/** How long a fault lasts: one call, all that follow, or all that follow and change the disk. */
const lasting = ['once', 'from then on', 'for changes from then on'] as const

type Disturbance = { readonly what: keyof typeof faults | 'kill'; readonly lasts: (typeof lasting)[number] }

// The keys of the table are the names of the faults.
const errors: readonly Disturbance[] = (Object.keys(faults) as (keyof typeof faults)[]).flatMap((what) =>
  lasting.map((lasts) => ({ what, lasts })),
)
const kill: Disturbance = { what: 'kill', lasts: 'from then on' }
const anything = [kill, kill, kill, ...errors]

type Start = {
  readonly released: Released
  readonly image: Image
  /** How many calls of the file system opening it takes when nothing goes wrong. */
  readonly calls: number
  /** Those of the calls before which the disk is in a state that it was not in before. */
  readonly states: readonly number[]
  /** Those of them in which the notebook is up to date and some of its documents are not: a record says how it goes on. */
  readonly halfWay: readonly number[]
}

const MODULE = 'tests/torture/migrations.ts'

/**
 * Three of five runs kill the process at one state of the disk after another, one lets one call after another fail in one way
 * after another, and one disturbs the migration at any call and then its recovery at any other.
 */
export const migrations: Part = {
  id: 'R8',
  name: 'migrations cut short',
  promise:
    'A notebook of any released format is brought up to date in full or stays as it was, wherever the process dies or the disk fails meanwhile, and again while that is mended; nothing of it is lost, and nothing is left behind.',
  counts: { short: 750, long: 60_000 },
  made: [MODULE, 'tests/fixtures/formats'],
  run: cutShort,
  canaries: plantedCanaries(MODULE, [
    {
      name: 'no redo record',
      runs: 'killedHalfWay',
      count: 60,
      plant: {
        file: 'electron/store/change-together.ts',
        find: 'await writeDurably(fs, join(notebook, RECORD), bytes, { keepPrevious: false, lastLook })',
        replacement: 'void bytes',
      },
    },
    {
      name: 'the notebook counts as up to date before its documents are',
      runs: 'cutShort',
      count: 100,
      plant: {
        file: 'electron/store/migrate-notebook.ts',
        find: 'await changeTogether(fs, folder, stages)',
        replacement: 'for (const stage of stages) await changeTogether(fs, folder, [stage])',
      },
    },
  ]),
}

async function layOutAll(): Promise<readonly Start[]> {
  const starts: Start[] = []
  for (const released of releasedNotebooks()) starts.push(await layOut(released))
  return starts
}

type Place = { readonly start: Start; readonly at: number }
function placesIn(starts: readonly Start[], of: (start: Start) => readonly number[]): readonly Place[] {
  return starts.flatMap((start) => of(start).map((at) => ({ start, at })))
}

export async function cutShort(order: Order): Promise<Outcome> {
  const starts = await layOutAll()
  const calls = placesIn(starts, (start) => Array.from({ length: start.calls }, (_, at) => at))
  const states = placesIn(starts, (start) => start.states)
  order.note(
    `Opening ${starts.length} released notebooks takes ${calls.length} calls of the file system, and the disk goes through ${states.length} states meanwhile.`,
  )
  return makeRuns(order, (seed) => {
    const random = new Random(seed)
    const [round, within] = [Math.floor(seed / 5), seed % 5]
    if (within < 3) {
      const { start, at } = inTurn(states, round * 3 + within)
      return disturbed(start, [{ at, by: kill }])
    }
    if (within === 3) {
      const { start, at } = inTurn(calls, round)
      return disturbed(start, [{ at, by: inTurn(errors, Math.floor(round / calls.length)) }])
    }
    const { start, at } = random.pick(calls)
    const again = { at: random.below(start.calls), by: random.pick(anything) }
    return disturbed(start, [{ at, by: random.pick(anything) }, again])
  })
}

export async function killedHalfWay(order: Order): Promise<Outcome> {
  const places = placesIn(await layOutAll(), (start) => start.halfWay)
  return makeRuns(order, (seed) => {
    const { start, at } = inTurn(places, seed)
    return disturbed(start, [{ at, by: kill }])
  })
}

/** All items in turn, again and again, neighbours far apart. */
function inTurn<Item>(items: readonly Item[], nth: number): Item {
  const item = items[(nth * STRIDE) % items.length]
  if (item === undefined) throw new Error('the list is empty')
  return item
}
/** A prime, and longer than the lists, so that none of their items is passed over. */
const STRIDE = 7919

async function layOut(released: Released): Promise<Start> {
  const disk = new MemoryDisk()
  for (const [path, bytes] of released.files) {
    const full = `${FOLDER}/${path}`
    await disk.fs.mkdir(full.slice(0, full.lastIndexOf('/')), { recursive: true })
    const file = await disk.fs.open(full, 'new')
    await file.write(bytes, 0, bytes.length)
    await file.close()
  }
  const image = disk.image()
  // How much was done to the disk before each call.
  const done: number[] = []
  const halfWay: number[] = []
  const watched = faultyFileSystem(
    () => {
      if (done.at(-1) !== disk.trace.length && isHalfWay(disk, released)) halfWay.push(done.length)
      done.push(disk.trace.length)
      return null
    },
    { disk: disk.fs },
  )
  const store = await open(watched)
  const states = [...done.keys()].filter((at) => done[at] !== done[at - 1])
  const start = { released, image, calls: done.length, states, halfWay }
  await store.close()
  return start
}

function isHalfWay(disk: MemoryDisk, released: Released): boolean {
  const bytes = disk.bytesOf(`${FOLDER}/notebook.json`)
  const decoded = bytes === null ? null : decodeDocument(bytes, 'notebook.json')
  return decoded?.status === 'ok' && decoded.format === FORMAT && misformedOn(disk, released, true).length > 0
}

function open(fs: FileSystem, options: OpenOptions = {}): Promise<NotebookStore> {
  return openNotebook(FOLDER, samplePorts({ fs }), { takeOver: true, ...options })
}

type Planned = { readonly at: number; readonly by: Disturbance }

/** Opens the notebook once for each disturbance, and then without one. */
async function disturbed({ released, image }: Start, plan: readonly Planned[]): Promise<Run> {
  const disk = new MemoryDisk(image)
  const broken: string[] = []
  const figures: Record<string, number> = {}
  let unread = false
  for (const planned of plan) {
    const met = await openDisturbed(disk, released, planned)
    figures[met.outcome] = (figures[met.outcome] ?? 0) + 1
    broken.push(...met.faults)
    unread ||= met.unread
    layDead(disk)
  }
  const readAll = plan.every(({ by }) => by.what === 'kill')
  broken.push(...(await lookAt(disk, released, readAll)))
  const told = plan.map(({ at, by }) => `${by.what} ${by.lasts} at call ${at}`).join(', then ')
  // Where an opener could not read all, its catalogue is believed until the sources are compared with it.
  const expected = broken.filter((what) => !unread || !what.includes('the library says'))
  return { broken: expected.map((what) => `${released.name}, ${told}: ${what}`), figures }
}

type Met = {
  readonly outcome: string
  readonly faults: readonly string[]
  /** True when it was opened though something of it could not be read. */
  readonly unread: boolean
}

async function openDisturbed(disk: MemoryDisk, released: Released, { at, by }: Planned): Promise<Met> {
  // A change that is to be finished first may be that of another program run, which nobody may see in part.
  const mayRefuse = by.lasts !== 'for changes from then on' || disk.bytesOf(`${FOLDER}/redo.json`) !== null
  let calls = -1
  let mended = false
  let die: (() => void) | null = null
  const dead = new Promise<null>((resolve) => {
    die = () => resolve(null)
  })
  const fs = faultyFileSystem(
    (step) => {
      calls += 1
      if (mended || calls < at || !isHit(step, by, calls === at)) return null
      if (by.what !== 'kill') return faults[by.what]()
      die?.()
      return 'dead'
    },
    { disk: disk.fs },
  )
  const opening = open(fs).catch((error: unknown) => ({ error }))
  const opened = await Promise.race([opening, dead])
  if (opened === null) {
    // What was under way comes to its end, and no more.
    await turn()
    return { outcome: 'killed', faults: [], unread: false }
  }
  mended = true
  if ('error' in opened) {
    const { error } = opened
    const inWords = error instanceof Failure && /^[^a-z].*\.$/s.test(error.message)
    const met = [
      ...(inWords ? [] : [`it was not said in words: ${String(error)}`]),
      ...(mayRefuse ? [] : [`it was not even opened for reading: ${String(error)}`]),
    ]
    return { outcome: 'refused in words', faults: met, unread: false }
  }
  const { readOnly, damaged } = opened
  const unread = damaged.length > 0
  const met = unread || hasUnfinished(disk, released) ? [] : await misreadIn(opened, disk.fs, released)
  await opened.close()
  return { outcome: readOnly === null ? 'opened for writing' : 'opened for reading', faults: met, unread }
}

const changing = new Set<Step['call']>(['write', 'rename', 'link', 'unlink', 'mkdir', 'sync', 'removeFolder'])

function isHit({ call }: Step, { lasts }: Disturbance, first: boolean): boolean {
  return lasts === 'for changes from then on' ? changing.has(call) : first || lasts === 'from then on'
}

/** A change of before that nobody finished shows in part. */
function hasUnfinished(disk: MemoryDisk, { files }: Released): boolean {
  return files.has('redo.json') && disk.bytesOf(`${FOLDER}/redo.json`) !== null
}

/** Whoever had the notebook open is dead. */
function layDead(disk: MemoryDisk): void {
  for (const path of disk.files(FOLDER)) {
    const bytes = /\/lock[^/]*$/.test(path) ? disk.bytesOf(path) : null
    if (bytes === null) continue
    disk.overwrite(
      path,
      Buffer.from(
        Buffer.from(bytes)
          .toString()
          .replace(/"pid":\d+/, DEAD),
      ),
    )
  }
}

/** What is wrong with the notebook, first for one that reads it and then for its next writer. */
async function lookAt(disk: MemoryDisk, released: Released, readAll: boolean): Promise<string[]> {
  const wrong: string[] = []
  if (!hasUnfinished(disk, released)) {
    const reader = await open(disk.fs, { readOnly: true })
    wrong.push(...(await misreadIn(reader, disk.fs, released)).map((what) => `a reader found that ${what}`))
    await reader.close()
  }
  const writer = await open(disk.fs)
  if (writer.readOnly !== null) wrong.push(`it opens for reading only: ${writer.readOnly.message}`)
  wrong.push(...(await misreadIn(writer, disk.fs, released)))
  await writer.close()
  wrong.push(...misformedOn(disk, released, readAll))
  const strays = straysAmong(disk.files(FOLDER))
  return strays.length === 0 ? wrong : [...wrong, `left behind: ${strays.join(', ')}`]
}

/** What an open notebook does not read as its model says. */
async function misreadIn(store: NotebookStore, fs: FileSystem, released: Released): Promise<string[]> {
  const { contents, misfits } = await contentsOf(store, fs)
  return [...misfits, ...compare(contents, contentsExpected(released), null).faults]
}

/**
 * The documents that are not in the present format, or do not say what they have to. With `readAll` none was ever unreadable:
 * such a one keeps its format.
 */
function misformedOn(disk: MemoryDisk, { files, model }: Released, readAll: boolean): string[] {
  return [...model].flatMap(([path, document]) => {
    const bytes = disk.bytesOf(`${FOLDER}/${path}`)
    if (bytes === null) return [`${path} is missing`]
    const name = documentName(path)
    if (documentSchema(name)?.changes === false)
      return Buffer.compare(bytes, files.get(path) ?? bytes) === 0 ? [] : [`${path} was written anew`]
    const decoded = decodeDocument(bytes, name)
    if (decoded.status !== 'ok') return [`${path} is ${decoded.status}`]
    if (decoded.format !== FORMAT && (readAll || path === 'notebook.json'))
      return [`${path} is in format ${decoded.format}`]
    return isDeepStrictEqual(decoded.document, document) ? [] : [`${path} says something else`]
  })
}
