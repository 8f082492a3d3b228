import { basename, dirname, join, relative, sep } from 'node:path'
import { z } from 'zod'
import { Failure } from '../../shared/contract/failure'
import { dropCatalogue } from './catalogue-file'
import { DiskError, notRead, notSaved } from './disk-failure'
import { decodeDocument, encodeDocument } from './document-codec'
import { isTemporary, keepGeneration, previousOf, type Staged, writeDurably } from './durable-file'
import { renamePatiently, syncFolder } from './durable-folder'
import { errorCode, type FileSystem, orAbsent, readWithStamp } from './file-system'
import { FILES_AT_ONCE, inParallel } from './in-parallel'

/** The new state of a document, on the disk beside its file. `settle` tells whoever holds it that it is in place. */
export type StagedChange = Staged & { readonly settle: () => void }

/** Names the files that are to be renamed. It is there while a change of several documents is being finished. */
const RECORD = 'redo.json'

/** A file of the notebook by its path from there, and nothing outside of it. In the trash its name holds a time. */
const Inside = z.string().regex(/^([a-z0-9-][A-Za-z0-9.-]*\/)*[a-z0-9-][A-Za-z0-9.-]*\.[a-z0-9]{1,10}$/)
/** The folder of a source: in its place, where it was assembled, or in the trash. */
const Folder = z
  .string()
  .regex(/^(sources\/(\.incoming-[0-9a-f]{16}|s-[0-9a-z]{16})|trash\/s-[0-9a-z]{16}(\.[0-9TZ.-]+)?)$/)
const Temporary = z.string().refine((name) => isTemporary(basename(name)))
const Redo = z.strictObject({
  renames: z.array(
    z
      .strictObject({ from: Temporary, to: Inside })
      .refine(({ from, to }) => posixFolder(from) === posixFolder(to), 'a file is renamed within its folder'),
  ),
  moves: z.array(z.strictObject({ from: Folder, to: Folder })).default([]),
})

/** A folder of a source that goes to the trash, out of it, or to its place: both paths from the notebook. */
export type FolderMove = { readonly from: string; readonly to: string }

/** Whether a file can be part of a change of several, by its path from the notebook. */
export function isInside(path: string): boolean {
  return Inside.safeParse(path).success
}

/** The change is certain to be made, but the disk failed before it was: opening the notebook again finishes it. */
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
  let noting = false
  const pathOf = (path: string) => relative(notebook, path).split(sep).join('/')
  try {
    await allOf(stage, async (one) => {
      const change = await one()
      if (change !== null) staged.push(change)
    })
    if (staged.length + moves.length === 0) return 0
    await syncFoldersOf(fs, staged)
    await expectMovable(fs, notebook, moves)
    const renames = staged.map(({ temporary, path }) => ({ from: pathOf(temporary), to: pathOf(path) }))
    const { bytes } = encodeDocument({ name: RECORD, sequence: 1, document: { renames, moves } })
    noting = true
    await writeDurably(fs, join(notebook, RECORD), bytes, { keepPrevious: false })
  } catch (error) {
    // Of a record that may still be there, every rename has to be possible.
    if (noting)
      await dropRecord(fs, notebook).catch(() => {
        throw unfinished(error, notebook)
      })
    await allOf(staged, ({ temporary }) => fs.unlink(temporary)).catch(ignore)
    throw notSaved(error, notebook)
  }
  try {
    await allOf(staged, ({ temporary, path }) => renamePatiently(fs, temporary, path))
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

/** Finish what a process that died had begun, if there is anything. To be called with the lock of the notebook. */
export async function finishChange(fs: FileSystem, notebook: string): Promise<void> {
  const record = await readRecord(fs, notebook)
  if (record === null) return
  const { renames, moves } = record
  try {
    const left: { temporary: string; path: string }[] = []
    for (const { from, to } of renames) {
      const staged = { temporary: join(notebook, from), path: join(notebook, to) }
      if ((await orAbsent(fs.stamp(staged.temporary))) !== null) left.push(staged)
    }
    for (const { temporary, path } of left) {
      // Should another program have changed the file since, what it wrote stays beside the new state. A version has no
      // generations: what lay there was listed by nobody, and must never be taken for it.
      if (!isOfVersion(path)) await keepGeneration(fs, path, previousOf(path))
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

async function readRecord(fs: FileSystem, notebook: string): Promise<z.infer<typeof Redo> | null> {
  const path = join(notebook, RECORD)
  const found = await readWithStamp(fs, path).catch((error: unknown) => {
    throw notRead(error, path)
  })
  if (found === null) return null
  const decoded = decodeDocument(found.bytes, RECORD)
  const redo = Redo.safeParse(decoded.status === 'ok' ? decoded.document : null)
  if (redo.success) return redo.data
  throw new Failure(
    'damaged',
    `${RECORD} is damaged, so a change of several documents that was cut short cannot be finished; restore the notebook from a copy, or remove that file to go on without the rest of the change.`,
  )
}

async function dropRecord(fs: FileSystem, notebook: string): Promise<void> {
  await orAbsent(fs.unlink(join(notebook, RECORD)))
  await syncFolder(fs, notebook)
}

function unfinished(error: unknown, notebook: string): UnfinishedChange {
  const message = `The change is noted down, but the disk that holds ${notebook} reported an error (${codeOf(error)}) before it was finished; close the notebook and open it again, and it will be finished. Nothing else is saved until then.`
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

/** True for the blocks and for the original of a version. */
function isOfVersion(path: string): boolean {
  return /^v[1-9][0-9]*\./.test(basename(path))
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
