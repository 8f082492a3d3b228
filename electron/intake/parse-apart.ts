import { availableParallelism, totalmem } from 'node:os'
import { Failure } from '../../shared/contract/failure'
import type { Program, ProgramApart, StartProgram } from '../apart/start-program'
import { completeText } from './complete-text'
import { kindOfFile } from './kind-of-file'
import { type ParseFile, ParserAnswer } from './parser-answer'
import { readPlainText } from './read-plain-text'

/** What crosses to the process apart: a file's name and its bytes, and nothing else. */
export type ParserRequest = { readonly name: string; readonly bytes: Uint8Array }

export type ParserLimits = {
  /** How long reading a file of so many bytes may take, in milliseconds. */
  readonly time: (bytes: number) => number
  /** How long the process is kept without work, in milliseconds. */
  readonly idle: number
  /** How many files are read at a time at most, each in a process of its own: one that is slow does not hold up the next. */
  readonly lanes: number
}

const MEGABYTE = 1024 * 1024
/** Memory for what a page becomes while it is read. A page that needs more ends the process and is refused. */
const HEAP_MB = 512
/** What a process holds with the bytes of a large file, and as much again for everything else that runs. */
const MEMORY_OF_LANE = 4 * HEAP_MB * MEGABYTE
const FEWEST_LANES = 2
const MOST_LANES = 8

export const parserLimits: ParserLimits = {
  // The base is for what a few packed bytes may become, a PDF of many pages included.
  time: (bytes) => 20_000 + (10_000 * bytes) / MEGABYTE,
  idle: 30_000,
  lanes: lanesFor(availableParallelism(), totalmem()),
}

/** One process for each core, as far as there is memory for them. */
export function lanesFor(cores: number, memory: number): number {
  const room = Math.min(cores, Math.floor(memory / MEMORY_OF_LANE), MOST_LANES)
  return Math.max(room, FEWEST_LANES)
}

/** The program of the parser, built to `path`: it has no more memory than that, and runs no text as code. */
export function parserProgram(path: string): Program {
  return {
    path,
    name: 'Sourcebook parser',
    options: [`--max-old-space-size=${HEAP_MB}`, '--disallow-code-generation-from-strings'],
  }
}

/** A plain text of this size is read within some milliseconds, which is sooner than it could be sent to a process. */
const SMALL_TEXT = 16 * 1024

/**
 * Read files in processes apart. A small plain text needs none and is read here. A file that is cancelled is answered at once,
 * whether it is being read or waits, and takes no process from the next.
 */
export function parseApart(
  start: StartProgram<ParserRequest>,
  limits: ParserLimits = parserLimits,
): ParseFile {
  // The lane that was used last is taken first, so that one process does for files that come one by one.
  const free = Array.from({ length: limits.lanes }, () => parserLane(start, limits))
  const waiting: Deferred<Lane>[] = []

  async function takeLane(signal: AbortSignal | undefined): Promise<Lane> {
    const lane = free.pop()
    if (lane !== undefined) return lane
    const turn = deferred<Lane>()
    waiting.push(turn)
    const abort = () => {
      const place = waiting.indexOf(turn)
      if (place !== -1) waiting.splice(place, 1)
      // Too late where a lane was given already; the lane looks again.
      turn.reject(signal?.reason)
    }
    signal?.addEventListener('abort', abort, { once: true })
    try {
      return await turn.promise
    } finally {
      signal?.removeEventListener('abort', abort)
    }
  }

  function giveBack(lane: Lane): void {
    const next = waiting.shift()
    if (next === undefined) free.push(lane)
    else next.resolve(lane)
  }

  return async (name, bytes, signal) => {
    if (bytes.length <= SMALL_TEXT && kindOfFile(name, bytes) === 'text')
      return { what: 'text', file: completeText(readPlainText(name, bytes), name) }
    signal?.throwIfAborted()
    const lane = await takeLane(signal)
    try {
      return await lane(name, bytes, signal)
    } finally {
      giveBack(lane)
    }
  }
}

/** Reads one file at a time, so that each has all of its time. */
type Lane = ParseFile

/**
 * Reads files in one process, which is started when it is first needed, kept for the next file, ended when it has been
 * idle, and started anew after it crashed, ran out of time or memory, or sent what is no answer.
 */
function parserLane(start: StartProgram<ParserRequest>, limits: ParserLimits): Lane {
  let parser: ProgramApart<ParserRequest> | null = null
  let pending: Deferred<unknown> | null = null
  let idle: NodeJS.Timeout | undefined
  /** Settled when the process that was ended last is gone, so that no lane ever has two. */
  let gone: Promise<void> = Promise.resolve()

  function begin(): ProgramApart<ParserRequest> {
    const { promise, resolve } = deferred<void>()
    gone = promise
    const begun = start({
      // What a process that was given up still sends is no answer to the next request.
      answered: (message) => {
        if (parser === begun) pending?.resolve(message)
      },
      ended: () => {
        resolve()
        if (parser !== begun) return
        parser = null
        pending?.reject(new Ended())
      },
    })
    return begun
  }

  function end(): void {
    parser?.kill()
    parser = null
  }

  return async (name, bytes, signal) => {
    clearTimeout(idle)
    if (parser === null) await gone
    signal?.throwIfAborted()
    parser ??= begin()
    const asked = parser
    asked.waitFor(true)
    const answered = deferred<unknown>()
    pending = answered
    const tooLate = setTimeout(() => answered.reject(timedOut(name)), limits.time(bytes.length))
    const abort = () => answered.reject(signal?.reason)
    signal?.addEventListener('abort', abort)
    let answer: ParserAnswer
    try {
      asked.send({ name, bytes })
      answer = ParserAnswer.parse(await answered.promise)
    } catch (error) {
      // It is busy with something that nobody waits for, or cannot be trusted any more.
      end()
      if (error instanceof Failure || signal?.aborted === true) throw error
      throw parserFailed(name, error)
    } finally {
      clearTimeout(tooLate)
      signal?.removeEventListener('abort', abort)
      pending = null
    }
    asked.waitFor(false)
    idle = setTimeout(end, limits.idle).unref()
    if (!answer.ok) throw new Failure(answer.reason, answer.message)
    return answer.parsed
  }
}

/** The process is gone before it answered. */
class Ended extends Error {}

type Deferred<Value> = {
  readonly promise: Promise<Value>
  readonly resolve: (value: Value) => void
  readonly reject: (reason: unknown) => void
}

function deferred<Value>(): Deferred<Value> {
  let settle: Pick<Deferred<Value>, 'resolve' | 'reject'> = { resolve: () => {}, reject: () => {} }
  const promise = new Promise<Value>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, ...settle }
}

const advice = 'Copy its text into a .txt file and import that.'

function timedOut(name: string): Failure {
  return new Failure('timed-out', `“${name}” took too long to be read and was given up. ${advice}`)
}

function parserFailed(name: string, cause: unknown): Failure {
  const why =
    cause instanceof Ended ? 'the program that reads it broke down' : 'what was read of it makes no sense'
  return new Failure('parser-failed', `“${name}” could not be read: ${why}. ${advice}`, { cause })
}
