import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { findChromium } from '../../scripts/chromium.mjs'
import { Verification } from '../../shared/contract/intake'
import { docxFiles } from '../hostile/docx-files'
import { epubFiles } from '../hostile/epub-files'
import { hostileFiles } from '../hostile/hostile-files'
import { hostilePdfs } from '../hostile/pdf-files'
import { archiveFiles } from '../hostile/zip-files'
import { commandLine } from './built'
import { desk } from './desk'
import { openApp } from './drive'

/** A hostile file of any format, with what is to become of it. */
type Hostile = { readonly name: string; readonly bytes: Uint8Array; readonly becomes: unknown }

const documents: readonly Hostile[] = [
  ...hostileFiles,
  ...docxFiles,
  ...epubFiles,
  ...hostilePdfs.map((file) => ({ ...file, bytes: file.bytes() })),
]
const texts = documents.filter(({ becomes }) => Array.isArray(becomes))
const all = [...documents, ...archiveFiles]

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

  for (const { name, bytes } of all) writeFileSync(join(folder, name), bytes)
  for (let from = 0; from < all.length; from += 40) {
    await at.importFiles(all.slice(from, from + 40).map(({ name }) => join(folder, name)))
    await page.getByRole('button', { name: 'Done' }).click()
  }
  // What is derived from their bytes again is what was read, and none of it is left out.
  const verified = commandLine(driver.notebook, folder, ['verify', '--json'])
  const { texts: read } = z.object({ texts: z.array(Verification) }).parse(JSON.parse(verified))
  const names = read.map(({ fileName }) => fileName)
  expect(names).toEqual(expect.arrayContaining(texts.map(({ name }) => name)))

  const sources = at.library.getByRole('listbox')
  const shown = new Set<string>()
  await sources.focus()
  await page.keyboard.press('Home')
  for (let place = 0; place < names.length; place += 1) {
    await page.keyboard.press('Enter')
    const title = await sources.evaluate((list) => {
      const active = list.ownerDocument.getElementById(list.getAttribute('aria-activedescendant') ?? '')
      return active?.querySelector('.t')?.textContent ?? ''
    })
    await page.getByRole('textbox', { name: `Text of ${title}`, exact: true }).waitFor()
    await at.text.locator('[data-block]').first().waitFor()
    shown.add(title)
    await sources.focus() // Enter gave the keys to the text
    await page.keyboard.press('ArrowDown')
  }
  expect(shown.size).toBeGreaterThan(names.length / 2) // some go by the same title
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
