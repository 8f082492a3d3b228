import { createNotebook, folderState } from '../../electron/store/create-notebook'
import { openNotebook } from '../../electron/store/open-notebook'
import { lastMade } from './last-made'
import { type Image, MemoryDisk, type Operation } from './memory-disk'
import { type Contents, compare, contentsOf, straysAmong, withEffect } from './model'
import { makeRuns, type Order, type Outcome, type Part, type Run } from './part'
import { plantedCanaries } from './planted'
import { afterPowerLoss, someChoice } from './power-loss'
import { Random } from './random'
import { newContents, nextStep } from './workload'
import {
  emptyDisk,
  FOLDER,
  patientPorts,
  recordWorkload,
  restartComputer,
  type Stage,
} from './workload-recorded'

/** So many states are made from one recorded workload. */
const STATES_OF_ONE = 250
const STEPS = 14
/** Every other notebook has backups there, too. It is on the same disk. */
const OUTSIDE = '/in-memory/backups'

type Recorded = {
  readonly number: number
  readonly outside: string | null
  readonly start: Image
  readonly trace: readonly Operation[]
  readonly stages: readonly Stage[]
}

const recordingOf = lastMade(record)

async function record(number: number): Promise<Recorded> {
  const disk = await emptyDisk()
  const start = disk.image()
  const outside = number % 2 === 0 ? OUTSIDE : null
  const { stages } = await recordWorkload(disk, number, STEPS, { outside })
  return { number, outside, start, trace: disk.trace, stages }
}

/** One state that a power cut may leave: it opens and holds what was acknowledged. With `amid` the power went during that. */
async function runOne(seed: number, amid: string | null = null): Promise<Run> {
  const { number, outside, start, trace, stages } = await recordingOf(Math.floor(seed / STATES_OF_ONE))
  const random = new Random(seed)
  const until = amid === null ? random.below(trace.length + 1) : someTimeAmid(amid, stages, trace, random)
  const stage = stages.findLast(({ from }) => from <= until)
  if (stage === undefined) throw new Error('a state is older than all stages')
  const image = afterPowerLoss(start, trace.slice(0, until), someChoice(random))
  const where = (fault: string) =>
    `${fault} (workload ${number}, ${until} of ${trace.length} operations, ${stage.what})`

  const first = await recover(image, outside, stage)
  if (first.faults.length > 0) return { broken: first.faults.map(where) }
  const figures = {
    'found made': Number(first.made),
    'found not made': Number(!first.made && stage.inFlight !== null),
  }
  if (!random.oneIn(4)) return { broken: [], figures }

  // The power fails again while the notebook is opened: what one opening showed, the next one shows.
  const again = random.below(first.trace.length + 1)
  const second = afterPowerLoss(first.start, first.trace.slice(0, again), someChoice(random))
  const { faults } = await recover(second, outside, {
    acknowledged: stage.acknowledged === null ? null : first.contents,
    inFlight: null,
  })
  return {
    broken: faults.map((fault) =>
      where(`${fault}, after a second power cut at ${again} of ${first.trace.length}`),
    ),
    figures: { ...figures, 'with a second power cut': 1 },
  }
}

function someTimeAmid(
  what: string,
  stages: readonly Stage[],
  trace: readonly Operation[],
  random: Random,
): number {
  const spans = stages.flatMap((stage, nth) => {
    const length = (stages[nth + 1]?.from ?? trace.length + 1) - stage.from
    return stage.what === what && length > 0 ? [{ from: stage.from, length }] : []
  })
  const { from, length } = random.pick(spans)
  return from + random.below(length)
}

type Recovered = {
  readonly faults: readonly string[]
  readonly made: boolean
  readonly contents: Contents
  readonly start: Image
  readonly trace: readonly Operation[]
}

/** Opens the notebook as after a restart of the computer, compares it, changes it once and closes it. */
async function recover(
  image: Image,
  outside: string | null,
  { acknowledged, inFlight }: Pick<Stage, 'acknowledged' | 'inFlight'>,
): Promise<Recovered> {
  const disk = new MemoryDisk(image)
  restartComputer(disk)
  const start = disk.image()
  disk.trace.length = 0
  const { fs } = disk
  const { ports } = patientPorts(fs, { firstId: 1_000_000, outside })
  // One that was not acknowledged to be there may have to be made again.
  if (acknowledged === null && (await folderState(fs, FOLDER)) !== 'notebook')
    await createNotebook(FOLDER, 'Harbour', ports)

  const store = await openNotebook(FOLDER, ports)
  const faults: string[] =
    store.readOnly === null ? [] : [`it only opens for reading: ${store.readOnly.message}`]
  const { contents, misfits } = await contentsOf(store, fs)
  const { faults: differences, made } = compare(contents, acknowledged ?? newContents, inFlight)
  faults.push(...misfits, ...differences)
  const trace = [...disk.trace]
  const { unavailable } = await store.backups.verifyBackups()
  faults.push(...unavailable.map(({ number }) => `backup ${number} is listed and not whole`))
  if (faults.length === 0) {
    const step = nextStep(contents, new Random(trace.length), ports)
    await step.make(store)
    const after = await contentsOf(store, fs)
    faults.push(...compare(after.contents, withEffect(contents, step.effect), null).faults)
  }
  await store.close()
  const strays = straysAmong(disk.files(FOLDER))
  if (strays.length > 0) faults.push(`what is left over: ${strays.join(', ')}`)
  if (disk.descriptors > 0) faults.push(`${disk.descriptors} files are left open`)
  return { faults, made, contents, start, trace }
}

export const anyTime = (order: Order): Promise<Outcome> => makeRuns(order, (seed) => runOne(seed))
export const amidSeveralDocuments = (order: Order): Promise<Outcome> =>
  makeRuns(order, (seed) => runOne(seed, 'bring in annotations'))
/** A backup is made then. */
export const amidClosing = (order: Order): Promise<Outcome> =>
  makeRuns(order, (seed) => runOne(seed, 'closing it'))

const MODULE = 'tests/torture/power-loss-part.ts'

export const powerLoss: Part = {
  id: 'R3',
  name: 'power loss',
  promise:
    'after a power cut at any moment the notebook opens and holds exactly the acknowledged changes, or those and the one in flight; each backup that it lists is whole',
  counts: { short: 2_000, long: 100_000 },
  made: [MODULE],
  run: anyTime,
  canaries: plantedCanaries(MODULE, [
    {
      name: 'files are not synced',
      runs: 'anyTime',
      count: 100,
      plant: { file: 'electron/store/durable-file.ts', find: 'await file.sync()', replacement: '' },
    },
    {
      name: 'folders are not synced',
      runs: 'anyTime',
      count: 100,
      plant: { file: 'electron/store/durable-folder.ts', find: 'await handle.sync()', replacement: '' },
    },
    {
      name: 'changes of several documents leave no record',
      runs: 'amidSeveralDocuments',
      count: 200,
      plant: {
        file: 'electron/store/change-together.ts',
        find: 'await writeDurably(fs, join(notebook, RECORD), bytes, { keepPrevious: false, lastLook })',
        replacement: '',
      },
    },
    {
      name: 'backups are listed before what they need is there to stay',
      runs: 'amidClosing',
      count: 200,
      plant: {
        file: 'electron/store/backups/targets.ts',
        find: 'await place.objects.sync()',
        replacement: '',
      },
    },
  ]),
}
