import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import MiniSearch from 'minisearch'
import { forkedProgram } from '../../electron/hosts/forked-program'
import { searchApart, searchProgram } from '../../electron/search/search-apart'
import type { Searcher } from '../../electron/search/searcher'
import { openNotebook } from '../../electron/store/open-notebook'
import { countingIds } from '../../electron/store/testing/samples'
import { projectText } from '../../shared/anchoring/text-projection'
import { excerptOf } from '../../shared/model/annotation'
import type { NotebookId } from '../../shared/model/ids'
import type { SearchAnswer } from '../../shared/model/search'
import { queries, wordsOf } from './search-notebook'
import { timed } from './timed'

export type Cell =
  | { readonly engine: 'ours' | 'ours again'; readonly folder: string; readonly program: string }
  | { readonly engine: 'MiniSearch' | 'plain scan'; readonly folder: string }

type Kind = keyof typeof queries

/** How many texts and how many annotations a question finds. */
export type Named = readonly [query: string, texts: number, annotations: number]

export type CellResult = {
  readonly build: readonly number[]
  /** In megabytes. */
  readonly memory: readonly number[]
  readonly times: Readonly<Partial<Record<Kind, readonly number[]>>>
  readonly found: Readonly<Partial<Record<Kind, readonly Named[]>>>
  /** From the first question to its answer, once the process has read what was kept; and from its very start. */
  readonly first: readonly number[]
  readonly cold: readonly number[]
  readonly update: readonly number[]
  /** Whether all sources were covered by all answers. */
  readonly complete: boolean
}

const kinds = Object.keys(queries) as Kind[] // the keys of an object of ours
const nothing: CellResult = {
  build: [],
  memory: [],
  times: {},
  found: {},
  first: [],
  cold: [],
  update: [],
  complete: true,
}

export function runCell(cell: Cell): Promise<CellResult> {
  switch (cell.engine) {
    case 'ours':
      return measureOurs(cell.folder, cell.program)
    case 'ours again':
      return measureOpening(cell.folder, cell.program)
    case 'MiniSearch':
      return measureMiniSearch(cell.folder)
    case 'plain scan':
      return measureScan(cell.folder)
  }
}

const ask = (searcher: Searcher, query: string, limit = 50): Promise<SearchAnswer> =>
  searcher.ask({ query, limit, frame: false })

async function untilAllIsRead(searcher: Searcher): Promise<void> {
  while ((await ask(searcher, '')).missing > 0) await pause(20)
}

/** The search of a notebook in a process of its own. */
function openOurs(folder: string, program: string): Searcher {
  const { document } = JSON.parse(readFileSync(join(folder, 'notebook.json'), 'utf8')) as {
    document: { id: NotebookId } // the file is ours and was just written by the generator
  }
  const searcher = searchApart(forkedProgram(searchProgram(program)))({ folder, id: document.id })
  searcher.begin(true)
  return searcher
}

/** The memory that the one process which we started takes, in megabytes. */
function residentOfChild(): number {
  return (
    Number(
      execFileSync('ps', ['-o', 'rss=', '--ppid', String(process.pid)], { encoding: 'utf8' })
        .trim()
        .split('\n')[0],
    ) / 1000
  )
}

async function measureOurs(folder: string, program: string): Promise<CellResult> {
  const searcher = openOurs(folder, program)
  const { time: build } = await timed(() => untilAllIsRead(searcher))
  const memory = residentOfChild()
  const times: Partial<Record<Kind, number[]>> = {}
  const found: Partial<Record<Kind, Named[]>> = {}
  let complete = true
  for (const kind of kinds) {
    times[kind] = []
    found[kind] = []
    for (const query of queries[kind]) {
      const { value, time } = await timed(() => ask(searcher, query))
      times[kind]?.push(time)
      complete &&= value.missing === 0
      const all = await Promise.all([
        ask(searcher, `${query} in:text`, 1),
        ask(searcher, `${query} in:annotation`, 1),
      ])
      found[kind]?.push([query, all[0].total, all[1].total])
    }
  }
  const update: number[] = []
  const store = await openStore(folder)
  for (const { id } of store.library().slice(0, 30)) {
    const { time } = await timed(async () => {
      searcher.changed(id)
      await ask(searcher, '')
    })
    update.push(time)
  }
  await store.close()
  await searcher.close()
  return { ...nothing, build: [build], memory: [memory], times, found, update, complete }
}

