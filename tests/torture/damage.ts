import { checkNotebook } from '../../electron/store/check-notebook'
import type { NotebookStore } from '../../electron/store/notebook-store'
import { openNotebook } from '../../electron/store/open-notebook'
import { Failure } from '../../shared/contract/failure'
import { lastMade } from './last-made'
import { type Image, MemoryDisk } from './memory-disk'
import { type Contents, compare, contentsOf, NotWhole } from './model'
import { inFull, makeRuns, type Order, type Outcome, type Part, type Run } from './part'
import { plantedCanary } from './planted'
import { Random } from './random'
import { emptyDisk, FOLDER, patientPorts, recordWorkload } from './workload-recorded'

/** So many runs hurt one notebook, before another one is taken. */
const RUNS_OF_ONE = 500
const STEPS = 24
/** Backups are kept there, too: they hold what never changes, so that it can be restored. */
const OUTSIDE = '/in-memory/backups'

/** A notebook that was closed after some work. */
type Scene = {
  readonly image: Image
  readonly files: readonly string[]
  readonly contents: Contents
  /** What was acknowledged since the last backup but one. */
  readonly lately: readonly Contents[]
}

const sceneOf = lastMade(setScene)

async function setScene(number: number): Promise<Scene> {
  const disk = await emptyDisk()
  const { contents, lately } = await recordWorkload(disk, number, STEPS, { outside: OUTSIDE })
  const image = disk.image()
  // Else every damage would seem to be noticed.
  const { words } = await openHurt(new MemoryDisk(image), new Random(number), false)
  if (words.length > 0) throw new Error(`a notebook that nothing happened to tells: ${words.join(' ')}`)
  return { image, files: disk.files(FOLDER), contents: asSaid(contents), lately: lately.map(asSaid) }
}

/** What is put back bears a higher revision than it had, so that windows take it for the newest; it says the same. */
function asSaid(contents: Contents): Contents {
  return new Map([...contents].map(([key, json]) => [key, json.replace(/"revision":\d+/g, '"revision":0')]))
}

/** How a file is hurt; the answer says how, in words, or is null where that is not possible. */
type Injury = (disk: MemoryDisk, path: string, random: Random, files: readonly string[]) => string | null

const injuries: readonly Injury[] = [
  changeBytes('a bit is flipped', (bytes, random) => flip(bytes, random)),
  changeBytes('several bits are flipped', (bytes, random) => {
    for (let nth = 0; nth < 2 + random.below(30); nth += 1) flip(bytes, random)
    return bytes
  }),
  changeBytes('it is cut at a block', (bytes, random) =>
    bytes.subarray(0, 512 * random.below(Math.ceil(bytes.length / 512))),
  ),
  changeBytes('it is cut', (bytes, random) => bytes.subarray(0, random.below(bytes.length))),
  changeBytes('it is filled with NUL', (bytes) => bytes.fill(0)),
  changeBytes('a block of it is NUL', (bytes, random) => {
    const start = 512 * random.below(Math.ceil(bytes.length / 512))
    return bytes.fill(0, start, Math.min(start + 512, bytes.length))
  }),
  changeBytes('two of its blocks are swapped', (bytes, random) => {
    const blocks = Math.floor(bytes.length / 512)
    if (blocks < 2) return bytes
    const [one, two] = [512 * random.below(blocks), 512 * random.below(blocks)]
    const kept = Uint8Array.from(bytes.subarray(one, one + 512))
    bytes.copyWithin(one, two, two + 512)
    bytes.set(kept, two)
    return bytes
  }),
  changeBytes('something is written behind its end', (bytes) => Buffer.concat([bytes, Buffer.from('{}\n')])),
  (disk, path, random, files) => {
    const other = random.pick(files)
    const bytes = disk.bytesOf(other)
    if (bytes === null || other === `${path}.previous` || sameBytes(bytes, disk.bytesOf(path))) return null
    disk.overwrite(path, bytes)
    return `it holds what ${inside(other)} holds`
  },
  (disk, path) => {
    const previous = disk.bytesOf(`${path}.previous`)
    if (previous === null || sameBytes(previous, disk.bytesOf(path))) return null
    disk.overwrite(path, previous)
    return OLDER
  },
  (disk, path) => {
    disk.remove(path)
    return 'it is gone'
  },
]

