import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import { describe, expect, onTestFinished, test } from 'vitest'
import { withoutSignature } from '../../shared/briefing/export-signature'
import { desk } from './desk'
import { type Driver, kinds, openApp } from './drive'
import { until } from './until'

const fixtures = join(import.meta.dirname, '../fixtures/harbour')
const agency = join(fixtures, 'agency.txt')
const blog = join(fixtures, 'live-blog.txt')
const agencyTitle = 'State offers Port Ellery a fund for its harbour but no guards'
const blogTitle = 'Port Ellery live: fund agreed, but no word on who guards the quay'
const briefTitle = 'Who guards the quay'

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sourcebook-journey-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function opened(kind: Driver['kind'], notebook: string): Promise<Driver> {
  const driver = await openApp(kind, { notebook })
  onTestFinished(() => driver.close())
  return driver
}

/** The words that are highlighted in the open source and on the disk. */
async function highlights({ page }: Driver): Promise<string[]> {
  return page
    .getByRole('region', { name: 'Reader' })
    .locator('mark[data-annotations]:not(.pending)')
    .evaluateAll((marks) => marks.map((mark) => mark.textContent))
}

async function fillDetail(
  { inspector }: ReturnType<typeof desk>,
  name: string,
  value: string,
): Promise<void> {
  const field = inspector.getByRole('textbox', { name })
  await field.fill(value)
  await field.press('Enter')
}

/** Ids are new in every notebook; what they name is not. Nor is what the file says of itself, which names them. */
function withoutIds(markdown: string): string {
  return withoutSignature(markdown).replaceAll(
    /sourcebook:s-\w{16}\/a-\w{16}/g,
    'sourcebook:SOURCE/ANNOTATION',
  )
}

function quotesIn(markdown: string): string[] {
  const tree = fromMarkdown(markdown, {
    extensions: [gfmFootnote()],
    mdastExtensions: [gfmFootnoteFromMarkdown()],
  })
  return tree.children
    .filter((node) => node.type === 'blockquote')
    .map(
      (quote) =>
        JSON.stringify(quote)
          .match(/(?<="type":"text","value":")[^"]*/g)
          ?.join('') ?? '',
    )
}

