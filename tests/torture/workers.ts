import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { ProgramApart, StartProgram } from '../../electron/apart/start-program'
import { forkedProgram } from '../../electron/hosts/forked-program'
import { type ParserRequest, parseApart, parserLimits } from '../../electron/intake/parse-apart'
import type { ParseFile } from '../../electron/intake/parser-answer'
import type { Work } from '../../electron/long-texts/jobs'
import { type WorkRequest, workApart } from '../../electron/long-texts/work-apart'
import type { ToSearch } from '../../electron/search/messages'
import { searchApart } from '../../electron/search/search-apart'
import type { Searcher } from '../../electron/search/searcher'
import { createNotebook } from '../../electron/store/create-notebook'
import { realFileSystem } from '../../electron/store/file-system'
import type { NotebookStore } from '../../electron/store/notebook-store'
import { openNotebook } from '../../electron/store/open-notebook'
import { samplePorts } from '../../electron/store/testing/samples'
import { bundleForNode } from '../../scripts/bundle-for-node.mjs'
import { isSentence } from '../../scripts/system/bench.mjs'
import { Failure } from '../../shared/contract/failure'
import type { Block } from '../../shared/model/version'
import { type Contents, compare, contentsOf, withEffect } from './model'
import { makeRuns, type Order, type Outcome, type Part, type Run } from './part'
import { plantedCanaries } from './planted'
import { Random } from './random'
import { newContents, nextStep } from './workload'

/** How a process comes to its end in the middle of its work: a program that is run when work that names it arrives. */
const deaths = {
  abort: 'process.abort()',
  exit: 'process.exit(1)',
  throw: 'throw new Error("a mistake")',
  killed: 'process.kill(process.pid, "SIGKILL")',
  'endless loop': 'for (;;) continue',
  'out of memory': 'const all = []; for (;;) all.push(Array(1e6).fill(0.5))',
  'no answer': 'process.send("<b>")',
} as const
type Death = keyof typeof deaths
// The keys of the table are the deaths.
const ways = Object.keys(deaths) as Death[]

const apart = ['parser', 'searcher', 'worker'] as const
type Apart = (typeof apart)[number]

/** A process with little memory comes to its end sooner. */
const HEAP_MB = 96
/** An endless loop is given up after that. */
const SOON_MS = 500
/** All else has its time, however slow the machine is. */
const LATE_MS = 120_000
/** Whatever has not been answered by then never will be. */
const PATIENCE_MS = 240_000
/** Time enough to give up an endless loop many times over. */
const LITTLE_PATIENCE_MS = 3_000
/** A notebook that grew too large would make the runs slow. */
const RUNS_A_NOTEBOOK = 30

const MODULE = 'tests/torture/workers.ts'

/** The programs that read files, search and work on long texts die in every way there is, while the notebook is written to. */
export const workers: Part = {
  id: 'S11',
  name: 'processes that die at their work',
  promise:
    'When a process that reads, searches or compares breaks down, hangs or runs out of memory, whoever waits for it is told in a sentence, the open notebook is as it was and goes on saving, and the next work is done by another process.',
  counts: { short: 60, long: 1000 },
  made: [MODULE, ...apart.map((kind) => `electron/${kind}.ts`)],
  run: (order) => run(order, someDeath),
  canaries: plantedCanaries(MODULE, [
    {
      name: 'a process that is gone is not replaced',
      runs: 'workersThatEnd',
      count: 10,
      plant: {
        file: 'electron/long-texts/work-apart.ts',
        find: 'if (process !== begun) return\n        process = null',
        replacement: 'if (process !== begun) return',
      },
    },
    {
      name: 'a process that never ends is waited for',
      runs: 'workersThatNeverEnd',
      count: 10,
      plant: {
        file: 'electron/long-texts/work-apart.ts',
        find: 'setTimeout(asking.kill,',
        replacement: 'setTimeout(() => {},',
      },
    },
  ]),
}

/** Who dies, how, and how long an answer of theirs is waited for. */
type Case = { readonly kind: Apart; readonly death: Death; readonly patience: number }

function someDeath(random: Random): Case {
  const kind = random.pick(apart)
  // The worker is a program of ours that reads nothing from outside: what it says is taken at its word.
  const death = random.pick(kind === 'worker' ? ways.filter((way) => way !== 'no answer') : ways)
  return { kind, death, patience: PATIENCE_MS }
}

export const workersThatEnd = (order: Order): Promise<Outcome> =>
  run(order, () => ({ kind: 'worker', death: 'exit', patience: LITTLE_PATIENCE_MS }))
export const workersThatNeverEnd = (order: Order): Promise<Outcome> =>
  run(order, () => ({ kind: 'worker', death: 'endless loop', patience: LITTLE_PATIENCE_MS }))

async function run(order: Order, choose: (random: Random) => Case): Promise<Outcome> {
  const home = await mkdtemp(join(tmpdir(), 'sourcebook-workers-'))
  mkdirSync('node_modules/.cache/torture', { recursive: true })
  const bundles = mkdtempSync(resolve('node_modules/.cache/torture/workers-'))
  const table: { bench: Bench | null } = { bench: null }
  try {
    const programs = await mortalPrograms(bundles)
    let runs = 0
    return await makeRuns(order, async (seed) => {
      if (runs % RUNS_A_NOTEBOOK === 0) {
        await table.bench?.close()
        table.bench = await Bench.open(join(home, `harbour-${seed}`), programs)
      }
      runs += 1
      if (table.bench === null) throw new Error('there is no notebook')
      const random = new Random(seed)
      return oneDeath(choose(random), random, table.bench)
    })
  } finally {
    await table.bench?.close()
    rmSync(bundles, { recursive: true, force: true })
    await rm(home, { recursive: true, force: true })
  }
}

