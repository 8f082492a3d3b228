import { basename, dirname, join, sep } from 'node:path'
import { z } from 'zod'
import { Failure } from '../../shared/contract/failure'
import { dropCatalogue } from './catalogue-file'
import { ChangedOutside } from './changed-outside'
import { DiskError, notSaved } from './disk-failure'
import { encodeDocument } from './document-codec'
import { isTemporary, previousOf, type Staged, writeDurably } from './durable-file'
import { renamePatiently, syncFolder } from './durable-folder'
import { errorCode, type FileSystem, orAbsent, readWithStamp } from './file-system'
import { FILES_AT_ONCE, inParallel } from './in-parallel'
import { isOfVersion } from './incoming'
import { readState } from './read-state'

/** The new state of a document, on the disk beside its file. `settle` tells whoever holds it that it is in place. */
export type StagedChange = Staged & {
  readonly settle: () => void
  /** To be called before it is certain that it is put in place; throws when others changed the file meanwhile. */
  readonly lastLook?: () => Promise<unknown>
  /** To be called when it is certain: keeps what others put there meanwhile. */
  readonly makeRoom?: () => Promise<unknown>
}

/** Names the files that are to be renamed. It is there while a change of several documents is being finished. */
export const RECORD = 'redo.json'

/** A file of the notebook by its path from there, and nothing outside of it. In the trash its name holds a time. */
const Inside = z.string().regex(/^([a-z0-9-][A-Za-z0-9.-]*\/)*[a-z0-9-][A-Za-z0-9.-]*\.[a-z0-9]{1,10}$/)

/** The folder of a source: in its place, where it was assembled, or in the trash. Or a brief, in its place or in the trash. */
const Movable = z.union([
  z
    .string()
    .regex(/^(sources\/(\.incoming-[0-9a-f]{16}|s-[0-9a-z]{16})|trash\/s-[0-9a-z]{16}(\.[0-9TZ.-]+)?)$/),
  z.string().regex(/^(briefs|trash)\/b-[0-9a-z]{16}(\.[0-9TZ.-]+)?\.json(\.previous)?$/),
])
const Temporary = z.string().refine((name) => isTemporary(basename(name)))
const Redo = z.strictObject({
  renames: z.array(
    z
      .strictObject({ from: Temporary, to: Inside })
      .refine(({ from, to }) => posixFolder(from) === posixFolder(to), 'a file is renamed within its folder'),
  ),
  moves: z.array(z.strictObject({ from: Movable, to: Movable })).default([]),
})

/** The folder of a source or a brief that goes to the trash, out of it, or to its place: both paths from the notebook. */
export type FolderMove = { readonly from: string; readonly to: string }

/** Whether a file can be part of a change of several, by its path from the notebook. */
export function isInside(path: string): boolean {
  return Inside.safeParse(path).success
}

/**
 * The change is certain to be made, but the disk failed before it was: opening the notebook again finishes it. Or the disk
 * failed so that nobody can tell whether it is certain: opening the notebook again settles that.
 */
export class UnfinishedChange extends Failure {}

/**
 * Change several documents, all or none: their new states are laid beside their files and a record of the renames is
 * written, all of it synced; then the files are renamed, and after them folders of sources moved. Until the record is
 * there, a failure leaves all as it was. From then on the change is made, if need be by `finishChange`. Answers how many
 * documents changed.
 */
