import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import {
  _electron,
  type BrowserContext,
  type ConsoleMessage,
  chromium,
  type ElectronApplication,
  type Page,
} from 'playwright-core'
import { findChromium } from '../../scripts/chromium.mjs'
import { builtApp } from './built'

/**
 * What the app runs on: the stand-in for Electron, the loopback host in a browser, or Electron itself. The first and
 * the last run the same built main script, preload and page.
 */
export type Kind = 'standin' | 'loopback' | 'electron'

/** An open app and how to reach it. */
export type Driver = {
  readonly kind: Kind
  readonly page: Page
  /** The main process; null where there is none to reach into. */
  readonly app: ElectronApplication | null
  /** Opens the app in another page on the same notebook; null where there is one window alone. */
  readonly another: (() => Promise<Page>) | null
  readonly notebook: string
  /** Errors of the page so far: exceptions, console errors and what its policy refused; each once. */
  readonly problems: readonly string[]
  close(): Promise<void>
}

type Folders = {
  /** Where the notebook is; a fresh folder, forgotten on close, when absent. */
  readonly notebook?: string
  /** Where the settings are, so that a journey never touches the person's own. */
  readonly settings?: string
  /** The folder that holds `out`; the project's own when absent. */
  readonly build?: string
}

const electronFolder = join(import.meta.dirname, '../../node_modules/electron')
const hasElectron = existsSync(join(electronFolder, 'path.txt'))
if (!hasElectron) console.info('Skipped: the journeys on Electron itself (its binary is not installed).')

/** Every kind that can be driven here. */
export const kinds: readonly Kind[] = ['standin', 'loopback', ...(hasElectron ? (['electron'] as const) : [])]

/** Opens the built app on a notebook and waits until its page has loaded. */
export async function openApp(kind: Kind, given: Folders = {}): Promise<Driver> {
  const folder = mkdtempSync(join(tmpdir(), 'sourcebook-'))
  const folders = {
    notebook: join(folder, 'notebook'),
    settings: join(folder, 'settings'),
    build: builtApp(),
    ...given,
  }
  const opened = await (kind === 'loopback' ? openInBrowser(folders) : openInWindow(kind, folders))
  const { page, app, another } = opened
  const problems = await watchProblems(page)
  return {
    kind,
    page,
    app,
    another,
    notebook: folders.notebook,
    problems,
    close: async () => {
      await opened.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Opened = Pick<Driver, 'page' | 'app' | 'another' | 'close'>

async function openInWindow(kind: Kind, { notebook, settings, build }: Required<Folders>): Promise<Opened> {
  const { path, env } = await appCommand(kind, settings)
  const app = await _electron.launch({ executablePath: path, args: [build, '--notebook', notebook], env })
  const page = await app.firstWindow()
  await page.waitForURL(/sourcebook/)
  return { page, app, another: null, close: () => app.close() }
}

/** Starts the app without a driver, and waits until it has ended by itself. */
export async function startAlone(
  kind: Kind,
  line: readonly string[],
  { settings, build = builtApp() }: { readonly settings: string; readonly build?: string },
): Promise<{ readonly code: number | null; readonly said: string }> {
  const { path, env } = await appCommand(kind, settings)
  const app = spawn(path, ['--no-sandbox', build, ...line], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  app.stderr.on('data', (text: Buffer) => {
    said += String(text)
  })
  await once(app, 'close')
  return { code: app.exitCode, said }
}

/** The executable that runs the built main script, and its environment. */
async function appCommand(
  kind: Kind,
  settings: string,
): Promise<{ readonly path: string; readonly env: Record<string, string> }> {
  const { executablePath, env } = await findChromium()
  const common = { ...withoutHoles(env), SOURCEBOOK_SETTINGS_DIR: settings }
  if (kind === 'electron') {
    const name = readFileSync(join(electronFolder, 'path.txt'), 'utf8').trim()
    return { path: join(electronFolder, 'dist', name), env: common }
  }
  const standin = join(import.meta.dirname, '../standin/electron')
  return { path: standin, env: { ...common, STANDIN_CHROMIUM: executablePath } }
}

async function openInBrowser({ notebook, settings, build }: Required<Folders>): Promise<Opened> {
  const host = spawn(process.execPath, ['out/main/serve.js', '--no-open', '--notebook', notebook], {
    cwd: build,
    env: { ...process.env, SOURCEBOOK_SETTINGS_DIR: settings },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const printed = createInterface({ input: host.stdout })[Symbol.asyncIterator]()
  const link = await linkIn(printed)
  const { executablePath, env } = await findChromium()
  const browser = await chromium.launch({ executablePath, env: withoutHoles(env) })
  const context = await browser.newContext()
  const open = async (address: string): Promise<Page> => {
    const page = await context.newPage()
    // From now on the driver takes every dialog for files. Asked for together with the key that opens it, it may be late.
    page.on('filechooser', () => {})
    await page.goto(address)
    return page
  }
  return {
    page: await open(link),
    app: null,
    another: () => {
      host.stdin.write('\n')
      return linkIn(printed).then(open)
    },
    close: async () => {
      await browser.close()
      await end(host)
    },
  }
}

/** The next link with its one-time code among the lines that the host prints. */
async function linkIn(printed: AsyncIterator<string>): Promise<string> {
  for (;;) {
    const line = await printed.next()
    if (line.done === true) throw new Error('The loopback host ended without printing a link.')
    const link = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(line.value)
    if (link !== null) return link[0]
  }
}

async function end(host: ChildProcess): Promise<void> {
  if (host.exitCode !== null || host.signalCode !== null) return
  const ended = once(host, 'exit')
  host.kill('SIGTERM')
  await ended
}

async function watchProblems(page: Page): Promise<readonly string[]> {
  const problems = new Problems()
  problems.watch(page.context())
  // What happened before anybody watched; the driver has kept it.
  for (const error of await page.pageErrors()) problems.add(error.message)
  for (const message of await page.consoleMessages()) problems.hear(message)
  return problems.all
}

class Problems {
  readonly all: string[] = []

  watch(context: BrowserContext): void {
    context.on('weberror', (event) => this.add(event.error().message))
    context.on('console', (message) => this.hear(message))
  }

  /** What a policy refuses is a console error too. */
  hear(message: ConsoleMessage): void {
    if (message.type() === 'error') this.add(message.text())
  }

  add(problem: string): void {
    if (!this.all.includes(problem)) this.all.push(problem)
  }
}

function withoutHoles(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(entries)
}
