import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { forkedProgram } from '../../electron/hosts/forked-program'
import type { Work } from '../../electron/long-texts/jobs'
import { workApart, workProgram } from '../../electron/long-texts/work-apart'
import { blockingFileSystem } from '../../electron/store/blocking-file-system'
import { checkNotebook, type NotebookCheck } from '../../electron/store/check-notebook'
import { type FileSystem, realFileSystem } from '../../electron/store/file-system'
import { FILES_AT_ONCE, inParallel } from '../../electron/store/in-parallel'
import { documentAt, putDocument } from '../../electron/store/testing/document-files'
import { bundleForNode } from '../../scripts/bundle-for-node.mjs'
import type { Source } from '../../shared/model/source'
import { generateNotebook } from './generate-notebook'
import { makeRow, type Row, summarise } from './rows'
import { timed } from './timed'

/**
 * The suite of the look at every file: a whole notebook, beside reading and hashing the same files and nothing else, and how
 * long anybody else in the process waits meanwhile. Sizes are sources.
 */
type Asked = { readonly sizes?: readonly number[]; readonly rounds?: number }

/** Milliseconds that nothing else in the process may have to wait. */
const LONGEST_WAIT = 50

/** What one way took in each round, what it found, and how long everything else in the process had to wait at the most. */
class Times {
  readonly times: number[] = []
  readonly waits: number[] = []
  readonly values: unknown[] = []

  async add(round: number, job: () => Promise<unknown>): Promise<void> {
    const delays = monitorEventLoopDelay({ resolution: 1 })
    delays.enable()
    const { value, time } = await timed(job)
    delays.disable()
    this.values.push(value)
    if (round === 0) return
    this.times.push(time)
    this.waits.push(delays.max / 1e6)
  }
}

// What we were started with is written by scripts/bench.mjs.
const { sizes = [10_000], rounds = 5 } = JSON.parse(process.argv[2] ?? '{}') as Asked
for (const size of sizes) await runSize(size)
await runLarge()

async function runSize(sources: number): Promise<void> {
  await inNotebook({ sources, annotations: 10 }, async (folder, home) => {
    const program = await bundleForNode(join(import.meta.dirname, '../../../electron/worker.ts'), home)
    const work = workApart(forkedProgram(workProgram(program)))
    const files = filesOf(folder)
    const label = `${sources.toLocaleString('en')} sources`
    const alone = new Times()
    const command = new Times()
    const window = new Times()
    // The first round is not counted: it fills the cache of the disk and compiles the code.
    for (let round = 0; round <= rounds; round += 1) {
      const ways = [
        () => alone.add(round, () => readAndHash(files)),
        () => command.add(round, () => check(folder, blockingFileSystem)),
        () => window.add(round, () => check(folder, realFileSystem, work)),
      ]
      for (const way of round % 2 === 0 ? ways : ways.toReversed()) await way()
    }
    const bytes = Number(alone.values[0])
    const right = (found: unknown) => isRight(found, { files: files.length, bytes })
    const peer = { name: `the same files read and hashed, ${FILES_AT_ONCE} at once`, times: alone.times }
    for (const [name, way] of [
      ['every file looked at, by a command', command],
      ['every file looked at, for a window', window],
    ] as const)
      print(makeRow(`${name}, ${label}`, way.times, peer, { target: 2, correct: way.values.every(right) }))
    printWait(`longest wait of the window meanwhile, ${label}`, window)
    console.error(
      `  ${perSecond(files.length, bytes, command)} by a command; ${perSecond(files.length, bytes, alone)} read and hashed`,
    )
  })
}

/** Large files, and full files of annotations: nobody waits for any of them. */
async function runLarge(): Promise<void> {
  await inNotebook({ sources: 20, annotations: 1000 }, async (folder) => {
    const [id] = readdirSync(join(folder, 'sources'))
    const path = `sources/${String(id)}/source.json`
    const large = randomBytes(50e6)
    writeFileSync(join(folder, 'sources', String(id), 'v1.txt'), large)
    const { document } = await documentAt(folder, path)
    // Written by the generator.
    const source = document as Source
    const original = { bytes: large.length, sha256: createHash('sha256').update(large).digest('hex') }
    const versions = source.versions.map((entry) => ({
      ...entry,
      original: { ...entry.original, ...original },
    }))
    await putDocument(folder, path, { ...source, versions })
    const within = new Times()
    for (let round = 0; round <= rounds; round += 1)
      await within.add(round, () => check(folder, realFileSystem))
    printWait('longest wait of other work beside an original of 50 MB and 20,000 highlights', within)
  })
}

async function inNotebook(
  size: { readonly sources: number; readonly annotations: number },
  job: (folder: string, home: string) => Promise<void>,
): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'sourcebook-bench-'))
  try {
    await generateNotebook(join(home, 'notebook'), size)
    await job(join(home, 'notebook'), home)
  } finally {
    rmSync(home, { recursive: true })
  }
}

/** With `work` as for a window: what is whole is looked at by another process. */
function check(folder: string, fs: FileSystem, work?: Work): Promise<NotebookCheck> {
  return checkNotebook({
    fs,
    notebook: folder,
    inTurn: (_, job) => job(),
    newest: () => Promise.resolve([]),
    ...(work && { lookAt: (units) => work('look', { notebook: folder, units }) }),
  })
}

function isRight(found: unknown, expected: { readonly files: number; readonly bytes: number }): boolean {
  // Each way but that of the peer answers what a look found.
  const { faults, files, bytes, unknown, strays } = found as NotebookCheck
  return faults.length + unknown + strays === 0 && files === expected.files && bytes === expected.bytes
}

/** The least that tells whether files are what they were: all of their bytes, through a hash. Answers how many bytes. */
async function readAndHash(files: readonly string[]): Promise<number> {
  let total = 0
  await inParallel(files, FILES_AT_ONCE, async (file) => {
    const bytes = await readFile(file)
    createHash('sha256').update(bytes).digest('hex')
    total += bytes.length
  })
  return total
}

/** What the look reads: all but the cache of the library. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('catalogue.json'))
    .map(({ parentPath, name }) => join(parentPath, name))
}

function perSecond(files: number, bytes: number, { times }: Times): string {
  const seconds = summarise(times).median / 1000
  return `${Math.round(files / seconds)} files/s, ${Math.round(bytes / 1e6 / seconds)} MB/s`
}

function printWait(name: string, { values, waits }: Times): void {
  // Each is what a look found.
  const correct = values.every((found) => (found as NotebookCheck).faults.length === 0)
  print(makeRow(name, waits, { name: 'limit', times: [LONGEST_WAIT] }, { target: 1, correct }))
}

function print(row: Row): void {
  console.log(JSON.stringify(row))
}
