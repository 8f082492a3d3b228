import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Failure } from '../../shared/contract/failure'
import { startWords } from '../../shared/model/command-words'
import { notSaved } from './disk-failure'
import { writeNew } from './durable-file'
import { renamePatiently, syncFolder } from './durable-folder'
import {
  errorCode,
  type FileStamp,
  type FileSystem,
  isAbsent,
  orAbsent,
  readWithStamp,
  sameStamp,
} from './file-system'
import { isGone } from './is-gone'
import { identifyProcess, isOfAnotherMachine, ProcessIdentity, whereabouts } from './process-identity'

/** What the file `lock` says about the one writer of a notebook. */
const LockRecord = ProcessIdentity.extend({ owner: z.uuid(), since: z.string() })
type LockRecord = z.infer<typeof LockRecord>

/** A lock file as it was found. `name` stands for this very file: another lock has another name. */
type Found = {
  readonly name: string
  readonly record: LockRecord | null
  readonly age: number
  readonly stamp: FileStamp
}

export type Lock = {
  /** True when the last writer died without giving the lock back. */
  readonly afterCrash: boolean
  /**
   * To be called before something is written. A lock that is gone, as with a folder that was deleted and brought back, is taken
   * again; throws the Failure `held` where somebody else has it by now. A disk that gives no answer is no reason to refuse.
   */
  hold(): Promise<void>
  /** Gives the lock back; one that is no longer ours is left alone. */
  release(): Promise<void>
  /** As `release`, but the next writer finds that the last one may have died: what that left is still to be looked after. */
  leave(): Promise<void>
}

/** Owners whose lock this process holds. */
const held = new Set<string>()

/** A lock file without content: its writer has a moment to finish before it counts as dead. */
const UNFINISHED_MS = 5_000

/**
 * Become the one writer of the notebook in `folder`. A lock of a process that is gone is taken over; one of a
 * running process, or of another computer unless `takeOver` is true, is the Failure `held`.
 */
export async function acquireLock(
  fs: FileSystem,
  folder: string,
  { now, takeOver = false }: { now: () => string; takeOver?: boolean },
): Promise<Lock> {
  const path = join(folder, 'lock')
  try {
    let ours = await acquire(fs, path, now, takeOver)
    // Where nobody can tell, the last writer may have died.
    const guarded = await clearGuards(fs, folder, now).catch(() => true)
    // Of a lock that was read and is ours: others may take it at any moment after that.
    let known: FileStamp | null = null
    const hold = async () => {
      const stamp = await orAbsent(fs.stamp(path))
      if (stamp !== null && known !== null && sameStamp(stamp, known)) return
      const found = await look(fs, path).catch(unlessOfAnother)
      if (found?.record?.owner === ours.owner) {
        known = found.stamp
        return
      }
      if (await isGone(fs, folder)) return
      const again = await acquire(fs, path, now, false)
      held.delete(ours.owner)
      ours = again
    }
    return {
      afterCrash: ours.afterCrash || guarded,
      hold: () => hold().catch(unlessHeld),
      release: () => ours.release(),
      leave: () => ours.leave(),
    }
  } catch (error) {
    throw notSaved(error, path)
  }
}

/** Ours can be read by us. */
function unlessOfAnother(error: unknown): never {
  if (errorCode(error) !== 'EACCES') throw error
  const message =
    'The notebook is open in a Sourcebook of another account by now, as far as one can tell: its lock is not ours any more, and this account may not read it (EACCES). Close the notebook there to change it here.'
  throw new Failure('held', message, { cause: error })
}

function unlessHeld(error: unknown): void {
  if (error instanceof Failure) throw error
}

/** A lock that we have, and the owner that its file names. */
type Acquired = Omit<Lock, 'hold'> & { readonly owner: string }

function acquired(fs: FileSystem, path: string, owner: string, afterCrash: boolean): Acquired {
  return {
    owner,
    afterCrash,
    release: () => giveBack(fs, path, owner, () => fs.unlink(path)),
    // What `clearGuards` finds.
    leave: () => giveBack(fs, path, owner, () => fs.rename(path, `${path}.${owner}`)),
  }
}

async function acquire(
  fs: FileSystem,
  path: string,
  now: () => string,
  takeOver: boolean,
): Promise<Acquired> {
  const owner = randomUUID()
  const deadline = performance.now() + UNFINISHED_MS
  for (let afterCrash = false; ; ) {
    if (await create(fs, path, { ...identifyProcess(), owner, since: now() })) {
      return acquired(fs, path, owner, afterCrash)
    }
    const found = await look(fs, path)
    if (found === null) continue
    if (isUnfinished(found, deadline)) {
      await pause(20)
      continue
    }
    if (found.record !== null) refuseIfHeld(found.record, takeOver)
    const taken = await replaceStale(fs, path, found, now)
    if (taken !== null) return taken
    afterCrash = true
  }
}

