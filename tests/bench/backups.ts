import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Backups } from '../../electron/store/backups/backups'
import { restoreCopy } from '../../electron/store/backups/restore-copy'
import { restoreInPlace } from '../../electron/store/backups/restore-in-place'
import { encodeDocument } from '../../electron/store/document-codec'
import { writeDurably } from '../../electron/store/durable-file'
import { realFileSystem } from '../../electron/store/file-system'
import { FILES_AT_ONCE, inParallel } from '../../electron/store/in-parallel'
import { documentAt } from '../../electron/store/testing/document-files'
import { countingIds } from '../../electron/store/testing/samples'
import type { SourceId } from '../../shared/model/ids'
import type { Source } from '../../shared/model/source'
import { generateNotebook } from './generate-notebook'
import { makeRow, type Row } from './rows'
import { timed } from './timed'

/**
 * The suite of the backups: what making and restoring one takes, beside copying the same files without any of it, and how long
 * anybody else in the process waits meanwhile. Sizes are sources.
 */
type Asked = { readonly sizes?: readonly number[]; readonly rounds?: number }

/** Milliseconds that nothing else in the process may have to wait. */
const LONGEST_WAIT = 100
/** One source in so many is changed between two backups. */
const CHANGED = 20

/** What something took in each round, and how long everything else in the process had to wait at the most. */
class Times {
  readonly times: number[] = []
  readonly waits: number[] = []

  async add<Value>(job: () => Promise<Value>): Promise<Value> {
    const delays = monitorEventLoopDelay({ resolution: 1 })
    delays.enable()
    const { value, time } = await timed(job)
    delays.disable()
    this.times.push(time)
    this.waits.push(delays.max / 1e6)
    return value
  }
}

async function runSize(size: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'sourcebook-bench-'))
  try {
    const notebook = join(home, 'notebook')
    const sources = await generateNotebook(notebook, { sources: size, annotations: 10 })
    const bench = new Bench(home, notebook, sources)
    for (let round = 0; round < rounds; round += 1) await bench.makeRound()
    bench.print(`${size.toLocaleString('en')} sources`)
  } finally {
    rmSync(home, { recursive: true })
  }
}

type Measured = 'inside' | 'outside' | 'next' | 'nextAnew' | 'list' | 'verify' | 'inPlace' | 'copy'

