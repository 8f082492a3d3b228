import { setTimeout as pause } from 'node:timers/promises'
import { UnfinishedChange } from '../../electron/store/change-together'
import { createNotebook, folderState } from '../../electron/store/create-notebook'
import type { NotebookStore } from '../../electron/store/notebook-store'
import { openNotebook } from '../../electron/store/open-notebook'
import {
  breakableFileSystem,
  type Step as Call,
  diskError,
  type Fault,
} from '../../electron/store/testing/faulty-file-system'
import { Failure } from '../../shared/contract/failure'
import { lastMade } from './last-made'
import { type Image, MemoryDisk } from './memory-disk'
import { type Contents, compare, contentsOf, type Effect, straysAmong, withEffect } from './model'
import { makeRuns, type Order, type Outcome, type Part, type Run } from './part'
import { plantedCanaries } from './planted'
import { afterPowerLoss } from './power-loss'
import { Random } from './random'
import { newContents, nextStep, type Step, stepKinds } from './workload'
import { emptyDisk, FOLDER, patientPorts, recordWorkload, restartComputer } from './workload-recorded'

/** So many runs are made in one notebook, before another one is taken. */
const RUNS_IN_ONE = 12_000
const STEPS_BEFORE = 20

const ERRORS = ['EIO', 'ENOSPC', 'EACCES', 'EPERM', 'EBUSY', 'EMFILE', 'EROFS', 'short write'] as const
type DiskErrorName = (typeof ERRORS)[number]

/** Something that is done with a notebook: a change, or one of what comes before and after. */
type Action = 'create' | 'open' | 'open after a crash' | 'write the catalogue' | 'close' | (string & {})

/** One call to the disk that goes wrong, or all from that one on. */
type Injection = {
  readonly action: Action
  readonly at: number
  readonly call: Call
  readonly error: DiskErrorName
  readonly onwards: boolean
}

/** A notebook in which everything is possible, and every call to the disk that its actions take. */
type Scene = {
  readonly number: number
  readonly image: Image
  readonly contents: Contents
  readonly injections: readonly Injection[]
}

const sceneOf = lastMade(setScene)

async function setScene(number: number): Promise<Scene> {
  const disk = await emptyDisk()
  const { contents } = await recordWorkload(disk, number, STEPS_BEFORE)
  const image = disk.image()
  const injections: Injection[] = []
  for (const action of [
    'create',
    'open',
    'open after a crash',
    'write the catalogue',
    'close',
    ...stepKinds,
  ]) {
    const desk = await layOut({ number, image, contents, injections: [] }, action)
    if (desk === null) continue
    desk.broken.breakBy(() => null)
    await desk.act()
    const steps = [...desk.broken.steps()]
    await desk.end()
    for (const [at, call] of steps.entries())
      for (const error of ERRORS)
        if (error !== 'short write' || call.call === 'write')
          for (const onwards of [false, true]) injections.push({ action, at, call, error, onwards })
  }
  return { number, image, contents, injections }
}

/** All that is needed to do one action on a copy of the scene's disk. */
type Desk = {
  readonly disk: MemoryDisk
  readonly start: Image
  readonly broken: ReturnType<typeof breakableFileSystem>
  readonly act: () => Promise<unknown>
  /** Lets the store do what it puts off. */
  readonly idle: () => Promise<void>
  /** What is changed by the action, if anything is. */
  readonly effect: Effect
  /** What was acknowledged before; null where there was no notebook. */
  readonly before: Contents | null
  /** The store that is open during the action and after it; null where opening is the action. */
  readonly store: NotebookStore | null
  /** Gives back what the action took. */
  readonly end: () => Promise<void>
}

