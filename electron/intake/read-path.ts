import { readdir, readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { MAX_FILE_BYTES } from '../../shared/contract/calls'
import { Failure } from '../../shared/contract/failure'

/** A file as it lies on the disk: its name without folders, and its bytes. */
export type FileBytes = { readonly name: string; readonly bytes: Uint8Array }

/** Read a file to import. Throws a Failure naming the file: `gone`, `folder`, `unreadable` or `too-large`. */
export async function readPath(path: string): Promise<FileBytes> {
  const name = basename(path)
  try {
    // Asked before it is opened: opening a named pipe would wait for whoever writes to it.
    const status = await stat(path)
    if (status.isDirectory()) {
      // One that may not be looked into is refused for that.
      await readdir(path)
      throw folderFailure(name)
    }
    if (!status.isFile()) {
      const message = `“${name}” is not a file but a device or a pipe: copy its text into a .txt file.`
      throw new Failure('unreadable', message)
    }
    if (status.size > MAX_FILE_BYTES) throw tooLargeFailure(name, status.size)
    return { name, bytes: await readFile(path) }
  } catch (error) {
    throw error instanceof Failure ? error : inWords(name, error)
  }
}

/** The refusal of a file over the limit, before any of it is read. */
export function tooLargeFailure(name: string, bytes: number): Failure {
  const size = Math.ceil(bytes / 1024 / 1024)
  return new Failure(
    'too-large',
    `“${name}” is ${size} MB large; a file may have at most 50 MB. Cut it into parts and import them one by one.`,
  )
}

function folderFailure(name: string): Failure {
  return new Failure('folder', `“${name}” is a folder: choose the text files in it.`)
}

function inWords(name: string, cause: unknown): Failure {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new Failure(
        'gone',
        `“${name}” is not there: it was moved, renamed or deleted, or the path is mistyped.`,
        { cause },
      )
    case 'EISDIR':
      return folderFailure(name)
    case 'EACCES':
    case 'EPERM':
      return new Failure('unreadable', `“${name}” may not be read: its permissions forbid it.`, { cause })
    default:
      return new Failure(
        'unreadable',
        `“${name}” could not be read (${String(code ?? cause)}): copy it elsewhere and try again.`,
        { cause },
      )
  }
}
