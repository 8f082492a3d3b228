import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Folders, opened, temporaryFolder } from './briefing-harbour'
import { commandLine } from './built'
import { type BulkFolder, countsIn, titlesOnDisk, writeBulkFolder } from './bulk-folder'
import { desk } from './desk'
import { type Driver, kinds } from './drive'
import { openTypingWindow } from './typing-window'
import { until } from './until'

const FILES = 300
/** More than so many files are done when the host is killed; most of them came in. */
const BEFORE = 60
const PATIENCE = { timeout: 120_000 }

const reportIn = (page: Page) => page.getByRole('region', { name: 'Import report' })

/** A folder to be imported, and a notebook that is not there yet. */
async function atHome() {
  const home = temporaryFolder()
  const folder = await writeBulkFolder(join(home, 'Papers'), FILES)
  return { folder, folders: { notebook: join(home, 'Harbour'), settings: join(home, 'settings') } }
}

/** Waits until the import of the page is under way, and not near its end. */
async function underWay(page: Page): Promise<void> {
  const bar = reportIn(page).getByRole('progressbar', { name: 'All files' })
  // It is a progress element.
  const done = () => bar.evaluate((element) => (element as HTMLProgressElement).value)
  await until(async () => expect(await done()).toBeGreaterThan(BEFORE))
}

/** Sees that each text of the notebook is there as a whole, and nothing else; answers their titles. */
function expectWhole({ notebook, settings }: Folders): readonly string[] {
  const titles = titlesOnDisk({ notebook, settings })
  const folders = readdirSync(join(notebook, 'sources'))
  expect(folders.filter((name) => !name.startsWith('s-'))).toEqual([])
  expect(folders).toHaveLength(titles.length)
  const printed = commandLine(notebook, settings, ['verify', '--json'])
  // What `verify` prints of the texts is the answer of `source.verify`.
  const { faults, texts } = JSON.parse(printed) as {
    readonly faults: readonly unknown[]
    readonly texts: readonly { readonly title: string; readonly state: string }[]
  }
  expect(faults).toEqual([])
  expect(texts.filter(({ state }) => state !== 'same')).toEqual([])
  expect(texts.map(({ title }) => title).toSorted()).toEqual(titles.toSorted())
  return titles
}

/** Sees that a report has read all of the folder, and that each of its texts is in the notebook once. */
async function expectAll(page: Page, { texts, each }: BulkFolder, folders: Folders): Promise<void> {
  const report = reportIn(page)
  await report.getByRole('button', { name: 'Done' }).waitFor(PATIENCE)
  const counts = countsIn(await report.locator('.foot .grow').innerText())
  // What came in although nobody was left to say so is here already.
  expect((counts['imported'] ?? 0) + (counts['here already'] ?? 0)).toBe(texts.size + each)
  expect(counts).toMatchObject({ refused: 3 * each, 'passed over': each })
  await page.getByText(`${texts.size} sources`, { exact: true }).waitFor()
  expect(expectWhole(folders).toSorted()).toEqual([...texts.keys()].toSorted())
}

test('when the host is killed while files come in, the page goes on with the rest once it is back', {
  timeout: 300_000,
}, async () => {
  const { folder, folders } = await atHome()
  const window = await openTypingWindow(folders)
  onTestFinished(() => window.end())
  const page = window.page()
  const report = reportIn(page)
  const retry = report.getByRole('button', { name: /^Retry/ })
  await page.getByRole('heading', { name: /Read closely/ }).waitFor()
  page.on('filechooser', () => undefined) // from now on the driver takes the dialog
  const at = desk({ page, app: null } as unknown as Driver) // the rest of a driver is asked for by nothing that is used here
  await at.chooseFolder(folder.path)
  await underWay(page)
  await window.killHost(() => retry.waitFor(PATIENCE))

  const before = expectWhole(folders)
  expect(before.length).toBeGreaterThan(0)
  expect(before.length).toBeLessThan(folder.texts.size)
  await page.getByText(`${before.length} sources`, { exact: true }).waitFor()
  await retry.click()
  await expectAll(page, folder, folders)
})

describe.each(kinds.filter((kind) => kind !== 'loopback'))('on the %s', (kind) => {
  test('when the app is killed while files come in, importing the folder again brings in what is missing', {
    timeout: 300_000,
  }, async () => {
    const { folder, folders } = await atHome()
    const killed = await opened(kind, folders)
    await killed.page.getByRole('heading', { name: /Read closely/ }).waitFor()
    await killed.at.chooseFolder(folder.path)
    await underWay(killed.page)
    const ended = killed.driver.app?.waitForEvent('close')
    killed.driver.app?.process().kill('SIGKILL')
    await ended

    const { driver, page, at } = await opened(kind, folders)
    await at.loaded()
    const before = expectWhole(folders)
    expect(before.length).toBeGreaterThan(0)
    expect(before.length).toBeLessThan(folder.texts.size)
    await page.getByText(`${before.length} sources`, { exact: true }).waitFor()

    await at.chooseFolder(folder.path)
    await expectAll(page, folder, folders)
    const report = reportIn(page)
    const known = before.length + folder.each
    await report.getByRole('button', { name: `Here already ${known}`, exact: true }).waitFor()
    // Of those nobody is asked one by one.
    await page.getByRole('button', { name: `Leave out all ${known}` }).click()
    await report.getByRole('button', { name: /^To decide/ }).waitFor({ state: 'detached' })
    expect(driver.problems).toEqual([])
  })
})
