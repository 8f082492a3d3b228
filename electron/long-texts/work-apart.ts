import { Failure } from '../../shared/contract/failure'
import type { Program, ProgramApart, StartProgram } from '../apart/start-program'
import { type InputOf, type Jobs, type OutputOf, sizeOf, type Work, workHere } from './jobs'

/** What crosses to the process: both are made by this program, and texts are nothing that it runs. */
export type WorkRequest = { readonly number: number; readonly name: keyof Jobs; readonly input: unknown }
export type WorkAnswer = { readonly number: number } & (
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly error: string }
)

/** So much is done within some hundredths of a second, which is sooner than it could be sent to a process. */
const LITTLE = 200_000

/** How long the process is kept without work, in milliseconds. */
const IDLE = 30_000

const HEAP_MB = 2048

/** How long a job may take that reads so many characters, in milliseconds: many times what the longest takes. */
export type WorkLimit = (characters: number) => number
const workLimit: WorkLimit = (characters) => 60_000 + characters / 50

/** The program that works on long texts, built to `path`; it runs no text as code. */
export function workProgram(path: string): Program {
  return {
    path,
    name: 'Sourcebook long texts',
    options: [`--max-old-space-size=${HEAP_MB}`, '--disallow-code-generation-from-strings'],
  }
}

type Pending = {
  readonly name: keyof Jobs
  readonly resolve: (output: unknown) => void
  readonly reject: (error: unknown) => void
  readonly late: NodeJS.Timeout
}

/**
 * Work on long texts and many files in a process apart, one job after another, so that nothing else waits for them. It is started when
 * it is needed, and ended when it has been idle or does not come to an end.
 */
export function workApart(start: StartProgram<WorkRequest>, limit: WorkLimit = workLimit): Work {
  let process: ProgramApart<WorkRequest> | null = null
  let idle: NodeJS.Timeout | undefined
  let asked = 0
  const pending = new Map<number, Pending>()

  function begin(): ProgramApart<WorkRequest> {
    const begun = start({
      answered: (message) => {
        // The program of this release sent it.
        const answer = message as WorkAnswer
        const waiting = pending.get(answer.number)
        pending.delete(answer.number)
        clearTimeout(waiting?.late)
        if (answer.ok) waiting?.resolve(answer.output)
        else waiting?.reject(new Error(answer.error))
        if (pending.size === 0) rest(begun)
      },
      ended: () => {
        if (process !== begun) return
        process = null
        for (const { name, reject, late } of pending.values()) {
          clearTimeout(late)
          reject(brokeDown(name))
        }
        pending.clear()
      },
    })
    return begun
  }

  function rest(begun: ProgramApart<WorkRequest>): void {
    begun.waitFor(false)
    idle = setTimeout(() => {
      process = null
      begun.kill()
    }, IDLE).unref()
  }

  return async <Name extends keyof Jobs>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> => {
    const size = sizeOf(name, input)
    if (size <= LITTLE) return workHere(name, input)
    clearTimeout(idle)
    process ??= begin()
    const asking = process
    const number = (asked += 1)
    const output = await new Promise<unknown>((resolve, reject) => {
      // One that waits for others has their time as well.
      const late = setTimeout(asking.kill, limit(size) * (pending.size + 1)).unref()
      pending.set(number, { name, resolve, reject, late })
      asking.waitFor(true)
      asking.send({ number, name, input })
    })
    // The job of this name gave it.
    return output as OutputOf<Name>
  }
}

function brokeDown(name: keyof Jobs): Failure {
  return new Failure(
    'unavailable',
    name === 'look'
      ? 'The program that looks at the files of the notebook broke down, so not all of them were looked at and nothing was changed; look at them again.'
      : 'The program that lays long texts side by side broke down, so nothing was changed; close other programs to free memory, and try again.',
  )
}
