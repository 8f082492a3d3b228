import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Failure } from '../../shared/contract/failure'
import { DiskError, notSaved } from './disk-failure'
import { errorCode, type FileSystem, orAbsent } from './file-system'

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

/** Move a file or folder to a name that is free, and make that last; when it fails all is as before, unless it is a `StandingMove`. */
export async function moveDurably(fs: FileSystem, from: string, to: string): Promise<void> {
  try {
    if ((await orAbsent(fs.stamp(to))) !== null) throw new DiskError('EEXIST', `${to} is there already`)
    await renamePatiently(fs, from, to)
    try {
      await syncFolder(fs, dirname(to))
      await syncFolder(fs, dirname(from))
    } catch (error) {
      await fs.rename(to, from).catch(() => {
        throw standing(error, to)
      })
      throw error
    }
  } catch (error) {
    throw notSaved(error, to)
  }
}

/** A move that may not last, and that the disk did not let us take back: what was moved lies in its new place. */
export class StandingMove extends Failure {}

function standing(error: unknown, to: string): StandingMove {
  const message = `${to} is where it was moved to, but the disk reported an error (${errorCode(error) ?? 'unknown'}) before that was certain, and did not let it be moved back; after a power cut it may lie in its old place. Look whether the disk is well.`
  return new StandingMove('disk-error', message, { cause: error })
}

/** Make a folder that may be there already, and make its name last. False when it was there. */
export async function makeFolder(fs: FileSystem, folder: string): Promise<boolean> {
  try {
    await fs.mkdir(folder)
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw notSaved(error, folder)
  }
  try {
    await syncFolder(fs, dirname(folder))
    return true
  } catch (error) {
    throw notSaved(error, folder)
  }
}

/** Rename. On Windows a virus scanner or an indexer may hold a file for a moment; elsewhere a refusal is final. */
export async function renamePatiently(fs: FileSystem, from: string, to: string): Promise<void> {
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