describe.each(kinds)('on the %s', (kind) => {
  test('by mouse: import, tag, memo, reload, brief, export', async () => {
    const notebook = join(temporaryFolder(), 'Harbour')
    const driver = await opened(kind, notebook)
    const { page } = driver
    const at = desk(driver)

    await at.importFiles([agency, blog])
    await page.getByRole('button', { name: 'Done' }).click()
    await at.openSource(agencyTitle)

    await fillDetail(at, 'Outlet', 'Coastal Press')
    await fillDetail(at, 'Published', '2025-02-28')
    await at.library.getByText('Coastal Press').waitFor()

    await at.dragOver('the mayor cannot sign it')
    await page
      .getByRole('toolbar', { name: 'Tag the selection' })
      .getByRole('button', { name: 'Position' })
      .click()
    await at.dragOver('110 of 177 bollards')
    await page
      .getByRole('toolbar', { name: 'Tag the selection' })
      .getByRole('button', { name: 'Figure' })
      .click()
    await until(async () =>
      expect(await highlights(driver)).toEqual(['110 of 177 bollards', 'the mayor cannot sign it']),
    )

    await at.inspector.locator('blockquote', { hasText: '110 of 177 bollards' }).waitFor()
    const memo = at.inspector.getByRole('textbox', { name: 'Memo' })
    await memo.fill('Who counted them?')
    await memo.blur()
    await until(async () =>
      expect(await at.status.allTextContents()).toContainEqual(expect.stringContaining('Saved')),
    )

    await at.openSource(blogTitle)
    await at.dragOver('the boats that come and go'.replace('the', 'The'))
    await page
      .getByRole('toolbar', { name: 'Tag the selection' })
      .getByRole('button', { name: 'Claim' })
      .click()
    await until(async () => expect(await highlights(driver)).toEqual(['The boats that come and go']))

    await at.reload()
    await at.openSource(agencyTitle)
    await until(async () =>
      expect(await highlights(driver)).toEqual(['110 of 177 bollards', 'the mayor cannot sign it']),
    )
    await at.reader.locator('mark', { hasText: '110 of 177' }).click()
    await until(async () => expect(await memo.textContent()).toBe('Who counted them?'))

    await page.getByRole('tab', { name: 'Brief' }).click()
    await page.getByRole('button', { name: 'New brief' }).first().click()
    const title = page.getByRole('textbox', { name: 'Title of the brief' })
    await title.fill(briefTitle)
    await title.press('Enter')
    await page.getByRole('button', { name: 'Add all' }).click()
    await page
      .getByRole('region', { name: 'Markdown preview' })
      .getByText('The boats that come and go')
      .waitFor()
    await page.getByRole('button', { name: 'Copy' }).click()
    await at.status.getByText('Copied the Markdown of this brief.').waitFor()
    const markdown = await at.exportMarkdown(temporaryFolder())
    expect(withoutIds(markdown)).toBe(await readFile(join(fixtures, 'expected-brief.md'), 'utf8'))
    expect(quotesIn(markdown)).toEqual([
      'The boats that come and go',
      '110 of 177 bollards',
      'the mayor cannot sign it',
    ])
    expect(driver.problems).toEqual([])
  })

  test('by keyboard alone: open, read, select, tag, memo, undo, delete, brief, export', async () => {
    const notebook = join(temporaryFolder(), 'Harbour')
    const driver = await opened(kind, notebook)
    const { page } = driver
    const at = desk(driver)
    await at.importFiles([blog, agency])
    await page.keyboard.press('Escape')

    const sources = page.getByRole('listbox', { name: 'Sources' })
    await sources.getByRole('option').nth(1).waitFor()
    await sources.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await at.reader.getByRole('heading', { name: agencyTitle, level: 1 }).waitFor()

    await at.selectByKeys('State offers Port Ellery a fund')
    await page.keyboard.press('1')
    await until(async () => expect(await highlights(driver)).toEqual(['State offers Port Ellery a fund']))
    await page.keyboard.press('Delete')
    await until(async () => expect(await highlights(driver)).toEqual([]))
    await page.keyboard.press('ControlOrMeta+z')
    await until(async () => expect(await highlights(driver)).toEqual(['State offers Port Ellery a fund']))
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await until(async () => expect(await highlights(driver)).toEqual([]))

    await at.selectByKeys('a fund')
    await page.keyboard.press('f')
    await until(async () => expect(await highlights(driver)).toEqual(['a fund']))
    // Nothing that is typed reaches the text.
    await page.keyboard.type('xyz')
    await page.keyboard.press('Enter')
    expect((await at.text.textContent())?.startsWith(agencyTitle)).toBe(true)

    await page.getByRole('tab', { name: 'Read' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await until(async () =>
      expect(await page.getByRole('tab', { name: 'Brief' }).getAttribute('aria-selected')).toBe('true'),
    )
    await page.getByRole('button', { name: 'New brief' }).first().focus()
    await page.keyboard.press('Enter')
    const title = page.getByRole('textbox', { name: 'Title of the brief' })
    await title.waitFor()
    await page.getByRole('button', { name: 'Add all' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Markdown preview' }).getByText('> a fund').waitFor()
    expect(quotesIn(await at.exportMarkdown(temporaryFolder()))).toEqual(['a fund'])
    expect(driver.problems).toEqual([])
  })

  test('texts come in by drop and by paste too, whole and several at once', async () => {
    const notebook = join(temporaryFolder(), 'Harbour')
    const driver = await opened(kind, notebook)
    const { page } = driver
    const at = desk(driver)
    await at.drop([agency, blog])
    await at.library.getByRole('option', { name: agencyTitle }).waitFor()
    await at.library.getByRole('option', { name: blogTitle }).waitFor()
    await page.getByRole('button', { name: 'Done' }).click()

    const pasted = 'The guild asks who will pay for the cranes\nNobody in the council could say.'
    await at.paste(pasted)
    await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click()
    await at.openSource('The guild asks who will pay for the cranes')
    await until(async () => expect((await at.text.innerText()).replaceAll(/\n+/g, '\n').trim()).toBe(pasted))
    expect(driver.problems).toEqual([])
  })

  test('the notebook that is opened again holds what was done, and a refused file says why', async () => {
    const folder = temporaryFolder()
    const notebook = join(folder, 'Harbour')
    const first = await openApp(kind, { notebook })
    const at = desk(first)
    await at.importFiles([blog, join(fixtures, '../../../resources/icon.png')])
    await first.page.getByText('“icon.png” is a picture').waitFor()
    await at.openSource(blogTitle)
    await at.dragOver('nearly €40 million')
    await first.page.keyboard.press('2')
    await until(async () => expect(await highlights(first)).toEqual(['nearly €40 million']))
    await first.close()

    const second = await opened(kind, notebook)
    await desk(second).openSource(blogTitle)
    await until(async () => expect(await highlights(second)).toEqual(['nearly €40 million']))
  })
})
