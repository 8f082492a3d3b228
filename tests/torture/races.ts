import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNotebook } from '../../electron/store/create-notebook'
import { openNotebook } from '../../electron/store/open-notebook'
import { identifyProcess } from '../../electron/store/process-identity'
import { type SampleSource, samplePorts, sampleSource } from '../../electron/store/testing/samples'
import type { Plant } from '../../scripts/bundle-for-node.mjs'
import { isSentence } from '../../scripts/system/bench.mjs'
import { addFigures, makeRuns, type Order, type Outcome, type Part, type Run } from './part'
import { withPlanted } from './planted'
import type { Go, Opened } from './races-opener'
import { Random } from './random'

/** How many at a time try to become the one writer. */
const OPENERS = 4
/** A notebook that grew too large would make the races slow. */
const RACES_A_NOTEBOOK = 40
const OTHER_COMPUTER = 'the-other-desk'

/** What lies in the folder when the race begins, how often, and whether one of the openers may write in it. */
const starts = {
  free: { weight: 6, writer: true },
  'the writer was killed': { weight: 5, writer: true },
  'the pid of a killed writer is another process’s': { weight: 1, writer: true },
  'the computer was started anew': { weight: 1, writer: true },
  'a lock is half written': { weight: 1, writer: true },
  'a lock is empty': { weight: 1, writer: true },
  'another computer holds it': { weight: 1, writer: false },
  'a program in a sandbox holds it': { weight: 1, writer: false },
  'a window stays open': { weight: 2, writer: false },
} as const
type Start = keyof typeof starts
// The keys of the table are the starts.
const drawn = (Object.entries(starts) as [Start, { weight: number }][]).flatMap(([start, { weight }]) =>
  Array.from({ length: weight }, () => start),
)

/** What to replace in the store, so that the races have to go wrong. */
const broken = {
  'no lock': {
    file: 'electron/store/lock.ts',
    find: "if (errorCode(error) === 'EEXIST') return false",
    replacement: "if (errorCode(error) === 'EEXIST') return true",
  },
  'a running holder counts as gone': {
    file: 'electron/store/process-identity.ts',
    find: "!== identity.started ? 'gone' : 'running'",
    replacement: "!== identity.started ? 'gone' : 'gone'",
  },
} as const

/**
 * Several processes open one notebook at the same moment, in each of the ways in which a person may: as the window does,
 * as the host of a browser does, by a command, and in a second session.
 */
export const races: Part = {
  id: 'R6',
  name: 'races to open one notebook',
  promise:
    'Exactly one of several that open a notebook at the same moment writes in it, the others are told in a sentence, a lock of the dead is taken over, and nothing that was acknowledged is lost.',
  counts: { short: 60, long: 2000 },
  made: ['tests/torture/races.ts', 'tests/torture/races-opener.ts'],
  run: (order) => raceWith(null, order),
  canaries: Object.entries(broken).map(([name, plant]) => ({
    name,
    count: 40,
    run: (order) => raceWith(plant, order),
  })),
}

function raceWith(plant: Plant | null, order: Order): Promise<Outcome> {
  return withPlanted('tests/torture/races-opener.ts', plant, (program) => race(program, order))
}

async function race(program: string, order: Order): Promise<Outcome> {
  const home = await mkdtemp(join(tmpdir(), 'sourcebook-races-'))
  let table: Table | null = null
  let onTable = 0
  const clear = async (): Promise<void> => {
    for (const opener of table?.openers ?? []) await opener.kill()
    table = null
  }
  try {
    return await makeRuns(order, async (seed) => {
      if (onTable === RACES_A_NOTEBOOK) await clear()
      onTable = table === null ? 1 : onTable + 1
      table ??= await layOut(home, seed, program)
      try {
        return await oneRace(new Random(seed), table)
      } catch (error) {
        // Whoever is in the middle of something would disturb the next race.
        await clear()
        throw error
      }
    })
  } finally {
    await clear()
    await rm(home, { recursive: true, force: true })
  }
}

