import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../scripts/chromium.mjs'
import type { Folders } from './briefing-harbour'
import { builtApp } from './built'

/** The loopback host and a browser of its own, either of which may be ended at any moment and started again. */
export type TypingWindow = {
  /** The window as it is now: another one after each of the things below. */
  readonly page: () => Page
  /**
   * Ends the host in the middle of whatever it does, and starts it at the same address for the same window, once what is done
   * without it is done.
   */
  readonly killHost: (without?: () => Promise<void>) => Promise<void>
  /** Ends the program that runs the page in the middle of whatever it does, and loads the page again in its tab. */
  readonly crashPage: () => Promise<void>
  /** Loads the page again, as a person does who is asked whether to leave it. */
  readonly reload: () => Promise<void>
  /** Closes the window, and opens another one. */
  readonly closeAndOpen: () => Promise<void>
  readonly end: () => Promise<void>
}

export async function openTypingWindow({ notebook, settings }: Folders): Promise<TypingWindow> {
  const port = await freePort()
  const profile = mkdtempSync(join(tmpdir(), 'sourcebook-profile-'))
  let host = await startHost(notebook, settings, port)
  const running = await startBrowser(profile)
  let browser = await chromium.connectOverCDP(running.endpoint)
  let page = await newPage(browser)
  await page.goto(host.link)

  const reconnect = async () => {
    await browser.close() // the connection: the browser goes on
    browser = await chromium.connectOverCDP(running.endpoint)
    const there = browser
      .contexts()[0]
      ?.pages()
      .find((one) => one.url().startsWith('http'))
    if (there === undefined) throw new Error('the tab is gone')
    page = there
  }
  return {
    page: () => page,
    killHost: async (without) => {
      await kill(host.child)
      await without?.()
      host = await startHost(notebook, settings, port)
      // Only the fragment is another one, so that the page stays.
      await page.goto(host.link)
    },
    crashPage: async () => {
      const tab = await page.context().newCDPSession(page)
      const { targetInfo } = await tab.send('Target.getTargetInfo')
      const crashed = page.waitForEvent('crash')
      tab.send('Page.crash').catch(() => undefined) // nobody is left to answer
      await crashed
      // The driver speaks to no page that has crashed: the browser is asked to load it, and then spoken to anew.
      const whole = await browser.newBrowserCDPSession()
      const { targetId } = targetInfo
      const { sessionId } = await whole.send('Target.attachToTarget', { targetId, flatten: false })
      const message = JSON.stringify({ id: 1, method: 'Page.reload' })
      const loaded = new Promise<void>((resolve) => {
        whole.on('Target.receivedMessageFromTarget', () => resolve())
      })
      await whole.send('Target.sendMessageToTarget', { sessionId, message })
      await loaded
      await reconnect()
    },
    reload: async () => {
      await page.reload()
    },
    closeAndOpen: async () => {
      const next = await newPage(browser)
      const closed = page.waitForEvent('close')
      page.on('dialog', (dialog) => void dialog.accept())
      await page.close({ runBeforeUnload: true })
      await closed
      page = next
      await page.goto(await host.freshLink())
    },
    end: async () => {
      await browser.close()
      await kill(running.child)
      const ended = once(host.child, 'exit')
      host.child.kill('SIGTERM')
      await ended
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function newPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('the browser has no window')
  return context.newPage()
}

async function startBrowser(profile: string) {
  const { executablePath, env } = await findChromium()
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--window-size=1440,900',
    '--remote-debugging-port=0',
  ]
  const child = spawn(executablePath, [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  for await (const line of createInterface({ input: child.stderr })) {
    const endpoint = /ws:\/\/\S+/.exec(line)
    if (endpoint === null) continue
    child.stderr.resume()
    return { child, endpoint: endpoint[0] }
  }
  throw new Error('the browser ended without saying where it listens')
}

async function startHost(notebook: string, settings: string, port: number) {
  const line = ['out/main/serve.js', '--no-open', '--notebook', notebook, '--port', String(port)]
  const child = spawn(process.execPath, line, {
    cwd: builtApp(),
    env: { ...process.env, SOURCEBOOK_SETTINGS_DIR: settings },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const printed = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<string> => {
    for (;;) {
      const line = await printed.next()
      if (line.done === true) throw new Error('the host ended without a link')
      const link = /http:\/\/127\.0\.0\.1:\d+\/#code=\S+/.exec(line.value)
      if (link !== null) return link[0]
    }
  }
  const freshLink = () => {
    child.stdin.write('\n')
    return next()
  }
  return { child, link: await next(), freshLink }
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** A port that nobody listens to. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('a server has a port')
  return address.port
}
