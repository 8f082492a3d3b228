import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { createNotebook } from '../../electron/store/create-notebook'
import { decodeDocument } from '../../electron/store/document-codec'
import type { NotebookStore } from '../../electron/store/notebook-store'
import { openNotebook } from '../../electron/store/open-notebook'
import { faultyFileSystem, type Step } from '../../electron/store/testing/faulty-file-system'
import {
  countingIds,
  sampleAnnotation,
  sampleBrief,
  samplePorts,
  sampleSource,
} from '../../electron/store/testing/samples'
import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import { Brief } from '../../shared/model/brief'
import { Actors, Codebook } from '../../shared/model/codebook'
import { HealthRecord } from '../../shared/model/health'
import { AnnotationFile } from '../../shared/model/notebook'
import { Source } from '../../shared/model/source'
import { makeRuns, type Order, type Outcome, type Part, type Run } from './part'
import { plantedCanaries } from './planted'
import { Random } from './random'
import { allFiles, type Movable, type Move, Mover, moves, type Put } from './sync-folder-mover'

const STEPS = 7
/** A change of several documents asks the disk for about as much. */
const CALLS_OF_A_CHANGE = 45
/** A disk in memory, where the system has one: much is synced here, and nobody cuts the power. */
const MEMORY = '/dev/shm'

/** What happens next, as a number below ten, of which this is a change with others at work in the middle of it. */
const AMID = 5
type Choose = (random: Random) => number

const MODULE = 'tests/torture/sync-folder.ts'

/** Programs that sync folders change the files of a notebook between our saves, and in the middle of them. */
export const syncFolder: Part = {
  id: 'R7',
  name: 'a folder that other programs change',
  promise:
    'What another program puts into the folder of a notebook is never overwritten unseen, what we acknowledged is kept beside it, and a change that is refused is refused in a sentence that names both.',
  counts: { short: 60, long: 1000 },
  made: [MODULE],
  run: runAll,
  canaries: plantedCanaries(MODULE, [
    {
      name: 'files are not looked at before they are written',
      runs: 'runAll',
      count: 60,
      plant: {
        file: 'electron/store/durable-adapter.ts',
        find: "return isKnown ? { found: { status: 'ours' }, stamp } : this.#look()",
        replacement: "return { found: { status: 'ours' }, stamp }",
      },
    },
    {
      name: 'nobody looks once more when the new state is on the disk',
      runs: 'runAmid',
      count: 300,
      plant: {
        file: 'electron/store/durable-adapter.ts',
        find: "if (isSame(stamp, seen) || found.status === 'ours') return true",
        replacement: 'if (seen !== undefined) return true',
      },
    },
  ]),
}

export function runAll(order: Order): Promise<Outcome> {
  return run(order, (random) => random.below(10))
}

/** Others are at work in the middle of our changes only. */
export function runAmid(order: Order): Promise<Outcome> {
  return run(order, () => AMID)
}

