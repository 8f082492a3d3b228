import { z } from 'zod'
import { Failure } from '../../shared/contract/failure'
import type { ParserAnswer } from './parser-answer'
import { readFile } from './read-file'

const Request = z.strictObject({ name: z.string(), bytes: z.instanceof(Uint8Array) })

/** What the process apart does with one message: reads the file in it. A bug ends the process, which tells of it. */
export async function answerRequest(message: unknown): Promise<ParserAnswer> {
  const { name, bytes } = Request.parse(message)
  try {
    return { ok: true, parsed: await readFile(name, bytes) }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { ok: false, reason: error.reason, message: error.message }
  }
}