/** False when somebody else has it. */
async function create(fs: FileSystem, path: string, record: LockRecord): Promise<boolean> {
  const bytes = Buffer.from(`${JSON.stringify(record)}\n`)
  // Before it can be seen: a second opener in this process must not take it for an abandoned one.
  held.add(record.owner)
  try {
    await writeNew(fs, path, bytes)
  } catch (error) {
    held.delete(record.owner)
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
  try {
    // The lock tells the next opener that we died, so it must outlast a power cut like what we write under it.
    const [found] = await Promise.all([readWithStamp(fs, path), syncFolder(fs, dirname(path))])
    // Had we slept for long while writing it, the unfinished lock could have been taken for a dead one.
    if (found !== null && Buffer.compare(found.bytes, bytes) === 0) return true
  } catch (error) {
    await giveBack(fs, path, record.owner, () => fs.unlink(path))
    throw error
  }
  held.delete(record.owner)
  return false
}

function isUnfinished({ record, age }: Found, deadline: number): boolean {
  return record === null && age < UNFINISHED_MS && performance.now() < deadline
}

function refuseIfHeld(record: LockRecord, takeOver: boolean): void {
  const where = whereabouts(record)
  if (where === 'gone' || (where === 'elsewhere' ? takeOver : isNoLongerOurs(record))) return
  const message =
    where === 'elsewhere' && record.host === hostname() && !isOfAnotherMachine(record)
      ? `The notebook is open in a program of this computer that cannot be seen from here (since ${minuteOf(record.since)}); close it there. If it has ended, open the notebook with ${startWords('--take-over')}.`
      : where === 'elsewhere'
        ? `The notebook is open on the computer “${record.host}” (since ${minuteOf(record.since)}); close it there. If that computer is gone, open it with ${startWords('--take-over')}.`
        : `The notebook is open in another Sourcebook (since ${minuteOf(record.since)}); close it there to change it here.`
  throw new Failure('held', message)
}

/**
 * A lock that names this process, though it holds no such lock: an earlier process with the same pid left it, or
 * the disk did not let us remove it when we gave it back.
 */
function isNoLongerOurs({ pid, host, owner }: LockRecord): boolean {
  const us = identifyProcess()
  return pid === us.pid && host === us.host && !held.has(owner)
}

/**
 * Put a lock of ours in the place of a stale one, and of no other: between judging and replacing it, somebody else may
 * have taken it over and put a living lock there. Therefore only the holder of a second lock, named after the stale one,
 * may replace it; it looks again under that lock. A second lock left by a process that died in here is taken over in the
 * same way. The second lock becomes the first by one rename, so that at no moment there is none: whoever comes after a
 * crash in here still sees that somebody died. Null when somebody else was faster.
 */
async function replaceStale(
  fs: FileSystem,
  path: string,
  stale: Found,
  now: () => string,
): Promise<Acquired | null> {
  const second = `${path}.${stale.name}`
  const guard = await acquireGuard(fs, second, now)
  if (guard === null) {
    await pause(20)
    return null
  }
  const { owner } = guard
  try {
    if ((await look(fs, path))?.name === stale.name) {
      await renamePatiently(fs, second, path)
      return acquired(fs, path, owner, true)
    }
  } catch (error) {
    await guard.release()
    throw error
  }
  await guard.release()
  return null
}

/** Removes what a process left that died while it took over the lock of another one: no lock, but its guard. True when there was any. */
async function clearGuards(fs: FileSystem, folder: string, now: () => string): Promise<boolean> {
  const guards = (await fs.readdir(folder)).filter((name) => /^lock(\.[0-9a-f-]+)+$/.test(name))
  for (const name of guards) await (await acquireGuard(fs, join(folder, name), now))?.release()
  return guards.length > 0
}

/** Null when another process is taking over the same lock at this moment. */
async function acquireGuard(fs: FileSystem, path: string, now: () => string): Promise<Acquired | null> {
  try {
    return await acquire(fs, path, now, true)
  } catch (error) {
    if (error instanceof Failure && error.reason === 'held') return null
    throw error
  }
}

async function look(fs: FileSystem, path: string): Promise<Found | null> {
  try {
    const found = await readWithStamp(fs, path)
    if (found === null) return null
    const { stamp } = found
    const { inode, modified } = stamp
    const record = parse(Buffer.from(found.bytes).toString())
    const age = Date.now() - Number(modified / 1_000_000n)
    return { name: record?.owner ?? `${inode}-${modified}`, record, age, stamp }
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

function parse(text: string): LockRecord | null {
  try {
    const checked = LockRecord.safeParse(JSON.parse(text))
    return checked.success ? checked.data : null
  } catch {
    return null
  }
}

/** A lock that cannot be removed is stale as soon as we have ended, so nothing is lost by leaving it. */
async function giveBack(
  fs: FileSystem,
  path: string,
  owner: string,
  remove: () => Promise<void>,
): Promise<void> {
  try {
    const found = await look(fs, path)
    if (found?.record?.owner === owner) await remove()
  } catch {
    // The next opener takes it over.
  }
  held.delete(owner)
}

/** When a lock was taken, as a person reads it: its record is an ISO timestamp, unless somebody wrote something else there. */
function minuteOf(since: string): string {
  return since.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):[\d.]+Z$/, '$1 $2 UTC')
}