export async function changeTogether(
  fs: FileSystem,
  notebook: string,
  stage: readonly (() => Promise<StagedChange | null>)[],
  moves: readonly FolderMove[] = [],
): Promise<number> {
  const staged: StagedChange[] = []
  const outside: ChangedOutside[] = []
  let noting = false
  // Of very many files at once, asking for the relative path of each would take long.
  const outer = join(notebook, sep).length
  const pathOf = (path: string) => path.slice(outer).replaceAll(sep, '/')
  try {
    // Where others changed several of the documents, ours of each of them is kept.
    const unlessOutside = (error: unknown): null => {
      if (!(error instanceof ChangedOutside)) throw error
      outside.push(error)
      return null
    }
    await allOf(stage, async (one) => {
      const change = await one().catch(unlessOutside)
      if (change !== null) staged.push(change)
    })
    if (outside.length > 0) throw asOne(outside)
    if (staged.length + moves.length === 0) return 0
    await syncFoldersOf(fs, staged)
    await allOf(staged, async ({ lastLook }) => void (await lastLook?.().catch(unlessOutside)))
    if (outside.length > 0) throw asOne(outside)
    await expectMovable(fs, notebook, moves)
    const renames = staged.map(({ temporary, path }) => ({ from: pathOf(temporary), to: pathOf(path) }))
    const { bytes } = encodeDocument({ name: RECORD, sequence: 1, document: { renames, moves } })
    // Before it is put in place there is none.
    const lastLook = async () => (noting = true)
    await writeDurably(fs, join(notebook, RECORD), bytes, { keepPrevious: false, lastLook })
  } catch (error) {
    // Of a record that may still be there, also after a power cut, every rename has to be possible.
    if (noting)
      await dropRecord(fs, notebook).catch(() => {
        throw uncertain(error, notebook)
      })
    await allOf(staged, ({ temporary }) => fs.unlink(temporary)).catch(ignore)
    throw notSaved(error, notebook)
  }
  try {
    await allOf(staged, async ({ temporary, path, makeRoom }) => {
      await makeRoom?.()
      await renamePatiently(fs, temporary, path)
    })
    await syncFoldersOf(fs, staged)
    await makeMoves(fs, notebook, moves)
  } catch (error) {
    throw unfinished(error, notebook)
  }
  for (const { settle } of staged) settle()
  // A record whose files are all in place means nothing any more.
  await dropRecord(fs, notebook).catch(ignore)
  return staged.length
}

/** The refusal of a change because others changed these documents. */
function asOne(outside: readonly ChangedOutside[]): ChangedOutside {
  const messages = outside.map(({ message }) => message).join(' ')
  return new ChangedOutside(outside.length === 1 ? messages : `Nothing of the change was made. ${messages}`)
}

/** What becomes of what was met while a change was finished. */
export type Finishing = {
  /** Puts a record away of which nobody can tell any more how the change was to go on, for the reason that it is given. */
  readonly spoilt: (why: string) => Promise<void>
  /** Keeps the file that another program put in the place of a document before its new state was. */
  readonly keepTheirs: (file: string) => Promise<void>
}

/**
 * Finish what a process that died had begun, if there is anything. To be called with the lock of the notebook. A record is
 * whole on the disk before anything is renamed, so one that is not was hurt afterwards.
 */
export async function finishChange(
  fs: FileSystem,
  notebook: string,
  { spoilt, keepTheirs }: Finishing,
): Promise<void> {
  const record = await readRecord(fs, notebook)
  if (record === null) return
  if (record.status === 'damaged') return spoilt(record.why)
  const { renames, moves } = record
  try {
    const left: { temporary: string; path: string; to: string }[] = []
    for (const { from, to } of renames) {
      const staged = { temporary: join(notebook, from), path: join(notebook, to), to }
      if ((await orAbsent(fs.stamp(staged.temporary))) !== null) left.push(staged)
    }
    for (const { temporary, path, to } of left) {
      // What was to be replaced became the last generation when its new state was laid beside it. A version has none: what
      // lay there was listed by nobody, and must never be taken for it.
      if (!isOfVersion(path) && !(await isLastGeneration(fs, path))) await keepTheirs(to)
      await renamePatiently(fs, temporary, path)
    }
    const there = renames.map(({ to }) => ({ path: join(notebook, to) }))
    await syncFoldersOf(fs, there)
    const ahead: FolderMove[] = []
    for (const move of moves)
      if ((await orAbsent(fs.stamp(join(notebook, move.from)))) !== null) ahead.push(move)
    await makeMoves(fs, notebook, ahead)
    // Whoever could not finish the change may have written down the summaries of before.
    await dropCatalogue(fs, notebook)
    await dropRecord(fs, notebook)
  } catch (error) {
    throw notSaved(error, join(notebook, RECORD))
  }
}

