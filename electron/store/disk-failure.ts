import { Failure } from '../../shared/contract/failure'
import { fileWithoutPath, knownFolderOf } from './file-in-words'
import { errorCode } from './file-system'

/**
 * What a failed file operation means for the person. An error that no disk gave (a bug, or a Failure that already
 * has its words) is returned as it is.
 */
export function notSaved(error: unknown, path: string): unknown {
  const code = errorCode(error)
  if (code === null) return error
  const folder = knownFolderOf(path)
  const options = { cause: error }
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Failure(
        'disk-full',
        `The change was not saved because the disk that holds ${folder} is full; free some space and try again. What was saved before is unharmed.`,
        options,
      )
    case 'EROFS':
      return new Failure(
        'disk-read-only',
        `The change was not saved because the disk that holds ${folder} can only be read; make it writable, or copy the notebook to another disk and open it there.`,
        options,
      )
    case 'EACCES':
    case 'EPERM':
      return new Failure(
        'no-permission',
        `The change was not saved because this account may not write in ${folder} (${code}); check the permissions of that folder and try again.`,
        options,
      )
    case 'ENOENT':
    case 'ENOTDIR':
      return new Failure(
        'disk-error',
        `The change was not saved because the folder ${folder} is no longer there; reconnect its disk or move the notebook back, then try again; if it was deleted, make it anew from a backup outside, where there is one.`,
        options,
      )
    default:
      return new Failure(
        'disk-error',
        `The change was not saved because the disk that holds ${folder} reported an error (${code}); try again, and if it happens again copy the notebook to another disk.`,
        options,
      )
  }
}

/** As `notSaved`, for something that could not be read. */
export function notRead(error: unknown, path: string): unknown {
  const code = errorCode(error)
  if (code === null) return error
  const options = { cause: error }
  const file = fileWithoutPath(path)
  if (code === 'EACCES' || code === 'EPERM') {
    const message = `${file} could not be read because this account may not read it (${code}); check the permissions of ${knownFolderOf(path)} and of all in it, and try again.`
    return new Failure('no-permission', message, options)
  }
  const message = `${file} could not be read because the disk reported an error (${code}); try again, and if it happens again copy the notebook to another disk.`
  return new Failure('disk-error', message, options)
}

/** Why something could not be done with a notebook while it was opened, and what to do, in the middle of a sentence. */
export function whyNot({ reason, cause }: Failure): string {
  if (reason === 'disk-full') return 'the disk that holds it is full: free some space and open it again'
  if (reason === 'disk-read-only')
    return 'the disk that holds it can only be read: make it writable, or copy the notebook to another disk, and open it there'
  if (reason === 'no-permission')
    return 'this account may not write in its folder: check the permissions of that folder and open it again'
  if (reason === 'newer-format')
    return 'a newer version of Sourcebook began it: update the app and open it again'
  return `its disk reported an error (${errorCode(cause) ?? reason}): open it again, and if it happens again copy it to another disk`
}

/** What the disk did without saying so, told in the way in which it tells the rest. */
export class DiskError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}
