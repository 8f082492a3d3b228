import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { desk } from './desk'
import { type Driver, kinds, openApp } from './drive'
import { until } from './until'

const article = join(import.meta.dirname, '../fixtures/pages/courier-article.html')

function folderFor(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sourcebook-journey-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'Harbour')
}

async function opened(kind: Driver['kind'], notebook: string) {
  const driver = await openApp(kind, { notebook })
  onTestFinished(() => driver.close())
  return { driver, page: driver.page, at: desk(driver) }
}

/** Opens the codes, where the list has the focus. */
async function toCodes(page: Page) {
  await page.getByRole('tab', { name: 'Compare' }).click()
  await page
    .getByRole('navigation', { name: 'Compare' })
    .getByRole('button', { name: /^Codes/ })
    .click()
  return page.getByRole('tree', { name: 'Codes' })
}

/** The names of the tree, a stop before each for every entry that it stands under. */
function outline(page: Page): Promise<string[]> {
  return page.getByRole('treeitem').evaluateAll((items) =>
    items.map((item) => {
      const level = Number(item.getAttribute('aria-level'))
      return '.'.repeat(level - 1) + (item.querySelector('[dir=auto]')?.textContent ?? '')
    }),
  )
}

describe.each(kinds)('on the %s', (kind) => {
  test('by keyboard alone: codes are made, renamed, nested, merged and removed, each taken back, and are kept', async () => {
    const notebook = folderFor()
    const first = await opened(kind, notebook)
    const { page, at } = first
    await at.importFiles([article])
    await page.getByRole('button', { name: 'Done' }).click()
    const tree = await toCodes(page)
    const drawn = (wanted: readonly string[]) =>
      until(async () => expect(await outline(page)).toEqual(wanted))

    await page.getByRole('textbox', { name: 'New code' }).focus()
    for (const name of ['Money', 'Loans', 'Grant', 'Grants']) await page.keyboard.type(`${name}\n`)
    await drawn(['Grant', 'Grants', 'Loans', 'Money'])
    await page.keyboard.press('Escape')

    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+ArrowDown')
    await at.inspector.getByText('2 codes become Grant: 0 annotations').waitFor()
    await page.keyboard.press('m')
    await page.keyboard.press('Enter')
    await drawn(['Grant', 'Loans', 'Money'])
    await at.status.getByText(/^2 codes became Grant\. .+ undoes it\.$/).waitFor()
    await page.keyboard.press('ControlOrMeta+z')
    await drawn(['Grant', 'Grants', 'Loans', 'Money'])
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await drawn(['Grant', 'Loans', 'Money'])

    await page.keyboard.press('F2')
    await page.keyboard.type('Public money\n')
    await drawn(['Loans', 'Money', 'Public money'])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Alt+ArrowRight')
    await drawn(['Loans', '.Money', 'Public money'])
    await at.status.getByText(/^“Money” stands under “Loans” now\./).waitFor()

    await at.inspector.getByRole('button', { name: 'No colour' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await at.inspector.getByRole('button', { name: 'Blue', pressed: true }).waitFor()
    await page.keyboard.press('Escape')

    await page.keyboard.press('Home')
    await page.keyboard.press('Delete')
    await drawn(['Money', 'Public money'])
    await at.status.getByText(/^Removed “Loans”/).waitFor()
    await page.keyboard.press('ControlOrMeta+z')
    await drawn(['Loans', '.Money', 'Public money'])
    expect(await tree.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(first.driver.problems).toEqual([])
    await first.driver.close()

    const again = await opened(kind, notebook)
    await toCodes(again.page)
    await until(async () => expect(await outline(again.page)).toEqual(['Loans', '.Money', 'Public money']))
    await again.page.getByRole('treeitem', { name: /^Money/ }).click()
    await again.at.inspector.getByRole('button', { name: 'Blue', pressed: true }).waitFor()
  })
})
