import { checkNotebook } from '../../electron/store/check-notebook'
import type { NotebookStore } from '../../electron/store/notebook-store'
import { openNotebook } from '../../electron/store/open-notebook'
import { Failure } from '../../shared/contract/failure'
import { holdsWords, inside, type Kind, OLDER, wound, woundLetter } from './injuries'
import { lastMade } from './last-made'
import { type Image, MemoryDisk } from './memory-disk'
import { asSaid, type Contents, compare, contentsOf, NotWhole } from './model'
import { inFull, makeRuns, type Order, type Outcome, type Part, type Run } from './part'
import { plantedCanaries } from './planted'
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

/** True for a version, or the file of one, that an undone change left behind: no source lists it, so nobody misses it. */
function isListed(path: string, contents: Contents): boolean {
  const [, source, number] = /\/(s-[0-9a-z]{16})[^/]*\/v([0-9]+)\.[a-z]+$/.exec(path) ?? []
  return source === undefined || contents.has(`version ${source} ${number}`)
}

type Asked = { readonly note: Order['note']; readonly onlyLetters: boolean }

async function runOne(seed: number, { note, onlyLetters }: Asked): Promise<Run> {
  const { image, files, contents, lately } = await sceneOf(Math.floor(seed / RUNS_OF_ONE))
  const random = new Random(seed)
  const disk = new MemoryDisk(image)
  const two = !onlyLetters && random.oneIn(4)
  const wounds = onlyLetters ? woundLetter(disk, files, random) : wound(disk, files, random, two)
  const words = wounds.map(({ path, how }) => `${inside(path)}: ${how}`).join(', and ')
  const found = await openHurt(
    disk,
    random,
    wounds.some(({ kind }) => kind === OLDER),
  )
  const broken = [...found.bugs]

  const isOlder = wounds.some(({ path, kind }) => kind === OLDER && holdsWords(path))
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
  const [first] = wounds
  const counted = first !== undefined && !two && expected ? outcomeOfOne(first.kind, restored) : {}
  return {
    broken: broken.map((fault) => `${words}: ${fault}`),
    figures: {
      ...counted,
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

/** For each kind of damage to one file that holds words: how often it was met and how often all was as acknowledged again. */
function outcomeOfOne(kind: Kind, restored: boolean): Record<string, number> {
  return { [`${kind}: words hurt`]: 1, [`${kind}: restored`]: Number(restored) }
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
  const { note } = order
  const { runs, failures, figures } = await makeRuns(order, (seed) =>
    runOne(seed, { note, onlyLetters: false }),
  )
  const lost = figures['one hurt, told of and not restored'] ?? 0
  if (lost <= Math.max(1, (figures['one hurt'] ?? 0) / 1000)) return { runs, failures, figures }
  const what = `${lost} of ${figures['one hurt']} files that were hurt alone were not restored`
  return { runs, failures: [...failures, { seed: order.seed, what }], figures }
}

export const letters = (order: Order): Promise<Outcome> =>
  makeRuns(order, (seed) => runOne(seed, { note: order.note, onlyLetters: true }))

const MODULE = 'tests/torture/damage.ts'

export const damage: Part = {
  id: 'R5',
  name: 'damaged files',
  promise:
    'whatever happens to a file at rest, no change of the person’s words goes unnoticed; one that is hurt is restored as it was acknowledged last, and of two at most what came after the last backup but one is lost',
  counts: { short: 250, long: 20_000 },
  made: [MODULE],
  run: runAll,
  canaries: plantedCanaries(MODULE, [
    {
      name: 'checksums are not looked at',
      runs: 'letters',
      count: 60,
      plant: {
        file: 'electron/store/document-codec.ts',
        find: 'if (checksum(head, body) !== head.sha256) return',
        replacement: 'if (false) return',
      },
    },
  ]),
}
