import { setTimeout as pause } from 'node:timers/promises'
import { createNotebook } from '../../electron/store/create-notebook'
import type { FileSystem } from '../../electron/store/file-system'
import type { NotebookStore, StorePorts } from '../../electron/store/notebook-store'
import { openNotebook } from '../../electron/store/open-notebook'
import { countingIds, steppingClock } from '../../electron/store/testing/samples'
import { MemoryDisk } from './memory-disk'
import { type Contents, type Effect, withEffect } from './model'
import { Random } from './random'
import { newContents, nextStep, type Step } from './workload'

/** Where the notebook of a run lies on its disk. */
export const FOLDER = '/in-memory/harbour'

/** Ports of a store that lets its background work wait until `idle` is called, which resolves when `asked` grows no more. */
export function patientPorts(
  fs: FileSystem,
  {
    firstId = 0,
    asked = () => 0,
    ...more
  }: Partial<StorePorts> & {
    readonly firstId?: number
    /** How much was asked of the disk until now. */
    readonly asked?: () => number
  } = {},
): { readonly ports: StorePorts; readonly idle: () => Promise<void> } {
  const waiting = new Set<() => void>()
  const ports: StorePorts = {
    fs,
    now: steppingClock(),
    newId: countingIds(firstId),
    later: (job) => {
      waiting.add(job)
      return () => waiting.delete(job)
    },
    ...more,
  }
  const idle = async () => {
    const jobs = [...waiting]
    waiting.clear()
    for (const job of jobs) job()
    // What they began goes on by itself, some of it on other threads.
    for (let quiet = 0, before = asked(); jobs.length > 0 && quiet < 3; ) {
      await pause(2)
      quiet = asked() === before ? quiet + 1 : 0
      before = asked()
    }
  }
  return { ports, idle }
}

/** An empty disk with the folder in which notebooks are made. */
export async function emptyDisk(): Promise<MemoryDisk> {
  const disk = new MemoryDisk()
  await disk.fs.mkdir('/in-memory', { recursive: true })
  disk.trace.length = 0
  return disk
}

/** A stretch of time: from `from` operations on the disk on, this was acknowledged and that was being changed. */
export type Stage = {
  readonly from: number
  /** Null before the notebook was acknowledged to be there. */
  readonly acknowledged: Contents | null
  readonly inFlight: Effect | null
  readonly what: string
}

/** A notebook is made, changed, closed and opened again; `stages` says when what was acknowledged, for the trace of the disk. */
export async function recordWorkload(
  disk: MemoryDisk,
  seed: number,
  steps: number,
  more: Partial<StorePorts> = {},
): Promise<{
  readonly stages: readonly Stage[]
  readonly contents: Contents
  /** All that was acknowledged from the last closing but one on. */
  readonly lately: readonly Contents[]
}> {
  const random = new Random(seed)
  const { ports, idle } = patientPorts(disk.fs, { ...more, asked: () => disk.trace.length })
  const stages: Stage[] = []
  const enter = (stage: Omit<Stage, 'from'>) => stages.push({ from: disk.trace.length, ...stage })

  enter({ acknowledged: null, inFlight: null, what: 'making the notebook' })
  await createNotebook(FOLDER, 'Harbour', ports)
  let contents = newContents
  enter({ acknowledged: contents, inFlight: null, what: 'opening it' })
  let store = await openNotebook(FOLDER, ports)
  let lately: Contents[] = [contents]
  for (let nth = 0; nth < steps; nth += 1) {
    const step = nextStep(contents, random, ports, FIRST_STEPS[nth] ?? null)
    enter({ acknowledged: contents, inFlight: step.effect, what: step.what })
    contents = await makeStep(store, step, contents)
    lately.push(contents)
    enter({ acknowledged: contents, inFlight: null, what: `after: ${step.what}` })
    if (random.oneIn(8)) await idle()
    // At the end there is something to be done at the closing.
    if (!random.oneIn(8) || nth === steps - 1) continue
    await store.close()
    lately = [contents]
    store = await openNotebook(FOLDER, ports)
  }
  enter({ acknowledged: contents, inFlight: null, what: 'closing it' })
  await store.close()
  return { stages, contents, lately }
}

/** So that there is something to be changed, and a change of several documents. */
const FIRST_STEPS: readonly string[] = [
  'add source',
  'annotate',
  'add source',
  'annotate',
  'add brief',
  'bring in annotations',
]

async function makeStep(store: NotebookStore, step: Step, contents: Contents): Promise<Contents> {
  await step.make(store)
  return withEffect(contents, step.effect)
}

/** Let whoever has a notebook open on the disk be gone: locks of before name another start of the computer. */
export function restartComputer(disk: MemoryDisk): void {
  for (const path of disk.files(FOLDER)) {
    if (!/\/lock(\.[^/]*)?$/.test(path)) continue
    const text = Buffer.from(disk.bytesOf(path) ?? []).toString()
    disk.overwrite(path, Buffer.from(text.replace(/"boot":"[^"]*"/, '"boot":"another"')))
  }
}
