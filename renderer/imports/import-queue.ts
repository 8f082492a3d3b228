import { Failure, type Reason } from '../../shared/contract/failure'
import type { FileReport, ImportOutcome } from '../../shared/contract/intake'
import { assertNever } from '../../shared/model/assert-never'
import type { SourceId } from '../../shared/model/ids'
import { type Host, sentenceOf } from '../state/host'
import { type Candidate, candidatesFromHandles } from './candidates'
import { createUpload } from './upload'

type ReadReport = Extract<FileReport, { ok: true }>

export type FileState =
  | { readonly step: 'waiting' }
  /** `sent` is null where the bytes do not cross the contract. */
  | { readonly step: 'reading'; readonly sent: number | null }
  /** Read, and `report` says what it was and what was done with it. */
  | {
      readonly step: 'imported'
      readonly report: ReadReport
      /** True once its text was taken out of the notebook again. */
      readonly gone?: boolean
      /** True once a person left out a file that is in the notebook already. */
      readonly leftOut?: boolean
    }
  | { readonly step: 'refused'; readonly message: string; readonly reason: Reason | null }
  /** Not tried, because it lay in a folder and is no text. */
  | { readonly step: 'passed'; readonly message: string }
  | { readonly step: 'cancelled' }

export type QueuedFile = {
  readonly key: string
  /** The folder or the archive that it was found in; empty for one that was chosen by itself. */
  readonly folder: string
  readonly name: string
  readonly size: number | null
  readonly state: FileState
  /** Whether it can be read once more: the page or the host still has it. */
  readonly again: boolean
}

/** What became of the files that were asked for together. */
export type Batch = {
  readonly files: readonly QueuedFile[]
  /** The source of the first that succeeded, in the order in which they were asked for. */
  readonly first: SourceId | null
}

export type ImportQueue = {
  readonly current: () => readonly QueuedFile[]
  readonly subscribe: (listener: () => void) => () => void
  /** Imports these, some at a time, as one step to undo; resolves when they are done. */
  readonly add: (candidates: readonly Candidate[]) => Promise<Batch>
  /** Stops the files under way and those that wait; what was imported stays. */
  readonly cancel: () => void
  /** Goes on with what was cancelled. */
  readonly resume: () => Promise<Batch>
  /** Tries those that were refused once more. */
  readonly retry: () => Promise<Batch>
  /** Imports a file although the notebook holds the same bytes. */
  readonly again: (key: string) => Promise<Batch>
  /** Settles that files that are in the notebook already are not imported. */
  readonly leaveOut: (keys: readonly string[]) => void
  /** Lists what was split off a text behind the row of that text. */
  readonly addPart: (of: SourceId, part: SourceId, outcome: ImportOutcome) => void
  /** What was found in a source, or what is to be decided about it, is no longer what its row says; null when it is gone. */
  readonly refind: (source: SourceId, outcome: ImportOutcome | null) => void
  /** Empties the report of all that is done. */
  readonly dismiss: () => void
}

/** So many files are read at a time: enough to keep the parser busy, and no more in memory than these. */
export const LANES = 4

/** The report is drawn anew so often at most: it may change a hundred times as often. */
const BREATH_MS = 60

/** What says something about texts comes once the texts of its batch are there. */
const aboutTexts = /\.(?:ris|bib|bibtex|json|jsonld|csljson)$/i

type Job = {
  readonly key: string
  readonly candidate: Candidate
  readonly batch: string
  readonly again: boolean
  readonly done: (key: string) => void
}

