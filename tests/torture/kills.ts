import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createNotebook } from '../../electron/store/create-notebook'
import { realFileSystem } from '../../electron/store/file-system'
import { openNotebook } from '../../electron/store/open-notebook'
import { samplePorts } from '../../electron/store/testing/samples'
import type { Plant } from '../../scripts/bundle-for-node.mjs'
import type { Asked, KillAt, Told } from './kills-writer'
import { type Contents, compare, contentsOf, type Effect, straysAmong, withEffect } from './model'
import { addFigures, makeRuns, type Order, type Outcome, type Part, type Run } from './part'
import { withPlanted } from './planted'
import { Random } from './random'
import { newContents } from './workload'

/** Notebooks are at work side by side, one process each, so that those who are killed are also held up. */
const AT_ONCE = 2
/** How often the writer of one notebook is killed. */
const KILLS = 10
const LONGEST_WORK_MS = 60
/** A writer that is to kill itself at a call that does not come is killed all the same. */
const LONGEST_LIFE_MS = 60_000
/** Some changes and a closing ask the disk for several times that. */
const CALLS = 120

/** A kind of change that is cut short, and about how much it asks the disk for. */
type Aim = { readonly change: string; readonly calls: number }
const ofOneDocument: Aim = { change: 'annotate', calls: 20 }
const ofSeveral: Aim = { change: 'bring in annotations', calls: 60 }

/** What to replace in the store of the writer, so that kills have to hurt, and where they do: whatever the machine, they fall there. */
const broken: readonly { readonly name: string; readonly aim: Aim; readonly plant: Plant }[] = [
  {
    name: 'no redo record',
    aim: ofSeveral,
    plant: {
      file: 'electron/store/change-together.ts',
      find: 'await writeDurably(fs, join(notebook, RECORD), bytes, { keepPrevious: false, lastLook })',
      replacement: 'void bytes',
    },
  },
  {
    name: 'acknowledged before it is written',
    aim: ofOneDocument,
    plant: {
      file: 'electron/store/stored-document.ts',
      find: 'await this.#unlessOutside(this.#low.write())',
      replacement: 'void this.#low.write()',
    },
  },
]

/** Whoever writes in a notebook is killed, again and again: at any moment, and at exact calls to the disk. */
export const kills: Part = {
  id: 'R1',
  name: `writers that are killed, ${AT_ONCE * KILLS} a run`,
  promise:
    'After a kill -9 the notebook opens with every change that was acknowledged, with the one in flight whole or absent, and with nothing left behind.',
  counts: { short: 25, long: 500 },
  made: ['tests/torture/kills.ts', 'tests/torture/kills-writer.ts'],
  run: (order) => killWith(null, someKill, order),
  canaries: broken.map(({ name, aim, plant }) => ({
    name,
    count: 30,
    run: (order) => killWith(plant, (random) => killWithin(aim, random), order),
  })),
}

/** Null for a kill at any moment. */
type ChooseKill = (random: Random) => KillAt | null

/** One of five at an exact call: half of them within a change of several documents. */
function someKill(random: Random): KillAt | null {
  if (!random.oneIn(5)) return null
  if (random.oneIn(2)) return killWithin(ofSeveral, random)
  const from = random.oneIn(3) ? 'the opening' : 'when it is open'
  return { call: random.below(CALLS), when: random.pick(['before', 'after']), from }
}

function killWithin({ change, calls }: Aim, random: Random): KillAt {
  return { call: random.below(calls), when: random.pick(['before', 'after']), from: { change } }
}

function killWith(plant: Plant | null, choose: ChooseKill, order: Order): Promise<Outcome> {
  return withPlanted('tests/torture/kills-writer.ts', plant, async (program) => {
    const home = await mkdtemp(join(tmpdir(), 'sourcebook-kills-'))
    try {
      return await makeRuns(order, async (seed) => {
        const stories = Array.from({ length: AT_ONCE }, (_, nth) =>
          tellStory(join(home, `${seed}-${nth}`), new Random(seed * AT_ONCE + nth), { program, choose }),
        )
        const figures: Record<string, number> = {}
        const faults: string[] = []
        for (const told of await Promise.allSettled(stories)) {
          if (told.status === 'rejected') throw told.reason
          faults.push(...told.value.broken)
          addFigures(figures, told.value.figures ?? {})
        }
        return { broken: faults, figures }
      })
    } finally {
      await rm(home, { recursive: true, force: true })
    }
  })
}

