import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { Failure } from '../../../shared/contract/failure'
import { Notebook } from '../../../shared/model/notebook'
import { DiskError } from '../disk-failure'
import { encodeDocument } from '../document-codec'
import { isTemporary, writeNew } from '../durable-file'
import { moveDurably, StandingMove, syncFolder } from '../durable-folder'
import { type FileSystem, orAbsent } from '../file-system'
import { FILES_AT_ONCE, inParallel } from '../in-parallel'
import { isOfVersion } from '../incoming'
import { acquireLock } from '../lock'
import type { StorePorts } from '../notebook-store'
import type { Places } from './backups'
import { type FileOfBackup, nameOfFile } from './read-backups'
import { documentIn, openBackup, type WhichBackup } from './restore'
import { whyRefused } from './why-refused'

/**
 * Make a notebook in `toFolder`, which must be empty if it is there, in the state of a backup; it appears when it is complete. It is another
 * notebook, with an id and a title of its own, unless it is to take the place of one that is lost (`instead`). Answers the paths
 * of what could not be brought back as the backup has it, which is nothing unless a part is enough (`partly`).
 */
export async function restoreCopy(
  fs: FileSystem,
  places: Places,
  which: WhichBackup,
  toFolder: string,
  { newId, now }: Pick<StorePorts, 'now' | 'newId'>,
  { instead = false, partly = false }: { readonly instead?: boolean; readonly partly?: boolean } = {},
): Promise<readonly string[]> {
  // A folder that is left of a lost notebook, if it is empty, is in nobody's way.
  const isThere = (await orAbsent(fs.stamp(toFolder))) !== null
  if (isThere && (await fs.readdir(toFolder).catch(() => [toFolder])).length > 0) throw taken(toFolder)
  const { manifest, files, read, hurt, gone } = await openBackup(fs, places, which, { partly })
  const title = `${manifest.notebook?.title ?? 'Notebook'} (as of ${manifest.made.slice(0, 10)})`
  await sweepHalfMade(fs, toFolder, now).catch(() => undefined)
  const made = join(dirname(toFolder), `.${basename(toFolder)}.${randomBytes(6).toString('hex')}.tmp`)

  const bytesOf = async (file: FileOfBackup): Promise<Uint8Array> => {
    const bytes = await read(file)
    if (isOfVersion(file.at)) return bytes
    const name = nameOfFile(file)
    const document = documentIn(file, bytes)
    const own = { id: newId('n'), title: title.slice(-500) }
    return encodeDocument({
      name,
      sequence: file.sequence ?? 1,
      document: name === 'notebook.json' && !instead ? { ...Notebook.parse(document), ...own } : document,
    }).bytes
  }
  try {
    await expectRoom(fs, dirname(toFolder), files)
    await fs.mkdir(made)
    const lock = await acquireLock(fs, made, { now })
    const wanted = files.filter(({ at }) => at !== 'health.json' && at !== ITSELF)
    const itself = files.filter(({ at }) => at === ITSELF)
    // Nobody sees any of it before the end, so that its folders need to last no sooner; some may be empty.
    const folders = new Set(['sources', 'briefs', 'trash', ...wanted.flatMap(({ at }) => foldersTo(at))])
    await inParallel([...folders], FILES_AT_ONCE, (folder) =>
      fs.mkdir(join(made, folder), { recursive: true }),
    )
    const write = async (file: FileOfBackup) => writeNew(fs, join(made, file.at), await bytesOf(file))
    await inParallel(wanted, FILES_AT_ONCE, write)
    // What makes a folder a notebook comes last: where half of one cannot be removed, nobody takes it for a whole one.
    await inParallel(itself, FILES_AT_ONCE, write)
    await inParallel([...folders, ''], FILES_AT_ONCE, (folder) => syncFolder(fs, join(made, folder)))
    await lock.release()
    if (isThere) await moveAway(fs, toFolder, `${made}.empty.tmp`)
    await moveDurably(fs, made, toFolder)
    return gone.shelves.size === 0 ? hurt : [...hurt, 'other sources, whose list is not whole']
  } catch (error) {
    if (error instanceof StandingMove) throw error
    const isGone = await removed(fs, made)
    throw notCopied(error, toFolder, isGone ? null : made)
  }
}

function taken(toFolder: string): Failure {
  return new Failure('conflict', `There is something in ${toFolder} already; choose another name.`)
}

/** Take away a folder that was empty, and nothing that came into it since. */
async function moveAway(fs: FileSystem, folder: string, away: string): Promise<void> {
  await fs.rename(folder, away)
  if ((await fs.readdir(away)).length === 0) return fs.removeFolder(away)
  await fs.rename(away, folder)
  throw taken(folder)
}

/** The document that says which notebook it is. */
const ITSELF = 'notebook.json'

/** Nothing is begun for which there is too little room. */
async function expectRoom(fs: FileSystem, folder: string, files: readonly FileOfBackup[]): Promise<void> {
  const { free } = await fs.space(folder).catch(() => ({ free: Number.POSITIVE_INFINITY }))
  const needed = files.reduce((sum, { bytes }) => sum + bytes, 0)
  if (needed >= free) throw new DiskError('ENOSPC', `${needed} bytes are needed, ${free} are free`)
}

/** Remove a copy that was not finished. False when some of it is left; then that is no notebook at least. */
async function removed(fs: FileSystem, made: string): Promise<boolean> {
  await orAbsent(fs.unlink(join(made, ITSELF))).catch(() => undefined)
  return fs.removeFolder(made).then(
    () => true,
    () => false,
  )
}

/** What a failed file operation means for whoever wanted a copy; an error that no disk gave is returned as it is. */
function notCopied(error: unknown, toFolder: string, left: string | null): unknown {
  const refusal = whyRefused(error)
  if (refusal === null) return error
  const { reason, why, advice } = refusal
  const half = left === null ? '' : ` A part of it that could not be removed lies in ${left}; delete that.`
  const message = `Nothing was brought back into ${toFolder} because ${why}; ${advice}, or choose a folder on another disk, and try again. The backup is unharmed.${half}`
  return new Failure(reason, message, { cause: error })
}

/** The folders in which a file lies, by paths from the notebook. */
function foldersTo(path: string): string[] {
  const outer = dirname(path)
  return outer === '.' ? [] : [...foldersTo(outer), outer]
}

/** Remove what a process left that died while it made this copy. Whoever is still at it holds its lock. */
async function sweepHalfMade(fs: FileSystem, toFolder: string, now: () => string): Promise<void> {
  const beside = dirname(toFolder)
  for (const name of await fs.readdir(beside)) {
    if (!isTemporary(name) || !name.startsWith(`.${basename(toFolder)}.`)) continue
    const half = join(beside, name)
    await acquireLock(fs, half, { now }).then(
      () => fs.removeFolder(half),
      () => undefined,
    )
  }
}
