import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { desk } from './desk'
import { kinds, openApp } from './drive'

const title = 'Port fund splits the harbour council'
const first = [
  title,
  'The state offers the port nearly €40m over five years, the council said on Monday.',
  'The guild of fishers does not want the money, because it fears for the old quays of the south bay.',
  'A ferry to the outer islands runs twice a day, and three times in summer.',
  'Three boats lay in the basin while the crews waited for the tide to turn.',
  'The council meets again in April to hear the harbour office, the guild and the island states.',
]
/** The guild has other words, and the ferry is gone. */
const second = [
  first[0],
  first[1],
  'The guild of fishers does not take the money, because it fears for the old quays of the south bay.',
  'Boats sail thrice daily all year round, a harbour pilot explained.',
  first[4],
  first[5],
]
const money = 'nearly €40m over five years'
const guild = 'The guild of fishers does not want the money, because it fears for the old quays'
const ferry = 'A ferry to the outer islands'

describe.each(kinds)('on the %s', (kind) => {
  test('an edited copy becomes a new version, what it changed is decided, a copy is put right, and all is undone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sourcebook-versions-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const paths = [join(folder, 'courier.txt'), join(folder, 'courier-2.txt')] as const
    await writeFile(paths[0], first.join('\n\n'))
    await writeFile(paths[1], second.join('\n\n'))
    const driver = await openApp(kind)
    onTestFinished(() => driver.close())
    const { page, problems } = driver
    const at = desk(driver)
    const tagged = at.library.getByRole('option', { name: title })

    await at.importFiles([paths[0]])
    await page.getByRole('button', { name: 'Done' }).click()
    await at.openSource(title)
    for (const [words, key] of [
      [money, '2'],
      [guild, '1'],
      [ferry, '3'],
    ] as const) {
      await at.find(words)
      await page.keyboard.press(key)
      await at.text.locator('mark', { hasText: words }).first().waitFor()
      await page.keyboard.press('Escape')
    }

    // The copy is asked about, and becomes the second version.
    await at.importFiles([paths[1]])
    const review = page.getByRole('region', { name: 'Import review' })
    await review.getByRole('heading', { name: /shares \d+ % of its passages/ }).waitFor()
    await review.getByRole('button', { name: 'New version of it' }).click()
    await page.getByRole('option', { name: /^Gone/ }).waitFor()
    await review.getByRole('button', { name: 'Read the text' }).click()
    await page.getByRole('button', { name: 'Version 2 of 2' }).waitFor()
    await tagged.getByText('version 2').waitFor()
    await tagged.getByText('2 to decide').waitFor()

    // One stands where it stood, one has other words, one is put by hand.
    await at.text.locator('mark', { hasText: money }).waitFor()
    await page.keyboard.press('Alt+Shift+D')
    const decisions = page.getByRole('region', { name: 'Decisions' })
    const claim = decisions.getByRole('article', { name: /^Claim/ })
    await claim.getByText(/^moved, \d\d %$/).waitFor()
    await claim.getByRole('button', { name: 'It stands right' }).click()
    await claim.waitFor({ state: 'detached' })
    await at.find('Boats sail thrice daily')
    await decisions.getByRole('button', { name: 'Put on the selection' }).click()
    await decisions.getByText(/Everything is decided/).waitFor()
    await at.text.locator('mark', { hasText: 'Boats sail thrice daily' }).waitFor()
    await decisions.getByRole('button', { name: 'Close the decisions' }).click()

    // The older version shows its annotations as they stood in it.
    await page.keyboard.press('Alt+Shift+V')
    await page.getByRole('list', { name: 'Versions' }).getByRole('button', { name: 'Version 1' }).click()
    await page.getByText('This is version 1 of 2').waitFor()
    for (const words of [money, guild, ferry])
      await at.text.locator('mark', { hasText: words }).first().waitFor()
    await page.getByRole('button', { name: 'Read the newest' }).click()
    await page.getByRole('button', { name: 'Version 2 of 2' }).waitFor()

    // The copy is put right, which is one more version.
    await page.keyboard.press('Alt+Shift+C')
    const correcting = page.getByRole('region', { name: 'Correct this copy' })
    await correcting.getByRole('button', { name: /^Edit paragraph 5:/ }).click()
    await correcting
      .getByRole('textbox', { name: 'Paragraph 5' })
      .fill('Four boats lay in the basin.\nThe crews waited.')
    await page.keyboard.press('ControlOrMeta+Enter')
    await page.getByRole('button', { name: 'Version 3 of 3' }).waitFor()
    await at.text.getByText('The crews waited.').waitFor()

    // What is exported says which version it quotes.
    await at.beginBrief('The port fund')
    await at.takeExcerpt('€40m', 'Enter')
    const exported = join(folder, 'brief.md')
    await at.exportTo(exported, () => page.getByRole('button', { name: 'Export Markdown' }).click())
    expect(await readFile(exported, 'utf8')).toMatch(/version 3/)

    // And back, as far as the text that was imported first.
    await page.getByRole('tab', { name: 'Read' }).click()
    await at.reader.getByRole('heading', { name: title, level: 1 }).waitFor()
    await at.text.focus()
    const undo = async (...steps: readonly string[]) => {
      for (const step of steps) {
        await page.keyboard.press('ControlOrMeta+z')
        await at.status.getByText(`Undone: ${step}`).waitFor()
      }
    }
    await undo('rename brief', 'new brief', 'correct text')
    await page.getByRole('button', { name: 'Version 2 of 2' }).waitFor()
    await undo('put highlight into new version', 'accept place of highlight')
    await tagged.getByText('2 to decide').waitFor()
    await undo('new version of')
    await page.getByRole('button', { name: 'Version 1', exact: true }).waitFor()
    for (const words of [money, guild, ferry])
      await at.text.locator('mark', { hasText: words }).first().waitFor()
    expect(problems).toEqual([])
  })
})