/** The life of one notebook, whose writers all die by a kill. */
async function tellStory(
  folder: string,
  random: Random,
  { program, choose }: { readonly program: string; readonly choose: ChooseKill },
): Promise<Run> {
  await createNotebook(folder, 'Harbour', samplePorts())
  const figures: Record<string, number> = {}
  let acknowledged: Contents = newContents
  for (let kill = 1; kill <= KILLS; kill++) {
    const asked: Asked = {
      folder,
      seed: random.below(1_000_000_000),
      firstId: kill * 1_000_000,
      kill: choose(random),
    }
    const told = await runAndKill(program, asked, random.below(LONGEST_WORK_MS))
    let inFlight: Extract<Told, { step: 'begin' }> | null = null
    for (const each of told) {
      if (each.step === 'begin') inFlight = each
      if (each.step !== 'done' || inFlight === null) continue
      acknowledged = withEffect(acknowledged, inFlight.effect)
      inFlight = null
      addFigures(figures, { 'changes acknowledged': 1 })
    }
    addFigures(figures, {
      kills: 1,
      [asked.kill === null ? 'at any moment' : 'at an exact call']: 1,
      [inFlight === null ? 'between changes' : 'in the middle of a change']: 1,
    })
    const { faults, contents, made } = await lookAt(folder, acknowledged, inFlight?.effect ?? null)
    if (faults.length > 0) {
      const during = inFlight === null ? 'between changes' : `during “${inFlight.what}”`
      const at = asked.kill === null ? 'at any moment' : `${asked.kill.when} call ${asked.kill.call}`
      return { broken: [`kill ${kill}, ${at}, ${during}: ${faults.join(', ')}`], figures }
    }
    if (made) addFigures(figures, { 'changes in flight that were whole': 1 })
    acknowledged = contents
  }
  await rm(folder, { recursive: true, force: true })
  return { broken: [], figures }
}

/** Lets the writer work for a moment and kills it, unless it does that itself; answers what it told until then. */
async function runAndKill(program: string, asked: Asked, milliseconds: number): Promise<Told[]> {
  const child = spawn(process.execPath, [program, JSON.stringify(asked)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const closed = once(child, 'close')
  let output = ''
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const end = setTimeout(() => child.kill('SIGKILL'), LONGEST_LIFE_MS)
  if (asked.kill === null) {
    await Promise.race([once(child.stdout, 'data'), closed])
    await pause(milliseconds)
    child.kill('SIGKILL')
  }
  const [code, signal] = (await closed.finally(() => clearTimeout(end))) as [
    number | null,
    NodeJS.Signals | null,
  ]
  if (signal !== 'SIGKILL') throw new Error(`a writer ended with ${code} before it was killed: ${said}`)
  // The program writes these lines; the last one may have been cut by the kill.
  return output
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Told)
}

/** Opens the notebook as the next writer does, and holds it against what was acknowledged. */
async function lookAt(
  folder: string,
  acknowledged: Contents,
  inFlight: Effect | null,
): Promise<{ readonly faults: readonly string[]; readonly contents: Contents; readonly made: boolean }> {
  const store = await openNotebook(folder, samplePorts())
  try {
    const { contents, misfits } = await contentsOf(store, realFileSystem)
    const { faults, made } = compare(contents, acknowledged, inFlight)
    const readOnly = store.readOnly === null ? [] : [`it opens for reading only: ${store.readOnly.message}`]
    await store.close()
    const left = straysAmong(await readdir(folder, { recursive: true }))
    const strays = left.length === 0 ? [] : [`left behind: ${left.join(', ')}`]
    const after = made && inFlight !== null ? withEffect(acknowledged, inFlight) : acknowledged
    return { faults: [...readOnly, ...faults, ...misfits, ...strays], contents: after, made }
  } finally {
    await store.close()
  }
}
