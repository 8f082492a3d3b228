import { constants, promises } from 'node:fs'
import { openToRead } from './open-to-read'

/** What tells one state of a file from another without reading it. */
export type FileStamp = { readonly inode: bigint; readonly size: bigint; readonly modified: bigint }

/** A file that was opened. Closing it is the business of whoever opened it. */
export interface OpenFile {
  /** Writes at the current end; answers how many bytes were taken, which may be fewer than were given. */
  write(bytes: Uint8Array, offset: number, length: number): Promise<number>
  read(): Promise<Uint8Array>
  stamp(): Promise<FileStamp>
  sync(): Promise<void>
  close(): Promise<void>
}

/** Everything the store asks of a disk, so that a test can let any single step fail. */
export interface FileSystem {
  readonly platform: NodeJS.Platform
  /** `new` refuses a path that exists (O_EXCL) and makes a file that only its owner can read. */
  open(path: string, how: 'read' | 'new'): Promise<OpenFile>
  stamp(path: string): Promise<FileStamp>
  rename(from: string, to: string): Promise<void>
  link(existing: string, path: string): Promise<void>
  unlink(path: string): Promise<void>
  /** Says who may read and write a file: permission bits as in `chmod`. */
  chmod(path: string, mode: number): Promise<void>
  readdir(folder: string): Promise<string[]>
  /** Makes a folder that only its owner can enter. */
  mkdir(folder: string, options?: { recursive: boolean }): Promise<void>
  /** Removes a folder with everything in it. */
  removeFolder(folder: string): Promise<void>
  /** How many bytes are free on the disk of a folder, and how many it has in all. */
  space(folder: string): Promise<{ readonly free: number; readonly size: number }>
}

const OWNER_ONLY = 0o600
const FOLDER_OF_OWNER = 0o700
const MAKE_NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL

/** The disk of this computer. */
export const realFileSystem: FileSystem = {
  platform: process.platform,
  async open(path, how) {
    if (how === 'read') {
      const file = await openToRead(path)
      return { ...file, stamp: async () => stampOf(await file.stats()) }
    }
    const handle = await promises.open(path, MAKE_NEW, OWNER_ONLY)
    return {
      write: async (bytes, offset, length) => (await handle.write(bytes, offset, length)).bytesWritten,
      read: () => handle.readFile(),
      stamp: async () => stampOf(await handle.stat({ bigint: true })),
      sync: () => handle.sync(),
      close: () => handle.close(),
    }
  },
  stamp: async (path) => stampOf(await promises.stat(path, { bigint: true })),
  rename: promises.rename,
  link: promises.link,
  unlink: promises.unlink,
  chmod: promises.chmod,
  readdir: (folder) => promises.readdir(folder),
  mkdir: async (folder, options) => {
    await promises.mkdir(folder, { ...options, mode: FOLDER_OF_OWNER })
  },
  removeFolder: (folder) => promises.rm(folder, { recursive: true, force: true }),
  space: async (folder) => {
    const { bavail, blocks, bsize } = await promises.statfs(folder)
    return { free: bavail * bsize, size: blocks * bsize }
  },
}

function stampOf(stats: { ino: bigint; size: bigint; mtimeNs: bigint }): FileStamp {
  return { inode: stats.ino, size: stats.size, modified: stats.mtimeNs }
}

/** True when both stamps show the same file in the same state. */
export function sameStamp(one: FileStamp, two: FileStamp): boolean {
  return one.inode === two.inode && one.size === two.size && one.modified === two.modified
}

/** The code of a failed file operation, such as `ENOSPC`; null for any other error. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** True when a file operation failed because nothing is there. */
export function isAbsent(error: unknown): boolean {
  const code = errorCode(error)
  return code === 'ENOENT' || code === 'ENOTDIR'
}

/** Runs `job`; what is not there is null. */
export async function orAbsent<Value>(job: Promise<Value>): Promise<Value | null> {
  try {
    return await job
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

/** The whole file with the stamp it had when the reading began; null when there is none. */
export async function readWithStamp(
  fs: FileSystem,
  path: string,
): Promise<{ bytes: Uint8Array; stamp: FileStamp } | null> {
  const file = await orAbsent(fs.open(path, 'read'))
  if (file === null) return null
  try {
    const stamp = await file.stamp()
    return { bytes: await file.read(), stamp }
  } finally {
    await file.close()
  }
}

/** As `readWithStamp`, for one who needs no stamp. */
export async function readWhole(fs: FileSystem, path: string): Promise<Uint8Array | null> {
  const file = await orAbsent(fs.open(path, 'read'))
  if (file === null) return null
  try {
    return await file.read()
  } finally {
    await file.close()
  }
}
