import { dirname, join, sep } from 'node:path'
import { Failure } from '../../../shared/contract/failure'
import { makeFolder } from '../durable-folder'
import { type FileSystem, orAbsent, sameStamp } from '../file-system'
import { acquireLock, type Lock } from '../lock'
import type { Place } from './place'

/** On a disk with less room than this, what is left is for the notebook itself. */
const ROOM = 16 * 2 ** 20
/** Nobody who is still at it holds a place outside for so long. */
const LONGEST_LOCK_MS = 3_600_000

/** Make the folder of a place for a backup of `notebook`. Throws a Failure where none is to be made there. */
export async function makePlace(fs: FileSystem, place: Place, notebook: string): Promise<void> {
  if (place.isComplete) await expectElsewhere(fs, place.folder, notebook)
  await makeFolders(fs, place.folder)
  const { free } = await fs.space(place.folder).catch(() => ({ free: ROOM }))
  if (free >= ROOM) return
  throw new Failure(
    'disk-full',
    `No backup was made in ${place.folder} because its disk is almost full; free some space. What was saved in the notebook is unharmed.`,
  )
}

/** Backups outside are worth nothing where they go with the notebook, or lie among those inside. */
async function expectElsewhere(fs: FileSystem, outside: string, notebook: string): Promise<void> {
  const folders = [notebook, join(notebook, 'backups')]
  const [its, ...theirs] = await Promise.all(
    [outside, ...folders].map((folder) => orAbsent(fs.stamp(folder))),
  )
  // One may be a link to the other.
  const isSame = theirs.some((stamp) => stamp !== null && its && sameStamp(stamp, its))
  if (!isSame && !`${outside}${sep}`.startsWith(`${notebook}${sep}`)) return
  throw new Failure(
    'conflict',
    `No backup was made in ${outside} because that folder lies in the notebook itself; move the folder of the settings elsewhere. Those in the notebook are made.`,
  )
}

/** Make a folder with those around it, and make them last. */
async function makeFolders(fs: FileSystem, folder: string): Promise<void> {
  const outer = dirname(folder)
  if (outer !== folder && (await orAbsent(fs.stamp(outer))) === null) await makeFolders(fs, outer)
  await makeFolder(fs, folder)
}

/** Keep others out of a place that copies of one notebook share. Throws the Failure `held` while another program is in it. */
export async function lockPlace(fs: FileSystem, place: Place, now: () => string): Promise<Lock> {
  const left = await fs.stamp(join(place.folder, 'lock')).catch(() => null)
  const age = left === null ? 0 : Math.abs(Date.parse(now()) - Number(left.modified / 1_000_000n))
  try {
    // A computer that was given another name since takes its own lock for that of another one.
    return await acquireLock(fs, place.folder, { now, takeOver: age > LONGEST_LOCK_MS })
  } catch (error) {
    if (!(error instanceof Failure) || error.reason !== 'held') throw error
    const message = `No backup was made in ${place.folder} because another program makes one there at this moment; the next one is made by itself.`
    throw new Failure('held', message, { cause: error })
  }
}