/** Null when the action is not possible in this scene. */
async function layOut({ image, contents, number }: Scene, action: Action): Promise<Desk | null> {
  const disk = new MemoryDisk(action === 'create' ? (await emptyDisk()).image() : image)
  const broken = breakableFileSystem({ disk: disk.fs })
  const { ports, idle } = patientPorts(broken.fs, {
    firstId: 2_000_000,
    asked: () => broken.steps().length,
  })
  const random = new Random(number)
  const opened: NotebookStore[] = []
  const base = { disk, broken, idle, effect: [], before: contents, store: null }
  const end = async () => {
    for (const store of opened) await store.close()
  }
  const open = async () => void opened.push(await openNotebook(FOLDER, ports))
  const desk = (more: Partial<Desk> & Pick<Desk, 'act'>): Desk => {
    const start = disk.image()
    disk.trace.length = 0
    return { ...base, start, end, ...more }
  }

  if (action === 'create') return desk({ before: null, act: () => createNotebook(FOLDER, 'Harbour', ports) })
  if (action === 'open') return desk({ act: open })

  const store = await openNotebook(FOLDER, ports)
  if (action === 'open after a crash') {
    const { effect } = await crashHalfWay(store, contents, broken, random)
    restartComputer(disk)
    broken.mend()
    return desk({ effect, act: open })
  }
  opened.push(store)
  if (action === 'close') return desk({ store, act: () => store.close() })
  const step = nextStep(contents, random, ports, action === 'write the catalogue' ? 'annotate' : action)
  if (action === 'write the catalogue') {
    await step.make(store)
    return desk({ store, before: withEffect(contents, step.effect), act: idle })
  }
  return step.what === action ? desk({ store, effect: step.effect, act: () => step.make(store) }) : null
}

/** A change of several documents that is noted down and not made, by a process that is gone. */
async function crashHalfWay(
  store: NotebookStore,
  contents: Contents,
  broken: Desk['broken'],
  random: Random,
): Promise<Step> {
  const { ports } = patientPorts(broken.fs, { firstId: 3_000_000 })
  const step = nextStep(contents, random, ports, 'bring in annotations')
  let noted = false
  broken.breakBy((_, { call, path }) => {
    // The record has its name: from here on, nothing is done any more.
    if (noted) return diskError('EIO')
    noted = call === 'rename' && path.includes('redo.json')
    return null
  })
  await step.make(store).then(
    () => {
      throw new Error('the change was made although the disk was gone')
    },
    () => undefined,
  )
  return step
}

function faultOf({
  at,
  error,
  onwards,
}: Pick<Injection, 'at' | 'error' | 'onwards'>): (index: number, step: { readonly call: string }) => Fault {
  return (index, { call }) => {
    if (index < at || (index > at && !onwards)) return null
    if (error !== 'short write') return diskError(error)
    if (call !== 'write') return null
    return index === at ? 'short' : 'nothing'
  }
}

async function runOne(seed: number, isAsked: (injection: Injection) => boolean = () => true): Promise<Run> {
  const known = await sceneOf(Math.floor(seed / RUNS_IN_ONE))
  const injections = known.injections.filter(isAsked)
  // A stride that shares no divisor with any number in question: all are met before one is met twice.
  const injection = injections[((seed % RUNS_IN_ONE) * 7919) % injections.length]
  if (injection === undefined) throw new Error('there is nothing to inject')
  const desk = await layOut(known, injection.action)
  if (desk === null) throw new Error(`${injection.action} is not possible any more`)
  const { action, at, error, onwards } = injection
  const where = `${error} at call ${at} of “${action}”${onwards ? ' and from then on' : ''}`

  const { disk, broken, before, effect } = desk
  broken.breakBy(faultOf(injection))
  const refused = await desk.act().then(
    () => null,
    (reason: unknown) => ({ reason }),
  )
  const hit = broken.steps().length > at
  const broke: string[] = []
  if (refused !== null) broke.push(...faultsOfWords(refused.reason))
  const isUnfinished = refused !== null && refused.reason instanceof UnfinishedChange
  const acknowledged = before === null || refused !== null ? before : withEffect(before, effect)
  const inFlight = refused === null || effect.length === 0 ? null : effect

  // What was called saved is there even if the power goes at this moment.
  if (action !== 'open after a crash')
    broke.push(
      ...(await faultsAfterPowerCut(
        desk,
        refused === null && before === null ? newContents : acknowledged,
        inFlight,
      )),
    )

  const random = new Random(seed)
  const compound = random.oneIn(3)
  if (!compound) {
    broken.mend()
    broke.push(...(await faultsOfOpenStore(desk, acknowledged, inFlight, { isUnfinished, onwards })))
    await desk.end()
  }
  broke.push(...(await faultsOfReopening(desk, acknowledged, compound ? random : null, inFlight)))
  if (disk.descriptors > 0) broke.push(`${disk.descriptors} files are left open`)
  return {
    broken: broke.map((fault) => `${where}: ${fault}`),
    figures: {
      refused: Number(refused !== null),
      'went on all the same': Number(refused === null && hit),
      'not met': Number(!hit),
      'with a second fault while opening': Number(compound),
      'left a temporary file': Number(straysAmong(disk.files(FOLDER)).length > 0),
    },
  }
}

