import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Failure, type Reason } from '../../shared/contract/failure'
import { writeDurably } from '../store/durable-file'
import { realFileSystem } from '../store/file-system'

/**
 * Write an exported text to a file of the person's choice, whole or not at all; a file that is there is replaced.
 * Throws a Failure that says why it could not be written there.
 */
export async function writeExport(path: string, text: string): Promise<void> {
  const folder = dirname(path)
  if ((await stat(folder).catch(() => null))?.isDirectory() !== true) {
    throw new Failure('not-found', `There is no folder ${folder}: make it, or name another file.`)
  }
  if ((await stat(path).catch(() => null))?.isDirectory() === true) {
    throw new Failure('folder', `${path} is a folder: name a file in it.`)
  }
  try {
    await writeDurably(realFileSystem, path, new TextEncoder().encode(text), { keepPrevious: false })
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const why = whys[error.reason] ?? 'the disk reported an error'
    const message = `The brief was not written to ${path}, because ${why}. Name a file in another place.`
    throw new Failure(error.reason, message, { cause: error })
  }
}

const whys: Partial<Record<Reason, string>> = {
  'disk-full': 'the disk is full',
  'disk-read-only': 'the disk can only be read',
  'no-permission': 'its folder may not be written to',
}
