import { mkdirSync, readFileSync } from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { NotebookStore } from '../../electron/store/notebook-store'
import { openNotebook } from '../../electron/store/open-notebook'
import { countingIds } from '../../electron/store/testing/samples'
import { projectText } from '../../shared/anchoring/text-projection'
import type { Annotation } from '../../shared/model/annotation'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import { ANNOTATIONS_A_FILE } from '../../shared/model/notebook'
import { makeAnnotation, seededRandom } from './generate-notebook'
import { timed } from './timed'

/** One thing to be timed in a process of its own. */
export type Cell =
  /** Adds annotations to sources that have been read, each to one that is drawn by lot. */
  | {
      readonly kind: 'add'
      readonly folder: string
      readonly runs: number
      readonly seed: number
    }
  /** Changes annotations in a file that is full. */
  | {
      readonly kind: 'change'
      readonly folder: string
      readonly source: SourceId
      readonly runs: number
      readonly seed: number
    }
  | { readonly kind: 'open'; readonly folder: string; readonly sources: number }
  | { readonly kind: 'parse'; readonly folder: string; readonly sources: number }

export type CellResult = {
  readonly ours: readonly number[]
  readonly bare: readonly number[]
  readonly correct: boolean
}

/** The first changes also compile the code that makes them. */
const WARM_UP = 15

export async function runCell(cell: Cell): Promise<CellResult> {
  switch (cell.kind) {
    case 'add':
      return timeAdding(cell)
    case 'change':
      return timeChanging(cell)
    case 'open':
      return timeOpening(cell)
    case 'parse':
      return timeParsing(cell)
  }
}

async function timeAdding({ folder, runs, seed }: Extract<Cell, { kind: 'add' }>): Promise<CellResult> {
  const random = seededRandom(seed)
  const newId = countingIds(seed * 1_000_000_000)
  const store = await openStore(folder)
  const sources = store.library().map(({ id }) => id)
  const made: Annotation[] = []
  const times = await interleave(folder, runs, async () => {
    const source = sources[Math.floor(random() * sources.length)]
    if (source === undefined) throw new Error('there is no source to annotate')
    const { text } = projectText((await store.readVersion(source, 1)).blocks)
    const annotation = makeAnnotation(newId('a'), source, text, random)
    const there = await store.readAnnotations(source)
    made.push(annotation)
    return {
      job: () => store.addAnnotation(annotation),
      // The notebook that is measured has nothing in its trash, so that its files are filled one after another.
      file: join(
        folder,
        'sources',
        source,
        'annotations',
        `${Math.floor(there.length / ANNOTATIONS_A_FILE) + 1}.json`,
      ),
    }
  })
  await store.close()
  return { ...times, correct: await holds(folder, made) }
}

async function timeChanging({
  folder,
  source,
  runs,
  seed,
}: Extract<Cell, { kind: 'change' }>): Promise<CellResult> {
  const random = seededRandom(seed)
  const store = await openStore(folder)
  const file = join(folder, 'sources', source, 'annotations/1.json')
  const ids = (await store.readAnnotations(source)).map(({ id }) => id)
  const changed = new Map<AnnotationId, Annotation>()
  const times = await interleave(folder, runs, async () => {
    const id = ids[Math.floor(random() * ids.length)]
    if (id === undefined) throw new Error('there is no annotation to change')
    const job = async () => {
      const { after } = await store.changeAnnotation(source, id, (seen) => ({
        ...seen,
        revision: seen.revision + 1,
        memo: `seen ${seen.revision + 1} times`,
      }))
      changed.set(id, after)
    }
    return { job, file }
  })
  await store.close()
  return { ...times, correct: await holds(folder, [...changed.values()]) }
}

async function timeOpening({ folder, sources }: Extract<Cell, { kind: 'open' }>): Promise<CellResult> {
  const { value: store, time } = await timed(async () => {
    const opened = await openStore(folder)
    opened.library()
    return opened
  })
  const correct = store.library().length === sources && store.readOnly === null
  await store.close()
  return { ours: [time], bare: [], correct }
}

async function timeParsing({ folder, sources }: Extract<Cell, { kind: 'parse' }>): Promise<CellResult> {
  const { value, time } = await timed(async () => {
    // The file is ours and was just written by the generator, through the codec.
    return JSON.parse(await readFile(join(folder, 'catalogue.json'), 'utf8')) as {
      document: { sources: unknown[] }
    }
  })
  return { ours: [], bare: [time], correct: value.document.sources.length === sources }
}

/** Times a change of ours beside a bare durable write of the same bytes, turn by turn, each first every other time. */
async function interleave(
  folder: string,
  runs: number,
  prepare: () => Promise<{ job: () => Promise<unknown>; file: string }>,
): Promise<{ ours: number[]; bare: number[] }> {
  const bareFile = join(bareFolder(folder), 'bare.json')
  const ours: number[] = []
  const bare: number[] = []
  let bytes: Buffer | null = null
  for (let run = 0; run < WARM_UP + runs; run++) {
    const { job, file } = await prepare()
    const timeOurs = async () => {
      ours.push((await timed(job)).time)
      bytes = readFileSync(file)
    }
    // The first time round there are no bytes of ours yet.
    const oursFirst = bytes === null || run % 2 === 0
    if (oursFirst) await timeOurs()
    const same: Buffer = bytes ?? readFileSync(file)
    bare.push((await timed(() => writeBare(bareFile, same))).time)
    if (!oursFirst) await timeOurs()
  }
  return { ours: ours.slice(WARM_UP), bare: bare.slice(WARM_UP) }
}

/** The least that makes a file durable: temporary file, fsync, rename, fsync of the folder. */
async function writeBare(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`
  const file = await open(temporary, 'w', 0o600)
  await file.writeFile(bytes)
  await file.sync()
  await file.close()
  await rename(temporary, path)
  const folder = await open(join(path, '..'), 'r')
  await folder.sync()
  await folder.close()
}

/** Beside the notebook, hence on the same file system. */
function bareFolder(folder: string): string {
  const path = `${folder}-bare`
  mkdirSync(path, { recursive: true })
  return path
}

function openStore(folder: string): Promise<NotebookStore> {
  return openNotebook(folder, { now: () => new Date().toISOString(), newId: countingIds() })
}

/** Whether a notebook that is opened anew has these annotations, letter for letter, and counts them. */
async function holds(folder: string, expected: readonly Annotation[]): Promise<boolean> {
  const store = await openStore(folder)
  let right = store.readOnly === null
  for (const source of new Set(expected.map(({ target }) => target.source))) {
    const found = await store.readAnnotations(source)
    const texts = new Set(found.map((annotation) => JSON.stringify(annotation)))
    right &&= expected.every((each) => each.target.source !== source || texts.has(JSON.stringify(each)))
    const counts = store.library().find(({ id }) => id === source)?.counts
    right &&= counts !== undefined && counts.claim + counts.figure + counts.position === found.length
  }
  await store.close()
  return right
}
