import { setTimeout as pause } from 'node:timers/promises'
import { getHeapCodeStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { openSession } from '../../electron/api/open-session'
import type { Ports } from '../../electron/api/ports'
import type { StorePorts } from '../../electron/store/notebook-store'
import { openNotebook } from '../../electron/store/open-notebook'
import { countingIds } from '../../electron/store/testing/samples'
import type { CallName, Input } from '../../shared/contract/calls'
import type { Annotation } from '../../shared/model/annotation'
import { type Brief, BriefTemplate } from '../../shared/model/brief'
import type { Actors, Codebook } from '../../shared/model/codebook'
import { anyExcerpt } from '../../shared/model/excerpts'
import type { Source } from '../../shared/model/source'
import { type Image, MemoryDisk } from './memory-disk'
import { type Contents, compare, contentsOf, contentsOnDisk, withEffect } from './model'
import { addFigures, makeRuns, type Order, type Outcome, type Part, type Run } from './part'
import { plantedCanaries } from './planted'
import { Random } from './random'
import { nextStep, type Step } from './workload'
import { emptyDisk, FOLDER, patientPorts, recordWorkload } from './workload-recorded'

const STEPS = 14
/** Runs begin with one of these notebooks. */
const NOTEBOOKS = 8
const STEPS_BEFORE = 16

const notebooks = new Map<number, Promise<Image>>()

async function notebook(number: number): Promise<Image> {
  const known = notebooks.get(number)
  if (known !== undefined) return known
  const made = emptyDisk().then(async (disk) => {
    await recordWorkload(disk, number, STEPS_BEFORE)
    return disk.image()
  })
  notebooks.set(number, made)
  return made
}

const TEN_YEARS = 10 * 365 * 24 * 3600 * 1000

/** A clock that goes on by a second at each look, and now and then years forward or back. */
function jumpingClock(random: Random): () => string {
  let now = Date.UTC(2025, 1, 26)
  return () => {
    now += 1000
    if (random.oneIn(12)) now += random.below(2 * TEN_YEARS) - TEN_YEARS
    // No document can bear a year of five digits.
    now = Math.min(Math.max(now, Date.UTC(1980, 0)), Date.UTC(2200, 0))
    return new Date(now).toISOString()
  }
}

/** What a person sees of the contents, so that it is the same once a change is taken back: nothing of revisions, times and trash. */
type Seen = string

function seenIn(contents: Contents): Seen {
  const places = new Set(
    [...contents]
      .filter(([key, value]) => key.startsWith('place ') && value === '"library"')
      .map(([key]) => key.slice(6)),
  )
  const lines: string[] = []
  for (const [key, json] of contents) {
    const [what = '', id = ''] = key.split(' ')
    // Everything in the contents is the JSON of what its key says.
    if (what === 'source' && places.has(id)) lines.push(`${key} ${plain(json)}`)
    if (what === 'brief' && places.has(id)) lines.push(`${key} ${plain(json)}`)
    if (what === 'annotation' && places.has((JSON.parse(json) as Annotation).target.source))
      lines.push(`${key} ${plain(json)}`)
    if (what === 'views') lines.push(plain(json))
    if (what === 'codebook') {
      const { issues, measures, codes } = JSON.parse(json) as Codebook
      lines.push(inUse('issues', issues), inUse('measures', measures), inUse('codes', codes))
    }
    if (what === 'actors') lines.push(inUse('actors', (JSON.parse(json) as Actors).actors))
  }
  return lines.toSorted().join('\n')
}

function plain(json: string): string {
  return json.replace(/"revision":\d+,?/g, '').replace(/"modified":"[^"]*",?/g, '')
}

function inUse(name: string, entries: readonly { readonly id: string; readonly gone: unknown }[]): string {
  return `${name} ${entries
    .filter(({ gone }) => gone === null)
    .map((entry) => JSON.stringify(entry))
    .toSorted()
    .join('\n')}`
}

type Call = readonly [name: CallName, input: unknown]
function call<Name extends CallName>(name: Name, input: Input<Name>): Call {
  return [name, input]
}

/** Some call that changes what there is. */
function someCall(contents: Contents, random: Random): Call {
  const all = <What>(prefix: string): What[] =>
    [...contents].filter(([key]) => key.startsWith(prefix)).map(([, json]) => JSON.parse(json) as What)
  const isThere = (id: string) => contents.get(`place ${id}`) === '"library"'
  const sources = all<Source>('source ').filter(({ id }) => isThere(id))
  const annotations = all<Annotation>('annotation ').filter(({ target }) => isThere(target.source))
  const deleted = all<Annotation>('deleted ').filter(({ target }) => isThere(target.source))
  const briefs = all<Brief>('brief ').filter(({ id }) => isThere(id))
  const [codebook] = all<Codebook>('codebook')
  const codes = (codebook?.codes ?? []).filter(({ gone }) => gone === null)
  const words = `words ${random.below(1_000_000)}`
  const one = <Item>(items: readonly Item[]): Item | null => (items.length === 0 ? null : random.pick(items))
  const chosen = {
    by: 'id' as const,
    annotations: annotations.filter(() => random.oneIn(2)).map(({ id }) => id),
  }

  const source = one(sources)
  const annotation = one(annotations)
  const brief = one(briefs)
  const code = one(codes)
  const other = one(codes)
  const gone = one(deleted)
  const trashed = one(all<Source>('source ').filter(({ id }) => !isThere(id)))
  const possible: (Call | null)[] = [
    source &&
      call('annotation.create', {
        source: source.id,
        version: source.versions.length,
        place: { by: 'position', ranges: [{ start: random.below(60), end: 70 + random.below(60) }] },
        body: { kind: random.pick(['claim', 'figure', 'position'] as const) },
        memo: words,
      }),
    annotation &&
      call('annotation.update', {
        source: annotation.target.source,
        annotation: annotation.id,
        revision: annotation.revision,
        memo: words,
      }),
    annotation &&
      call('annotation.update', {
        source: annotation.target.source,
        annotation: annotation.id,
        revision: annotation.revision,
        codes: codes.filter(() => random.oneIn(2)).map(({ id }) => id),
      }),
    annotation && call('annotation.remove', { source: annotation.target.source, annotation: annotation.id }),
    annotation &&
      call('annotation.bulk', {
        of: chosen,
        change: {
          do: 'set-certainty',
          certainty: random.pick(['asserted', 'hedged', 'denied', 'alleged'] as const),
        },
      }),
    code &&
      call('annotation.bulk', {
        of: chosen,
        change: { do: random.pick(['add-code', 'drop-code'] as const), code: code.id },
      }),
    random.oneIn(3) ? call('annotation.bulk', { of: chosen, change: { do: 'remove' } }) : null,
    source && call('source.update', { source: source.id, revision: source.revision, memo: words }),
    source &&
      call('source.update', {
        source: source.id,
        revision: source.revision,
        // Opening an unread text is no step.
        status: source.status === 'unread' ? 'read' : random.pick(['unread', 'reading', 'read'] as const),
      }),
    source &&
      call('source.update', { source: source.id, revision: source.revision, details: { title: words } }),
    source && sources.length > 1 ? call('source.remove', { source: source.id }) : null,
    trashed && call('trash.restore', { kind: 'source', source: trashed.id }),
    gone &&
    sources
      .find(({ id }) => id === gone.target.source)
      ?.versions.some(({ number }) => number === gone.target.version)
      ? call('trash.restore', { kind: 'annotation', source: gone.target.source, annotation: gone.id })
      : null,
    call('codebook.add', { kind: random.pick(['code', 'issue', 'measure', 'actor'] as const), name: words }),
    code && call('codebook.update', { kind: 'code', id: code.id, description: words }),
    code && other && code.id !== other.id
      ? call('codebook.merge', { kind: 'code', from: [code.id], into: other.id })
      : null,
    code && call('codebook.remove', { kind: 'code', id: code.id }),
    call('brief.create', {
      title: words,
      template: random.pick(BriefTemplate.options),
      filter: anyExcerpt,
    }),
    brief && call('brief.rename', { brief: brief.id, revision: brief.revision, title: words }),
    brief && call('brief.add', { brief: brief.id, annotations: chosen.annotations }),
    brief && call('brief.remove', { brief: brief.id }),
  ]
  return random.pick(possible.filter((each) => each !== null))
}

/** Some calls in a notebook, taken back and done again: what was seen before is seen again. */
async function runOne(seed: number): Promise<Run> {
  const random = new Random(seed)
  const disk = new MemoryDisk(await notebook(random.below(NOTEBOOKS)))
  const bugs: string[] = []
  const ports = portsOf(disk, random, (error) => bugs.push(String(error)))
  const session = await openSession({ folder: FOLDER, desktop: null }, ports)
  const broken: string[] = []
  const figures: Record<string, number> = { calls: 0, undone: 0, redone: 0, refused: 0 }

  /** What was seen after each step; `at` is where we are. */
  const see = (): Seen => {
    contents = contentsOnDisk(disk, FOLDER)
    return seenIn(contents)
  }
  let contents: Contents = new Map()
  const first = see()
  let timeline: Seen[] = [first]
  let at = 0
  const move = async (way: 'undo' | 'redo'): Promise<boolean> => {
    const answer = await session.call(`history.${way}`, {})
    if (!answer.ok) {
      if (answer.error.reason !== 'nothing-to-undo')
        broken.push(`${way} was refused: ${answer.error.reason} “${answer.error.message}”`)
      return false
    }
    addFigures(figures, { [way === 'undo' ? 'undone' : 'redone']: 1 })
    const seen = see()
    // Steps that follow one another may be taken back as one, so it may be a step further away.
    const to = way === 'undo' ? timeline.slice(0, at).lastIndexOf(seen) : timeline.indexOf(seen, at + 1)
    if (to === -1)
      broken.push(
        `${way} of “${labelOf(answer.value)}” led to what was never there: ${difference(timeline[way === 'undo' ? Math.max(0, at - 1) : at + 1] ?? '', seen)}`,
      )
    else at = to
    return true
  }

  for (let nth = 0; nth < STEPS && broken.length === 0; nth += 1) {
    if (random.oneIn(4)) {
      await move(random.oneIn(3) ? 'redo' : 'undo')
      continue
    }
    const [name, input] = someCall(contents, random)
    const answer = await session.call(name, input)
    figures.calls = (figures.calls ?? 0) + 1
    if (!answer.ok) {
      figures.refused = (figures.refused ?? 0) + 1
      if (answer.error.reason === 'bug' || answer.error.reason === 'invalid-input')
        broken.push(
          `${name} was refused: ${answer.error.reason} “${answer.error.message}” ${JSON.stringify(input)}`,
        )
      continue
    }
    const seen = see()
    // What changes nothing is no step.
    if (seen === timeline[at]) continue
    timeline = [...timeline.slice(0, at + 1), seen]
    at += 1
  }
  const last = timeline.at(-1)
  while (broken.length === 0 && (await move('redo')));
  if (broken.length === 0 && timeline[at] !== last)
    broken.push('all was done again, and it is not what was there last')
  while (broken.length === 0 && (await move('undo')));
  if (broken.length === 0 && timeline[at] !== first)
    broken.push('all was taken back, and it is not what was there first')
  await session.close()
  if (disk.descriptors > 0) broken.push(`${disk.descriptors} files are left open`)
  return { broken: [...broken, ...bugs], figures }
}

function difference(expected: Seen, seen: Seen): string {
  const [one, two] = [expected.split('\n'), seen.split('\n')]
  const lost = one.filter((line) => !two.includes(line)).map((line) => `- ${line}`)
  const made = two.filter((line) => !one.includes(line)).map((line) => `+ ${line}`)
  return [...lost, ...made].join('\n')
}

function labelOf(value: unknown): string {
  return JSON.stringify(value).slice(0, 100)
}

function portsOf(
  disk: MemoryDisk,
  random: Random,
  report: (error: unknown) => void,
): Ports & { readonly fs: MemoryDisk['fs'] } {
  const { ports } = patientPorts(disk.fs)
  return {
    ...ports,
    fs: disk.fs,
    now: jumpingClock(random),
    newId: countingIds(1_000_000),
    report,
    parseFile: notHere,
    openSearch: () => ({
      begin: () => undefined,
      ask: notHere,
      changed: () => undefined,
      listed: () => undefined,
      close: async () => undefined,
    }),
    work: notHere,
    outsideBackups: { wanted: async () => null, want: async () => undefined },
  }
}

/** Changes that add nothing for good. */
const LASTING = [
  'change source',
  'change annotation',
  'change many',
  'trash annotation',
  'restore annotation',
  'trash source',
  'restore source',
  'change brief',
  'change views',
]
const CHANGES = 400
/** Where it is larger in the end, by chance of what was changed, by so many it has to be at rest. */
const CHANGES_IN_DOUBT = 1600
/** A backup is made at each closing, and only so many are kept: by then there are all of them. */
const CHANGES_AN_OPENING = 2

/** A notebook that is changed for long, and does not hold more in the end: its folder does not grow without end either. */
async function runLong(seed: number): Promise<Run> {
  const random = new Random(seed)
  const disk = new MemoryDisk(await notebook(random.below(NOTEBOOKS)))
  const { ports, idle } = patientPorts(disk.fs, {
    firstId: 1_000_000,
    now: jumpingClock(random),
    asked: () => disk.trace.length,
  })
  let store = await openNotebook(FOLDER, ports)
  let { contents } = await contentsOf(store, disk.fs)
  const sizes: number[] = []
  let nth = 0
  for (; nth < (hasGrown(sizes) ? CHANGES_IN_DOUBT : CHANGES); nth += 1) {
    const step = stepOf(random.pick(LASTING), contents, random, ports)
    if (step === null) continue
    await step.make(store)
    contents = withEffect(contents, step.effect)
    if (random.oneIn(10)) await idle()
    if (nth % CHANGES_AN_OPENING !== 0) continue
    await store.close()
    sizes.push(disk.bytesIn(FOLDER))
    store = await openNotebook(FOLDER, ports)
  }
  const found = await contentsOf(store, disk.fs)
  await store.close()
  const broken = [...found.misfits, ...compare(found.contents, contents, null).faults]
  if (hasGrown(sizes)) broken.push(`the folder grew to ${sizes.at(-1)} bytes in ${nth} changes`)
  if (disk.descriptors > 0) broken.push(`${disk.descriptors} files are left open`)
  return { broken, figures: { changes: nth } }
}

/** Memos are of different lengths. What grows without end is more than twice as large in the end as at the beginning. */
function hasGrown(sizes: readonly number[]): boolean {
  const [, second = 0, , last = 0] = quarters(sizes)
  return last > MOST_GROWTH * second
}
const MOST_GROWTH = 1.7

/** The mean of each quarter of a list. */
function quarters(list: readonly number[]): number[] {
  const length = Math.floor(list.length / 4)
  return [0, 1, 2, 3].map((nth) => {
    const part = list.slice(nth * length, (nth + 1) * length)
    return Math.round(part.reduce((sum, one) => sum + one, 0) / length)
  })
}

function stepOf(what: string, contents: Contents, random: Random, ports: StorePorts): Step | null {
  const step = nextStep(contents, random, ports, what)
  return step.what === what ? step : null
}

async function notHere(): Promise<never> {
  throw new Error('nothing is parsed, searched or worked on here')
}

/**
 * The memory that is in use once nothing is left to be thrown away: the heap, and the buffers outside of it, in which JSON is
 * remembered. Compiled code is left out: how much there is of it depends on what the engine makes of the runs.
 */
async function memoryInUse(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const found: number[] = []
  // What is dead may still be counted after one collection, and after two where the machine is busy: the least is nearest.
  while (found.length < COLLECTIONS) {
    runInNewContext('gc()')
    await pause(50)
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    const { code_and_metadata_size: code, bytecode_and_metadata_size: bytecode } = getHeapCodeStatistics()
    found.push(heapUsed + arrayBuffers - code - bytecode)
  }
  return Math.min(...found)
}
const COLLECTIONS = 6

/** All runs, and a look at the memory: it does not grow from the first runs to the end. */
export async function runAll(order: Order): Promise<Outcome> {
  const warming = Math.min(MOST_WARMING_UP, Math.floor(order.count / 4))
  const first = await makeRuns({ ...order, count: warming }, runEither)
  const before = await memoryInUse()
  const second = await makeRuns(
    { ...order, seed: order.seed + warming, count: order.count - warming },
    runEither,
  )
  const growth = (await memoryInUse()) / before - 1
  const figures = { ...first.figures }
  addFigures(figures, second.figures)
  const failures = [...first.failures, ...second.failures]
  order.note(`The memory in use grew by ${(growth * 100).toFixed(1)} % over ${second.runs} runs.`)
  if (growth > MOST_MEMORY_GROWTH && second.runs > 100)
    failures.push({ seed: order.seed, what: `the memory in use grew by ${Math.round(growth * 100)} %` })
  return { runs: first.runs + second.runs, failures, figures }
}
const MOST_MEMORY_GROWTH = 0.05
/** Until then all that is loaded once is loaded, and compiled: what grows after that grows with the runs. */
const MOST_WARMING_UP = 1000

const LONG_EVERY = 200

function runEither(seed: number): Promise<Run> {
  return seed % LONG_EVERY === 0 ? runLong(seed) : runOne(seed)
}

const MODULE = 'tests/torture/properties.ts'

export const properties: Part = {
  id: 'R9',
  name: 'properties',
  promise:
    'whatever is done in whatever order and whatever the clock says, undo and redo lead exactly to what was there, and neither open files nor memory nor the folder grow',
  counts: { short: 200, long: 100_000 },
  made: [MODULE],
  run: runAll,
  canaries: plantedCanaries(MODULE, [
    {
      name: 'what is done again is not done',
      runs: 'runAll',
      count: 300,
      plant: {
        file: 'electron/api/history.ts',
        find: 'await step[direction]()',
        replacement: "if (direction === 'undo') await step[direction]()",
      },
    },
    {
      name: 'files that were read stay open',
      runs: 'runAll',
      count: 40,
      plant: {
        file: 'electron/store/file-system.ts',
        find: `    return { bytes: await file.read(), stamp }
  } finally {
    await file.close()`,
        replacement: `    return { bytes: await file.read(), stamp }
  } finally {
`,
      },
    },
    {
      name: 'JSON that is remembered is never let go',
      runs: 'runAll',
      count: 300,
      plant: {
        file: 'electron/store/json-of.ts',
        find: 'remembered.set(entry, json)',
        replacement: 'remembered.set(entry, json), (remembered.kept ??= []).push(json)',
      },
    },
  ]),
}
