import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Page } from 'playwright-core'

const SERVE = 'out/main/serve.js'

/** Runs `job` in the window of the built app, which has the `notebook` in `home` open. Its settings stand in `home` too. */
export async function inBuiltApp(home: string, job: (page: Page) => Promise<void>): Promise<void> {
  if (!existsSync(SERVE)) throw new Error('This suite drives the built app: run “npm run build” first.')
  const host = spawn(process.execPath, [SERVE, '--no-open', '--notebook', join(home, 'notebook')], {
    env: { ...process.env, SOURCEBOOK_SETTINGS_DIR: join(home, 'settings') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const link = await linkOf(host)
    const { SOURCEBOOK_CHROMIUM: executablePath = '' } = process.env
    const browser = await chromium.launch({ executablePath })
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(link)
    await page.getByRole('tab', { name: 'Compare' }).waitFor()
    await job(page)
    await browser.close()
  } finally {
    const ended = once(host, 'exit')
    host.kill()
    await ended
  }
}

/** The link with its one-time code, as the host prints it. */
async function linkOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the host was started without a pipe for what it prints')
  for await (const line of createInterface({ input: stdout })) {
    const link = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(line)
    if (link !== null) return link[0]
  }
  throw new Error('the host ended without printing a link')
}