/** A notebook with the memos of all tags that were acknowledged in it, and those who open it. */
type Table = {
  readonly folder: string
  readonly sample: SampleSource
  readonly memos: Set<string>
  readonly openers: readonly Opener[]
  /** One more, which nothing was asked of yet. */
  readonly startAnother: () => Promise<Opener>
}

async function layOut(home: string, seed: number, program: string): Promise<Table> {
  const folder = join(home, `harbour-${seed}`)
  const ports = samplePorts()
  await createNotebook(folder, 'Harbour', ports)
  const store = await openNotebook(folder, ports)
  const sample = sampleSource(ports)
  await store.addSource(sample.source, sample.version, sample.original)
  await store.close()
  const start = (_: unknown, nth: number) => Opener.start(program, join(home, `settings-${nth}`))
  const openers = await Promise.all(Array.from({ length: OPENERS }, start))
  return { folder, sample, memos: new Set(), openers, startAnother: () => start(null, OPENERS) }
}

async function oneRace(random: Random, table: Table): Promise<Run> {
  const start = random.pick(drawn)
  const ways = table.openers.map(() => random.pick(['window', 'window', 'browser', 'command'] as const))
  const holder = await prepare(start, table)
  const memos = ways.map(() => randomUUID())
  const all = await Promise.all(
    table.openers.map((opener, nth) => opener.go(goOf(table, ways[nth] ?? 'window', memos[nth] ?? ''))),
  )
  memos.forEach((memo, nth) => {
    if (all[nth]?.tagged === true) table.memos.add(memo)
  })
  const faults = all.flatMap((opened) => faultsOf(opened, start))
  const writers = all.filter(({ access }) => access === 'writes')
  // A command gives the notebook back at once, so that another one may write after it; of windows only one can.
  const staying = all.filter(({ access }, nth) => access === 'writes' && ways[nth] !== 'command')
  if (staying.length > 1) faults.push(`${staying.length} windows write at the same time`)
  if (starts[start].writer ? writers.length === 0 : writers.length > 0)
    faults.push(`${writers.length} of ${OPENERS} write (${all.map(({ said }) => said).join(' | ')})`)

  for (const opener of table.openers) await opener.leave()
  await holder?.leave()
  await holder?.kill()
  if (start.endsWith(' holds it')) await rm(join(table.folder, 'lock'))
  faults.push(...(await lossesIn(table)))
  const fault = (what: string) => `${start}, ${ways.join(', ')}: ${what}`
  return { broken: faults.map(fault), figures: figuresOf(start, all) }
}

function faultsOf({ access, tagged, said }: Opened, start: Start): string[] {
  if (tagged !== (access === 'writes'))
    return [`one that ${access} ${tagged ? 'saved' : 'did not save'}: ${said}`]
  if (access === 'writes') return []
  if (said === null || !isSentence(said)) return [`it was not said in words: ${said}`]
  return start === 'another computer holds it' && !said.includes(OTHER_COMPUTER)
    ? [`the words do not name the other computer: ${said}`]
    : []
}

function figuresOf(start: Start, all: readonly Opened[]): Record<string, number> {
  const those = (access: Opened['access']) => all.filter((opened) => opened.access === access)
  const refused = [...those('reads'), ...those('refused')]
  const figures = {
    'opened for writing': those('writes').length,
    'opened for reading': those('reads').length,
    refused: those('refused').length,
    'told after more than a second': refused.filter(({ milliseconds }) => milliseconds > 1000).length,
  }
  if (start !== 'the writer was killed') return figures
  const first = Math.min(...those('writes').map(({ milliseconds }) => milliseconds))
  const slow = first > 2000 ? 1 : 0
  addFigures(figures, { 'killed holders': 1, 'taken over after more than two seconds': slow })
  return figures
}