/** An earlier state is a whole one: who put it there meant it, or not, so that a person has to choose. */
const OLDER = 'its last generation is in its place'

function changeBytes(words: string, change: (bytes: Buffer, random: Random) => Uint8Array): Injury {
  return (disk, path, random) => {
    const before = disk.bytesOf(path)
    if (before === null || before.length === 0) return null
    const after = change(Buffer.from(before), random)
    if (sameBytes(after, before)) return null
    disk.overwrite(path, after)
    return words
  }
}

function flip(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
  return bytes
}

function sameBytes(one: Uint8Array, two: Uint8Array | null): boolean {
  return two !== null && Buffer.compare(one, two) === 0
}

function inside(path: string): string {
  return path.slice(FOLDER.length + 1)
}

/** True for what holds the person's own words and the texts, in its place or in the trash. */
function holdsWords(path: string): boolean {
  return /^((sources|trash)\/s-[^/]+\/(source\.json|annotations\/[0-9]+\.json|v[0-9]+\.[a-z]+)|(briefs|trash)\/b-[^/]+\.json|(codebook|actors|views|notebook)\.json)$/.test(
    inside(path),
  )
}

/** True for a version, or the file of one, that an undone change left behind: no source lists it, so nobody misses it. */
function isListed(path: string, contents: Contents): boolean {
  const [, source, number] = /\/(s-[0-9a-z]{16})[^/]*\/v([0-9]+)\.[a-z]+$/.exec(path) ?? []
  return source === undefined || contents.has(`version ${source} ${number}`)
}

async function runOne(seed: number, note: (sentence: string) => void): Promise<Run> {
  const { image, files, contents, lately } = await sceneOf(Math.floor(seed / RUNS_OF_ONE))
  const random = new Random(seed)
  const disk = new MemoryDisk(image)
  const two = random.oneIn(4)
  const wounds: { readonly path: string; readonly how: string }[] = []
  while (wounds.length < (two ? 2 : 1)) {
    const pool = random.oneIn(5) ? files : files.filter(holdsWords)
    const first = wounds[0]
    // The second one often is what the first would be restored from.
    const near = first !== undefined && random.oneIn(2) ? `${first.path}.previous` : random.pick(pool)
    const path = disk.bytesOf(near) === null ? random.pick(pool) : near
    if (wounds.some((wound) => wound.path === path)) continue
    const how = random.pick(injuries)(disk, path, random, files)
    if (how !== null) wounds.push({ path, how })
  }
  const words = wounds.map(({ path, how }) => `${inside(path)}: ${how}`).join(', and ')
  const found = await openHurt(
    disk,
    random,
    wounds.some(({ how }) => how === OLDER),
  )
  const broken = [...found.bugs]

  const isOlder = wounds.some(({ path, how }) => how === OLDER && holdsWords(path))
  const expected = wounds.some(({ path }) => holdsWords(path) && isListed(path, contents))
  const differences =
    found.contents === null ? ['it cannot be read'] : compare(found.contents, contents, null).faults
  const restored = differences.length === 0
  if (!restored && !found.told) broken.push(`changed without a word: ${differences.slice(0, 3).join('; ')}`)
  if (expected && !found.told) broken.push('the damage was not noticed')
  const isLost = !two && !restored && found.told && !isOlder
  if (isLost)
    note(
      `Seed ${seed}, ${words}: told, but not restored: ${[...differences.slice(0, 2), ...found.words.slice(0, 2)].join('; ')}`,
    )
  if (two && !restored && found.told && !isOlder) {
    const tooOld = found.contents === null ? differences : lostForLong(found.contents, contents, lately)
    if (tooOld.length > 0)
      broken.push(
        `lost for longer than since the last backup but one: ${[...tooOld.slice(0, 2), ...found.words.slice(0, 2)].join('; ')}`,
      )
  }
  return {
    broken: broken.map((fault) => `${words}: ${fault}`),
    figures: {
      'one hurt': Number(!two),
      'one hurt and restored': Number(!two && restored),
      'one hurt, told of and not restored': Number(isLost),
      'two hurt': Number(two),
      'two hurt and restored': Number(two && restored),
      'an older state told of': Number(isOlder && found.told),
      'words hurt': Number(expected),
      'words hurt and noticed': Number(expected && found.told),
    },
  }
}

