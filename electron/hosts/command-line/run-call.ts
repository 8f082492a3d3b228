import { z } from 'zod'
import type { Answer } from '../../../shared/contract/answer'
import type { Ports } from '../../api/ports'
import type { Access, Typed } from './commands'
import { type CommandIo, UsageError } from './io'
import { withSession } from './with-session'

/** Calls that only look at the notebook need no lock, and make no notebook. Preferences are kept outside of it. */
const looks =
  /\.(get|list|state|export|evidence|check|use|read|detect|run|infer|alike|places|verify)$|^(compare|preferences)\.|^version\.compare$/

/**
 * `call` carries any call of the contract as it is and prints the whole answer. Without a name it reads calls from
 * standard input, one `{"name":…,"input":…}` a line, and answers each with a line.
 */
export async function runCall(typed: Typed, io: CommandIo, ports: Ports): Promise<0 | 1> {
  const [name, json = '{}', ...more] = typed.words
  if (more.length > 0) throw new UsageError('Name one call, and its input as JSON.')
  const single = name === undefined ? null : JSON.stringify({ name, input: parseInput(json) })
  const access: Access = name === undefined ? 'create' : looks.test(name) ? 'look' : 'change'
  return withSession(typed, access, { ports, io }, async (session) => {
    let allOk = true
    const answer = async (line: string) => {
      const call = parseCall(line)
      const answered: Answer<unknown> = call === null ? notACall : await session.call(call.name, call.input)
      allOk &&= answered.ok
      io.out(JSON.stringify(answered))
    }
    if (single !== null) await answer(single)
    else for await (const line of io.lines()) if (line.trim() !== '') await answer(line)
    return allOk ? 0 : 1
  })
}

function parseInput(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new UsageError('The input of a call is JSON, and this is not.')
  }
}

const WrittenCall = z.strictObject({ name: z.string(), input: z.unknown() })

const notACall: Answer<never> = {
  ok: false,
  error: {
    reason: 'invalid-input',
    message: 'The line was refused: a call reads {"name":"library.list","input":{}}.',
  },
}

function parseCall(line: string): z.infer<typeof WrittenCall> | null {
  try {
    return WrittenCall.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}