/** The imports of this window, in the order in which they were asked for. */
export function createImportQueue(host: Host): ImportQueue {
  /** In the order of the report; members of an archive stand behind it. */
  let order: readonly string[] = []
  const rows = new Map<string, { readonly file: QueuedFile; readonly candidate: Candidate }>()
  let shown: readonly QueuedFile[] = []
  let breath: ReturnType<typeof setTimeout> | null = null
  let keys = 0
  let abort = new AbortController()
  const upload = createUpload(host)
  let waiting: readonly Job[] = []
  let busy = 0
  const listeners = new Set<() => void>()

  const draw = () => {
    if (breath !== null) clearTimeout(breath)
    breath = null
    shown = order.flatMap((key) => rows.get(key)?.file ?? [])
    for (const listener of listeners) listener()
  }
  const drawSoon = () => {
    breath ??= setTimeout(draw, BREATH_MS)
  }
  const put = (key: string, state: FileState) => {
    const row = rows.get(key)
    if (row === undefined) return
    rows.set(key, { ...row, file: { ...row.file, state } })
    drawSoon()
  }

  /** Puts candidates into the report, behind a row or at its end. */
  const list = (candidates: readonly Candidate[], after: string | null): string[] => {
    const added = candidates.map((candidate) => {
      const key = `file-${keys++}`
      const { folder, name, size, left } = candidate
      const state: FileState = left === null ? { step: 'waiting' } : stateOfLeft(left)
      rows.set(key, {
        candidate,
        file: { key, folder, name, size, state, again: candidate.from !== 'nowhere' },
      })
      return key
    })
    const at = after === null ? order.length : order.indexOf(after) + 1
    order = order.toSpliced(at, 0, ...added)
    draw()
    return added
  }

  /** Runs these as one batch; the members of archives among them belong to it. */
  const start = async (given: readonly string[], how: { again?: boolean } = {}): Promise<Batch> => {
    if (abort.signal.aborted) abort = new AbortController()
    const batch = crypto.randomUUID()
    const mine = new Set(given)
    await new Promise<void>((resolve) => {
      let open = 0
      let held: Job[] = []
      const queue = (some: readonly string[], atOnce: boolean) => {
        const jobs = some.flatMap((key): Job[] => {
          const row = rows.get(key)
          if (row?.file.state.step !== 'waiting') return []
          return [{ key, candidate: row.candidate, batch, again: how.again ?? false, done }]
        })
        const texts = jobs.filter(({ candidate }) => !aboutTexts.test(candidate.name))
        held.push(...jobs.filter((job) => !texts.includes(job)))
        open += texts.length
        waiting = atOnce ? [...texts, ...waiting] : [...waiting, ...texts]
      }
      const goOn = () => {
        if (open > 0) return
        if (held.length === 0) resolve()
        open = held.length
        waiting = [...held, ...waiting]
        held = []
      }
      const done = (key: string) => {
        const inside = unpacked(key)
        for (const member of inside) mine.add(member)
        queue(inside, true)
        open -= 1
        goOn()
      }
      queue(given, false)
      goOn()
      work()
    })
    draw()
    const files = order.filter((key) => mine.has(key)).flatMap((key) => rows.get(key)?.file ?? [])
    return { files, first: files.map(sourceOf).find((source) => source !== null) ?? null }
  }

  /** The rows of what an archive holds, which are listed behind its own. */
  const unpacked = (key: string): string[] => {
    const file = rows.get(key)?.file
    if (file?.state.step !== 'imported' || file.state.report.outcome.what !== 'archive') return []
    const { members, left } = file.state.report.outcome
    const within = [file.folder, file.name].filter((part) => part !== '').join('/')
    return list(
      [
        ...candidatesFromHandles(members, 'archive', within),
        ...left.map(
          ({ name, message }): Candidate => ({
            from: 'nowhere',
            folder: within,
            name,
            size: null,
            left: { as: 'refused', message },
          }),
        ),
      ],
      key,
    )
  }

  const work = () => {
    while (busy < LANES) {
      const [job, ...rest] = waiting
      if (job === undefined) return
      waiting = rest
      busy += 1
      void importOne(job, abort.signal).finally(() => {
        busy -= 1
        job.done(job.key)
        work()
      })
    }
  }

  const importOne = async ({ key, candidate, batch, again }: Job, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) {
      put(key, { step: 'cancelled' })
      return
    }
    put(key, { step: 'reading', sent: candidate.from === 'page' ? 0 : null })
    try {
      const how = { batch, ...(again && { again }) }
      const report = await carry(
        host,
        upload,
        candidate,
        how,
        (sent) => put(key, { step: 'reading', sent }),
        signal,
      )
      if (report.ok) put(key, { step: 'imported', report })
      else
        put(
          key,
          signal.aborted
            ? { step: 'cancelled' }
            : { step: 'refused', message: report.message, reason: report.reason },
        )
    } catch (error) {
      put(
        key,
        signal.aborted
          ? { step: 'cancelled' }
          : {
              step: 'refused',
              message: sentenceOf(error),
              reason: error instanceof Failure ? error.reason : null,
            },
      )
    }
  }

  /** Lets these wait once more, and starts them. */
  const anew = (those: (file: QueuedFile) => boolean, how: { again?: boolean } = {}): Promise<Batch> => {
    const chosen = order.filter((key) => {
      const file = rows.get(key)?.file
      return file !== undefined && those(file)
    })
    for (const key of chosen) put(key, { step: 'waiting' })
    draw()
    return start(chosen, how)
  }

  return {
    current: () => shown,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add: (candidates) => start(list(candidates, null)),
    cancel: () => {
      abort.abort()
      const stopped = waiting
      waiting = []
      for (const { key, done } of stopped) {
        put(key, { step: 'cancelled' })
        done(key)
      }
      draw()
    },
    resume: () => anew(({ state }) => state.step === 'cancelled'),
    retry: () => anew(canRetry),
    again: (wanted) => anew(({ key }) => key === wanted, { again: true }),
    leaveOut: (keys) => {
      for (const key of keys) {
        const state = rows.get(key)?.file.state
        if (state?.step === 'imported') put(key, { ...state, leftOut: true })
      }
    },
    addPart: (of, part, outcome) => {
      const row = [...rows.values()].find(({ file }) => sourceOf(file) === of)
      if (row?.file.state.step !== 'imported') return
      const [key] = list([{ ...row.candidate, left: null }], row.file.key)
      const added = key === undefined ? undefined : rows.get(key)
      if (key === undefined || added === undefined) return
      // The file is read again by the row of the text that it came as.
      rows.set(key, { ...added, file: { ...added.file, again: false } })
      put(key, { step: 'imported', report: { ...row.file.state.report, source: part, outcome } })
    },
    refind: (source, outcome) => {
      for (const { file } of rows.values()) {
        if (file.state.step !== 'imported' || file.state.report.source !== source) continue
        const { report } = file.state
        if (outcome === null) put(file.key, { step: 'imported', report, gone: true })
        // A second file with the same bytes is known, whatever becomes of the text.
        else if (report.outcome.what === 'added')
          put(file.key, { step: 'imported', report: { ...report, outcome } })
      }
    },
    dismiss: () => {
      const ended = order.filter((key) => {
        const state = rows.get(key)?.file.state
        return state !== undefined && !isUnderWay(state)
      })
      for (const key of ended) rows.delete(key)
      order = order.filter((key) => rows.has(key))
      draw()
    },
  }
}

