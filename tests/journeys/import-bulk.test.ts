import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { opened, temporaryFolder } from './briefing-harbour'
import { countsIn, titlesOnDisk, writeBulkFolder } from './bulk-folder'
import { kinds } from './drive'
import { until } from './until'

const FILES = 1000
/** As long as a thousand files may take where much else runs: it is only waited for as long as needed. */
const PATIENCE = { timeout: 240_000 }

const first = 'The harbour fund, part 0'
/** The end of each title of which two files hold the text. */
const ofTwo = /8$/

/** Keeps in the page how many files its progress bar shows as done, each time that this changes. */
async function watchProgress(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(() => {
    const seen: number[] = []
    Object.assign(globalThis, { seen })
    new MutationObserver(() => {
      const bar = document.querySelector('progress[aria-label="All files"]')
      if (bar instanceof HTMLProgressElement && bar.value !== seen.at(-1)) seen.push(bar.value)
    }).observe(document.body, { subtree: true, childList: true, attributes: true })
  })
  // Put there above.
  return () => page.evaluate(() => (globalThis as unknown as { seen: number[] }).seen)
}

describe.each(kinds)('on the %s', (kind) => {
  test('a thousand files come in while a person reads, are cancelled and resumed, and each text is there once', {
    timeout: 300_000,
  }, async () => {
    const home = temporaryFolder()
    const folder = await writeBulkFolder(join(home, 'Papers'), FILES)
    const { each, texts } = folder
    const whole = texts.size
    const folders = { notebook: join(home, 'Harbour'), settings: join(home, 'settings') }
    const onDisk = () => titlesOnDisk(folders)
    const { driver, page, at } = await opened(kind, folders)
    const report = page.getByRole('region', { name: 'Import report' })
    const rows = report.getByRole('listbox', { name: 'Files' }).getByRole('option')
    const summary = report.locator('.foot .grow')
    const marks = at.reader.locator('mark[data-annotations]:not(.pending)')

    /** Narrows the report to a group, and answers its rows once no others are shown. */
    const show = async (group: string, row: RegExp): Promise<readonly string[]> => {
      await report.getByRole('button', { name: group, exact: true }).click()
      let shown: readonly string[] = []
      await until(async () => {
        shown = await rows.allInnerTexts()
        expect(shown).not.toEqual([])
        expect(shown.filter((words) => !row.test(words))).toEqual([])
      })
      return shown
    }

    await page.getByRole('heading', { name: /Read closely/ }).waitFor()
    const progress = await watchProgress(page)
    await at.chooseFolder(folder.path)

    // While they come in, the first of them is read and tagged.
    await at.openSource(first)
    await at.dragOver(first)
    await page.keyboard.press('1')
    await until(async () => expect(await marks.allTextContents()).toEqual([first]))
    const [done] = (await progress()).slice(-1)
    await until(async () => expect((await progress()).at(-1)).toBeGreaterThan(done ?? 0))

    // Cancelled, it says how many came in, and those are there.
    await report.getByRole('button', { name: 'Cancel' }).click(PATIENCE)
    const resume = report.getByRole('button', { name: /^Resume/ })
    await resume.waitFor(PATIENCE)
    const { imported = 0, cancelled = 0, ...others } = countsIn(await summary.innerText())
    expect(cancelled).toBeGreaterThan(0)
    expect(imported + cancelled + Object.values(others).reduce((sum, count) => sum + count, 0)).toBe(FILES)
    await page.getByText(`${imported} sources`, { exact: true }).waitFor()
    const before = onDisk()
    expect(before).toHaveLength(imported)
    expect(await resume.innerText()).toBe(`Resume ${cancelled}`)
    await show(`Cancelled ${cancelled}`, /^Cancelled/)
    await at.reader.getByRole('heading', { name: first, level: 1 }).waitFor()

    // What came in is taken away from the folder: who read it once more would find it gone, and say so. Of two files with
    // the same text either may have come in.
    for (const title of before.filter((one) => !ofTwo.test(one)))
      rmSync(join(folder.path, texts.get(title) ?? 'no file has this title'))
    await resume.click()
    await at.text.click()
    await report.getByRole('button', { name: 'Done' }).waitFor(PATIENCE)
    const outcome = `${whole} imported, ${each} here already, ${3 * each} refused, ${each} passed over`
    expect(await summary.innerText()).toBe(outcome)
    await page.getByText(`${whole} sources`, { exact: true }).waitFor()
    const seen = await progress()
    expect(seen).toEqual(seen.toSorted((one, other) => one - other))
    expect(seen.length).toBeGreaterThan(FILES / 100)
    await at.reader.getByRole('heading', { name: first, level: 1 }).waitFor()

    // The report shows what went wrong by itself, each with its reason.
    const refused = (await show(`Refused ${3 * each}`, /^Refused/)).join('\n')
    expect(refused).toContain('“story-9.txt” is empty')
    expect(refused).toContain('“story-29.epub” is damaged or was cut off')
    expect(refused).toContain('“story-39.tape” is not plain text')
    await show(`Here already ${each}`, /In the notebook already as “The harbour fund, part \d*8”/)
    await show(`To decide ${each}`, /In the notebook already as “The harbour fund, part \d*8”/)
    await show(`Passed over ${each}`, /A picture: there is no text in it/)
    await show(`Imported ${whole}`, /^Imported/)
    expect(driver.problems).toEqual([])

    await driver.close()
    expect(onDisk().toSorted()).toEqual([...texts.keys()].toSorted())
    const again = await opened(kind, folders)
    await again.page.getByText(`${whole} sources`, { exact: true }).waitFor()
    await again.at.reader.getByRole('heading', { name: first, level: 1 }).waitFor()
    await until(async () => expect(await again.at.reader.locator('mark').allTextContents()).toEqual([first]))
  })
})
