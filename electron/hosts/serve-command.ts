import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { Failure } from '../../shared/contract/failure'
import { findNotebook } from '../api/find-notebook'
import { openSession } from '../api/open-session'
import type { CommandIo } from './command-line/io'
import { type LoopbackHost, serveLoopback } from './loopback-http'
import { readPageFiles } from './page-files'

const USAGE = 'usage: sourcebook serve [--port N] [--no-open] [--notebook DIR] [--take-over]'
const IDLE_MINUTES = 60

/**
 * Open a notebook in the person's own browser and serve it until the process is told to end, or until no page has
 * been open for an hour. Answers the exit code. `pageFolder` is where the built page lies.
 */
export async function runServe(
  line: readonly string[],
  pageFolder: string,
  io: CommandIo,
): Promise<0 | 1 | 2> {
  const typed = parse(line)
  if (typed === null) {
    io.error(USAGE)
    return 2
  }
  try {
    await serve(typed, pageFolder, io)
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
        json: { type: 'boolean' },
      },
    })
    const port = Number(values.port ?? '0')
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return null
    return {
      notebook: values.notebook ?? null,
      port,
      open: values['no-open'] !== true,
      takeOver: values['take-over'] === true,
    }
  } catch {
    return null
  }
}

async function serve(
  { notebook, port, open, takeOver }: Typed,
  pageFolder: string,
  io: CommandIo,
): Promise<void> {
  const page = await readPageFiles(pageFolder)
  const folder = await findNotebook({ named: notebook })
  const session = await openSession({ folder, desktop: null, takeOver })
  try {
    const host = await serveLoopback({ session, page, port })
    const link = host.freshLink()
    io.out(
      `Sourcebook has opened ${folder}\nin your browser: ${link}\nPress Enter for a fresh link, Ctrl+C to end.`,
    )
    if (open && hasDisplay()) openBrowser(link)
    await ended(host, io)
    await host.close()
  } finally {
    await session.close()
  }
}

/** A fresh link for every Enter in the terminal, until there are no more lines. */
async function printLinks(lines: AsyncIterator<string>, host: LoopbackHost, io: CommandIo): Promise<void> {
  while ((await lines.next()).done !== true) io.out(host.freshLink())
}

/** Resolves when a signal asks the process to end, or when no page has been open for a long while. */
function ended(host: LoopbackHost, io: CommandIo): Promise<void> {
  return new Promise((end) => {
    const lines = io.lines()[Symbol.asyncIterator]()
    void printLinks(lines, host, io)
    const watch = setInterval(() => {
      const { listening, lastRequest } = host.activity()
      if (listening > 0 || Date.now() - lastRequest < IDLE_MINUTES * 60_000) return
      io.out('No page has been open for an hour, so Sourcebook ends; start it again with npm start.')
      finish()
    }, 60_000)
    function finish(): void {
      clearInterval(watch)
      // Waiting for a line would keep the process alive.
      void lines.return?.()
      end()
    }
    process.once('SIGINT', finish)
    process.once('SIGTERM', finish)
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
