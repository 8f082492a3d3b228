import { writeSync } from 'node:fs'
import { type FileSystem, realFileSystem } from '../../electron/store/file-system'
import { openNotebook } from '../../electron/store/open-notebook'
import { samplePorts } from '../../electron/store/testing/samples'
import { type Contents, contentsOf, type Effect, withEffect } from './model'
import { Random } from './random'
import { nextStep } from './workload'

/**
 * A process that opens a notebook, changes it and closes it, time and again, until it is killed. It tells what it is about
 * to do and what was acknowledged in lines that are written at once, so that a kill loses none.
 */
export type Asked = {
  readonly folder: string
  readonly seed: number
  /** Ids count up from here, so that no two processes give the same. */
  readonly firstId: number
  /** Null to wait for whoever kills it. */
  readonly kill: KillAt | null
}

/** Where a writer kills itself: at one of its calls to the disk, which it makes one after another for that. */
export type KillAt = {
  readonly call: number
  readonly when: 'before' | 'after'
  /** From where on the calls count. A change that was cut short is finished during the opening. */
  readonly from: 'the opening' | 'when it is open' | { readonly change: string }
}

/** The change of `begin` is acknowledged by `done`; `ready` says that the notebook is open. */
export type Told =
  | { readonly step: 'ready' }
  | { readonly step: 'begin'; readonly what: string; readonly effect: Effect }
  | { readonly step: 'done' }

/** It is closed and opened anew after about so many changes, and one backup is made of so many. */
const CHANGES_AN_OPENING = 12
const CHANGES_A_BACKUP = 20

// What we were started with is written by kills.ts.
const { folder, seed, firstId, kill } = JSON.parse(process.argv[2] ?? '') as Asked

let armed = kill?.from === 'the opening'
let calls = 0
let lastCall: Promise<unknown> = Promise.resolve()

/** Whatever the machine, those before the call of the kill are made, and those after it are not. */
function counted<Value>(job: () => Promise<Value>): Promise<Value> {
  if (kill === null) return job()
  const mine = lastCall.then(async () => {
    const isLast = armed && calls++ === kill.call
    if (isLast && kill.when === 'before') process.kill(process.pid, 'SIGKILL')
    try {
      return await job()
    } finally {
      if (isLast) process.kill(process.pid, 'SIGKILL')
    }
  })
  lastCall = mine.catch(() => undefined)
  return mine
}

const real = realFileSystem
const fs: FileSystem = {
  platform: real.platform,
  open: async (path, how) => {
    const file = await counted(() => real.open(path, how))
    return {
      write: (bytes, offset, length) => counted(() => file.write(bytes, offset, length)),
      read: () => counted(() => file.read()),
      stamp: () => counted(() => file.stamp()),
      sync: () => counted(() => file.sync()),
      close: () => counted(() => file.close()),
    }
  },
  stamp: (path) => counted(() => real.stamp(path)),
  rename: (from, to) => counted(() => real.rename(from, to)),
  link: (existing, path) => counted(() => real.link(existing, path)),
  unlink: (path) => counted(() => real.unlink(path)),
  chmod: (path, mode) => counted(() => real.chmod(path, mode)),
  readdir: (path) => counted(() => real.readdir(path)),
  mkdir: (path, options) => counted(() => real.mkdir(path, options)),
  removeFolder: (path) => counted(() => real.removeFolder(path)),
  space: (path) => counted(() => real.space(path)),
}

function tell(told: Told): void {
  writeSync(1, `${JSON.stringify(told)}\n`)
}

const random = new Random(seed)
const aim = typeof kill?.from === 'object' ? kill.from.change : null
const ports = samplePorts({ firstId })
// The notebook's own clock, so that how often it looks at it does not decide about the changes.
const own = samplePorts({ firstId: firstId + 500_000, fs })
let contents: Contents | null = null
for (;;) {
  const store = await openNotebook(folder, own)
  if (store.readOnly !== null) throw new Error(store.readOnly.message)
  contents ??= (await contentsOf(store, fs)).contents
  tell({ step: 'ready' })
  armed ||= kill?.from === 'when it is open'
  for (let left = 1 + random.below(2 * CHANGES_AN_OPENING); left > 0; left--) {
    const step = nextStep(contents, random, ports, aim)
    armed ||= step.what === aim
    tell({ step: 'begin', what: step.what, effect: step.effect })
    await step.make(store)
    tell({ step: 'done' })
    contents = withEffect(contents, step.effect)
    if (random.oneIn(CHANGES_A_BACKUP)) await store.backups.make('asked')
  }
  await store.close()
}
