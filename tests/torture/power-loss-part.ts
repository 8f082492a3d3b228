import { createNotebook, folderState } from '../../electron/store/create-notebook'
import { openNotebook } from '../../electron/store/open-notebook'
import { type Image, MemoryDisk, type Operation } from './memory-disk'
import { type Contents, compare, contentsOf, type Effect, straysAmong, withEffect } from './model'
import { makeRuns, type Part, type Run } from './part'
import { plantedCanary } from './planted'
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

type Recorded = {
  readonly number: number
  readonly start: Image
  readonly trace: readonly Operation[]
  readonly stages: readonly Stage[]
}

let recorded: Promise<Recorded> | null = null
let recordedNumber = -1

/** Runs with neighbouring seeds share a workload, so the last one is kept. */
async function recordingOf(number: number): Promise<Recorded> {
  if (recorded === null || recordedNumber !== number) {
    recordedNumber = number
    recorded = record(number)
  }
  return recorded
}

async function record(number: number): Promise<Recorded> {
  const disk = await emptyDisk()
  const start = disk.image()
  const { stages } = await recordWorkload(disk, number, STEPS)
  return { number, start, trace: disk.trace, stages }
}

/** One state that a power cut may leave: it opens and holds what was acknowledged. */
async function runOne(seed: number): Promise<Run> {
  const { number, start, trace, stages } = await recordingOf(Math.floor(seed / STATES_OF_ONE))
  const random = new Random(seed)
  const until = random.below(trace.length + 1)
  const stage = stages.findLast(({ from }) => from <= until)
  if (stage === undefined) throw new Error('a state is older than all stages')
  const image = afterPowerLoss(start, trace.slice(0, until), someChoice(random))
  const where = (fault: string) =>
    `${fault} (workload ${number}, ${until} of ${trace.length} operations, ${stage.what})`

  const first = await recover(image, stage.acknowledged, stage.inFlight)
  if (first.faults.length > 0) return { broken: first.faults.map(where) }
  const figures = {
    'found made': Number(first.made),
    'found not made': Number(!first.made && stage.inFlight !== null),
  }
  if (!random.oneIn(4)) return { broken: [], figures }

  // The power fails again while the notebook is opened: what one opening showed, the next one shows.
  const again = random.below(first.trace.length + 1)
  const second = afterPowerLoss(first.start, first.trace.slice(0, again), someChoice(random))
  const { faults } = await recover(second, stage.acknowledged === null ? null : first.contents, null)
  return {
    broken: faults.map((fault) =>
      where(`${fault}, after a second power cut at ${again} of ${first.trace.length}`),
    ),
    figures: { ...figures, 'with a second power cut': 1 },
  }
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
  acknowledged: Contents | null,
  inFlight: Effect | null,
): Promise<Recovered> {
  const disk = new MemoryDisk(image)
  restartComputer(disk)
  const start = disk.image()
  disk.trace.length = 0
  const { fs } = disk
  const { ports } = patientPorts(fs, { firstId: 1_000_000 })
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

const US = { module: 'tests/torture/power-loss-part.ts', name: 'powerLoss' }

export const powerLoss: Part = {
  id: 'R3',
  name: 'power loss',
  promise:
    'after a power cut at any moment the notebook opens and holds exactly the acknowledged changes, or those and the one in flight; each backup that it lists is whole',
  counts: { short: 2_000, long: 100_000 },
  run: (order) => makeRuns(order, runOne),
  canaries: [
    plantedCanary({ name: 'files are not synced', count: 500 }, US, {
      file: 'electron/store/durable-file.ts',
      find: 'await file.sync()',
      replacement: '',
    }),
    plantedCanary({ name: 'folders are not synced', count: 500 }, US, {
      file: 'electron/store/durable-folder.ts',
      find: 'await handle.sync()',
      replacement: '',
    }),
    plantedCanary({ name: 'changes of several documents leave no record', count: 2_000 }, US, {
      file: 'electron/store/change-together.ts',
      find: 'await writeDurably(fs, join(notebook, RECORD), bytes, { keepPrevious: false })',
      replacement: '',
    }),
    plantedCanary({ name: 'backups are listed before what they need is there to stay', count: 2_000 }, US, {
      file: 'electron/store/backups/targets.ts',
      find: 'await place.objects.sync()',
      replacement: '',
    }),
  ],
}
