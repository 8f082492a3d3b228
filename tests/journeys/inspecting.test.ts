import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { desk } from './desk'
import { type Driver, kinds, openApp } from './drive'
import { until } from './until'

const blog = join(import.meta.dirname, '../fixtures/harbour/live-blog.txt')
const title = 'Port Ellery live: fund agreed, but no word on who guards the quay'

/** The open text, with a person at the keys: nothing below is done with a mouse. */
async function opened(kind: Driver['kind']) {
  const folder = mkdtempSync(join(tmpdir(), 'sourcebook-journey-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const driver = await openApp(kind, { notebook: join(folder, 'Harbour') })
  onTestFinished(() => driver.close())
  const { page } = driver
  const at = desk(driver)
  await at.importFiles([blog])
  await page.keyboard.press('Escape')
  await page.getByRole('listbox', { name: 'Sources' }).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await at.reader.getByRole('heading', { name: title, level: 1 }).waitFor()
  const find = async (words: string) => {
    await page.keyboard.press('ControlOrMeta+f')
    await page.getByRole('searchbox', { name: 'Find in this text' }).fill(words)
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await until(async () => expect(await page.evaluate(() => String(getSelection()))).toBe(words))
  }
  const keys = async (...all: readonly string[]) => {
    for (const key of all) await page.keyboard.press(key)
  }
  const focused = (name: string) =>
    until(async () => {
      const label = await page.evaluate(() => {
        const element = document.activeElement
        const labels = element instanceof HTMLInputElement ? Array.from(element.labels ?? []) : []
        return element?.ariaLabel ?? labels.map(({ textContent }) => textContent).join(' ')
      })
      expect(label).toBe(name)
    })
  const combo = (name: string) => at.inspector.getByRole('combobox', { name })
  return { driver, page, at, find, keys, focused, combo }
}

describe.each(kinds)('on the %s', (kind) => {
  test('by keyboard alone: a position is tagged and its speaker picked in eight keys', async () => {
    const { driver, page, at, find, keys, focused, combo } = await opened(kind)
    await find('Mayor')
    await keys('ArrowLeft', 'Shift+s', 'p', 'Enter')
    await focused('Actor')
    await page.keyboard.type('Okafor')
    await keys('Enter')
    await until(async () => expect(await combo('Actor').inputValue()).toBe('Okafor'))
    await keys('Tab')
    await focused('Issue')
    await page.keyboard.type('Harbour fund')
    await keys('Enter', 'Tab', 'Space')
    await at.inspector.getByRole('radio', { name: 'for', exact: true, checked: true }).waitFor()
    await keys('Escape')
    await focused(`Text of ${title}`)

    await find('We did not')
    await keys('ArrowLeft')
    const counted = ['Shift+s', 'p', 'Enter', 'o', 'k', 'Enter']
    expect(counted.length).toBeLessThanOrEqual(8)
    for (const key of counted) {
      await keys(key)
      if (key === 'Enter') await focused('Actor')
    }
    await until(async () => expect(await combo('Actor').inputValue()).toBe('Okafor'))
    expect(driver.problems).toEqual([])
  })

  test('by keyboard alone: what a figure says is accepted, corrected, taken back, and on the disk', async () => {
    const { driver, page, at, find, keys, focused, combo } = await opened(kind)
    await find('about €65 million')
    await at.reader.getByText(/^Reads as a figure: about €65m/).waitFor()
    await keys('2', 'Enter')
    await focused('Quantity')
    const quantity = at.inspector.getByRole('textbox', { name: 'Quantity' })
    await keys('Enter')
    await until(async () => expect(await quantity.inputValue()).toBe('65 million'))
    expect(await combo('Unit').inputValue()).toBe('EUR')
    await keys('ControlOrMeta+a')
    await page.keyboard.type('66m')
    await keys('Enter')
    await until(async () => expect(await quantity.inputValue()).toBe('66 million'))
    await at.inspector.getByRole('textbox', { name: 'As of' }).focus()
    await page.keyboard.type('Tuesday week or so')
    await keys('Enter')
    await at.inspector.getByText(/^No date can be read in “Tuesday week or so”/).waitFor()
    await keys('ControlOrMeta+a')
    await page.keyboard.type('4 March 2025')
    await keys('Enter')
    await until(async () =>
      expect(await at.inspector.getByRole('textbox', { name: 'As of' }).inputValue()).toBe('4 Mar 2025'),
    )
    await at.inspector.getByRole('textbox', { name: 'Memo' }).focus()
    await page.keyboard.type('Says **who**?')
    await keys('Escape')
    await focused(`Text of ${title}`)

    for (const step of ['memo on figure', 'set as-of date', 'set quantity']) {
      await keys('ControlOrMeta+z')
      await at.status.getByText(`Undone: ${step}`).waitFor()
    }
    await until(async () => expect(await quantity.inputValue()).toBe('65 million'))
    for (const step of ['set quantity', 'set as-of date', 'memo on figure']) {
      await keys('ControlOrMeta+Shift+z')
      await at.status.getByText(`Redone: ${step}`).waitFor()
    }
    await at.reload()
    await at.text.focus()
    await keys(']', 'Enter')
    await focused('Quantity')
    expect(await quantity.inputValue()).toBe('66 million')
    const memo = at.inspector.getByRole('textbox', { name: 'Memo' })
    expect(await memo.textContent()).toBe('Says who?')
    expect(await memo.locator('strong').textContent()).toBe('who')
    expect(driver.problems).toEqual([])
  })

  test('by keyboard alone: a code goes with the next tag, and on the chosen annotation', async () => {
    const { driver, page, at, find, keys, focused } = await opened(kind)
    await find('as long as the cranes stay in public hands')
    await keys('4')
    await focused('Code for the next tag')
    await page.keyboard.type('Cranes')
    await keys('Enter')
    await focused(`Text of ${title}`)
    await keys('c')
    await at.inspector.getByRole('button', { name: 'Remove the code Cranes' }).waitFor()
    await keys('t')
    await focused('Code for the claim')
    await page.keyboard.type('Guild')
    await keys('Enter')
    await at.inspector.getByRole('button', { name: 'Remove the code Guild' }).waitFor()
    await focused(`Text of ${title}`)
    expect(driver.problems).toEqual([])
  })
})