/** One opening of what was kept. */
async function measureOpening(folder: string, program: string): Promise<CellResult> {
  const [query = ''] = queries['one word']
  const cold = await timed(async () => {
    const searcher = openOurs(folder, program)
    return { searcher, answer: await ask(searcher, query) }
  })
  await cold.value.searcher.close()
  const searcher = openOurs(folder, program)
  // A window takes longer to open than the process to be ready.
  await pause(1000)
  const first = await timed(() => ask(searcher, query))
  const complete = [cold.value.answer, first.value].every(({ missing, total }) => missing === 0 && total > 0)
  await searcher.close()
  return { ...nothing, first: [first.time], cold: [cold.time], complete }
}

type Doc = { readonly id: number; readonly kind: 'text' | 'annotation'; readonly text: string }

async function readDocs(folder: string): Promise<Doc[]> {
  const store = await openStore(folder)
  const docs: Doc[] = []
  for (const { id } of store.library()) {
    const { blocks } = await store.readVersion(id, 1)
    docs.push({ id: docs.length, kind: 'text', text: projectText(blocks).text })
    for (const { target } of await store.readAnnotations(id))
      docs.push({ id: docs.length, kind: 'annotation', text: excerptOf(target) })
  }
  await store.close()
  return docs
}

function openStore(folder: string) {
  return openNotebook(
    folder,
    { now: () => new Date().toISOString(), newId: countingIds() },
    { readOnly: true },
  )
}

async function measureMiniSearch(folder: string): Promise<CellResult> {
  const docs = await readDocs(folder)
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const index = new MiniSearch<Doc>({ fields: ['text'], storeFields: ['kind'] })
  const build = await timed(async () => index.addAll(docs))
  globalThis.gc?.()
  const memory = (process.memoryUsage().heapUsed - before) / 1e6
  const update: number[] = []
  for (const doc of docs.filter(({ kind }) => kind === 'text').slice(0, 10))
    update.push((await timed(async () => index.replace(doc))).time)
  const search = (words: readonly string[], whole: boolean) => {
    const results = index.search(words.join(' '), { combineWith: 'AND', prefix: !whole })
    const texts = results.filter(({ kind }) => kind === 'text').length
    return [texts, results.length - texts] as const
  }
  return { ...nothing, ...(await measureWords(search)), build: [build.time], memory: [memory], update }
}

async function measureScan(folder: string): Promise<CellResult> {
  const docs = (await readDocs(folder)).map(({ kind, text }) => ({ kind, text: ` ${text.toLowerCase()} ` }))
  const search = (words: readonly string[], whole: boolean) => {
    // Words of these texts are parted by spaces and line breaks only.
    const patterns = words.map((each) => new RegExp(`\\s${each}${whole ? '\\s' : ''}`))
    const counts = { text: 0, annotation: 0 }
    for (const { kind, text } of docs) {
      if (words.every((each) => text.includes(each)) && patterns.every((pattern) => pattern.test(text)))
        counts[kind] += 1
    }
    return [counts.text, counts.annotation] as const
  }
  return { ...nothing, ...(await measureWords(search)) }
}

async function measureWords(
  search: (words: readonly string[], whole: boolean) => readonly [number, number],
): Promise<Pick<CellResult, 'times' | 'found'>> {
  const times: Partial<Record<Kind, number[]>> = {}
  const found: Partial<Record<Kind, Named[]>> = {}
  for (const kind of kinds) {
    for (const query of queries[kind]) {
      const words = wordsOf(query)
      if (words === null) continue
      const { value, time } = await timed(async () => search(words.words, words.whole))
      ;(times[kind] ??= []).push(time)
      ;(found[kind] ??= []).push([query, ...value])
    }
  }
  return { times, found }
}
