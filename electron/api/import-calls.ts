import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { projectText } from '../../shared/anchoring/text-projection'
import { CHUNK_BYTES, MAX_FILE_BYTES } from '../../shared/contract/calls'
import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { FileReport, Findings, ImportOutcome } from '../../shared/contract/intake'
import type { SourceId } from '../../shared/model/ids'
import type { Source } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { mediaTypes, type ReadFile, textIn } from '../intake/parser-answer'
import { readPath, tooLargeFailure } from '../intake/read-path'
import { presenceStep } from './history'
import { recordStep, type SessionContext } from './session-context'
import { presenceOfSource } from './source-calls'

type ImportCalls = Pick<
  Handlers,
  | 'import.begin'
  | 'import.chunk'
  | 'import.end'
  | 'import.cancel'
  | 'desktop.chooseFiles'
  | 'desktop.importFile'
>

/** A file on its way across the contract. */
type Upload = {
  readonly name: string
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
  const chosen = new Map<string, string>()

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

  return {
    'import.begin': async ({ name, size }) => {
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
      const { name, bytes, received, cancelled } = upload
      upload.lastPiece = null
      return reportOf(name, async () => {
        if (received < bytes.length) {
          throw new Failure(
            'unreadable',
            `“${name}” ended after ${received} of ${bytes.length} bytes: import it again.`,
          )
        }
        return addFile(context, name, bytes, cancelled.signal)
      }).finally(() => uploads.delete(id))
    },

    'import.cancel': async ({ import: id }) => {
      uploads.get(id)?.cancelled.abort(endedFailure())
      uploads.delete(id)
      return {}
    },

    'desktop.chooseFiles': async () => {
      const paths = await needDesktop(desktop).chooseFiles()
      return Promise.all(
        paths.map(async (path) => {
          const handle = newId('s')
          chosen.set(handle, path)
          // Importing it will say why a file cannot be read; its size is for the progress alone.
          const size = await stat(path).then(
            (status) => status.size,
            () => 0,
          )
          return { handle, name: basename(path), size }
        }),
      )
    },

    'desktop.importFile': async ({ handle }) => {
      needDesktop(desktop)
      const path = chosen.get(handle)
      if (path === undefined)
        throw new Failure('not-found', 'This file was imported already: choose it again.')
      chosen.delete(handle)
      return reportOf(fileNameOf(basename(path)), async () => {
        const { name, bytes } = await readPath(path)
        return addFile(context, fileNameOf(name), bytes)
      })
    },
  }
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

type Added = {
  readonly source: SourceId
  readonly outcome: ImportOutcome
  readonly notices: readonly string[]
}

/** A refusal is the report of its file, not a failed call: the other files are imported. */
async function reportOf(file: string, add: () => Promise<Added>): Promise<FileReport> {
  try {
    const { source, outcome, notices } = await add()
    return { file, ok: true, source, outcome, notices: [...notices], reason: null, message: null }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { file, ok: false, source: null, notices: [], reason: error.reason, message: error.message }
  }
}

async function addFile(
  context: SessionContext,
  name: string,
  bytes: Uint8Array,
  signal?: AbortSignal,
): Promise<Added> {
  const file = textIn(name, await context.parseFile(name, bytes, signal))
  const { source, version } = describeFile(context, name, bytes, file)
  await context.store.addSource(source, version, { bytes, extension: mediaTypes[file.mediaType] })
  context.publish({ kind: 'library' })
  const { remove, restore } = presenceOfSource(context, source.id)
  const step = presenceStep(`import ${name}`, { undo: remove, redo: restore })
  await recordStep(context, step, { source: source.id, annotation: null })
  const findings: Findings = {
    details: source.details,
    inferences: source.inferences,
    posts: file.structure.filter(({ kind }) => kind === 'post').length,
    frame: 0,
    repeats: 0,
    split: null,
    alike: [],
  }
  return { source: source.id, outcome: { what: 'added', findings }, notices: file.notices }
}

function describeFile(
  { now, newId }: SessionContext,
  name: string,
  bytes: Uint8Array,
  file: ReadFile,
): { source: Source; version: Version } {
  const id = newId('s')
  const created = now()
  const original = {
    fileName: name,
    mediaType: file.mediaType,
    encoding: file.encoding,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
  return {
    version: {
      source: id,
      number: 1,
      created,
      original,
      blocks: file.blocks,
      notices: file.notices,
    },
    source: {
      id,
      revision: 1,
      added: created,
      details: file.details,
      inferences: file.inferences,
      status: 'unread',
      place: null,
      codes: [],
      memo: '',
      versions: [{ number: 1, created, original, characters: projectText(file.blocks).text.length }],
      structures: file.structure.length === 0 ? [] : [{ version: 1, marks: file.structure }],
      decisions: [],
    },
  }
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
