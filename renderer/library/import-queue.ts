import type { FileReport } from '../../shared/contract/intake'
import { assertNever } from '../../shared/model/assert-never'
import type { SourceId } from '../../shared/model/ids'
import { currentVersion } from '../../shared/model/source'
import { type Host, sentenceOf } from '../state/host'
import { uploadFile } from './upload'

/** What is to be imported: a file the page can read, one the desktop has chosen, or a folder, which is refused. */
export type Candidate =
  | { readonly from: 'page'; readonly file: File }
  | { readonly from: 'desktop'; readonly handle: string; readonly name: string; readonly size: number }
  | { readonly from: 'folder'; readonly name: string }

export type FileState =
  | { readonly step: 'waiting' }
  /** `sent` is null where the bytes do not cross the contract. */
  | { readonly step: 'reading'; readonly sent: number | null }
  | { readonly step: 'imported'; readonly characters: number | null; readonly notices: readonly string[] }
  | { readonly step: 'refused'; readonly message: string }
  | { readonly step: 'cancelled' }

export type QueuedFile = {
  readonly key: number
  readonly name: string
  readonly size: number | null
  readonly state: FileState
}

/** What became of the files that were asked for together. */
export type Batch = {
  readonly files: readonly QueuedFile[]
  /** The source of the first that succeeded. */
  readonly first: SourceId | null
}

export type ImportQueue = {
  readonly current: () => readonly QueuedFile[]
  readonly subscribe: (listener: () => void) => () => void
  /** Imports one after the other; resolves when these are done. */
  readonly add: (candidates: readonly Candidate[]) => Promise<Batch>
  /** Stops the file under way and those that wait; what was imported stays. */
  readonly cancel: () => void
  /** Empties the report. */
  readonly dismiss: () => void
}

/** The imports of this window, in the order in which they were asked for. */
export function createImportQueue(host: Host): ImportQueue {
  let files: readonly QueuedFile[] = []
  let keys = 0
  let abort = new AbortController()
  let last: Promise<unknown> = Promise.resolve()
  const listeners = new Set<() => void>()
  const become = (next: readonly QueuedFile[]) => {
    files = next
    for (const listener of listeners) listener()
  }
  const put = (key: number, state: FileState) =>
    become(files.map((file) => (file.key === key ? { ...file, state } : file)))

  const importOne = async (
    key: number,
    candidate: Candidate,
    signal: AbortSignal,
  ): Promise<SourceId | null> => {
    if (signal.aborted) {
      put(key, { step: 'cancelled' })
      return null
    }
    put(key, { step: 'reading', sent: candidate.from === 'page' ? 0 : null })
    try {
      const report = await carry(host, candidate, (sent) => put(key, { step: 'reading', sent }), signal)
      if (report.ok) {
        const characters = report.source === null ? null : await charactersOf(host, report.source)
        put(key, { step: 'imported', characters, notices: report.notices })
      } else put(key, signal.aborted ? { step: 'cancelled' } : { step: 'refused', message: report.message })
      return report.source
    } catch (error) {
      put(key, signal.aborted ? { step: 'cancelled' } : { step: 'refused', message: sentenceOf(error) })
      return null
    }
  }

  const importAll = async (queued: readonly (readonly [number, Candidate])[], signal: AbortSignal) => {
    let first: SourceId | null = null
    for (const [key, candidate] of queued) {
      const source = await importOne(key, candidate, signal)
      first ??= source
    }
    return first
  }

  return {
    current: () => files,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add: (candidates) => {
      const queued = candidates.map((candidate) => [keys++, candidate] as const)
      const added = queued.map(
        ([key, candidate]): QueuedFile => ({ key, ...labelOf(candidate), state: { step: 'waiting' } }),
      )
      become([...files, ...added])
      if (abort.signal.aborted) abort = new AbortController()
      const { signal } = abort
      const keyed = new Set(queued.map(([key]) => key))
      const done = last.then(async (): Promise<Batch> => {
        const first = await importAll(queued, signal)
        return { files: files.filter(({ key }) => keyed.has(key)), first }
      })
      last = done
      return done
    },
    cancel: () => abort.abort(),
    dismiss: () => become([]),
  }
}

/** How long the text has become; null when that cannot be had, which takes nothing from the import. */
async function charactersOf(host: Host, source: SourceId): Promise<number | null> {
  try {
    return currentVersion(await host.call('source.get', { source })).characters
  } catch {
    return null
  }
}

function labelOf(candidate: Candidate): { name: string; size: number | null } {
  switch (candidate.from) {
    case 'page':
      return { name: candidate.file.name, size: candidate.file.size }
    case 'desktop':
      return { name: candidate.name, size: candidate.size }
    case 'folder':
      return { name: candidate.name, size: null }
    default:
      return assertNever(candidate)
  }
}

async function carry(
  host: Host,
  candidate: Candidate,
  sent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<FileReport> {
  switch (candidate.from) {
    case 'page':
      return uploadFile(host, candidate.file, sent, signal)
    case 'desktop':
      return host.call('desktop.importFile', { handle: candidate.handle })
    case 'folder': {
      const message = `${candidate.name} is a folder: drop the files in it.`
      return { file: candidate.name, ok: false, source: null, notices: [], reason: 'folder', message }
    }
    default:
      return assertNever(candidate)
  }
}
