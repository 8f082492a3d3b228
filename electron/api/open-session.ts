import type { Answer } from '../../shared/contract/answer'
import type { CallName } from '../../shared/contract/calls'
import { dispatch } from '../../shared/contract/dispatch'
import type { NotebookEvent } from '../../shared/contract/events'
import { Failure } from '../../shared/contract/failure'
import { realFileSystem } from '../store/file-system'
import { isGone } from '../store/is-gone'
import type { MigrationProgress } from '../store/migrate-notebook'
import type { Desktop } from './desktop'
import { type OpenCalls, type OpenPorts, openCalls } from './open-calls'
import type { Ports } from './ports'

export type SessionOptions = {
  readonly folder: string
  readonly desktop: Desktop | null
  /** Take the notebook over from another computer that seems to have it open. */
  readonly takeOver?: boolean
  /** Look, do not touch: opened without taking the lock. */
  readonly readOnly?: boolean
  /**
   * A person will look at it, so what takes long to read is read before it is asked for: what is searched while the notebook is
   * opened, all annotations as soon as the windows leave time for it. Its files are looked at from time to time.
   */
  readonly prepare?: boolean
  /** Told some times a second how far it is while a notebook of an earlier format is brought up to date. */
  readonly onMigrating?: (progress: MigrationProgress) => void
}

/** Calls that wait for a person, or for a file to be read. Undo takes back what was done while they are at it. */
const unhurried: ReadonlySet<string> = new Set<CallName>([
  'import.end',
  'import.member',
  'source.alike',
  'source.verify',
  'health.check',
  'backup.restore',
  'backup.restoreCopy',
  'desktop.openCopy',
  'desktop.chooseFiles',
  'desktop.chooseFolder',
  'desktop.importFile',
  'desktop.chooseSave',
  'desktop.openLink',
])

/** A notebook that is open: what every host carries. */
export type Session = {
  /** Runs a call of the contract. Never rejects: every failure is an answer. */
  call(name: string, input: unknown): Promise<Answer<unknown>>
  /** Tells `listener` of every event until the function it returns is called. */
  onEvent(listener: (event: NotebookEvent) => void): () => void
  /** Waits for what is being written and gives the notebook free. */
  close(): Promise<void>
}

/**
 * Open a notebook and answer calls on it. Throws a Failure when it cannot be opened. With `prepare` one of an earlier format may
 * not be open yet: its calls wait until it is up to date, and events tell how far that is.
 */
export async function openSession(options: SessionOptions, ports: Ports): Promise<Session> {
  const listeners = new Set<(event: NotebookEvent) => void>()
  const running = new Set<Promise<unknown>>()
  let opened: OpenCalls | null = null
  let migrating: { progress: MigrationProgress; readonly telling: NodeJS.Timeout } | null = null
  let begin = idle
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })

  const publish = (event: NotebookEvent) => {
    opened?.follow(event)
    for (const listener of listeners) tell(listener, event, ports)
  }
  const openPorts: OpenPorts = {
    ...ports,
    publish,
    isBusy: () => running.size > 0,
    migrating: (progress) => {
      begin()
      migrating ??= { progress, telling: setInterval(tellProgress, TELL_MS) }
      migrating.progress = progress
    },
    whileClosed: async (job, may) => {
      const before = ready
      // What comes from now on waits for the notebook to be open again.
      const reopening = async () => {
        await Promise.allSettled(running)
        const refused = await failureIn(may)
        if (refused !== null) return { failed: refused, now: await before, isAnew: false }
        await opened?.close()
        const failed = await failureIn(job)
        return { failed, now: await opening(), isAnew: true }
      }
      const reopened = reopening()
      ready = reopened.then(({ now }) => now)
      // Whoever calls is told; nobody has to.
      ready.catch(() => undefined)
      const { failed, isAnew } = await reopened
      if (isAnew) publish({ kind: 'reopened' })
      if (failed !== null) throw failed.error
    },
  }
  // Also when it is as far as before: the window may just have been drawn.
  const tellProgress = () => {
    if (migrating === null) return
    options.onMigrating?.(migrating.progress)
    publish({ kind: 'migrating', ...migrating.progress })
  }
  const opening = async () => {
    try {
      opened = await openCalls(options, openPorts)
      return opened
    } finally {
      clearInterval(migrating?.telling)
      migrating = null
    }
  }
  /** Settles when the notebook is open, also when it was to be opened again; rejects when it could not be. */
  let ready = opening()
  ready.catch(() => undefined)
  await (options.prepare === true ? Promise.race([ready, begun]) : ready)
  return {
    async call(name, input) {
      let now: OpenCalls
      try {
        now = await ready
      } catch (error) {
        return refusal(error)
      }
      // To undo means the last thing a person did, also while the disk is still at it.
      if (name === 'history.undo' || name === 'history.redo') await Promise.allSettled(running)
      const answer = dispatch(now.handlers, name, input, ports.report)
      if (!unhurried.has(name)) running.add(answer)
      try {
        const given = await answer
        // Its health tells when the folder of the notebook is gone.
        if (!given.ok && given.error.reason === 'disk-error' && name !== 'health.read')
          if (await isGone(realFileSystem, options.folder)) publish({ kind: 'health' })
        return given
      } finally {
        running.delete(answer)
      }
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      await ready.catch(() => undefined)
      await opened?.close()
    },
  }
}

const idle = (): void => undefined

/** What a job threw; null when it did not. */
function failureIn(job: () => Promise<void>): Promise<{ readonly error: unknown } | null> {
  return job().then(
    () => null,
    (error: unknown) => ({ error }),
  )
}

/** How often it is told how far a notebook is brought up to date. */
const TELL_MS = 200

/** Why a notebook that was to be opened does not answer. */
function refusal(error: unknown): Answer<never> {
  const why = error instanceof Failure ? error.message : 'Something went wrong inside Sourcebook.'
  const message = `The notebook could not be opened: ${why} Close Sourcebook and start it anew.`
  return { ok: false, error: { reason: 'unavailable', message } }
}

/** The change is on the disk already: a window that cannot be told of it must not make it look like a failure. */
function tell(listener: (event: NotebookEvent) => void, event: NotebookEvent, { report }: Ports): void {
  try {
    listener(event)
  } catch (error) {
    report(error)
  }
}
