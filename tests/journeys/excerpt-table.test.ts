import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { desk } from './desk'
import { type Driver, kinds, openApp } from './drive'
import { until } from './until'

const fixtures = join(import.meta.dirname, '../fixtures/harbour')
const files = ['agency.txt', 'live-blog.txt'].map((name) => join(fixtures, name))
const agencyTitle = 'State offers Port Ellery a fund for its harbour but no guards'
const blogTitle = 'Port Ellery live: fund agreed, but no word on who guards the quay'

async function opened(kind: Driver['kind']) {
  const folder = mkdtempSync(join(tmpdir(), 'sourcebook-journey-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const driver = await openApp(kind, { notebook: join(folder, 'Harbour') })
  onTestFinished(() => driver.close())
  return { driver, page: driver.page, at: desk(driver) }
}

/** The excerpts of the rows that are drawn, from above. */
function rows(page: Page): Promise<string[]> {
  return page
    .getByRole('grid', { name: 'Excerpts' })
    .locator('[data-row]')
    .evaluateAll((all) => all.map((row) => row.querySelectorAll('[role=gridcell]')[1]?.textContent ?? ''))
}

/** What the copy key puts on the clipboard. */
async function copied(page: Page): Promise<string> {
  // Listened for before the key is pressed: sent together, the key may come first.
  const clipboard = await page.evaluateHandle(() => {
    const heard = { text: '' }
    addEventListener(
      'copy',
      ({ clipboardData }) => {
        heard.text = clipboardData?.getData('text/plain') ?? ''
      },
      { once: true },
    )
    return heard
  })
  await page.keyboard.press('ControlOrMeta+c')
  await page.waitForFunction(({ text }) => text !== '', clipboard)
  return clipboard.evaluate(({ text }) => text)
}

const excerpts = ['110 of 177 bollards', 'the mayor cannot sign it', 'The boats that come and go']

describe.each(kinds)('on the %s', (kind) => {
  test('by keyboard: tag, go to the table, filter, change many, undo, copy, save the filter, open a passage', async () => {
    const { driver, page, at } = await opened(kind)
    await at.importFiles(files)
    await page.getByRole('button', { name: 'Done' }).click()
    await at.openSource(agencyTitle)
    await at.dragOver('110 of 177 bollards')
    await page.keyboard.press('2')
    await at.dragOver('the mayor cannot sign it')
    await page.keyboard.press('3')
    await at.openSource(blogTitle)
    await at.dragOver('The boats that come and go')
    await page.keyboard.press('1')
    await at.reader.locator('mark:not(.pending)').first().waitFor()

    // From here on no pointer.
    await page.keyboard.press('Alt+Shift+E')
    const grid = page.getByRole('grid', { name: 'Excerpts' })
    await until(async () => expect(await rows(page)).toEqual(excerpts))

    await grid.focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.getByRole('button', { name: 'Change', exact: true }).press('Enter')
    await page.getByRole('combobox', { name: 'Issue of claims and positions' }).focus()
    await page.keyboard.type('Who guards the quay')
    await page.getByRole('option', { name: /Create/ }).waitFor()
    await page.keyboard.press('Enter')
    await at.status
      .getByText('Set the issue of 2 annotations. Ctrl+Z takes it back. Passed over 1 that can have none.')
      .waitFor()
    await page.keyboard.press('Escape')
    await grid.getByText('Who guards the quay').nth(1).waitFor()
    await page.keyboard.press('ControlOrMeta+z')
    await at.status.getByText('Undone: set issue of 2 annotations').waitFor()
    await grid.getByText('no issue yet').nth(1).waitFor()
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await grid.getByText('Who guards the quay').nth(1).waitFor()

    await page.keyboard.press('ControlOrMeta+f')
    await page.keyboard.type('MAYOR')
    await until(async () => expect(await rows(page)).toEqual([excerpts[1]]))
    await page.getByRole('button', { name: 'Saved', exact: true }).press('Enter')
    await page.keyboard.type('The mayor')
    await page.keyboard.press('Enter')
    await at.status.getByText('Saved “The mayor”. Ctrl+Z takes it back.').waitFor()
    await page.keyboard.press('Escape')

    await grid.focus()
    expect(await copied(page)).toMatch(
      new RegExp(
        `^> the mayor cannot sign it\n>\n> — .*“${agencyTitle}”, .*, <sourcebook:s-\\w{16}/a-\\w{16}>\n$`,
      ),
    )
    await at.status.getByText('Copied 1 excerpt as a quote.').waitFor()

    // The filter is in the notebook, and brings the row back in another window.
    await at.reload()
    await page.keyboard.press('Alt+Shift+E')
    await until(async () => expect(await rows(page)).toEqual(excerpts))
    await page.getByRole('button', { name: 'Saved', exact: true }).press('Enter')
    await page.getByRole('button', { name: 'The mayor', exact: true }).press('Enter')
    await until(async () => expect(await rows(page)).toEqual([excerpts[1]]))
    await grid.focus()
    await page.keyboard.press('Enter')
    await at.reader.getByRole('heading', { name: agencyTitle, level: 1 }).waitFor()
    await at.inspector.locator('blockquote', { hasText: 'the mayor cannot sign it' }).waitFor()
    expect(driver.problems).toEqual([])
  })
})
