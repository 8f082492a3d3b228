import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { generateNotebook } from '../bench/generate-notebook'
import { temporaryFolder } from './briefing-harbour'
import { desk } from './desk'
import { openApp } from './drive'
import { until } from './until'

const SOURCES = 100
const ANNOTATIONS = 200
const MEGABYTE = 1024 * 1024

/** A page of nearly as many bytes as an original may have; most of them are no text. */
function largePage(): string {
  const story = '<h1>The large page</h1><p>The harbour board will rebuild the quay in May.</p>'
  return `<!doctype html><title>The large page</title><!-- ${'x'.repeat(49 * MEGABYTE)} -->${story}`
}

test('with 20,000 annotations in the notebook a page of 49 MB is imported, read, highlighted and written about', {
  timeout: 300_000,
}, async () => {
  const folder = temporaryFolder()
  const notebook = join(folder, 'Large')
  await generateNotebook(notebook, { sources: SOURCES, annotations: ANNOTATIONS })
  const file = join(folder, 'large.html')
  writeFileSync(file, largePage())
  const driver = await openApp('loopback', { notebook, settings: join(folder, 'settings') })
  onTestFinished(() => driver.close())
  const { page } = driver
  const at = desk(driver)
  await at.loaded()
  page.setDefaultTimeout(120_000)
  await page.getByText(`${(SOURCES * ANNOTATIONS).toLocaleString('en')} annotations`).waitFor()
  await at.importFiles([file])
  await page.getByRole('button', { name: 'Done' }).click()
  await at.openSource('The large page')
  await at.find('rebuild the quay')
  await page.keyboard.press('1')
  const memo = at.inspector.getByRole('textbox', { name: 'Memo' })
  await memo.focus()
  await page.keyboard.type('Written among twenty thousand.')
  await at.text.focus()
  await page.getByText(`${(SOURCES * ANNOTATIONS + 1).toLocaleString('en')} annotations`).waitFor()

  await at.reload()
  await at.inspector.getByRole('option', { name: /rebuild the quay/ }).click()
  await until(async () => expect(await memo.innerText()).toBe('Written among twenty thousand.'))
  expect(driver.problems).toEqual([])
})
