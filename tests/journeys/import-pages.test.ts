import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { desk } from './desk'
import { kinds, openApp } from './drive'
import { until } from './until'

const fixtures = join(import.meta.dirname, '../fixtures/pages')

describe.each(kinds)('on the %s', (kind) => {
  test('web pages and notes are imported, and nothing of them runs or is fetched', async () => {
    const driver = await openApp(kind)
    onTestFinished(() => driver.close())
    const { page, problems } = driver
    const at = desk(driver)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('dialog', (dialog) => asked.push(dialog.message()))

    const files = ['courier-article.html', 'live-blog.html', 'clip.md', 'evil.html']
    await at.importFiles(files.map((name) => join(fixtures, name)))
    await page.getByText('4 imported', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
    for (const title of [
      'Port fund splits the harbour council',
      'Harbour vote: as it happened',
      'Who pays for the quay?',
      'An evil page that says little',
    ])
      await at.openSource(title)
    await page.getByText('<script>alert(1)</script> is text.').waitFor()
    expect(asked.filter((url) => /canary|alert/.test(url) || url === '1')).toEqual([])
    expect(problems).toEqual([])
  })

  test('rich text that is pasted keeps its headings, lists and links', async () => {
    const driver = await openApp(kind)
    onTestFinished(() => driver.close())
    const { page, problems } = driver
    await page.getByRole('heading', { name: /Read closely/ }).waitFor()
    await page.evaluate(() => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', 'The ferry sails again\nOn Monday')
      clipboardData.setData(
        'text/html',
        '<html><body><!--StartFragment--><h2>The ferry sails again</h2><ul><li>On <b>Monday</b><img src="x" onerror="alert(1)"></li></ul><!--EndFragment--></body></html>',
      )
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
    })
    await page.getByRole('button', { name: 'Import text' }).click()
    const reader = page.getByRole('region', { name: 'Reader' })
    await until(async () => expect(await reader.getByText('• On Monday').count()).toBe(1))
    expect(await reader.locator('strong', { hasText: 'Monday' }).count()).toBe(1)
    expect(problems).toEqual([])
  })
})