/** Brings the folder into the state in which the race begins; answers who holds the lock meanwhile, if anybody runs who does. */
async function prepare(start: Start, table: Table): Promise<Opener | null> {
  const lock = join(table.folder, 'lock')
  const leave = (changes: Record<string, unknown>): Promise<void> => {
    const record = { ...identifyProcess(), owner: randomUUID(), since: new Date().toISOString(), ...changes }
    return writeFile(lock, JSON.stringify(record))
  }
  const leaveOld = async (text: string): Promise<void> => {
    await writeFile(lock, text)
    await utimes(lock, new Date(0), new Date(0))
  }
  switch (start) {
    case 'free':
      return null
    case 'the writer was killed':
    case 'a window stays open': {
      const holder = await table.startAnother()
      const memo = randomUUID()
      const { tagged, said } = await holder.go(goOf(table, 'window', memo))
      if (!tagged) throw new Error(`who was to hold the notebook could not write: ${said}`)
      table.memos.add(memo)
      if (start === 'a window stays open') return holder
      await holder.kill()
      return null
    }
    case 'the pid of a killed writer is another process’s':
      await leave({ started: '1' })
      return null
    case 'the computer was started anew':
      await leave({ boot: randomUUID() })
      return null
    case 'a lock is half written':
      await leaveOld(`{"pid":${process.pid},"host":"${hostname()}","bo`)
      return null
    case 'a lock is empty':
      await leaveOld('')
      return null
    case 'a program in a sandbox holds it':
      // No process has its number here, though it runs.
      await leave({ pid: spawnSync(process.execPath, ['-e', '']).pid, among: 'pid:[1]' })
      return null
    case 'another computer holds it':
      await leave({ host: OTHER_COMPUTER, boot: randomUUID() })
      return null
  }
}

function goOf({ folder, sample }: Table, as: Go['as'], memo: string): Go {
  const place = { by: 'position' as const, ranges: [{ start: 4, end: 12 }] }
  return {
    folder,
    as,
    tag: { source: sample.source.id, version: 1, place, body: { kind: 'claim' }, memo },
  }
}

/** What was acknowledged and is not there, what is there and was not, and what was left behind. */
async function lossesIn({ folder, sample, memos }: Table): Promise<string[]> {
  const store = await openNotebook(folder, samplePorts())
  const faults: string[] = []
  try {
    if (store.readOnly !== null)
      faults.push(`afterwards it opens for reading only: ${store.readOnly.message}`)
    const found = (await store.readAnnotations(sample.source.id)).map(({ memo }) => memo)
    const lost = [...memos].filter((memo) => !found.includes(memo)).length
    if (lost > 0) faults.push(`${lost} acknowledged changes are lost`)
    if (found.length > memos.size - lost) faults.push('a change that was refused is there')
  } finally {
    await store.close()
  }
  const left = (await readdir(folder)).filter((name) => name.startsWith('lock') || name.endsWith('.tmp'))
  return left.length === 0 ? faults : [...faults, `left behind: ${left.join(', ')}`]
}

/** A process that does what races-opener.ts says. */
class Opener {
  private constructor(private readonly child: ChildProcess) {}

  /** As a second session of the same person it has settings and a group of its own. */
  static async start(program: string, settings: string): Promise<Opener> {
    const child = fork(program, [], {
      env: { ...process.env, SOURCEBOOK_SETTINGS_DIR: settings },
      detached: true,
    })
    await once(child, 'message')
    return new Opener(child)
  }

  async go(message: Go): Promise<Opened> {
    // It answers nothing else to this.
    return (await this.#ask(message)) as Opened
  }

  async leave(): Promise<void> {
    await this.#ask('leave')
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const ended = once(this.child, 'exit')
    this.child.kill('SIGKILL')
    await ended
  }

  async #ask(message: Go | 'leave'): Promise<unknown> {
    const waiting = new AbortController()
    const { signal } = waiting
    const answered = once(this.child, 'message', { signal })
    const ended = once(this.child, 'exit', { signal }).then(() => [{ broke: 'it ended' }])
    this.child.send(message)
    const [answer] = (await Promise.race([answered, ended])) as [unknown]
    // What was not waited for ends, which is no failure.
    for (const each of [answered, ended]) each.catch(() => undefined)
    waiting.abort()
    if (typeof answer === 'object' && answer !== null && 'broke' in answer)
      throw new Error(`a process broke: ${String(answer.broke)}`)
    return answer
  }
}
