import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { agencyTitle, begun, temporaryFolder } from './briefing-harbour'
import { type Driver, kinds } from './drive'
import { until } from './until'

type Begun = Awaited<ReturnType<typeof begun>>

/** A brief that quotes a claim, a figure and a position of the same text, one after the other. */
async function quoting(kind: Driver['kind']) {
  const all = await begun(kind)
  const { page, at } = all
  for (const words of ['does not protect', '177', 'cannot sign']) await at.takeExcerpt(words, 'Shift+Enter')
  const quoted = (name: string) => page.getByRole('group', { name: `${name} quoted` })
  await quoted('Position').getByText('live', { exact: true }).waitFor()
  return { ...all, claim: quoted('Claim'), figure: quoted('Figure'), position: quoted('Position') }
}

/** Opens the passage of a block with one click, does something there by keys, and goes back to the brief. */
async function inRead({ page, at }: Begun, block: Begun['at']['brief'], keys: readonly string[]) {
  await block.getByRole('button', { name: /open the passage/i }).click()
  await at.reader.getByRole('heading', { name: agencyTitle, level: 1 }).waitFor()
  await until(async () =>
    expect(await at.text.evaluate((element) => element.contains(document.activeElement))).toBe(true),
  )
  for (const key of keys) await page.keyboard.press(key)
  await at.reader.locator('mark.pending').waitFor({ state: 'detached' })
}

const toBrief = 'Alt+Shift+3'

describe.each(kinds)('on the %s', (kind) => {
  test('what changed in the notebook shows as old and new words, and is used or kept as its author says', async () => {
    const all = await quoting(kind)
    const { driver, page, at, claim, figure, position } = all
    const path = join(temporaryFolder(), 'quay.md')
    const exported = async (agreeing: boolean) => {
      await at.exportTo(path, async () => {
        await page.getByRole('button', { name: 'Export Markdown' }).click()
        if (agreeing) await page.getByRole('button', { name: 'Export anyway' }).click()
      })
      return readFile(path, 'utf8')
    }

    await inRead(all, figure, ['ControlOrMeta+Shift+ArrowRight'])
    await at.reader.locator('mark', { hasText: '110 of 177 bollards' }).waitFor()
    await page.keyboard.press(toBrief)
    await figure.getByText('Stale', { exact: true }).waitFor()
    expect((await figure.locator('ins').innerText()).includes('bollards')).toBe(true)
    await inRead(all, claim, ['ControlOrMeta+Shift+ArrowRight'])
    await at.reader.locator('mark', { hasText: 'the text does not protect us yet' }).waitFor()
    await page.keyboard.press(toBrief)
    await claim.getByText('Stale', { exact: true }).waitFor()
    await inRead(all, position, ['Delete'])
    await page.keyboard.press(toBrief)
    const deleted = page.getByRole('group', { name: 'Excerpt', exact: true }) // of what kind it was is gone too
    await deleted.getByText('Deleted since.').waitFor()
    await deleted.getByText('the mayor cannot sign it').waitFor()

    const before = await exported(true)
    expect(before).toContain('> the text does not protect us[^1]')
    expect(before).toContain('> 110 of 177[^2]')
    expect(before).toContain('> the mayor cannot sign it[^3]')

    await figure.getByRole('button', { name: 'Use new words' }).click()
    await figure.getByText('live', { exact: true }).waitFor()
    await claim.getByRole('button', { name: /^Keep/ }).click()
    await claim.getByText('older words kept').waitFor()
    await at.preview.getByText('> 110 of 177 bollards').waitFor()
    await deleted.getByRole('button', { name: /^Remove/ }).click()
    await deleted.waitFor({ state: 'detached' })
    const after = await exported(false)
    expect(after).toContain('> the text does not protect us[^1]')
    expect(after).toContain('> 110 of 177 bollards[^2]')
    expect(after).not.toContain('cannot sign it')

    // They are the words seen last: after the page is loaded again as before.
    await at.reload()
    await page.keyboard.press(toBrief)
    await claim.getByText('older words kept').waitFor()
    await figure.getByText('live', { exact: true }).waitFor()
    expect(driver.problems).toEqual([])
  })

  test('undo belongs to the focus: in the brief to the brief, in the text to the notebook', async () => {
    const all = await quoting(kind)
    const { driver, page, at, figure, position } = all
    await inRead(all, figure, ['ControlOrMeta+Shift+ArrowRight'])
    await at.reader.locator('mark', { hasText: '110 of 177 bollards' }).waitFor()
    await page.keyboard.press(toBrief)
    await figure.getByRole('button', { name: 'Use new words' }).click()
    await figure.getByText('live', { exact: true }).waitFor()

    await page.keyboard.press('ControlOrMeta+z')
    await figure.getByText('Stale', { exact: true }).waitFor()
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await figure.getByText('live', { exact: true }).waitFor()
    // More often than there is something to undo here: the notebook is not reached.
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('ControlOrMeta+z')
    await figure.getByText('Stale', { exact: true }).waitFor()
    expect(await figure.locator('ins').innerText()).toContain('bollards')

    await at.toEndOfBrief()
    await page.keyboard.type('Nothing here is undone from there.')
    await inRead(all, position, ['Delete'])
    await at.reader.locator('mark', { hasText: 'the mayor cannot sign it' }).waitFor({ state: 'detached' })
    await page.keyboard.press('ControlOrMeta+z')
    await at.reader.locator('mark', { hasText: 'the mayor cannot sign it' }).waitFor()
    await page.keyboard.press('ControlOrMeta+z')
    await until(async () =>
      expect(await at.reader.locator('mark', { hasText: '110 of 177' }).allInnerTexts()).toEqual([
        '110 of 177',
      ]),
    )
    await page.keyboard.press(toBrief)
    await at.brief.getByText('Nothing here is undone from there.').waitFor()
    await position.getByText('live', { exact: true }).waitFor()
    await figure.getByText('live', { exact: true }).waitFor()
    expect(driver.problems).toEqual([])
  })
})
