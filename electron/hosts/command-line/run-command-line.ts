import { Failure } from '../../../shared/contract/failure'
import { commandWords } from '../../../shared/model/command-words'
import type { Session } from '../../api/open-session'
import type { Ports } from '../../api/ports'
import { alikeCommands } from './alike-command'
import { annotationCommands } from './annotation-commands'
import { asShown, type Outcome } from './answered'
import { briefCommands } from './brief-commands'
import { codebookCommands } from './codebook-commands'
import type { Call, Command, Typed } from './commands'
import { compareCommands } from './compare-commands'
import { detailsCommands } from './details-command'
import { detectCommands } from './detect-command'
import { excerptCommands } from './excerpt-commands'
import { exportCommands } from './export-command'
import { healthCommands } from './health-commands'
import { importCommands } from './import-command'
import { type CommandIo, UsageError } from './io'
import { OPEN_USAGE, openOptions, runOpen, type StartApp } from './open-command'
import { parseLine } from './parse-line'
import { reviewCommands } from './review-commands'
import { runCall } from './run-call'
import { sampleCommands } from './sample-command'
import { searchCommands } from './search-command'
import { sourceCommands } from './source-commands'
import { trashCommands } from './trash-commands'
import { versionCommands } from './version-commands'
import { callOn, withSession } from './with-session'

const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...importCommands,
    ...sourceCommands,
    ...detailsCommands,
    ...reviewCommands,
    ...versionCommands,
    ...alikeCommands,
    ...sampleCommands,
    ...annotationCommands,
    ...codebookCommands,
    ...excerptCommands,
    ...compareCommands,
    ...searchCommands,
    ...detectCommands,
    ...briefCommands,
    ...exportCommands,
    ...trashCommands,
    ...healthCommands,
  }),
)

/** Commands of two words: what the first is about, and which second ones there are. */
const groups: ReadonlyMap<string, string> = new Map([
  ['review', 'what was read: list, accept, refuse, change, mark or again'],
  ['version', 'versions: list, add, correct, compare, decisions or settle'],
  ['codebook', 'the codebook: list, add, rename, describe, merge or remove'],
  ['brief', 'briefs: new, add, list, show, check, rename or delete'],
  ['backup', 'backups: list, make, restore or recover'],
])

const CALL_USAGE = 'call [NAME [JSON]]'
const SERVE_USAGE = 'serve [--port N] [--no-open]'

/**
 * Run one command. Answers the exit code: 0 done, 1 failed, 2 wrong usage. Results go to `io.out`; a failure is one
 * sentence on `io.error`. `startApp` is asked by the one command that goes on in a window.
 */
export async function runCommandLine(
  line: readonly string[],
  terminal: CommandIo,
  ports: Ports,
  startApp: StartApp = async () => 0,
): Promise<0 | 1 | 2> {
  // A refusal, too, names what others wrote.
  const io: CommandIo = { ...terminal, error: (text) => terminal.error(asShown(text)) }
  const [first] = line
  if (first === undefined || first === 'help' || first === '--help') {
    io.out(usageOfAll())
    return first === undefined ? 2 : 0
  }
  const { name, rest } = nameAndRest(line)
  try {
    return await run(name, rest, { io, ports, startApp })
  } catch (error) {
    if (error instanceof UsageError) {
      io.error(`${error.message}\n${usageOf(name)}`)
      return 2
    }
    if (!(error instanceof Failure)) throw error
    io.error(error.message)
    return 1
  }
}

/** `brief new …` is a command of two words. */
function nameAndRest(line: readonly string[]): { name: string; rest: readonly string[] } {
  const [first = '', second] = line
  const both = `${first} ${second}`
  return commands.has(both) ? { name: both, rest: line.slice(2) } : { name: first, rest: line.slice(1) }
}

type World = { readonly io: CommandIo; readonly ports: Ports; readonly startApp: StartApp }