async function oneDeath({ kind, death, patience }: Case, random: Random, bench: Bench): Promise<Run> {
  const what = `${kind}, ${death}`
  const faults: string[] = []
  // Something is saved meanwhile, as a person goes on while a file is read.
  const step = nextStep(bench.contents, random, bench.ports)
  bench.limit = death === 'endless loop' ? SOON_MS : LATE_MS
  const fatal = outcomeOf(bench.work(kind, death), patience)
  await step.make(bench.store)
  bench.contents = withEffect(bench.contents, step.effect)
  const said = await fatal
  if (said === 'done') faults.push(`${what}: the work was done by a process that died`)
  else if (!(said instanceof Failure) || !isSentence(said.message))
    faults.push(`${what}: it was not told in a sentence: ${String(said)}`)
  bench.limit = LATE_MS
  const next = await outcomeOf(bench.work(kind, null), patience)
  if (next !== 'done') faults.push(`${what}: the next work was not done: ${String(next)}`)
  const { contents, misfits } = await contentsOf(bench.store, realFileSystem)
  faults.push(
    ...[...compare(contents, bench.contents, null).faults, ...misfits].map((fault) => `${what}: ${fault}`),
  )
  return { broken: faults, figures: { [`${kind}s that died`]: 1, 'changes saved meanwhile': 1 } }
}

/** What became of some work: done, how it was refused, or that nobody ever said. */
async function outcomeOf(work: Promise<unknown>, patience: number): Promise<unknown> {
  const waiting = new AbortController()
  const never = pause(patience, 'nobody ever answered', { signal: waiting.signal })
  never.catch(() => undefined) // it is ended below
  try {
    return await Promise.race([work.then(() => 'done'), never])
  } catch (error) {
    return error
  } finally {
    waiting.abort()
  }
}

/** An open notebook, and those who work for it. */
class Bench {
  contents: Contents = newContents

  private constructor(
    readonly store: NotebookStore,
    readonly ports: ReturnType<typeof samplePorts>,
    private readonly parse: ParseFile,
    private readonly searcher: Searcher,
    private readonly compareTexts: Work,
    private readonly begun: readonly ProgramApart<never>[],
    private readonly times: { limit: number },
  ) {}

  /** So long may anything take that is begun now. */
  set limit(milliseconds: number) {
    this.times.limit = milliseconds
  }

  static async open(folder: string, programs: Readonly<Record<Apart, string>>): Promise<Bench> {
    const ports = samplePorts()
    await createNotebook(folder, 'Harbour', ports)
    const store = await openNotebook(folder, ports)
    const begun: ProgramApart<never>[] = []
    const starting = <Message>(kind: Apart): StartProgram<Message> => {
      const start = forkedProgram<Message>({
        path: programs[kind],
        name: kind,
        options: [`--max-old-space-size=${HEAP_MB}`, '--disallow-code-generation-from-strings'],
      })
      return (listener) => {
        const program = start(listener)
        begun.push(program)
        return program
      }
    }
    const times = { limit: LATE_MS }
    const limit = () => times.limit
    const limits = { ...parserLimits, time: limit, lanes: 2 }
    const searched = { folder, id: store.notebook.id }
    const searcher = searchApart(starting<ToSearch>('searcher'), limit)(searched)
    searcher.begin(true)
    return new Bench(
      store,
      ports,
      parseApart(starting<ParserRequest>('parser'), limits),
      searcher,
      workApart(starting<WorkRequest>('worker'), limit),
      begun,
      times,
    )
  }

  /** Some work for one of them, in which it dies unless `death` is null. */
  work(kind: Apart, death: Death | null): Promise<unknown> {
    const word = death ?? 'nothing'
    switch (kind) {
      case 'parser':
        return this.parse(
          `${word}.html`,
          new TextEncoder().encode('<!doctype html><h1>Port fund</h1><p>It is agreed.'),
        )
      case 'searcher':
        return this.searcher.ask({ query: word, limit: 10, frame: false })
      case 'worker':
        return this.compareTexts('diff', { before: longText(word), after: longText('nothing') })
    }
  }

  async close(): Promise<void> {
    await this.searcher.close()
    for (const { kill } of this.begun) kill()
    await this.store.close()
  }
}

/** A text that is too long to be worked on where it is asked for. */
function longText(first: string): Block[] {
  return Array.from({ length: 3000 }, (_, nth) => ({
    id: `b${nth + 1}`,
    kind: 'paragraph' as const,
    text: nth === 0 ? first : `Berth ${nth} of the harbour took ${nth * 7} tonnes of salt.`,
    level: null,
    marks: [],
  }))
}

/** The three programs as they are built, which die when they are given work that says so. */
async function mortalPrograms(folder: string): Promise<Readonly<Record<Apart, string>>> {
  const table = Object.entries(deaths).map(([name, code]) => `${JSON.stringify(name)}: () => { ${code} }`)
  const mortal = async (kind: Apart): Promise<string> => {
    const bundle = await bundleForNode(resolve(`electron/${kind}.ts`), folder)
    const path = join(folder, `mortal-${kind}.mjs`)
    await writeFile(
      path,
      `import ${JSON.stringify(bundle)}
const deaths = { ${table.join(', ')} }
process.prependListener('message', (message) => {
  const said = message.question?.query ?? message.input?.before?.[0]?.text ?? message.name?.replace('.html', '')
  if (Object.hasOwn(deaths, said ?? '')) deaths[said]()
})
`,
    )
    return path
  }
  const [parser, searcher, worker] = await Promise.all([
    mortal('parser'),
    mortal('searcher'),
    mortal('worker'),
  ])
  return { parser, searcher, worker }
}
