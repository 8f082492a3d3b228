import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { NotebookState } from '../../shared/contract/calls'
import { Failure } from '../../shared/contract/failure'
import { findNotebook, rememberNotebook } from '../api/find-notebook'
import { openSession, type Session } from '../api/open-session'
import type { Ports } from '../api/ports'
import { preferredTheme } from '../api/settings'
import { asShown } from './command-line/answered'
import type { CommandIo } from './command-line/io'
import { type LoopbackHost, serveLoopback } from './loopback-http'
import { inTheme, readPageFiles } from './page-files'

const USAGE = 'usage: sourcebook serve [--port N] [--no-open] [--notebook DIR] [--new] [--take-over]'
const IDLE_MINUTES = 60

/**
 * Open a notebook in the person's own browser and serve it until the process is told to end, or until no page has
 * been open for an hour. Answers the exit code. `pageFolder` is where the built page lies.
 */
export async function runServe(
  line: readonly string[],
  pageFolder: string,
  io: CommandIo,
  ports: Ports,
): Promise<0 | 1 | 2> {
  if (line.includes('--help')) {
    io.out(USAGE)
    return 0
  }
  const typed = parse(line)
  if (typed === null) {
    io.error(USAGE)
    return 2
  }
  try {
    await serve(typed, pageFolder, io, ports)
    return 0
  } catch (error) {
    const message = inWords(error, typed.port)
    if (message === null) throw error
    io.error(message)
    return 1
  }
}

type Typed = {
  readonly notebook: string | null
  readonly port: number
  readonly open: boolean
  readonly takeOver: boolean
  /** An empty notebook is wanted also where there was another before. */
  readonly anew: boolean
}

function parse(line: readonly string[]): Typed | null {
  try {
    const { values } = parseArgs({
      args: [...line],
      options: {
        notebook: { type: 'string' },
        port: { type: 'string' },
        'no-open': { type: 'boolean' },
        'take-over': { type: 'boolean' },
        new: { type: 'boolean' },
      },
    })
    const port = Number(values.port ?? '0')
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return null
    return {
      notebook: values.notebook ?? null,
      port,
      open: values['no-open'] !== true,
      takeOver: values['take-over'] === true,
      anew: values.new === true,
    }
  } catch {
    return null
  }
}

async function serve(
  { notebook, port, open, takeOver, anew }: Typed,
  pageFolder: string,
  io: CommandIo,
  ports: Ports,
): Promise<void> {
  // From here on a signal ends us in order, so that no lock is left behind.
  const asked = askedToEnd()
  const page = inTheme(await readPageFiles(pageFolder), preferredTheme)
  const folder = await findNotebook({ named: notebook, anew })
  const session = await openSession({ folder, desktop: null, takeOver, prepare: true }, ports)
  try {
    await rememberNotebook(folder)
    const host = await serveLoopback({ session, page, port })
    const link = host.freshLink()
    io.out(`Sourcebook has opened ${folder}`)
    io.out(`Open this link in your browser, within a minute: ${link}`)
    io.out('Press Enter for a fresh link, Ctrl+C to end.')
    void tellReadOnly(session, io)
    if (open && hasDisplay()) openBrowser(link)
    void printLinks(host, io)
    await Promise.race([asked, deserted(host, io)])
    await host.close()
  } finally {
    io.stopLines()
    await session.close()
  }
}

/** Says why nothing can be saved, where that is so: once a notebook of an earlier format is up to date. */
async function tellReadOnly(session: Session, io: CommandIo): Promise<void> {
  const answer = await session.call('notebook.state', {})
  const readOnly = answer.ok ? NotebookState.parse(answer.value).readOnly : null
  if (readOnly !== null) io.out(asShown(`It can only be read. ${readOnly.message}`))
}

/** A fresh link for every Enter in the terminal. */
async function printLinks(host: LoopbackHost, io: CommandIo): Promise<void> {
  const lines = io.lines()[Symbol.asyncIterator]()
  while ((await lines.next()).done !== true) io.out(host.freshLink())
}

/** Resolves at the first signal to end. Those that follow change nothing: we are ending already. */
function askedToEnd(): Promise<void> {
  return new Promise((end) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end())
  })
}

/** Resolves when no page has been open for a long while. */
function deserted(host: LoopbackHost, io: CommandIo): Promise<void> {
  return new Promise((end) => {
    const watch = setInterval(() => {
      const { listening, lastRequest } = host.activity()
      if (listening > 0 || Date.now() - lastRequest < IDLE_MINUTES * 60_000) return
      clearInterval(watch)
      io.out('No page has been open for an hour, so Sourcebook ends; start it again with “npm start”.')
      end()
    }, 60_000)
    watch.unref()
  })
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
}

/** The link may be seen in the list of processes for a moment; it signs in one page only, within a minute. */
function openBrowser(link: string): void {
  const [program, ...before] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '']
        : ['xdg-open']
  const browser = spawn(program ?? 'xdg-open', [...before, link], { stdio: 'ignore', detached: true })
  // Without a program that opens links, the printed one is there to be followed by hand.
  browser.on('error', () => {})
  browser.unref()
}

function inWords(error: unknown, port: number): string | null {
  if (error instanceof Failure) return error.message
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program: name another with --port, or leave it out.`
  if (code === 'EACCES')
    return `Port ${port} may not be used by this account: name one above 1023 with --port.`
  return null
}
