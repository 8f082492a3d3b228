import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { DiskError, notSaved } from './disk-failure'
import { renamePatiently, syncFolder } from './durable-folder'
import {
  errorCode,
  type FileStamp,
  type FileSystem,
  type OpenFile,
  orAbsent,
  readWithStamp,
} from './file-system'

/** Where the last good generation of a document lies. */
export function previousOf(path: string): string {
  return `${path}.previous`
}

/** True for the name of a temporary file: what a process that was killed in mid-save leaves behind. */
export function isTemporary(name: string): boolean {
  return name.startsWith('.') && /^\..+\.[0-9a-f]{12}\.tmp$/.test(name)
}

type HowToWrite = {
  readonly keepPrevious: boolean
  /**
   * Called when the new bytes are on the disk and nothing is left to do but to put them in place, for what others did
   * meanwhile: it throws to give the writing up, and answers false when the file that is there must not be kept as the last
   * good generation.
   */
  readonly lastLook?: () => Promise<boolean>
}

type ToWrite = HowToWrite & { readonly bytes: Uint8Array }

/**
 * Replace the file at `path` by `bytes` so that they survive a power cut once this resolves; the old file stays
 * beside it as the last good generation, unless `keepPrevious` is false. Throws a Failure when that was not possible: the old file is then as it was.
 */
export async function writeDurably(
  fs: FileSystem,
  path: string,
  bytes: Uint8Array,
  how: HowToWrite = { keepPrevious: true },
): Promise<FileStamp> {
  const written = await writeOnceMade(fs, path, async () => ({ bytes, ...how }))
  return written.stamp
}

/** As `writeDurably`, for bytes that are made while the disk makes room for them. Throws what `make` throws. */
export async function writeOnceMade<Made extends ToWrite>(
  fs: FileSystem,
  path: string,
  make: () => Promise<Made>,
): Promise<{ readonly stamp: FileStamp; readonly made: Made }> {
  const temporary = temporaryName(path)
  // Until the end the old file is needed in any case: should the last step fail, it has to show again.
  let kept = temporaryName(path)
  let keepPrevious = false
  try {
    const { file, made } = await openedFor(fs, temporary, make)
    keepPrevious = made.keepPrevious
    if (keepPrevious) kept = previousOf(path)
    const stamp = await fill(fs, temporary, file, made.bytes)
    const linked = await keepGeneration(fs, path, kept)
    const isAsSeen = (await made.lastLook?.()) ?? true
    const isKept = linked && isAsSeen
    if (linked && !isKept) await orAbsent(fs.unlink(kept))
    await renamePatiently(fs, temporary, path)
    await syncFolder(fs, dirname(path)).catch(async (error: unknown) => {
      // The new file shows but may not last, so it must not be taken for saved.
      await (isKept ? fs.rename(kept, path) : fs.unlink(path)).catch(ignore)
      throw error
    })
    if (isKept && !keepPrevious) await fs.unlink(kept).catch(ignore)
    return { stamp, made }
  } catch (error) {
    await fs.unlink(temporary).catch(ignore)
    if (!keepPrevious) await fs.unlink(kept).catch(ignore)
    throw notSaved(error, path)
  }
}

/** A new file at `path`, and what is made meanwhile; nothing is left open where that is refused. */
async function openedFor<Made>(
  fs: FileSystem,
  path: string,
  make: () => Promise<Made>,
): Promise<{ readonly file: OpenFile; readonly made: Made }> {
  const opening = fs.open(path, 'new')
  // It may fail before it is awaited.
  opening.catch(ignore)
  try {
    const made = await make()
    // Where its folder was not there, it was put back meanwhile.
    return { file: (await orAbsent(opening)) ?? (await fs.open(path, 'new')), made }
  } catch (error) {
    await opening.then((file) => file.close()).catch(ignore)
    throw error
  }
}

/** New bytes for a file, whole and synced beside it: a rename away. */
export type Staged = { readonly path: string; readonly temporary: string; readonly stamp: FileStamp }

/**
 * Lay `bytes` beside the file at `path`, and keep its last good generation unless `keepPrevious` is false, so that nothing is
 * left to do but to rename them. The name of the temporary file lasts only once the folder is synced.
 */
export async function stageDurably(
  fs: FileSystem,
  path: string,
  bytes: Uint8Array,
  { keepPrevious }: { keepPrevious: boolean } = { keepPrevious: true },
): Promise<Staged> {
  const temporary = temporaryName(path)
  try {
    const stamp = await writeNew(fs, temporary, bytes)
    if (keepPrevious) await keepGeneration(fs, path, previousOf(path))
    return { path, temporary, stamp }
  } catch (error) {
    await fs.unlink(temporary).catch(ignore)
    throw notSaved(error, path)
  }
}

/**
 * Write a file that does not exist yet and fsync it. Its name lasts only once the folder is synced too. When that
 * fails nothing is left of it: after a failed fsync no one knows what the file holds, so it is never tried again.
 */
export async function writeNew(fs: FileSystem, path: string, bytes: Uint8Array): Promise<FileStamp> {
  return fill(fs, path, await fs.open(path, 'new'), bytes)
}

async function fill(fs: FileSystem, path: string, file: OpenFile, bytes: Uint8Array): Promise<FileStamp> {
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

/** Keep the file at `path` under a second name. False when there is no file yet. */
export async function keepGeneration(fs: FileSystem, path: string, old: string): Promise<boolean> {
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

function temporaryName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
}

/** For cleaning up after a failure: the first failure is the one to tell. */
function ignore(): void {}
