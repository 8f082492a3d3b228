import { setTimeout as pause } from 'node:timers/promises'
import type { LastCheck } from '../../shared/model/health'
import type { CheckOptions, NotebookCheck } from './check-notebook'

export type ScrubPorts = {
  /** Looks at every file of the notebook: `checkNotebook` with its ports. */
  readonly check: (options: CheckOptions) => Promise<NotebookCheck>
  /** When all files were last looked at; null for never. */
  readonly lastCheck: () => Promise<LastCheck | null>
  /** Told what a look that came to its end has found, to be remembered and shown. */
  readonly finished: (check: NotebookCheck) => Promise<void>
  readonly now: () => string
  /** Told of what went wrong with a look, which nobody waits for. */
  readonly report: (error: unknown) => void
  /** Calls `job` after so many milliseconds unless the answer is called before; keeps no process running. */
  readonly after?: (milliseconds: number, job: () => void) => () => void
}

/** Opening a notebook and what follows it have the disk to themselves for so long. */
const START_MS = 60_000
/** How often it is asked whether another look is due. */
const AGAIN_MS = 3_600_000
/** Somewhat less than a day, so that who opens a notebook each morning has it looked at each morning. */
const A_DAY_MS = 20 * 3_600_000
/** Between two sources. */
const REST_MS = 50
/** After a change, so that whoever is at work has the disk. */
const QUIET_MS = 2000

/**
 * Looks at every file of an open notebook in the background, slowly and one source after another, at most once a day of use.
 * It begins some time after opening, waits while changes are made, and ends at once when the notebook is closed.
 */
export class Scrub {
  readonly #ending = new AbortController()
  #cancel: () => void
  #running: Promise<void> = Promise.resolve()
  #lastChange = Number.NEGATIVE_INFINITY

  constructor(private readonly ports: ScrubPorts) {
    this.#cancel = this.#after(START_MS)
  }

  /** To be told after each change. */
  noteChange(): void {
    this.#lastChange = performance.now()
  }

  /** Resolves when nothing is read any more. */
  async stop(): Promise<void> {
    this.#ending.abort()
    this.#cancel()
    await this.#running
  }

  #after(milliseconds: number): () => void {
    const { after = later } = this.ports
    return after(milliseconds, () => {
      this.#running = this.#lookIfDue().catch(this.ports.report)
    })
  }

  async #lookIfDue(): Promise<void> {
    const { check, lastCheck, finished, now } = this.ports
    const { signal } = this.#ending
    try {
      if (!isDue(await lastCheck(), now())) return
      const found = await check({ signal, atOnce: 1, rest: () => this.#rest() })
      if (!found.stopped) await finished(found)
    } finally {
      if (!signal.aborted) this.#cancel = this.#after(AGAIN_MS)
    }
  }

  async #rest(): Promise<void> {
    const { signal } = this.#ending
    do await pause(REST_MS, undefined, { signal, ref: false }).catch(() => undefined)
    while (!signal.aborted && performance.now() - this.#lastChange < QUIET_MS)
  }
}

/** A clock that was set back must not put a look off for ever. */
function isDue(last: LastCheck | null, now: string): boolean {
  return last === null || Math.abs(Date.parse(now) - Date.parse(last.at)) >= A_DAY_MS
}

function later(milliseconds: number, job: () => void): () => void {
  const timer = setTimeout(job, milliseconds).unref()
  return () => clearTimeout(timer)
}
