import { type ParseArgsConfig, parseArgs } from 'node:util'
import { z } from 'zod'
import { Failure } from '../../../shared/contract/failure'
import { findNotebook } from '../../api/find-notebook'
import { openSession, type Session } from '../../api/open-session'
import { type Ports, systemPorts } from '../../api/ports'
import { annotationCommands } from './annotation-commands'
import { briefCommands } from './brief-commands'
import type { Call, Command, Typed } from './commands'
import { type CommandIo, UsageError } from './io'
import { sourceCommands } from './source-commands'

const commands: Readonly<Record<string, Command>> = {
  ...sourceCommands,
  ...annotationCommands,
  ...briefCommands,
}

const everywhere = {
  notebook: { type: 'string' },
  json: { type: 'boolean' },
  'take-over': { type: 'boolean' },
} as const satisfies ParseArgsConfig['options']

const CALL_USAGE = 'call [NAME [JSON]]'
const SERVE_USAGE = 'serve [--port N] [--no-open]'

/**
 * Run one command. Answers the exit code: 0 done, 1 failed, 2 wrong usage. Results go to `io.out`; a failure is one
 * sentence on `io.error`.
 */
export async function runCommandLine(
  line: readonly string[],
  io: CommandIo,
  ports: Ports = systemPorts,
): Promise<0 | 1 | 2> {
  if (line.length === 0 || line[0] === 'help' || line.includes('--help')) {
    io.out(usageOfAll())
    return line.length === 0 ? 2 : 0
  }
  const [name, rest] = nameAndRest(line)
  const command = commands[name]
  try {
    if (name === 'call') return await runCall(rest, io, ports)
    if (command === undefined) throw new UsageError(`There is no command “${name}”.`)
    return await runCommand(command, rest, io, ports)
  } catch (error) {
    if (error instanceof UsageError) {
      io.error(`${error.message}\n${usageOf(name, command)}`)
      return 2
    }
    if (!(error instanceof Failure)) throw error
    io.error(error.message)
    return 1
  }
}

/** `brief new …` is a command of two words. */
function nameAndRest(line: readonly string[]): [string, readonly string[]] {
  const [first = '', second = ''] = line
  const both = `${first} ${second}`
  return Object.hasOwn(commands, both) ? [both, line.slice(2)] : [first, line.slice(1)]
}

async function runCommand(
  command: Command,
  line: readonly string[],
  io: CommandIo,
  ports: Ports,
): Promise<0 | 1> {
  const { words, values } = parse(line, { ...command.options, ...everywhere })
  return withSession(values, command.access, ports, async (session) => {
    const outcome = await command.run({ words, values }, callOn(session))
    const text = values['json'] === true ? JSON.stringify(outcome.value) : outcome.words
    if (text !== '') io.out(text)
    if (outcome.failed !== true) return 0
    if (values['json'] !== true) io.error('Some files were not imported; the lines above say why.')
    return 1
  })
}

/**
 * `call` carries any call of the contract as it is and prints the whole answer. Without a name it reads calls from
 * standard input, one `{"name":…,"input":…}` a line, and answers each with a line.
 */
async function runCall(line: readonly string[], io: CommandIo, ports: Ports): Promise<0 | 1> {
  const { words, values } = parse(line, everywhere)
  const [name, json = '{}', ...more] = words
  if (more.length > 0) throw new UsageError('Name one call, and its input as JSON.')
  const single = name === undefined ? null : { name, input: parseJson(json) }
  return withSession(values, 'create', ports, async (session) => {
    let allOk = true
    const answer = async (call: { name: string; input: unknown }) => {
      const answered = await session.call(call.name, call.input)
      allOk &&= answered.ok
      io.out(JSON.stringify(answered))
    }
    if (single !== null) await answer(single)
    else for await (const text of io.lines()) if (text.trim() !== '') await answer(parseCall(text))
    return allOk ? 0 : 1
  })
}

const WrittenCall = z.strictObject({ name: z.string(), input: z.unknown() })

function parseCall(text: string): z.infer<typeof WrittenCall> {
  const call = WrittenCall.safeParse(parseJson(text))
  if (!call.success) throw new UsageError('A line of calls reads {"name":"library.list","input":{}}.')
  return call.data
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new UsageError('The input of a call is JSON, and this is not.')
  }
}

function parse(line: readonly string[], options: NonNullable<ParseArgsConfig['options']>): Typed {
  try {
    const { positionals, values } = parseArgs({ args: [...line], options, allowPositionals: true })
    return { words: positionals, values }
  } catch (error) {
    // parseArgs says in a sentence what it does not understand; its hints on quoting follow behind it.
    throw new UsageError(
      error instanceof Error ? (error.message.split('. ')[0] ?? '').replace(/\.?$/, '.') : String(error),
    )
  }
}

type Values = Typed['values']

async function withSession(
  values: Values,
  access: Command['access'],
  ports: Ports,
  job: (session: Session) => Promise<0 | 1>,
): Promise<0 | 1> {
  const { notebook } = values
  const folder = await findNotebook({
    named: typeof notebook === 'string' ? notebook : null,
    create: access === 'create',
  })
  const takeOver = values['take-over'] === true
  const session = await openSession({ folder, desktop: null, takeOver, readOnly: access === 'look' }, ports)
  try {
    if (access !== 'look') await expectWritable(session)
    return await job(session)
  } finally {
    await session.close()
  }
}

async function expectWritable(session: Session): Promise<void> {
  const { readOnly } = await callOn(session)('notebook.state', {})
  if (readOnly !== null) throw new Failure(readOnly.reason, readOnly.message)
}

function callOn(session: Session): Call {
  return async (name, input) => {
    const answer = await session.call(name, input)
    if (!answer.ok) throw new Failure(answer.error.reason, answer.error.message)
    // The handler of `name` gave it, and its type is the output of `name`.
    return answer.value as Awaited<ReturnType<Call>> as never
  }
}

function usageOf(name: string, command: Command | undefined): string {
  if (command !== undefined) return `usage: sourcebook ${command.usage} [--notebook DIR] [--json]`
  if (name === 'call') return `usage: sourcebook ${CALL_USAGE} [--notebook DIR]`
  return usageOfAll()
}

function usageOfAll(): string {
  const rows = [
    ...Object.values(commands).map(({ usage, says }) => [usage, says] as const),
    [SERVE_USAGE, 'open the notebook in the browser'] as const,
    [CALL_USAGE, 'run any call of the contract, or those on standard input, one a line'] as const,
  ]
  return [
    'usage: sourcebook COMMAND [--notebook DIR] [--json]',
    '',
    ...rows.map(([usage, says]) => `  ${usage}\n      ${says}`),
    '',
    'Without --notebook, the notebook that was open last. SOURCE and BRIEF are ids or whole titles.',
    'Exit code 0: done; 1: failed, with one sentence on standard error; 2: wrong usage.',
  ].join('\n')
}
