import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { expect, onTestFinished, test, vi } from 'vitest'
import { findChromium } from '../../scripts/chromium.mjs'
import { hostileFiles } from '../hostile/hostile-files'
import { desk } from './desk'
import { openApp } from './drive'

const read = hostileFiles.filter(({ becomes }) => !('refused' in becomes))

test('hostile files are imported and read, and none runs, asks, speaks or leads away', {
  timeout: 240_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sourcebook-hostile-'))
  const driver = await openApp('loopback')
  onTestFinished(async () => {
    await driver.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const { page, problems } = driver
  const at = desk(driver)
  const happened: string[] = []
  const home = page.url().replace(/#.*/, '')
  await page.exposeFunction('hit', () => happened.push('a script ran'))
  page.on('request', (request) => {
    if (!request.url().startsWith(home)) happened.push(request.url())
  })
  page.on('dialog', (dialog) => happened.push(dialog.message()))
  page.on('framenavigated', (frame) => happened.push(frame.url()))
  page.on('popup', (popup) => happened.push(popup.url()))

  for (const { name, bytes } of hostileFiles) writeFileSync(join(folder, name), bytes)
  for (let from = 0; from < hostileFiles.length; from += 20) {
    const some = hostileFiles.slice(from, from + 20)
    await at.importFiles(some.map(({ name }) => join(folder, name)))
    await page
      .getByText(`${some.filter((file) => read.includes(file)).length} imported`)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
  }

  const sources = at.library.getByRole('listbox')
  const shown = new Set<string>()
  await sources.focus()
  await page.keyboard.press('Home')
  for (let opened = 0; opened < read.length; opened += 1) {
    await page.keyboard.press('Enter')
    const title = await sources.evaluate((list) => {
      const active = list.ownerDocument.getElementById(list.getAttribute('aria-activedescendant') ?? '')
      return active?.querySelector('.t')?.textContent ?? ''
    })
    await page.getByRole('textbox', { name: `Text of ${title}`, exact: true }).waitFor()
    await at.text.locator('[data-block]').first().waitFor()
    shown.add(title)
    await page.keyboard.press('ArrowDown')
  }
  expect(shown.size).toBeGreaterThan(read.length / 2) // some go by the same title
  expect(happened).toEqual([])
  expect(problems).toEqual([])
})

test('the same files as they are run and ask in a browser', { timeout: 120_000 }, async () => {
  const { executablePath, env } = await findChromium()
  const browser = await chromium.launch({ executablePath, env })
  onTestFinished(() => browser.close())
  const page = await browser.newPage()
  let hits = 0
  await page.exposeFunction('hit', () => {
    hits += 1
  })
  page.on('request', (request) => {
    if (request.url().includes('canary.example')) hits += 1
  })
  const silent: string[] = []
  for (const { name, bytes, isLive } of hostileFiles) {
    if (!isLive) continue
    hits = 0
    await page.unrouteAll()
    await page.route('**', (route) =>
      route.request().url() === 'http://raw.example/'
        ? route.fulfill({ contentType: 'text/html', body: Buffer.from(bytes) })
        : route.abort(),
    )
    await page.goto('http://raw.example/', { waitUntil: 'commit' })
    await page.waitForLoadState().catch(() => undefined)
    const fired = vi.waitUntil(() => hits > 0, { timeout: 1000 })
    await fired.catch(() => silent.push(name))
  }
  expect(silent).toEqual([])
})