type Found = {
  /** What the notebook holds in the end; null when it cannot be read in full. */
  readonly contents: Contents | null
  /** True when the person is told of something. */
  readonly told: boolean
  readonly words: readonly string[]
  /** Errors that nobody put in words. */
  readonly bugs: readonly string[]
}

/** Open the notebook, read all of it, look at every file of it, close it, and open it again. */
async function openHurt(disk: MemoryDisk, random: Random, looks: boolean): Promise<Found> {
  const words: string[] = []
  const bugs: string[] = []
  const told = (error: unknown) => {
    if (error instanceof Failure) words.push(error.message)
    // That is what we saw in the trash ourselves; the store did not tell of it.
    else if (!(error instanceof NotWhole)) bugs.push(`it ended in what is no Failure: ${inFull(error)}`)
    return null
  }
  const { ports } = patientPorts(disk.fs, {
    firstId: 1_000_000,
    outside: OUTSIDE,
    asked: () => disk.trace.length,
  })
  const withStore = async (job: (store: NotebookStore) => Promise<Contents | null>) => {
    const store = await openNotebook(FOLDER, ports).catch(told)
    if (store === null) return null
    if (store.readOnly !== null) words.push(store.readOnly.message)
    const contents = await job(store).catch(told)
    words.push(
      ...store.damaged.map(({ source }) => `${source} is damaged`),
      ...store.notes().map(({ message }) => message),
    )
    await store.close().catch(told)
    return contents
  }
  const read = async (store: NotebookStore) => {
    const { contents, misfits } = await contentsOf(store, disk.fs)
    words.push(...misfits)
    return asSaid(contents)
  }
  const look = async (store: NotebookStore) => {
    const { faults } = await checkNotebook({
      fs: disk.fs,
      notebook: FOLDER,
      inTurn: (source, job) => store.inTurn(source, job),
      newest: () => store.backups.newest(),
      mend: (file) => store.mend(file),
    })
    words.push(...faults.map(({ message }) => message))
    return null
  }
  // What is read first mends what it meets; the rest is found by the look at every file.
  const readsFirst = !looks && random.oneIn(2)
  if (readsFirst) await withStore(read)
  await withStore(look)
  // What belongs to a source that had to be mended first is seen at the next look.
  await withStore(look)
  const contents = await withStore(read)
  return { contents, told: words.length + bugs.length > 0, words, bugs }
}

/** What is neither as it was acknowledged last nor as it was at some time since the last backup but one. */
function lostForLong(found: Contents, contents: Contents, lately: readonly Contents[]): string[] {
  const known = (key: string, value: string | undefined) =>
    contents.get(key) === value || lately.some((state) => state.get(key) === value)
  const keys = new Set([...found.keys(), ...contents.keys()])
  return [...keys].filter((key) => !known(key, found.get(key)))
}

/** Of a thousand files that are hurt alone, at most one may be told of and not restored. */
async function runAll(order: Order): Promise<Outcome> {
  const { runs, failures, figures } = await makeRuns(order, (seed) => runOne(seed, order.note))
  const lost = figures['one hurt, told of and not restored'] ?? 0
  if (lost <= Math.max(1, (figures['one hurt'] ?? 0) / 1000)) return { runs, failures, figures }
  const what = `${lost} of ${figures['one hurt']} files that were hurt alone were not restored`
  return { runs, failures: [...failures, { seed: order.seed, what }], figures }
}

const US = { module: 'tests/torture/damage.ts', name: 'damage' }

export const damage: Part = {
  id: 'R5',
  name: 'damaged files',
  promise:
    'whatever happens to a file at rest, no change of the person’s words goes unnoticed; one that is hurt is restored as it was acknowledged last, and of two at most what came after the last backup but one is lost',
  counts: { short: 250, long: 20_000 },
  run: runAll,
  canaries: [
    plantedCanary({ name: 'checksums are not looked at', count: 500 }, US, {
      file: 'electron/store/document-codec.ts',
      find: 'if (checksum(head, body) !== head.sha256) return',
      replacement: 'if (false) return',
    }),
  ],
}
