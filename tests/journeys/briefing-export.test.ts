import { mkdirSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { begun, temporaryFolder } from './briefing-harbour'
import { type Driver, kinds } from './drive'

type Begun = Awaited<ReturnType<typeof begun>>

/** Opens the menu of the other forms and takes one. */
async function takeForm({ page }: Begun, name: string): Promise<void> {
  await page.getByRole('button', { name: 'More forms' }).click()
  await page.getByRole('dialog', { name: 'More forms' }).getByRole('button', { name }).click()
}

/** Exports over an earlier export: in the desktop by the dialog, in a browser by the file that is to be updated. */
async function exportOver(
  all: Begun,
  path: string,
  then: () => Promise<void> = async () => {},
): Promise<void> {
  const { driver, page, at } = all
  await at.exportTo(path, async () => {
    if (driver.app === null) {
      const chooser = page.waitForEvent('filechooser')
      await takeForm(all, 'Update a file…')
      await (await chooser).setFiles(path)
    } else await page.getByRole('button', { name: 'Export Markdown' }).click()
    await then()
  })
}

/** A brief of two sentences with their footnotes, which stands in a file too. */
async function exportedOnce(kind: Driver['kind']) {
  const all = await begun(kind)
  const { page, at } = all
  await page.keyboard.type('The quay is in a poor state ')
  await at.takeExcerpt('177', 'Enter')
  await page.keyboard.type('.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('The state pays a part of it ')
  await at.takeExcerpt('40 million', 'Enter')
  await page.keyboard.type('.')
  const path = join(temporaryFolder(), 'quay.md')
  await at.exportTo(path, () => page.keyboard.press('ControlOrMeta+e'))
  return { ...all, path }
}

/** Puts other words in the place of some in the brief, by find and replace. */
async function replace({ page }: Begun, words: string, others: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+f')
  await page.getByRole('searchbox', { name: 'Find in this brief' }).fill(words)
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Replace with' }).fill(others)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')))
}

describe.each(kinds)('on the %s', (kind) => {
  test('what was typed into an exported file stays to the byte when the brief is exported over it', async () => {
    const all = await exportedOnce(kind)
    const { driver, page, at, path } = all
    const typed =
      '\n\n*My own*  remark,\twith «odd» signs — <b>and</b> [^mine].\n\n[^mine]: A note of mine.\n\n'
    await edit(path, (text) => text.replace('poor state.[^1]\n\n', `poor state.[^1]${typed}`))
    await at.toEndOfBrief()
    await page.keyboard.type(' Nobody says which part.')
    await exportOver(all, path)
    const text = await readFile(path, 'utf8')
    expect(text).toContain(`The quay is in a poor state.[^1]${typed}The state pays`)
    expect(text).toContain('Nobody says which part.')
    await at.status.getByText('What was typed into it in 1 place was kept.').waitFor()
    expect(driver.problems).toEqual([])
  })

  test('where file and brief both changed, both wordings are shown and the choice is the author’s', async () => {
    const all = await exportedOnce(kind)
    const { driver, page, path } = all
    await edit(path, (text) =>
      text
        .replace('The quay is in a poor state.', 'The quay crumbles.')
        .replace('The state pays a part of it.', 'The state pays next to nothing.'),
    )
    await replace(all, 'in a poor state', 'half closed')
    await replace(all, 'a part of it', 'for some of it')
    const dialog = page.getByRole('dialog', { name: 'The file and the brief both changed here' })
    await exportOver(all, path, async () => {
      await dialog.getByText('1 of 2 in quay.md').waitFor()
      await dialog.getByRole('region', { name: 'In the file' }).getByText('The quay crumbles.').waitFor()
      await dialog
        .getByRole('region', { name: 'In the brief' })
        .getByText('The quay is half closed')
        .waitFor()
      await dialog.getByRole('button', { name: 'Keep the file’s words' }).click()
      await dialog.getByText('2 of 2 in quay.md').waitFor()
      await dialog.getByRole('button', { name: 'Take the brief’s words' }).click()
    })
    const text = await readFile(path, 'utf8')
    expect(text).toContain('The quay crumbles.[^1]')
    expect(text).not.toContain('half closed')
    expect(text).toContain('The state pays for some of it.[^2]')
    expect(text).not.toContain('next to nothing')
    expect(driver.problems).toEqual([])
  })

  test('a brief leaves in every form, each with the files that belong to it', async () => {
    const all = await begun(kind)
    const { driver, page, at } = all
    await page.keyboard.type('The quay is in a poor state ')
    await at.takeExcerpt('177', 'Enter')
    await page.keyboard.type('.')
    await page.keyboard.press('Enter')
    await at.insert('figure table')
    await at.insert('position matrix')
    await at.preview.getByText('nearly €40 million').first().waitFor()

    /** The files of a form by their names, as text; what is chosen in the dialog is the name that it offers. */
    const filesOf = async (name: string, extension: string) => {
      const folder = join(temporaryFolder(), 'out')
      mkdirSync(folder)
      const path = join(folder, `Who guards the quay.${extension}`)
      const offered = await at.exportTo(path, () => takeForm(all, name))
      if (offered.endsWith('.zip')) {
        return Object.fromEntries(
          Object.entries(unzipSync(await readFile(path))).map(([file, bytes]) => [file, strFromU8(bytes)]),
        )
      }
      expect(offered).toBe(`Who guards the quay.${extension}`)
      const names = await readdir(folder)
      return Object.fromEntries(
        await Promise.all(
          names.map(async (file) => [file, await readFile(join(folder, file), 'latin1')] as const),
        ),
      )
    }

    const pandoc = await filesOf('Pandoc Markdown', 'md')
    expect(Object.keys(pandoc).toSorted()).toEqual([
      'Who guards the quay.bib',
      'Who guards the quay.json',
      'Who guards the quay.md',
    ])
    expect(pandoc['Who guards the quay.md']).toMatch(/^---\n/)
    expect(pandoc['Who guards the quay.bib']).toMatch(/^@/)
    expect(JSON.parse(pandoc['Who guards the quay.json'] ?? '')).toMatchObject([
      { id: expect.stringMatching(/./) as string },
      { id: expect.stringMatching(/./) as string },
    ])

    const obsidian = await filesOf('Obsidian Markdown', 'md')
    expect(Object.keys(obsidian)).toEqual(['Who guards the quay.md'])
    expect(obsidian['Who guards the quay.md']).toMatch(/^---\n/)

    const html = await filesOf('Web page', 'html')
    expect(Object.keys(html)).toEqual(['Who guards the quay.html'])
    expect(html['Who guards the quay.html']).toMatch(/^<!doctype html>/i)

    const docx = await filesOf('Word', 'docx')
    expect(Object.keys(docx)).toEqual(['Who guards the quay.docx'])
    expect(docx['Who guards the quay.docx']).toMatch(/^PK/)

    const tables = await filesOf('Tables as CSV', 'csv')
    expect(Object.values(tables)).toHaveLength(2)
    expect(Object.values(tables)).toContainEqual(expect.stringMatching(/^\W*Measure,/))
    expect(Object.values(tables)).toContainEqual(expect.stringMatching(/^\W*Actor,/))
    expect(driver.problems).toEqual([])
  })
})
