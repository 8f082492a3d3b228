import { closeSync, fstatSync, fsyncSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { type FileStamp, type FileSystem, realFileSystem } from './file-system'

/**
 * The disk of this computer for a process in which nobody waits for anything else: what is only read is read at once, which
 * costs a fraction of waiting for it. Everything that changes the disk is done as `realFileSystem` does it.
 */
export const blockingFileSystem: FileSystem = {
  ...realFileSystem,
  async open(path, how) {
    if (how === 'new') return realFileSystem.open(path, how)
    const descriptor = openSync(path, 'r')
    let isOpen = true
    return {
      write: () => Promise.reject(new Error(`${path} is only read`)),
      read: async () => readFileSync(descriptor),
      stamp: async () => stampOf(fstatSync(descriptor, { bigint: true })),
      sync: async () => fsyncSync(descriptor),
      // Closing twice is harmless, as it is there.
      close: async () => {
        if (isOpen) closeSync(descriptor)
        isOpen = false
      },
    }
  },
  stamp: async (path) => stampOf(statSync(path, { bigint: true })),
  readdir: async (folder) => readdirSync(folder),
}

function stampOf({ ino, size, mtimeNs }: { ino: bigint; size: bigint; mtimeNs: bigint }): FileStamp {
  return { inode: ino, size, modified: mtimeNs }
}