async function run(order: Order, choose: Choose): Promise<Outcome> {
  const home = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'sourcebook-sync-'))
  try {
    const begun = await begin(home)
    return await makeRuns(order, async (seed) => {
      const its = mkdtempSync(join(home, 'run-'))
      try {
        return await new Story(its, begun, new Random(seed)).tell(choose)
      } finally {
        rmSync(its, { recursive: true, force: true })
      }
    })
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** A notebook to begin with, and its documents. */
type Begun = { readonly folder: string; readonly documents: readonly Document[] }

/** A document with the way in which a person changes it. */
type Document = Movable & { readonly change: (store: NotebookStore, words: string) => Promise<unknown> }

const longer = (one: Annotation, words: string) => ({ ...one, memo: one.memo + words })
const withSource = (one: Source, words: string) => ({ ...one, memo: one.memo + words })
const withFile = (file: AnnotationFile, words: string) => ({
  ...file,
  annotations: file.annotations.map((one) => longer(one, words)),
})
const withBrief = (one: Brief, words: string) => ({ ...one, title: one.title + words })
const withCodebook = (one: Codebook, words: string) => ({
  ...one,
  codes: one.codes.map((each) => ({ ...each, description: each.description + words })),
})
const withActors = (one: Actors, words: string) => ({
  ...one,
  actors: one.actors.map((each) => ({ ...each, description: each.description + words })),
})

async function begin(home: string): Promise<Begun> {
  const folder = join(home, 'begun')
  const ports = samplePorts()
  await createNotebook(folder, 'Harbour', ports)
  const store = await openNotebook(folder, ports)
  const [sample, other, brief] = [sampleSource(ports), sampleSource(ports, 'Ferries'), sampleBrief(ports)]
  for (const { source, version, original } of [sample, other])
    await store.addSource(source, version, original)
  const annotation = sampleAnnotation(ports, sample)
  for (const each of [annotation, sampleAnnotation(ports, other)]) await store.addAnnotation(each)
  await store.addBrief(brief)
  const entry = { name: 'quays', description: '', gone: null }
  const code = { ...entry, id: ports.newId('c'), parent: null, colour: null }
  const actor = { ...entry, id: ports.newId('p'), spellings: [] }
  await store.changeCodebook((codebook) => ({ ...codebook, codes: [code] }))
  await store.changeActors((actors) => ({ ...actors, actors: [actor] }))
  await store.close()

  const { id } = sample.source
  const source: Document = {
    path: `sources/${id}/source.json`,
    withWords: (document, words) => withSource(Source.parse(document), words),
    change: (on, words) => on.changeSource(id, (one) => withSource(one, words)),
  }
  const annotations: Document = {
    path: `sources/${id}/annotations/1.json`,
    withWords: (document, words) => withFile(AnnotationFile.parse(document), words),
    change: (on, words) => on.changeAnnotation(id, annotation.id, (one) => longer(one, words)),
  }
  /** The same file, as a part of a change of several documents. */
  const together: Document = {
    ...annotations,
    change: (on, words) => on.changeFiles([id, other.source.id], (file) => withFile(file, words)),
  }
  const documents: Document[] = [
    source,
    annotations,
    together,
    {
      path: `briefs/${brief.id}.json`,
      withWords: (document, words) => withBrief(Brief.parse(document), words),
      change: (on, words) => on.changeBrief(brief.id, (one) => withBrief(one, words)),
    },
    {
      path: 'codebook.json',
      withWords: (document, words) => withCodebook(Codebook.parse(document), words),
      change: (on, words) => on.changeCodebook((one) => withCodebook(one, words)),
    },
    {
      path: 'actors.json',
      withWords: (document, words) => withActors(Actors.parse(document), words),
      change: (on, words) => on.changeActors((one) => withActors(one, words)),
    },
  ]
  return { folder, documents }
}

/** Some days of a notebook in a folder that is synced: what we did and what the others did, and what is left of it. */
class Story {
  readonly #folder: string
  readonly #mover: Mover
  readonly #ports
  readonly #faults: string[] = []
  readonly #figures: Record<string, number> = {}
  /** The words of changes that were acknowledged, and of those that were refused because of what others did. */
  readonly #ours: { readonly words: string; readonly what: string }[] = []
  /** Where the refusals said that ours is kept. */
  readonly #copies: string[] = []
  #store: NotebookStore | null = null
  /** Called before each call to the disk. */
  #before: (step: Step) => void = () => undefined

  constructor(
    home: string,
    private readonly begun: Begun,
    private readonly random: Random,
  ) {
    this.#folder = join(home, 'Harbour')
    cpSync(begun.folder, this.#folder, { recursive: true })
    this.#mover = new Mover(home, this.#folder, random)
    this.#ports = samplePorts({
      newId: countingIds(1_000_000),
      fs: faultyFileSystem((step) => {
        this.#before(step)
        return null
      }),
    })
  }

  async tell(choose: Choose): Promise<Run> {
    const { random, begun } = this
    for (const { path } of begun.documents) this.#mover.look(path)
    for (let step = 0; step < STEPS; step++) {
      const document = random.pick(begun.documents)
      const happens = choose(random)
      if (happens < 2) await this.#change(document)
      else if (happens < 5) this.#move(random.pick(moves), document)
      else if (happens < 8) await this.#changeAmid(document)
      else if (happens < 9) await this.#otherComputer(document)
      else await this.#close()
    }
    // What was done to a document behind our back is met at the next change, at the latest.
    for (const document of begun.documents) await this.#change(document)
    await this.#close()
    await this.#readAll()
    await this.#judge()
    return {
      broken: this.#faults.map((fault) => `${fault} (${this.#mover.done.join(', then ')})`),
      figures: this.#figures,
    }
  }

  async #open(): Promise<NotebookStore | null> {
    try {
      this.#store ??= await openNotebook(this.#folder, this.#ports)
      return this.#store
    } catch (error) {
      this.#expectFailure('opening', error)
      return null
    }
  }

  async #close(): Promise<void> {
    this.#mover.done.push('closed')
    await this.#store?.close()
    this.#store = null
  }

  async #change({ path, change }: Document): Promise<void> {
    const store = await this.#open()
    if (store === null) return
    const words = this.#mover.freshWords('ours')
    this.#mover.done.push(`${words} in ${path}`)
    try {
      await change(store, words)
      this.#ours.push({ words, what: 'an acknowledged change' })
      this.#count('changes saved')
    } catch (error) {
      const failure = this.#expectFailure(words, error)
      if (failure?.reason === 'changed-outside') {
        this.#count('changes refused because of others')
        this.#ours.push({ words, what: 'a change that was refused because of others' })
        // A change of several documents is refused because of any of them.
        if (!/\S+\.json was/.test(failure.message))
          this.#faults.push(`the refusal names no document: ${failure.message}`)
        const copy = /\S+\.conflict-\S+\.json/.exec(failure.message)?.[0]
        if (copy !== undefined) this.#copies.push(copy)
        if (copy === undefined) this.#faults.push(`the refusal names no second copy: ${failure.message}`)
      }
    }
    this.#mover.look(path)
  }

  #move(move: Move, document: Document): void {
    this.#count(this.#store === null ? 'moves while it was closed' : 'moves while it was open')
    this.#mover.move(move, document)
  }

  /** A change of ours, with a move before one of its calls to the disk. */
  async #changeAmid(document: Document): Promise<void> {
    await this.#open()
    let left = this.random.below(CALLS_OF_A_CHANGE)
    const move = this.random.pick(moves)
    const at = join(this.#folder, document.path)
    /** What the change did last to the file itself. */
    let last: Step['call'] | null = null
    let put: readonly Put[] = []
    this.#before = (step) => {
      if (left-- === 0) {
        this.#count('moves in the middle of a change')
        this.#mover.done.push(`before ${step.call} ${basename(step.path)}`)
        const before = new Set(this.#mover.puts)
        this.#mover.move(move, document)
        put = this.#mover.puts.filter((one) => !before.has(one))
      }
      const replaces = step.call === 'rename' && placeOf(step.path) === at
      if (!replaces && step.path !== at) return
      // No system lets a file be replaced on the condition that it is as it was, so another file may be put in its place
      // between the last look and the replacing. That is counted apart.
      if (put.length > 0 && replaces && (last === 'stamp' || last === 'close')) {
        this.#count('moves between the last look and the replacing')
        this.#mover.forgive(put)
      }
      last = step.call
      put = []
    }
    await this.#change(document)
    this.#before = () => undefined
  }

  /** Another computer opens the same notebook, since the lock of this one never got there. */
  async #otherComputer(document: Document): Promise<void> {
    const { path, change } = document
    const lock = join(this.#folder, 'lock')
    rmSync(lock, { force: true })
    const words = this.#mover.freshWords('theirs')
    this.#mover.done.push(`${words} by another computer in ${path}`)
    this.#count('changes by another computer')
    try {
      const theirs = await openNotebook(this.#folder, samplePorts({ newId: countingIds(2_000_000) }))
      try {
        await change(theirs, words)
        this.#ours.push({ words, what: 'an acknowledged change of another computer' })
      } finally {
        await theirs.close()
      }
    } catch (error) {
      this.#expectFailure(words, error)
    }
    this.#mover.look(path)
  }

  /** Opens it once more and reads every document, as a person does who looks at all of it. */
  async #readAll(): Promise<void> {
    const store = await this.#open()
    if (store === null) return
    const look = async (what: string, job: () => Promise<unknown>): Promise<void> => {
      try {
        await job()
      } catch (error) {
        this.#expectFailure(what, error)
      }
    }
    for (const { id } of store.library()) {
      await look(`reading ${id}`, () => store.readSource(id))
      await look(`reading annotations of ${id}`, () => store.readAnnotations(id))
    }
    await look('listing briefs', () => store.listBriefs())
    await look('reading the codebook', () => store.readBooks())
    await this.#close()
  }

  async #judge(): Promise<void> {
    for (const { what, words } of this.#mover.lost())
      this.#faults.push(`overwritten unseen: ${what} ${words}`)
    const files = allFiles(dirname(this.#folder))
    for (const { words, what } of this.#ours)
      if (!files.some((file) => file.includes(words))) this.#faults.push(`${what} is nowhere: ${words}`)
    this.#expectNoted()
  }

  /** What was refused because of others is among the incidents, unless they put all of the folder back. */
  #expectNoted(): void {
    if (this.#mover.done.some((one) => one.startsWith('whole folder replaced'))) return
    if (this.#copies.length === 0) return
    const at = join(this.#folder, 'health.json')
    const decoded = existsSync(at) ? decodeDocument(readFileSync(at), 'health.json') : null
    const incidents = decoded?.status === 'ok' ? HealthRecord.parse(decoded.document).incidents : []
    for (const copy of this.#copies)
      if (!incidents.some(({ keptAs }) => keptAs === copy)) this.#faults.push(`nothing tells of ${copy}`)
  }

  #expectFailure(what: string, error: unknown): Failure | null {
    if (!(error instanceof Failure)) {
      const said = error instanceof Error ? error.stack : String(error)
      this.#faults.push(`${what} ended in something that is not a failure in words: ${said}`)
      return null
    }
    if (!/^.{20,}[.”]$/.test(error.message))
      this.#faults.push(`${what}: these are no words: ${error.message}`)
    return error
  }

  #count(what: string): void {
    this.#figures[what] = (this.#figures[what] ?? 0) + 1
  }
}

/** Where a temporary file is renamed to. */
function placeOf(temporary: string): string {
  const [, name = ''] = /^\.(.+)\.[0-9a-f]{12}\.tmp$/.exec(basename(temporary)) ?? []
  return join(dirname(temporary), name)
}
