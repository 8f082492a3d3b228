import { stat } from 'node:fs/promises'
import { basename, dirname, relative, sep } from 'node:path'
import { CHUNK_BYTES, MAX_FILE_BYTES } from '../../shared/contract/calls'
import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { FileHandle, FileReport } from '../../shared/contract/intake'
import type { Timestamp } from '../../shared/model/time'
import { filesBelow } from '../intake/files-below'
import { readPath, tooLargeFailure } from '../intake/read-path'
import { FILES_AT_ONCE, inParallel } from '../store/in-parallel'
import { ArchiveMembers, detailsLast } from './archive-members'
import { fileImporter, type ImportHow } from './import-file'
import { increasingClock } from './increasing-clock'
import type { SessionContext } from './session-context'

type ImportCalls = Pick<
  Handlers,
  | 'import.begin'
  | 'import.chunk'
  | 'import.end'
  | 'import.cancel'
  | 'import.member'
  | 'desktop.chooseFiles'
  | 'desktop.chooseFolder'
  | 'desktop.importFile'
>

/** A file on its way across the contract. */
type Upload = {
  readonly name: string
  readonly how: ImportHow
  readonly asked: Timestamp
  readonly bytes: Buffer
  readonly cancelled: AbortController
  received: number
  /** Null once it is complete and being read. */
  lastPiece: number | null
}

/** Bytes that all files on their way may hold together, so that a window cannot fill the memory. */
const MOST_UPLOAD_BYTES = 4 * MAX_FILE_BYTES

/** A file whose pieces stopped coming: the page that sent it was closed or reloaded. */
const ABANDONED_MS = 60_000

/** What the calls that bring files in do. */
export function importCalls(context: SessionContext): ImportCalls {
  const { newId, desktop } = context
  const uploads = new Map<string, Upload>()
  const chosen = new Map<string, { readonly path: string; readonly asked: Timestamp }>()
  /** What is asked for in turn is added in that order, although some files are read sooner than others. */
  const nextMoment = increasingClock(context.now)
  const members = new ArchiveMembers({ newId, now: nextMoment })
  const importFile = fileImporter(context, members)

  function forgetAbandoned(): void {
    const now = performance.now()
    for (const [id, { lastPiece }] of uploads)
      if (lastPiece !== null && now - lastPiece > ABANDONED_MS) uploads.delete(id)
  }

  function uploadOf(id: string): Upload {
    const upload = uploads.get(id)
    if (typeof upload?.lastPiece !== 'number') throw endedFailure()
    return upload
  }

  /**
   * Files that the person chose, each under a handle and by the name that it is shown by. A handle is a path and
   * no file: those of refused files are kept until the notebook is closed.
   */
  function handlesOf(files: readonly { readonly path: string; readonly name: string }[]) {
    return inParallel(files, FILES_AT_ONCE, async ({ path, name }): Promise<FileHandle> => {
      const handle = newId('s')
      chosen.set(handle, { path, asked: nextMoment() })
      // Importing it will say why a file cannot be read; its size is for the progress alone.
      const size = await stat(path).then(
        (status) => status.size,
        () => 0,
      )
      return { handle, name, size }
    })
  }

  return {
    'import.begin': async ({ name, size, ...how }) => {
      if (size > MAX_FILE_BYTES) throw tooLargeFailure(fileNameOf(name), size)
      forgetAbandoned()
      const held = [...uploads.values()].reduce((sum, { bytes }) => sum + bytes.length, 0)
      if (held + size > MOST_UPLOAD_BYTES) {
        throw new Failure(
          'too-large',
          'Too many files are on their way at once: wait until some have been imported.',
        )
      }
      const id = newId('s')
      uploads.set(id, {
        name: fileNameOf(name),
        how,
        asked: nextMoment(),
        bytes: Buffer.alloc(size),
        cancelled: new AbortController(),
        received: 0,
        lastPiece: performance.now(),
      })
      return { import: id }
    },

    'import.chunk': async ({ import: id, offset, bytes }) => {
      const upload = uploadOf(id)
      const chunk = Buffer.from(bytes, 'base64')
      if (
        offset !== upload.received ||
        offset + chunk.length > upload.bytes.length ||
        chunk.length > CHUNK_BYTES
      ) {
        throw new Failure(
          'invalid-input',
          `The pieces of “${upload.name}” did not arrive in order: import it again.`,
        )
      }
      chunk.copy(upload.bytes, offset)
      upload.received += chunk.length
      upload.lastPiece = performance.now()
      return { received: upload.received }
    },

    'import.end': async ({ import: id }) => {
      const upload = uploadOf(id)
      const { name, how, asked, bytes, received, cancelled } = upload
      upload.lastPiece = null
      const read = async () => {
        if (received === bytes.length) return bytes
        throw new Failure(
          'unreadable',
          `“${name}” ended after ${received} of ${bytes.length} bytes: import it again.`,
        )
      }
      return importFile({ id, name, asked, read, signal: cancelled.signal }, how).finally(() =>
        uploads.delete(id),
      )
    },

    'import.cancel': async ({ import: id }) => {
      uploads.get(id)?.cancelled.abort(endedFailure())
      uploads.delete(id)
      members.drop(id)
      return {}
    },

    'import.member': async ({ handle, ...how }) => {
      const member = members.take(handle)
      const { name, asked, bytes } = member
      const report = await importFile(
        { id: handle, name: fileNameOf(name), asked, read: async () => bytes },
        how,
      )
      if (mayBeTriedAgain(report)) members.putBack(handle, member)
      return report
    },

    'desktop.chooseFiles': async () => {
      const paths = await needDesktop(desktop).chooseFiles()
      return handlesOf(paths.map((path) => ({ path, name: basename(path) })))
    },

    'desktop.chooseFolder': async () => {
      const folder = await needDesktop(desktop).chooseFolder()
      if (folder === null) return []
      // Within the folder, as a browser names them: what lies in it was not chosen by itself.
      const files = (await filesBelow(folder)).map((path) => {
        return { path, name: relative(dirname(folder), path).split(sep).join('/') }
      })
      return handlesOf(detailsLast(files))
    },

    'desktop.importFile': async ({ handle, ...how }) => {
      needDesktop(desktop)
      const file = chosen.get(handle)
      if (file === undefined)
        throw new Failure('not-found', 'This file was imported already: choose it again.')
      chosen.delete(handle)
      const { path, asked } = file
      const read = async () => (await readPath(path)).bytes
      const report = await importFile({ id: handle, name: fileNameOf(path), asked, read }, how)
      if (mayBeTriedAgain(report)) chosen.set(handle, file)
      return report
    },
  }
}

/** True for a file that was not imported: refused, which may be over, or known, and wanted all the same. */
function mayBeTriedAgain(report: FileReport): boolean {
  return !report.ok || report.outcome.what === 'known'
}

function endedFailure(): Failure {
  return new Failure('not-found', 'This import has ended or was cancelled: begin it anew.')
}

/** The desktop of the session; hosts without one refuse. */
export function needDesktop(desktop: SessionContext['desktop']): NonNullable<SessionContext['desktop']> {
  if (desktop === null)
    throw new Failure(
      'unavailable',
      'This works in the desktop window alone; use the buttons of the page here.',
    )
  return desktop
}

/** The last part of a name as a window gives it, without control characters; at most 255 characters. */
function fileNameOf(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const clean = last
    .replaceAll(/[\u0000-\u001f\u007f]/g, '')
    .slice(-255)
    .toWellFormed()
  return clean === '' ? 'Untitled' : clean
}