/** Refusals for what a file holds: it would be refused again. */
const lasting: ReadonlySet<Reason> = new Set([
  'empty',
  'binary',
  'too-much-text',
  'not-decodable',
  'folder',
  'too-complex',
  'no-text',
  'encrypted',
  'unsafe-archive',
])

/** True for a file of which it is open what becomes of it. */
export function isUnderWay({ step }: FileState): boolean {
  return step === 'waiting' || step === 'reading'
}

/** True for a file that may be read when it is tried once more, since what stood in the way may have gone. */
export function canRetry({ state, again }: QueuedFile): boolean {
  return again && state.step === 'refused' && (state.reason === null || !lasting.has(state.reason))
}

function stateOfLeft({ as, message }: NonNullable<Candidate['left']>): FileState {
  return as === 'passed' ? { step: as, message } : { step: as, message, reason: null }
}

/** The source that a file became; null where it became none. */
export function sourceOf({ state }: QueuedFile): SourceId | null {
  return state.step === 'imported' ? state.report.source : null
}

/** The sources that files became, as far as they are there. */
export function sourcesOf(files: readonly QueuedFile[]): SourceId[] {
  const there = files.filter(({ state }) => state.step === 'imported' && state.gone !== true)
  return [...new Set(there.flatMap((file) => sourceOf(file) ?? []))]
}

async function carry(
  host: Host,
  upload: ReturnType<typeof createUpload>,
  candidate: Candidate,
  how: { readonly batch: string; readonly again?: boolean },
  sent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<FileReport> {
  switch (candidate.from) {
    case 'page':
      return upload(candidate.file, how, sent, signal)
    case 'desktop':
      return host.call('desktop.importFile', { handle: candidate.handle, ...how })
    case 'archive':
      return host.call('import.member', { handle: candidate.handle, ...how })
    case 'nowhere':
      throw new Error('what was left is never carried')
    default:
      return assertNever(candidate)
  }
}
