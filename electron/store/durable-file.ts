import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '../../shared/contract/failure'
import { notSaved } from './disk-failure'
import { errorCode, type FileStamp, type FileSystem, orAbsent, readWithStamp } from './file-system'

/** Where the last good generation of a document lies. */
export function previousOf(path: string): string {
  return `${path}.previous`
}

/** True for the name of a temporary file: what a process that was killed in mid-save leaves behind. */
export function isTemporary(name: string): boolean {
  return name.startsWith('.') && /^\..+\.[0-9a-f]{12}\.tmp$/.test(name)
}

/**
 * Replace the file at `path` by `bytes` so that they survive a power cut once this resolves; the old file stays
 * beside it as the last good generation, unless `keepPrevious` is false. Throws a Failure when that was not possible: the old file is then as it was.
 */
export async function writeDurably(
  fs: FileSystem,
  path: string,
  bytes: Uint8Array,
  { keepPrevious }: { keepPrevious: boolean } = { keepPrevious: true },
): Promise<FileStamp> {
  const temporary = temporaryName(path)
  // Until the end the old file is needed in any case: should the last step fail, it has to show again.
  const old = keepPrevious ? previousOf(path) : temporaryName(path)
  try {
    const stamp = await writeNew(fs, temporary, bytes)
    const kept = await keepGeneration(fs, path, old)
    await renamePatiently(fs, temporary, path)
    await syncFolder(fs, dirname(path)).catch(async (error: unknown) => {
      // The new file shows but may not last, so it must not be taken for saved.
      await (kept ? fs.rename(old, path) : fs.unlink(path)).catch(ignore)
      throw error
    })
    if (kept && !keepPrevious) await fs.unlink(old).catch(ignore)
    return stamp
  } catch (error) {
    await fs.unlink(temporary).catch(ignore)
    if (!keepPrevious) await fs.unlink(old).catch(ignore)
    throw notSaved(error, path)
  }
}

/** As `writeDurably`, for a file that never changes: it refuses to replace one that is there. */
export async function writeImmutably(fs: FileSystem, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = temporaryName(path)
  try {
    await writeNew(fs, temporary, bytes)
    await takeName(fs, temporary, path)
    await syncFolder(fs, dirname(path)).catch(async (error: unknown) => {
      await fs.unlink(path).catch(ignore)
      throw error
    })
  } catch (error) {
    throw notSaved(error, path)
  } finally {
    await fs.unlink(temporary).catch(ignore)
  }
}

/**
 * Write a file that does not exist yet and fsync it. Its name lasts only once the folder is synced too. When that
 * fails nothing is left of it: after a failed fsync no one knows what the file holds, so it is never tried again.
 */
export async function writeNew(fs: FileSystem, path: string, bytes: Uint8Array): Promise<FileStamp> {
  const file = await fs.open(path, 'new')
  try {
    // A full disk may take only a part of the bytes and call that a success.
    for (let written = 0; written < bytes.length; ) {
      const count = await file.write(bytes, written, bytes.length - written)
      if (count <= 0) throw new DiskError('EIO', `no byte of ${path} was written`)
      written += count
    }
    const stamp = await file.stamp()
    if (stamp.size !== BigInt(bytes.length)) throw new DiskError('EIO', `${path} has the wrong size`)
    await file.sync()
    await file.close()
    return stamp
  } catch (error) {
    // Closing twice is harmless: the second time is refused.
    await file.close().catch(ignore)
    await fs.unlink(path).catch(ignore)
    throw error
  }
}

/** Make the names in a folder last. Where the system cannot do that (Windows, some network disks) it is no error. */
export async function syncFolder(fs: FileSystem, folder: string): Promise<void> {
  if (fs.platform === 'win32') return
  const handle = await fs.open(folder, 'read')
  try {
    await handle.sync()
  } catch (error) {
    if (!cannotSyncFolders.has(errorCode(error) ?? '')) throw error
  } finally {
    await handle.close()
  }
}
const cannotSyncFolders = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])

/** Move a file or folder to a name that is free, and make that last; when it fails all is as before. */
export async function moveDurably(fs: FileSystem, from: string, to: string): Promise<void> {
  try {
    if ((await orAbsent(fs.stamp(to))) !== null) throw new DiskError('EEXIST', `${to} is there already`)
    await renamePatiently(fs, from, to)
    try {
      await syncFolder(fs, dirname(to))
      await syncFolder(fs, dirname(from))
    } catch (error) {
      await fs.rename(to, from).catch(ignore)
      throw error
    }
  } catch (error) {
    throw notSaved(error, to)
  }
}

/** Make a folder that may be there already, and make its name last. */
export async function makeFolder(fs: FileSystem, folder: string): Promise<void> {
  try {
    await fs.mkdir(folder)
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return
    throw notSaved(error, folder)
  }
  try {
    await syncFolder(fs, dirname(folder))
  } catch (error) {
    throw notSaved(error, folder)
  }
}

/** Keep the file at `path` under a second name. False when there is no file yet. */
async function keepGeneration(fs: FileSystem, path: string, old: string): Promise<boolean> {
  await orAbsent(fs.unlink(old))
  try {
    await fs.link(path, old)
    return true
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT') return false
    if (!cannotLink.has(code ?? '')) throw error
  }
  return copyDurably(fs, path, old)
}
// What file systems without hard links, such as FAT, answer: EPERM on Linux, EISDIR on Windows.
const cannotLink = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EISDIR'])

async function copyDurably(fs: FileSystem, path: string, copy: string): Promise<boolean> {
  const file = await readWithStamp(fs, path)
  if (file === null) return false
  const temporary = temporaryName(copy)
  try {
    await writeNew(fs, temporary, file.bytes)
    await renamePatiently(fs, temporary, copy)
    return true
  } catch (error) {
    await fs.unlink(temporary).catch(ignore)
    throw error
  }
}

/** Give a finished file its name, unless the name is taken. */
async function takeName(fs: FileSystem, temporary: string, path: string): Promise<void> {
  try {
    await fs.link(temporary, path)
    return
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EEXIST') throw alreadyThere(path)
    if (!cannotLink.has(code ?? '')) throw error
  }
  if ((await orAbsent(fs.stamp(path))) !== null) throw alreadyThere(path)
  await renamePatiently(fs, temporary, path)
}

function alreadyThere(path: string): Failure {
  const message = `${path} is there already and is never replaced, so nothing was saved; another program may have put it there. Close the notebook and open it again.`
  return new Failure('changed-outside', message)
}

/** On Windows a virus scanner or an indexer may hold a file for a moment; elsewhere a refusal is final. */
async function renamePatiently(fs: FileSystem, from: string, to: string): Promise<void> {
  for (let waited = 0, wait = 10; ; waited += wait, wait = Math.min(wait * 2, 1000)) {
    try {
      await fs.rename(from, to)
      return
    } catch (error) {
      const passing = fs.platform === 'win32' && heldForAMoment.has(errorCode(error) ?? '')
      if (!passing || waited >= LONGEST_WAIT) throw error
    }
    await pause(wait)
  }
}
const heldForAMoment = new Set(['EPERM', 'EBUSY', 'EACCES'])
const LONGEST_WAIT = 10_000

function temporaryName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
}

/** What the disk did without saying so, told in the way in which it tells the rest. */
class DiskError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** For cleaning up after a failure: the first failure is the one to tell. */
function ignore(): void {}
