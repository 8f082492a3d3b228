import { once } from 'node:events'
import type { Route } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { begun, blogTitle, opened } from './briefing-harbour'
import { commandLine } from './built'
import { desk } from './desk'
import { type Driver, kinds } from './drive'
import { until } from './until'

const toBrief = 'Alt+Shift+3'

/**
 * Closes the window as a person does: a browser asks whether to leave what is not saved yet. What it sent goes on its way, as long
 * as nobody ends the browser itself.
 */
async function closeWindow(driver: Driver, isSaved: () => Promise<void>): Promise<void> {
  const { app, page } = driver
  if (app === null) {
    const closed = page.waitForEvent('close')
    page.on('dialog', (dialog) => void dialog.accept())
    await page.close({ runBeforeUnload: true })
    await closed
    await until(isSaved)
    await driver.close()
  } else {
    const exited = once(app.process(), 'exit')
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await exited
  }
}

/** Two pages on one brief with one sentence. */
async function twoPages() {
  const { driver, page, at } = await begun('loopback')
  await page.keyboard.type('The quay is closed.')
  await at.preview.getByText('The quay is closed.').waitFor()
  const second = await driver.another?.()
  if (second === undefined) throw new Error('The loopback host opens as many pages as are asked for.')
  const other = desk({ ...driver, page: second })
  await other.loaded()
  await second.keyboard.press(toBrief)
  await other.brief.getByText('The quay is closed.').waitFor()
  return { driver, page, at, second, other }
}

/** Both write into the same sentence; the second page hears of the first only when it saves. */
async function inConflict() {
  const { driver, page, at, second, other } = await twoPages()
  const holding = new Promise<Route>((hold) => {
    void second.route('**/api/call/brief.save', hold, { times: 1 })
  })
  await other.toEndOfBrief()
  await second.keyboard.type(' So says the second page.')
  const held = await holding
  await at.toEndOfBrief()
  await page.keyboard.type(' So says the first page.')
  await at.preview.getByText('So says the first page.').waitFor()
  await held.continue()
  const trouble = second.getByRole('region', { name: 'Not saved' })
  await trouble.getByText('The brief was changed elsewhere, where you were writing.').waitFor()
  expect(await other.brief.innerText()).toContain('So says the second page.')
  return { driver, page, at, second, other, trouble }
}

describe.each(kinds)('on the %s', (kind) => {
  test('what was typed is there after the tab was changed at once, and after the page was loaded again at once', async () => {
    const { driver, page, at } = await begun(kind)
    await page.keyboard.type('Typed before the tab was changed.')
    await page.keyboard.press('Alt+Shift+1')
    await at.openSource(blogTitle)
    await page.keyboard.press(toBrief)
    await at.brief.getByText('Typed before the tab was changed.').waitFor()
    await at.preview.getByText('Typed before the tab was changed.').waitFor()

    await at.toEndOfBrief()
    await page.keyboard.type(' Typed before the page was loaded again.')
    await at.reload()
    await page.keyboard.press(toBrief)
    await at.brief.getByText('changed. Typed before the page was loaded again.').waitFor()
    await at.preview.getByText('changed. Typed before the page was loaded again.').waitFor()
    expect(driver.problems).toEqual([])
  })

  test('what was typed is there after the window was closed at once', async () => {
    const { driver, page, folders } = await begun(kind)
    await page.keyboard.type('Typed before the window was closed.')
    await closeWindow(driver, async () => {
      const line = ['brief', 'show', 'Who guards the quay', '--json']
      const printed = commandLine(folders.notebook, folders.settings, line)
      expect(printed).toContain('Typed before the window was closed.')
    })
    const again = await opened(kind, folders)
    await again.at.loaded()
    await again.page.keyboard.press(toBrief)
    await again.at.brief.getByText('Typed before the window was closed.').waitFor()
    expect(again.driver.problems).toEqual([])
  })
})

describe('two pages on one brief', () => {
  test('words in different paragraphs come together without a question', async () => {
    const { driver, page, at, second, other } = await twoPages()
    await page.keyboard.press('Enter')
    await page.keyboard.type('From the first page.')
    await other.brief.getByText('From the first page.').waitFor()
    await other.toEndOfBrief()
    await second.keyboard.press('Enter')
    await second.keyboard.type('From the second page.')
    await at.brief.getByText('From the second page.').waitFor()
    await at.brief.getByText('From the first page.').waitFor()
    expect(await second.getByRole('region', { name: 'Not saved' }).count()).toBe(0)
    expect(driver.problems).toEqual([])
  })

  test('a conflict is told, and whoever keeps their own wording has it everywhere', async () => {
    const { at, other, trouble } = await inConflict()
    await trouble.getByRole('button', { name: 'Keep mine' }).click()
    await trouble.waitFor({ state: 'detached' })
    await at.brief.getByText('The quay is closed. So says the second page.').waitFor()
    await other.preview.getByText('The quay is closed. So says the second page.').waitFor()
    expect(await at.brief.innerText()).not.toContain('So says the first page.')
  })

  test('whoever takes the other wording has their own back by undo', async () => {
    const { at, second, other, trouble } = await inConflict()
    await trouble.getByRole('button', { name: 'Take theirs' }).click()
    await other.brief.getByText('The quay is closed. So says the first page.').waitFor()
    await second.keyboard.press('ControlOrMeta+z')
    await other.brief.getByText('The quay is closed. So says the second page.').waitFor()
    await at.brief.getByText('The quay is closed. So says the second page.').waitFor()
    expect(await trouble.count()).toBe(0)
  })
})
