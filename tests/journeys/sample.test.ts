import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { desk } from './desk'
import { type Driver, kinds, openApp } from './drive'
import { until } from './until'

/** An empty notebook at its first start, with a person at the keys: nothing below is done with a mouse. */
async function firstStart(kind: Driver['kind']) {
  const folder = mkdtempSync(join(tmpdir(), 'sourcebook-journey-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const driver = await openApp(kind, { notebook: join(folder, 'Port Ellery') })
  onTestFinished(() => driver.close())
  const { page } = driver
  const at = desk(driver)
  const tour = page.getByRole('complementary', { name: 'Tour' })
  const keys = async (...all: readonly string[]) => {
    for (const key of all) await page.keyboard.press(key)
  }
  const step = (number: number, title: string) => ({
    shown: async () => {
      await tour.getByText(`${number} of 10`).waitFor()
      await tour.getByRole('heading', { name: title }).waitFor()
    },
  })
  const select = async (words: string) => {
    await keys('ControlOrMeta+f')
    await page.getByRole('searchbox', { name: 'Find in this text' }).fill(words)
    await keys('Enter', 'Escape')
    await until(async () => expect(await page.evaluate(() => String(getSelection()))).toBe(words))
  }
  const isFilled = (role: 'combobox' | 'textbox', name: string, value: string) =>
    until(async () => expect(await at.inspector.getByRole(role, { name }).inputValue()).toBe(value))
  /** Tags what is selected and goes into the fields of the new annotation. */
  const tag = async (key: string) => {
    await keys(key, 'Enter')
    await at.inspector.locator('.insp-form :focus').waitFor()
  }
  return { driver, page, at, tour, keys, step, select, tag, isFilled, folder }
}

/** What a press of Ctrl+E writes, wherever it goes. */
async function exported({ page, app }: Driver, folder: string): Promise<string> {
  if (app === null) {
    const download = page.waitForEvent('download')
    await page.keyboard.press('ControlOrMeta+e')
    return readFile(await (await download).path(), 'utf8')
  }
  const filePath = join(folder, 'exported.md')
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
  }, filePath)
  await page.keyboard.press('ControlOrMeta+e')
  await page.getByRole('status').filter({ hasText: 'Exported' }).waitFor()
  return readFile(filePath, 'utf8')
}

const openButton = 'Look at a sample'

describe.each(kinds)('on the %s', (kind) => {
  test('by keyboard: from the first start over the sample and the tour to an exported brief', async () => {
    const { driver, page, at, tour, keys, step, select, tag, isFilled, folder } = await firstStart(kind)
    await page.getByRole('button', { name: openButton }).focus()
    await keys('Enter')
    await tour.getByRole('heading', { name: 'Look round, or take the tour' }).waitFor()
    await at.status.getByText('The sample is here: 6 texts and a brief.').waitFor()

    await keys('Alt+Shift+G', 'Enter')
    await step(1, 'Read a text').shown()
    await page.getByRole('listbox', { name: 'Sources' }).focus()
    await keys('Home', 'ArrowDown', 'Enter')

    await step(2, 'Tag a number').shown()
    await at.text.focus()
    await select('up to 7 percent of the country’s grain')
    await tag('2')

    await step(3, 'Say what it counts').shown()
    await at.inspector.getByRole('button', { name: /^Accept all/ }).waitFor()
    await keys('ControlOrMeta+Enter')
    await isFilled('textbox', 'Quantity', '7')
    await isFilled('combobox', 'Measure', 'Country’s grain')

    await step(4, 'A claim, and who knows it').shown()
    await at.text.focus()
    await select('It is a landlord’s paper and the mayor cannot sign it')
    await tag('1')
    await at.inspector.getByRole('button', { name: /^Accept all/ }).waitFor()
    await keys('ControlOrMeta+Enter')

    await step(5, 'A position').shown()
    await at.text.focus()
    await select('I did not let the treasurer sign because the text does not protect us yet')
    await tag('3')
    await page.keyboard.type('Okafor')
    await keys('Enter')
    await isFilled('combobox', 'Actor', 'Ines Okafor')
    await keys('Tab')
    await page.keyboard.type('first text')
    await keys('Enter')
    await isFilled('combobox', 'Issue', 'the first text of the agreement')
    await keys('Tab', 'Space')

    await step(6, 'Compare figures').shown()
    await keys('Alt+Shift+2')
    await page.getByRole('navigation', { name: 'Compare' }).getByRole('button', { name: 'Figures' }).focus()
    await keys('Enter')
    await at.reader.getByText('up to 7 percent').first().waitFor({ state: 'attached' })

    await step(7, 'See who is for what').shown()
    await page.getByRole('navigation', { name: 'Compare' }).getByRole('button', { name: 'Positions' }).focus()
    await keys('Enter')

    await step(8, 'Search the notebook').shown()
    await keys('ControlOrMeta+Shift+f')
    await page.keyboard.type('guards')

    await step(9, 'Write the brief').shown()
    await keys('Alt+Shift+3')
    const brief = page.getByRole('textbox', { name: 'Text of the brief' })
    await brief.focus()
    await keys('ControlOrMeta+Home', 'ArrowDown', 'End')
    await page.keyboard.type(' @')
    const found = page.getByRole('listbox', { name: 'Excerpts' }).getByRole('option')
    await found.nth(1).waitFor()
    await page.keyboard.type('up to 7 percent')
    await found.nth(1).waitFor({ state: 'detached' })
    // Nothing is taken before the last letter has been answered, and the list stays.
    await until(async () => {
      if ((await found.count()) > 0) await keys('Enter')
      expect(await found.count()).toBe(0)
    })

    await step(10, 'Export it').shown()
    const markdown = await exported(driver, folder)
    await tour.getByRole('heading', { name: 'That is the whole way' }).waitFor()
    expect(markdown).toMatch(/^# What the harbour fund pays for, and who guards the quay\n/)
    expect(markdown).toContain(
      'Coastal Press, “State offers Port Ellery a fund for its harbour but no guards”',
    )
    await keys('Alt+Shift+G', 'Enter')
    await tour.waitFor({ state: 'detached' })
    expect(driver.problems).toEqual([])
  })

  test('left with Escape, it goes on from there after a restart; one undo takes the sample away', async () => {
    const { driver, page, at, tour, keys, step } = await firstStart(kind)
    await page.getByRole('button', { name: openButton }).focus()
    await keys('Enter')
    await tour.waitFor()
    await keys('Alt+Shift+G', 'Enter')
    await step(1, 'Read a text').shown()
    await keys('Enter', 'Enter')
    await step(3, 'Say what it counts').shown()
    await tour.getByRole('button', { name: 'Back' }).focus()
    await keys('Enter')
    await step(2, 'Tag a number').shown()
    await keys('Escape')
    await tour.waitFor({ state: 'detached' })
    await at.status.getByText('The tour was left at step 2.').waitFor()

    await at.reload()
    await keys('ControlOrMeta+k')
    await page.keyboard.type('tour')
    await page.getByRole('option', { name: /Go on with the tour: step 2 of 10/ }).waitFor()
    await keys('Enter')
    await step(2, 'Tag a number').shown()

    await keys('ControlOrMeta+z')
    await page.getByRole('button', { name: openButton }).waitFor()
    await tour.waitFor({ state: 'detached' })
    await keys('ControlOrMeta+Shift+z')
    await page.getByRole('listbox', { name: 'Sources' }).getByRole('option').nth(5).waitFor()
    expect(driver.problems).toEqual([])
  })
})
