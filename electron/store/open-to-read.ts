import { type BigIntStats, close, constants, fstat, fsync, open, read, type Stats } from 'node:fs'
import { promisify } from 'node:util'

const openFile = promisify(open)
const readSome = promisify(read)
const syncFile = promisify(fsync)
const closeFile = promisify(close)
const statsOf: (descriptor: number) => Promise<Stats> = promisify(fstat)
const exactStatsOf: (descriptor: number, exactly: { bigint: true }) => Promise<BigIntStats> = promisify(fstat)

/** A file that was opened to be read. */
export type FileToRead = {
  /** The whole file. */
  readonly read: () => Promise<Uint8Array>
  readonly stats: () => Promise<BigIntStats>
  /** Refuses to. */
  readonly write: () => Promise<number>
  readonly sync: () => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * Open a file or a folder that is there. It does the same as a `FileHandle` of Node for half of its price, which counts where a
 * notebook of many thousand files is read; unlike that, nobody closes it who forgot to.
 */
export async function openToRead(path: string): Promise<FileToRead> {
  const descriptor = await openFile(path, constants.O_RDONLY)
  let isOpen = true
  // The number of a file that was closed may be that of another one by now.
  const file = (): number => {
    if (isOpen) return descriptor
    throw Object.assign(new Error(`EBADF: ${path} is closed`), { code: 'EBADF' })
  }
  return {
    write: () => Promise.reject(Object.assign(new Error(`EBADF: ${path} is only read`), { code: 'EBADF' })),
    read: async () => {
      // A folder that was removed has no size any more, and still is not to be read as an empty file.
      const bytes = Buffer.allocUnsafeSlow(Math.max(1, (await statsOf(file())).size))
      let length = 0
      while (length < bytes.length) {
        const { bytesRead } = await readSome(file(), bytes, length, bytes.length - length, length)
        if (bytesRead === 0) break
        length += bytesRead
      }
      return bytes.subarray(0, length)
    },
    stats: async () => exactStatsOf(file(), { bigint: true }),
    sync: async () => syncFile(file()),
    // As with a `FileHandle`, closing twice is harmless.
    close: async () => {
      if (!isOpen) return
      isOpen = false
      await closeFile(descriptor)
    },
  }
}