class Bench {
  readonly #ours: Readonly<Record<Measured, Times>> = {
    inside: new Times(),
    outside: new Times(),
    next: new Times(),
    nextAnew: new Times(),
    list: new Times(),
    verify: new Times(),
    inPlace: new Times(),
    copy: new Times(),
  }
  readonly #peers = {
    documents: new Times(),
    files: new Times(),
    filesUnsynced: new Times(),
    objects: new Times(),
  }
  readonly #wrong = new Set<Measured>()
  readonly #outside: string

  constructor(
    private readonly home: string,
    private readonly notebook: string,
    private readonly sources: readonly SourceId[],
  ) {
    this.#outside = join(home, 'outside')
  }

  async makeRound(): Promise<void> {
    const { home, notebook } = this
    const [ours, peers] = [this.#ours, this.#peers]
    // Generations of documents are kept beside them, and no backup holds them.
    const all = filesIn(notebook).filter((path) => !/^(backups|catalogue\.json)|\.previous$/.test(path))
    const documents = all.filter((path) => !/\/v1\.[a-z]+$/.test(path))
    for (const folder of [join(notebook, 'backups'), this.#outside])
      rmSync(folder, { recursive: true, force: true })
    for (const [times, files, syncsFiles] of [
      [peers.documents, documents, true],
      [peers.files, all, true],
      [peers.filesUnsynced, all, false],
    ] as const) {
      const to = join(home, 'peer')
      await times.add(() => copyFiles(notebook, to, files, syncsFiles))
      rmSync(to, { recursive: true })
    }

    const first = await ours.inside.add(() => this.#backups(null).make('asked'))
    const backups = this.#backups(this.#outside)
    await ours.outside.add(() => backups.make('asked'))
    await this.#change(1)
    await ours.next.add(() => backups.make('asked'))
    await this.#change(2)
    await ours.nextAnew.add(() => this.#backups(this.#outside).make('asked'))
    const list = await ours.list.add(() => this.#backups(this.#outside).list())
    this.#expect('list', list.length === 7 && list.every(({ sources }) => sources === this.sources.length))
    const objects = [join(notebook, 'backups'), this.#outside].flatMap((folder) =>
      filesIn(folder).map((path) => join(folder, path)),
    )
    await peers.objects.add(() => readAndHash(objects))
    const check = await ours.verify.add(() => this.#backups(this.#outside).verifyBackups())
    this.#expect('verify', check.hurt === 0 && check.objects >= this.sources.length)

    const ids = { now, newId: countingIds(9_000_000) }
    const places = { notebook, outside: this.#outside }
    const copied = join(home, 'copied')
    await ours.copy.add(() => restoreCopy(realFileSystem, places, first, copied, ids))
    this.#expect('copy', filesIn(copied).length === all.length && (await this.#isAsAtFirst(copied)))
    rmSync(copied, { recursive: true })
    await ours.inPlace.add(() => restoreInPlace(realFileSystem, notebook, places, first, ids))
    this.#expect('inPlace', await this.#isAsAtFirst(notebook))
  }

  print(label: string): void {
    const { documents, files, filesUnsynced, objects } = this.#peers
    const row = (name: string, key: Measured, peer: string, times: readonly number[], target: number) =>
      print(
        makeRow(
          `${name}, ${label}`,
          this.#ours[key].times,
          { name: peer, times },
          { target, correct: !this.#wrong.has(key) },
        ),
      )
    const synced = 'the same files copied, each and their folders synced'
    row('the first backup in the notebook', 'inside', synced, documents.times, 2)
    row('the first one outside', 'outside', synced, files.times, 2)
    const unsynced = 'the same files copied, only their folders synced'
    row('the first one outside', 'outside', unsynced, filesUnsynced.times, 2)
    row(`one after ${100 / CHANGED} in 100 sources changed`, 'next', 'limit', [1000], 1)
    row('the same in another process', 'nextAnew', 'limit', [2000], 1)
    row('all listed', 'list', 'limit', [50], 1)
    row('all looked at', 'verify', 'all of their files read and hashed', objects.times, 2)
    row('one restored in place', 'inPlace', synced, files.times, 2)
    row('one restored as a copy', 'copy', synced, files.times, 2)
    const limit = { name: 'limit', times: [LONGEST_WAIT] }
    for (const [what, { waits }] of Object.entries(this.#ours))
      print(
        makeRow(`longest wait of other work meanwhile (${what}), ${label}`, waits, limit, {
          target: 1,
          correct: true,
        }),
      )
  }

  #expect(key: Measured, right: boolean): void {
    if (!right) this.#wrong.add(key)
  }

  #backups(outside: string | null): Backups {
    return new Backups({
      fs: realFileSystem,
      notebook: this.notebook,
      outside,
      now,
      later: () => () => undefined,
      onBackup: (failure) => {
        if (failure !== null) throw new Error('a backup could not be made', { cause: failure })
      },
    })
  }

  async #change(revision: number): Promise<void> {
    for (const id of this.#changing()) {
      const path = `sources/${id}/source.json`
      const { document, sequence } = await documentAt(this.notebook, path)
      // Written by the generator.
      const changed = { ...(document as Source), memo: `looked at ${revision} times` }
      const { bytes } = encodeDocument({ name: path, sequence: sequence + 1, document: changed })
      await writeDurably(realFileSystem, join(this.notebook, path), bytes)
    }
  }

  async #isAsAtFirst(folder: string): Promise<boolean> {
    const all = await Promise.all(
      this.#changing().map((id) => documentAt(folder, `sources/${id}/source.json`)),
    )
    // As above.
    return all.every(({ document }) => (document as Source).memo === '')
  }

  #changing(): readonly SourceId[] {
    return this.sources.filter((_, nth) => nth % CHANGED === 0)
  }
}

const now = () => new Date().toISOString()

/** The paths of all files in a folder, from there. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
}

/** The least that brings files somewhere else so that they last: with `syncsFiles` all of their bytes, else only their names. */
async function copyFiles(
  from: string,
  to: string,
  files: readonly string[],
  syncsFiles: boolean,
): Promise<void> {
  const folders = new Set(files.map((path) => join(to, dirname(path))))
  for (const folder of folders) mkdirSync(folder, { recursive: true })
  await inParallel(files, FILES_AT_ONCE, async (path) => {
    const bytes = await readFile(join(from, path))
    const file = await open(join(to, path), 'wx')
    await file.writeFile(bytes)
    if (syncsFiles) await file.sync()
    await file.close()
  })
  await inParallel([...folders], FILES_AT_ONCE, async (folder) => {
    const handle = await open(folder)
    await handle.sync()
    await handle.close()
  })
}

async function readAndHash(files: readonly string[]): Promise<void> {
  await inParallel(files, FILES_AT_ONCE, async (file) => {
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex')
  })
}

function print(row: Row): void {
  console.log(JSON.stringify(row))
}

// What we were started with is written by scripts/bench.mjs.
const { sizes = [2000], rounds = 3 } = JSON.parse(process.argv[2] ?? '{}') as Asked
for (const size of sizes) await runSize(size)
