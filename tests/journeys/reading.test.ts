import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { desk } from './desk'
import { type Driver, kinds, openApp } from './drive'
import { until } from './until'

const pages = join(import.meta.dirname, '../fixtures/pages')
const article = join(pages, 'courier-article.html')
const blog = join(pages, 'live-blog.html')
const clip = join(pages, 'clip.md')
const articleTitle = 'Port fund splits the harbour council'
const blogTitle = 'Harbour vote: as it happened'

async function opened(kind: Driver['kind'], files: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'sourcebook-journey-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const driver = await openApp(kind, { notebook: join(folder, 'Harbour') })
  onTestFinished(() => driver.close())
  const at = desk(driver)
  await at.importFiles(files)
  await driver.page.getByRole('button', { name: 'Done' }).click()
  return { page: driver.page, at }
}

/** The words of each annotation, as the text shows them once the disk has them. */
async function marked({ page }: Pick<Driver, 'page'>): Promise<string> {
  const marks = page.getByRole('region', { name: 'Reader' }).locator('mark:not(.pending)')
  return (await marks.allTextContents()).join('')
}

describe.each(kinds)('on the %s', (kind) => {
  test('a saved page is read: frame folded, posts with their times, links asked about, words found', async () => {
    const { page, at } = await opened(kind, [article, blog, clip])

    await at.openSource(blogTitle)
    await at.reader.getByText('Harbour Post', { exact: true }).first().waitFor()
    await at.reader.getByText('21.05', { exact: true }).first().waitFor()
    await at.reader.getByText('Updated', { exact: true }).waitFor()

    await at.openSource(articleTitle)
    const frame = at.reader.getByRole('group', { name: 'Frame, 3 paragraphs' })
    await frame.getByRole('button', { name: 'Bring back' }).click()
    await frame.waitFor({ state: 'detached' })
    await at.status.getByText(/^Saved/).waitFor()
    await page.keyboard.press('ControlOrMeta+z')
    await at.status.getByText('Undone: edit structure').waitFor()
    await frame.waitFor()

    await at.reader.getByText('terms of the loan', { exact: true }).click()
    const question = page.getByRole('dialog')
    await question.getByText('courier.example', { exact: true }).waitFor()
    await page.keyboard.press('Escape')

    await page.keyboard.press('ControlOrMeta+f')
    await page.getByRole('searchbox', { name: 'Find in this text' }).fill('harbour')
    const count = page.getByRole('region', { name: 'Find in text' })
    await count.getByText(/^\d+ of \d+$/).waitFor()
    await page.keyboard.press('Escape')
    const selected = await page.evaluate(() => String(getSelection()))
    expect(selected.toLowerCase()).toBe('harbour')
  })

  test('by keyboard alone: a sentence tagged, its edge moved, both taken back from another text', async () => {
    const { page, at } = await opened(kind, [article, blog])
    await at.openSource(articleTitle)
    await at.text.focus()
    await page.keyboard.press('ControlOrMeta+Home')
    await page.keyboard.press('ControlOrMeta+f')
    await page.getByRole('searchbox', { name: 'Find in this text' }).fill('The pilots')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Shift+s')
    await page.keyboard.press('c')
    await until(async () => expect(await marked({ page })).toBe('The pilots’ guild is against it.'))

    await page.keyboard.press('e')
    await page.keyboard.press('e')
    for (const _ of 'it.') await page.keyboard.press('Shift+ArrowLeft')
    await until(async () => expect(await marked({ page })).toBe('The pilots’ guild is against'))

    await page.keyboard.press('Enter')
    await page.keyboard.type('Quote the guild')
    await at.openSource(blogTitle)
    await at.text.focus()
    for (const words of ['set statement', 'resize claim', 'tag claim']) {
      await page.keyboard.press('ControlOrMeta+z')
      await at.status.getByText(`Undone: ${words}`).waitFor()
    }
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await at.status.getByText('Redone: tag claim').waitFor()
    await at.openSource(articleTitle)
    await until(async () => expect(await marked({ page })).toBe('The pilots’ guild is against it.'))
  })

  test('the palette turns the theme and opens a text; preferences and the reading place outlast the window', async () => {
    const { page, at } = await opened(kind, [article, blog])
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('theme dark')
    await page.keyboard.press('Enter')
    await until(async () => expect(await page.locator('html').getAttribute('data-theme')).toBe('dark'))
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('splits')
    await page.keyboard.press('Enter')
    await at.reader.getByRole('heading', { name: articleTitle, level: 1 }).waitFor()

    await at.text.hover()
    await page.mouse.wheel(0, 400)
    await new Promise((resolve) => {
      setTimeout(resolve, 1500)
    })
    const scrolled = () => at.reader.locator('.scroll').evaluate((pane) => Math.round(pane.scrollTop))
    const before = await scrolled()
    expect(before).toBeGreaterThan(100)
    await at.reload()
    await until(async () => expect(await page.locator('html').getAttribute('data-theme')).toBe('dark'))
    await at.openSource(articleTitle)
    await until(async () => expect(Math.abs((await scrolled()) - before)).toBeLessThan(60))
  })

  test('a deleted text waits in the trash and comes back with what was tagged in it', async () => {
    const { page, at } = await opened(kind, [article, blog])
    await at.openSource(articleTitle)
    await at.dragOver('is against it')
    await page.keyboard.press('3')
    await until(async () => expect(await marked({ page })).toBe('is against it'))
    await at.library.getByRole('option', { name: articleTitle }).click()
    await page.keyboard.press('Delete')
    await at.library.getByRole('option', { name: articleTitle }).waitFor({ state: 'detached' })
    await at.library.getByRole('button', { name: 'Trash' }).click()
    await at.library.getByRole('button', { name: 'Restore' }).click()
    await page.keyboard.press('Escape')
    await at.openSource(articleTitle)
    await until(async () => expect(await marked({ page })).toBe('is against it'))
  })
})