/** True where there is no file that is not kept as the last generation. */
async function isLastGeneration(fs: FileSystem, path: string): Promise<boolean> {
  const file = await readWithStamp(fs, path)
  if (file === null) return true
  const generation = await readWithStamp(fs, previousOf(path))
  return generation !== null && Buffer.compare(file.bytes, generation.bytes) === 0
}

type ReadRecord =
  | ({ readonly status: 'whole' } & z.infer<typeof Redo>)
  | { readonly status: 'damaged'; readonly why: string }

/** True while a change of several documents is noted down and not all of it is made. */
export async function isChangePending(fs: FileSystem, notebook: string): Promise<boolean> {
  const record = await readRecord(fs, notebook)
  if (record === null) return false
  if (record.status === 'damaged') return true
  for (const { from } of [...record.renames, ...record.moves])
    if ((await orAbsent(fs.stamp(join(notebook, from)))) !== null) return true
  return false
}

async function readRecord(fs: FileSystem, notebook: string): Promise<ReadRecord | null> {
  const found = await readState({ fs, folder: notebook }, { name: RECORD, schema: Redo })
  if (found === null || found.status === 'damaged') return found
  if (found.status === 'newer') throw found.failure
  // A field that we do not know would be something that we do not do.
  const redo = Redo.safeParse(found.document)
  return redo.success
    ? { status: 'whole', ...redo.data }
    : { status: 'damaged', why: 'it asks for something unknown' }
}

async function dropRecord(fs: FileSystem, notebook: string): Promise<void> {
  await orAbsent(fs.unlink(join(notebook, RECORD)))
  await syncFolder(fs, notebook)
}

function unfinished(error: unknown, notebook: string): UnfinishedChange {
  const message = `The change is noted down, but the disk that holds ${notebook} reported an error (${codeOf(error)}) before it was finished; close the notebook and open it again, and it will be finished. Nothing else is saved until then.`
  return new UnfinishedChange('disk-error', message, { cause: error })
}

function uncertain(error: unknown, notebook: string): UnfinishedChange {
  const message = `The change was not made, but the disk that holds ${notebook} reported an error (${codeOf(error)}) in such a way that it may still be; close the notebook and open it again, and it is there as a whole or not at all. Nothing else is saved until then.`
  return new UnfinishedChange('disk-error', message, { cause: error })
}

/** What the system called the error, also of one that was put in words already. */
function codeOf(error: unknown): string {
  return errorCode(error) ?? (error instanceof Error ? errorCode(error.cause) : null) ?? 'unknown'
}

/** Before a move is noted down, its place is free, and what was just assembled lasts where it lies. */
async function expectMovable(fs: FileSystem, notebook: string, moves: readonly FolderMove[]): Promise<void> {
  for (const { to } of moves)
    if ((await orAbsent(fs.stamp(join(notebook, to)))) !== null)
      throw new DiskError('EEXIST', `${to} is there already`)
  await syncFoldersOf(
    fs,
    moves.map(({ from }) => ({ path: join(notebook, from) })),
  )
}

/** One after another, and each lasts before the next: what was moved is not there to be moved again. */
async function makeMoves(fs: FileSystem, notebook: string, moves: readonly FolderMove[]): Promise<void> {
  for (const { from, to } of moves) {
    await renamePatiently(fs, join(notebook, from), join(notebook, to))
    await syncFolder(fs, join(notebook, dirname(to)))
    await syncFolder(fs, join(notebook, dirname(from)))
  }
}

async function syncFoldersOf(fs: FileSystem, files: readonly { readonly path: string }[]): Promise<void> {
  const folders = new Set(files.map(({ path }) => dirname(path)))
  // A folder that somebody removed has nothing to keep.
  await allOf([...folders], (folder) => orAbsent(syncFolder(fs, folder)))
}

/** Runs `job` for every item, and fails only when none is running any more; after a failure no other one is begun. */
async function allOf<Item>(items: readonly Item[], job: (item: Item) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = []
  await inParallel(items, FILES_AT_ONCE, async (item) => {
    if (failures.length > 0) return
    await job(item).catch((error: unknown) => failures.push(error))
  })
  if (failures.length > 0) throw failures[0]
}

function posixFolder(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1)
}

/** For cleaning up: the first failure is the one to tell. */
function ignore(): void {}