/** Whatever the person is told is a sentence that says what happened. */
function faultsOfWords(error: unknown): string[] {
  if (!(error instanceof Failure))
    return [
      `it ended in what is no Failure: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    ]
  const { reason, message } = error
  const isPlain = /^\S.{30,}\.$/.test(message) && !/undefined|\[object|Error:|\n/.test(message)
  return isPlain && reason !== 'bug' ? [] : [`it is told in these words: ${reason} “${message}”`]
}

async function faultsAfterPowerCut(
  { disk, start }: Desk,
  acknowledged: Contents | null,
  inFlight: Effect | null,
): Promise<string[]> {
  const left = afterPowerLoss(start, disk.trace, { keepsName: () => false, fateOf: () => ({ is: 'lost' }) })
  const faults = await faultsOfImage(left, acknowledged, inFlight)
  return faults.map((fault) => `after a power cut ${fault}`)
}

async function faultsOfImage(
  image: Image,
  acknowledged: Contents | null,
  inFlight: Effect | null,
): Promise<string[]> {
  const disk = new MemoryDisk(image)
  restartComputer(disk)
  return lookInto(disk, acknowledged, inFlight)
}

/** Open the notebook on a disk that is well, compare it, and close it. */
async function lookInto(
  disk: MemoryDisk,
  acknowledged: Contents | null,
  inFlight: Effect | null,
): Promise<string[]> {
  const { ports, idle } = patientPorts(disk.fs, { firstId: 4_000_000 })
  if (acknowledged === null && (await folderState(disk.fs, FOLDER)) !== 'notebook')
    await createNotebook(FOLDER, 'Harbour', ports)
  const store = await openNotebook(FOLDER, ports)
  const faults = store.readOnly === null ? [] : [`it only opens for reading: ${store.readOnly.message}`]
  const { contents, misfits } = await settledContentsOf(store, disk, idle)
  faults.push(...misfits, ...compare(contents, acknowledged ?? newContents, inFlight).faults)
  await store.close()
  return faults
}

/** A summary in the library that a failing disk spoilt is put right when its source is read, or else when nothing happens. */
async function settledContentsOf(
  store: NotebookStore,
  disk: MemoryDisk,
  idle: () => Promise<void>,
): ReturnType<typeof contentsOf> {
  let found = await contentsOf(store, disk.fs)
  // A slow machine may need several rounds for it.
  for (let left = MOST_ROUNDS; found.misfits.length > 0 && left > 0; left -= 1) {
    await idle()
    await pause(ROUND_MS)
    found = await contentsOf(store, disk.fs)
  }
  return found
}
const MOST_ROUNDS = 100
const ROUND_MS = 20

/** The disk is well again: the store that is open shows what was acknowledged, and saves. */
async function faultsOfOpenStore(
  { disk, store, broken, idle }: Desk,
  acknowledged: Contents | null,
  inFlight: Effect | null,
  { isUnfinished, onwards }: { readonly isUnfinished: boolean; readonly onwards: boolean },
): Promise<string[]> {
  if (store === null || acknowledged === null) return []
  const { ports } = patientPorts(broken.fs, { firstId: 5_000_000 })
  const step = nextStep(acknowledged, new Random(disk.trace.length), ports, 'annotate')
  if (isUnfinished) {
    // What is noted down is certain; so nothing else is saved before it is made, and that is said.
    const refused = await step.make(store).then(
      () => false,
      (error: unknown) => error instanceof UnfinishedChange,
    )
    return refused ? [] : ['another change was saved before the one that was noted down']
  }
  const { contents, misfits } = await settledContentsOf(store, disk, idle)
  // A refused change is taken back, unless the disk does not even allow that.
  const faults = [...misfits, ...compare(contents, acknowledged, onwards ? inFlight : null).faults]
  return faults.map((fault) => `in the open store ${fault}${inFlight === null ? '' : ', which was refused'}`)
}

/** Close and open again, if asked for with a fault at some call of the opening, and then without. */
async function faultsOfReopening(
  { disk, broken }: Desk,
  acknowledged: Contents | null,
  random: Random | null,
  inFlight: Effect | null,
): Promise<string[]> {
  const { ports } = patientPorts(broken.fs, { firstId: 6_000_000 })
  const faults: string[] = []
  if (random !== null) {
    restartComputer(disk)
    const fault = {
      at: random.below(60),
      error: random.pick(ERRORS),
      onwards: random.oneIn(2),
    }
    broken.breakBy(faultOf(fault))
    const opened = await openNotebook(FOLDER, ports).catch((error: unknown) => {
      // There may be none yet.
      if (acknowledged !== null) faults.push(...faultsOfWords(error))
      return null
    })
    broken.mend()
    await opened?.close()
  }
  faults.push(...(await lookInto(disk, acknowledged, inFlight)))
  return faults.map((fault) => `opened again, ${fault}`)
}

const runAll = (order: Order) => makeRuns(order, (seed) => runOne(seed))

function isSyncOfFile({ call, path }: Call): boolean {
  return call === 'sync' && path.endsWith('.tmp')
}

/** Of the changes of a person only, and of the one call that a break is about. */
export const failedSyncs = (order: Order): Promise<Outcome> =>
  makeRuns(order, (seed) =>
    runOne(seed, ({ action, call }) => isSyncOfFile(call) && stepKinds.includes(action)),
  )
export const shortWrites = (order: Order): Promise<Outcome> =>
  makeRuns(order, (seed) =>
    runOne(seed, ({ action, error }) => error === 'short write' && stepKinds.includes(action)),
  )

const MODULE = 'tests/torture/errors.ts'

export const errors: Part = {
  id: 'R2',
  name: 'errors of the disk',
  promise:
    'whatever call to the disk fails, nothing is called saved that is not, nothing saved is lost, the reason is told in plain words, and the store saves again when the disk is well',
  counts: { short: 600, long: 24_000 },
  made: [MODULE],
  run: runAll,
  canaries: plantedCanaries(MODULE, [
    {
      name: 'a failed fsync is passed over',
      runs: 'failedSyncs',
      count: 100,
      plant: {
        file: 'electron/store/durable-file.ts',
        find: 'await file.sync()',
        replacement: 'await file.sync().catch(() => undefined)',
      },
    },
    {
      name: 'the count of written bytes is not looked at',
      runs: 'shortWrites',
      count: 100,
      plant: {
        file: 'electron/store/durable-file.ts',
        find: `written += count
    }
    const stamp = await file.stamp()
    if (stamp.size !== BigInt(bytes.length))`,
        replacement: `written += bytes.length
    }
    const stamp = await file.stamp()
    if (false)`,
      },
    },
  ]),
}
