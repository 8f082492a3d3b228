import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import { describe, expect, test } from 'vitest'
import { agency, agencyTitle, begun, blog, blogTitle, opened, temporaryFolder } from './briefing-harbour'
import { commandLine } from './built'
import { kinds } from './drive'
import { until } from './until'

/** The labels of the footnotes that a text refers to, and of those that it has. */
function footnotesOf(markdown: string) {
  const tree = fromMarkdown(markdown, {
    extensions: [gfmFootnote()],
    mdastExtensions: [gfmFootnoteFromMarkdown()],
  })
  const labelsOf = (type: string) =>
    Array.from(
      JSON.stringify(tree).matchAll(new RegExp(`"type":"${type}","identifier":"([^"]+)"`, 'g')),
      ([, label]) => label,
    )
  return {
    referred: [...new Set(labelsOf('footnoteReference'))],
    defined: labelsOf('footnoteDefinition'),
  }
}

describe.each(kinds)('on the %s', (kind) => {
  test('by keyboard alone: import, tag, write with evidence, preview, export', async () => {
    const folder = temporaryFolder()
    const folders = { notebook: join(folder, 'Harbour'), settings: join(folder, 'settings') }
    const { driver, page, at } = await opened(kind, folders)
    await at.importFiles([agency, blog])
    await page.keyboard.press('Escape')
    await at.openSource(agencyTitle)
    await at.find('110 of 177 bollards')
    await page.keyboard.press('2')
    await at.find('the mayor cannot sign it')
    await page.keyboard.press('3')
    await at.reader.locator('mark:not(.pending)', { hasText: 'the mayor cannot sign it' }).waitFor()
    await page.keyboard.press('Enter')
    const actor = at.inspector.getByRole('combobox', { name: 'Actor' })
    await until(async () => expect(await actor.evaluate((field) => field.matches(':focus'))).toBe(true))
    await page.keyboard.type('Okafor')
    await page.keyboard.press('Enter')
    await until(async () => expect(await actor.inputValue()).toBe('Okafor'))
    await page.keyboard.press('Escape')
    await at.openSource(blogTitle)
    await at.find('nearly €40 million')
    await page.keyboard.press('2')
    await at.reader.locator('mark:not(.pending)', { hasText: 'nearly €40 million' }).waitFor()

    await at.beginBrief('Who guards the quay')
    await page.keyboard.type('## What it costs')
    await page.keyboard.press('Enter')
    await page.keyboard.type('The state pays a part of it ')
    await at.takeExcerpt('40 million', 'Enter')
    await page.keyboard.type('.')
    await page.keyboard.press('Enter')
    await at.insert('exc')
    await at.chooseExcerpt('bollards', 'Shift+Enter')
    await at.insert('figure table')
    await at.insert('position matrix')

    await at.preview.getByText('## What it costs').waitFor()
    await at.preview.getByText('The state pays a part of it').waitFor()
    await at.preview.getByText('> 110 of 177 bollards').waitFor()
    const path = join(folder, 'quay.md')
    const name = await at.exportTo(path, () => page.keyboard.press('ControlOrMeta+e'))
    expect(name).toBe('Who guards the quay.md')
    const markdown = await readFile(path, 'utf8')
    expect(markdown).toMatch(
      /^# Who guards the quay\n\n## What it costs\n\nThe state pays a part of it\.\[\^1\]\n/,
    )
    expect(markdown).toContain('\n> 110 of 177 bollards[^2]')
    expect(markdown).toMatch(/\| *Measure *\|/)
    expect(markdown).toMatch(/\| *Actor *\|/)
    expect(markdown).toMatch(/\| *Okafor *\|/)
    const { referred, defined } = footnotesOf(markdown)
    expect(referred).toEqual(['1', '2', '3'])
    expect(defined).toEqual(referred)
    expect(driver.problems).toEqual([])
  })

  test('a template drafts a brief in one step, and each check leads to its words', async () => {
    const { driver, page, at } = await begun(kind)
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('New brief from a template')
    await page.getByRole('dialog').getByRole('option', { selected: true }).waitFor()
    await page.keyboard.press('Enter')
    await page
      .getByRole('dialog')
      .getByRole('radio', { name: /^Situation brief/ })
      .focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await until(async () =>
      expect(await page.getByRole('textbox', { name: 'Title of the brief' }).inputValue()).toBe(
        'Situation brief',
      ),
    )
    await at.brief.getByText('the text does not protect us').first().waitFor()
    await at.brief.getByText('nearly €40 million').first().waitFor()
    await at.preview.getByText('# Situation brief').waitFor()

    await at.toEndOfBrief()
    await page.keyboard.press('Enter')
    await page.keyboard.type('Nobody has asked the dockers about any of this.')
    const check = page
      .getByRole('listbox', { name: 'Checks' })
      .getByRole('option', { name: /about any of this\./ })
    await check.waitFor()
    await page.keyboard.press('ControlOrMeta+Home')
    await check.click()
    await until(async () =>
      expect(await page.evaluate(() => String(getSelection()))).toBe(
        'Nobody has asked the dockers about any of this.',
      ),
    )
    // The keys go round: one step back from the last check and one on lead to it again.
    await page.keyboard.press('Shift+F8')
    await page.keyboard.press('F8')
    await until(async () =>
      expect(await page.evaluate(() => String(getSelection()))).toBe(
        'Nobody has asked the dockers about any of this.',
      ),
    )
    expect(driver.problems).toEqual([])
  })

  test('the passage of a block opens with one click, and the key of the briefs leads back', async () => {
    const { driver, page, at } = await begun(kind)
    await page.keyboard.type('The quay is in a poor state:')
    await page.keyboard.press('Enter')
    await at.takeExcerpt('177', 'Shift+Enter')
    await page
      .getByRole('group', { name: 'Figure quoted' })
      .getByRole('button', { name: /open the passage/ })
      .click()
    await at.reader.getByRole('heading', { name: agencyTitle, level: 1 }).waitFor()
    await at.inspector.locator('blockquote', { hasText: '110 of 177' }).waitFor()
    await page.keyboard.press('Alt+Shift+3')
    await at.brief.getByText('The quay is in a poor state:').waitFor()
    await page.getByRole('group', { name: 'Figure quoted' }).waitFor()
    expect(driver.problems).toEqual([])
  })

  test('a reference of a footnote opens its passage: in the terminal, and pasted into the palette', async () => {
    const { driver, page, at, folders } = await begun(kind)
    await page.keyboard.type('The quay is in a poor state ')
    await at.takeExcerpt('177', 'Enter')
    const footnote = at.preview.getByText(/sourcebook:s-/).first()
    await footnote.waitFor()
    const [reference = ''] = /sourcebook:s-\w+\/a-\w+/.exec(await at.preview.innerText()) ?? []

    const said = commandLine(folders.notebook, folders.settings, ['open', reference])
    expect(said).toContain('figure “110 of 177”')
    expect(said).toContain('Coastal Press')
    expect(said).toContain(`press Ctrl+K there and paste ${reference}`)

    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.insertText(`<${reference}>`)
    await page
      .getByRole('dialog')
      .getByRole('option', { name: /110 of 177/ })
      .waitFor()
    await page.keyboard.press('Enter')
    await at.reader.getByRole('heading', { name: agencyTitle, level: 1 }).waitFor()
    await at.inspector.locator('blockquote', { hasText: '110 of 177' }).waitFor()
    expect(driver.problems).toEqual([])
  })
})
