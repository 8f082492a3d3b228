import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { desk } from './desk'
import { type Driver, kinds, openApp } from './drive'
import { until } from './until'

const fixtures = join(import.meta.dirname, '../fixtures/harbour')

/** The app on a notebook of the test's own, which a test may open again. */
function journey(kind: Driver['kind']) {
  const folder = mkdtempSync(join(tmpdir(), 'sourcebook-journey-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return async () => {
    const driver = await openApp(kind, {
      notebook: join(folder, 'notebook'),
      settings: join(folder, 'settings'),
    })
    onTestFinished(() => driver.close())
    const pane = driver.page.getByRole('region', { name: 'Search', exact: true })
    return { ...desk(driver), driver, page: driver.page, pane, field: pane.getByRole('searchbox') }
  }
}

const selected = () => getSelection()?.toString() ?? ''

describe.each(kinds)('on the %s', (kind) => {
  test('by keyboard: search, open a passage, come back, close; and again after a restart', async () => {
    const start = journey(kind)
    const first = await start()
    await first.importFiles([join(fixtures, 'agency.txt'), join(fixtures, 'live-blog.txt')])
    await first.page.keyboard.press('ControlOrMeta+Shift+F')
    await first.page.keyboard.type('quay outlet:nobody')
    await first.pane.getByText(/^Nothing was found/).waitFor()
    await first.field.fill('"the quay" in:text')
    await first.pane.getByRole('option').first().waitFor()
    await first.page.keyboard.press('ArrowDown')
    const shown = await first.pane.locator('.option.active mark').first().textContent()
    expect(shown?.toLowerCase()).toBe('the quay')
    await first.page.keyboard.press('Enter')
    await until(async () => expect(await first.page.evaluate(selected)).toBe(shown))

    await first.field.focus()
    await first.page.keyboard.press('Escape')
    await first.library.waitFor()
    expect(await first.pane.count()).toBe(0)
    expect(first.driver.problems).toEqual([])
    await first.driver.close()

    const second = await start()
    await second.library.waitFor()
    await second.page.keyboard.press('ControlOrMeta+Shift+F')
    await second.page.keyboard.type('"the quay"')
    await second.pane.getByRole('option').first().waitFor()
    await second.driver.close()
  })
})
