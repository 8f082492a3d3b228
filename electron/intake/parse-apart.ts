import { Failure } from '../../shared/contract/failure'
import { kindOfFile } from './kind-of-file'
import { type ParseFile, ParserAnswer, type ReadFile } from './parser-answer'
import { readPlainText } from './read-plain-text'

/** What crosses to the process apart: a file's name and its bytes, and nothing else. */
export type ParserRequest = { readonly name: string; readonly bytes: Uint8Array }

/** A process that answers one request after the other. */
export type ParserProcess = {
  readonly send: (request: ParserRequest) => void
  /** Ends it at once, whatever it is doing. */
  readonly kill: () => void
  /** Whether the program that started it waits for it. */
  readonly waitFor: (wait: boolean) => void
}

/** Starts a process apart. `answered` is told what it sends, `ended` that it is gone, however it went. */
export type StartParser = (listener: {
  readonly answered: (message: unknown) => void
  readonly ended: () => void
}) => ParserProcess

export type ParserLimits = {
  /** How long reading a file of so many bytes may take, in milliseconds. */
  readonly time: (bytes: number) => number
  /** How long the process is kept without work, in milliseconds. */
  readonly idle: number
}

const MEGABYTE = 1024 * 1024

export const parserLimits: ParserLimits = {
  time: (bytes) => 20_000 + (10_000 * bytes) / MEGABYTE,
  idle: 30_000,
}

/** Memory for what a page becomes while it is read. A page that needs more ends the process and is refused. */
const HEAP_MB = 512

/** What Node is told when it runs the parser: no more memory than that, and no text is run as code. */
export const parserOptions = [`--max-old-space-size=${HEAP_MB}`, '--disallow-code-generation-from-strings']

type Pending = { readonly resolve: (message: unknown) => void; readonly reject: (reason: unknown) => void }

/**
 * Read files in a process apart, which is started when it is first needed, kept for the next file, ended when it has been
 * idle, and started anew after it crashed, ran out of time or memory, or sent what is no answer. Plain text needs no parser and is
 * read here. One file is read at a time, so that each has all of its time.
 */
export function parseApart(start: StartParser, limits: ParserLimits = parserLimits): ParseFile {
  let parser: ParserProcess | null = null
  let pending: Pending | null = null
  let idle: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()

  function begin(): ParserProcess {
    const begun = start({
      // What a process that was given up still sends is no answer to the next request.
      answered: (message) => {
        if (parser === begun) pending?.resolve(message)
      },
      ended: () => {
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

  async function ask(name: string, bytes: Uint8Array, signal: AbortSignal | undefined): Promise<ReadFile> {
    signal?.throwIfAborted()
    clearTimeout(idle)
    parser ??= begin()
    const asked = parser
    asked.waitFor(true)
    const { promise, resolve, reject } = deferred()
    pending = { resolve, reject }
    const tooLate = setTimeout(() => reject(timedOut(name)), limits.time(bytes.length))
    const abort = () => reject(signal?.reason)
    signal?.addEventListener('abort', abort)
    let answer: ParserAnswer
    try {
      asked.send({ name, bytes })
      answer = ParserAnswer.parse(await promise)
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
    return answer.file
  }

  return async (name, bytes, signal) => {
    if (kindOfFile(name, bytes) === 'text') return readPlainText(name, bytes)
    const answer = last.then(() => ask(name, bytes, signal))
    last = answer.catch(() => undefined)
    return answer
  }
}

/** The process is gone before it answered. */
class Ended extends Error {}

function deferred(): Pending & { readonly promise: Promise<unknown> } {
  let pending: Pending = { resolve: () => {}, reject: () => {} }
  const promise = new Promise<unknown>((resolve, reject) => {
    pending = { resolve, reject }
  })
  return { promise, ...pending }
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