async function run(name: string, rest: readonly string[], { io, ports, startApp }: World): Promise<0 | 1> {
  const command = commands.get(name)
  const advice = groups.get(name)
  if (advice !== undefined) throw new UsageError(`Say what to do with ${advice}.`)
  if (command === undefined && name !== 'call' && name !== 'open')
    throw new UsageError(`There is no command “${name}”.`)
  const typed = parseLine(rest, command?.options ?? (name === 'open' ? openOptions : {}))
  if (typed.values['help'] === true) {
    io.out(usageOf(name))
    return 0
  }
  if (name === 'open') return runOpen(typed, io, ports, startApp)
  if (command === undefined) return runCall(typed, io, ports)
  const plan = command.plan(typed, ports)
  if (plan.access === 'none') return print(await plan.run(nothingToCall), typed, io)
  return withSession(typed, plan.access, { ports, io }, async (session) => {
    const stop = session.onEvent((event) => {
      if (event.kind === 'checking') io.progress(`${event.done} of ${event.of} files`)
    })
    const outcome = await plan.run(callOn(session)).finally(() => {
      stop()
      io.progress('')
    })
    const code = print(outcome, typed, io)
    return LISTS.has(name) && (await tellWhatIsMissing(session, io)) ? 1 : code
  })
}

/** These list what there is: what cannot be read is missing in their answer, and nothing in it says so. */
const LISTS: ReadonlySet<string> = new Set([
  'sources',
  'annotations',
  'excerpts',
  'figures',
  'positions',
  'claims',
  'codebook list',
  'brief list',
])

/** True when something could not be read. */
async function tellWhatIsMissing(session: Session, io: CommandIo): Promise<boolean> {
  const [first, ...others] = (await callOn(session)('notebook.state', {})).damaged
  if (first === undefined) return false
  const more = others.length === 0 ? '' : ` And ${others.length} more: ${commandWords('verify')} names them.`
  io.error(`Not all is in this list, since not all could be read. ${first}${more}`)
  return true
}

const nothingToCall: Call = async (name) => {
  throw new Error(`a command that opens no notebook called ${name}`)
}

function print({ value, words, failed }: Outcome, { values }: Typed, io: CommandIo): 0 | 1 {
  const text = values['json'] === true ? JSON.stringify(value) : words
  if (text !== '') io.out(text)
  if (failed === undefined) return 0
  if (values['json'] !== true) io.error(failed)
  return 1
}

function usageOf(name: string): string {
  const command = commands.get(name)
  if (command !== undefined) return `usage: sourcebook ${command.usage} [--notebook DIR] [--json]`
  if (name === 'call') return `usage: sourcebook ${CALL_USAGE} [--notebook DIR]`
  if (name === 'open') return `usage: sourcebook ${OPEN_USAGE} [--notebook DIR] [--json]`
  const group = [...commands.keys()].filter((each) => each.startsWith(`${name} `))
  return group.length === 0 ? usageOfAll() : group.map(usageOf).join('\n')
}

function usageOfAll(): string {
  const rows = [
    ...[...commands.values()].map(({ usage, says }) => [usage, says] as const),
    [
      OPEN_USAGE,
      'print the passage that a reference leads to, and open the app there unless --print is given',
    ] as const,
    [SERVE_USAGE, 'open the notebook in the browser'] as const,
    [CALL_USAGE, 'run any call of the contract, or those on standard input, one a line'] as const,
  ]
  return [
    'usage: sourcebook COMMAND [--notebook DIR] [--json] [--take-over] [--help]',
    '',
    ...rows.map(([usage, says]) => `  ${usage}\n      ${says}`),
    '',
    'Without --notebook, the notebook that was open last. SOURCE and BRIEF are ids or whole titles.',
    '--take-over takes a notebook from another computer that did not give it back.',
    'Exit code 0: done; 1: failed, with one sentence on standard error; 2: wrong usage.',
  ].join('\n')
}
