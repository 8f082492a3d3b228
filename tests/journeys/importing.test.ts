import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { zipOf } from '../hostile/zip-files'
import { desk } from './desk'
import { type Driver, kinds, openApp } from './drive'
import { mixedTitles, writeMixedFiles } from './mixed-files'
import { until } from './until'

const fixtures = join(import.meta.dirname, '../fixtures')

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sourcebook-journey-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An empty notebook, and a person at the keys. */
async function opened(kind: Driver['kind']) {
  const driver = await openApp(kind)
  onTestFinished(() => driver.close())
  const { page } = driver
  const at = desk(driver)
  const report = page.getByRole('region', { name: 'Import report' })
  const review = page.getByRole('region', { name: 'Import review' })
  await page.getByRole('heading', { name: /Read closely/ }).waitFor()
  return {
    driver,
    page,
    at,
    report,
    review,
    /** Waits until the notebook has so many sources. */
    sources: (count: number) =>
      page.getByText(count === 1 ? '1 source' : `${count} sources`, { exact: true }).waitFor(),
    /** The titles of the library, from the top. */
    titles: () => page.getByRole('listbox', { name: 'Sources' }).locator('.t').allTextContents(),
    /** Goes to the row of a file by its first letters, and looks at what was read. */
    look: async (name: string) => {
      await report.getByRole('listbox', { name: 'Files' }).focus()
      await page.keyboard.press('Home')
      await page.keyboard.type(name.slice(0, 3))
      await page.keyboard.press('Enter')
      await review.getByText(`${name}, what was read`).waitFor()
    },
    /** Goes to a button and presses it. */
    press: async (name: string | RegExp) => {
      const button = review.getByRole('button', { name })
      await button.focus()
      await page.keyboard.press('Enter')
    },
  }
}

describe.each(kinds)('on the %s', (kind) => {
  test('a folder of all formats comes in as one step, and everything that was inferred can be decided', async () => {
    const folder = join(temporaryFolder(), 'Papers')
    await writeMixedFiles(folder)
    const { driver, page, at, report, review, sources, titles, look, press } = await opened(kind)
    await at.importFolder(folder)
    await report.getByText('10 imported', { exact: true }).waitFor()
    await sources(8)

    // A second article is asked about first: split, one again, and kept as one.
    await review.getByRole('heading', { name: /A second article begins/ }).waitFor()
    await press('Split into two sources')
    await sources(9)
    await page.keyboard.press('ControlOrMeta+z')
    await sources(8)
    await press('Keep as one')
    await review.getByRole('heading', { name: /A second article begins/ }).waitFor({ state: 'detached' })

    // A detail is put right in place.
    await look('blog.txt')
    await review.getByRole('textbox', { name: 'Updated' }).fill('6 March 2025')
    await page.keyboard.press('Enter')
    await until(async () =>
      expect(await review.getByRole('region', { name: 'Details' }).innerText()).toMatch(
        /Updated\s+as it was set/,
      ),
    )

    // Frame that is none comes back.
    await look('two.txt')
    const frame = review.getByRole('button', { name: /^Frame/ })
    const before = Number(/\d+/.exec(await frame.innerText())?.[0])
    await frame.focus()
    await page.keyboard.press('Enter')
    await press('Bring back: Frame, “Short Url”')
    await until(async () => expect(await frame.innerText()).toMatch(new RegExp(`\\b${before - 1}\\b`)))

    // The bibliography has told of the letter, and the annotations stand where their words are.
    await look('pilots.ris')
    await review.getByRole('listitem').filter({ hasText: mixedTitles['letter.docx'] }).waitFor()
    await look('letter.docx')
    await until(async () =>
      expect(await review.getByRole('textbox', { name: 'Outlet' }).inputValue()).toBe(
        'Bulletin of the Pilots',
      ),
    )
    await look('hypothesis.json')
    const counts = review.locator('dl')
    await until(async () =>
      expect((await counts.innerText()).replaceAll(/\s+/g, ' ')).toMatch(
        /Exact 1 .*Approximate 1 .*Not found 1 /,
      ),
    )
    await review.getByText('the lighthouse will be painted in red and white').waitFor()
    await page.keyboard.press('Escape')
    await until(async () => expect(await titles()).toEqual(Object.values(mixedTitles)))
    await at.openSource(mixedTitles['page.html'])
    const marks = at.reader.locator('mark[data-annotations]')
    await until(async () =>
      expect((await marks.allTextContents()).join('')).toBe(
        'nearly €40m into a fund for its quayscalled the plan “a loan on our own wharf” and asked for the terms',
      ),
    )
    expect(driver.problems).toEqual([])
  })

  test('a file that is here already is imported all the same when told to, chosen by itself or packed', async () => {
    const folder = temporaryFolder()
    const path = join(fixtures, 'harbour/live-blog.txt')
    const { driver, page, at, report, review, sources, press } = await opened(kind)
    await at.importFiles([path])
    await sources(1)
    await page.getByRole('button', { name: 'Done' }).click()

    await at.drop([path])
    await report.getByText('1 here already', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
    await sources(1)

    await at.importFiles([path])
    await review.getByRole('heading', { name: 'In the notebook already' }).waitFor()
    await press('Import it all the same')
    await sources(2)
    await page.getByRole('button', { name: 'Done' }).click()

    const packed = join(folder, 'packed.zip')
    writeFileSync(packed, zipOf([{ name: 'blog/live.txt', bytes: readFileSync(path) }]))
    await at.importFiles([packed])
    await report.getByText('1 imported, 1 here already', { exact: true }).waitFor()
    await press('Import it all the same')
    await sources(3)
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+z')
    await sources(2)
    expect(driver.problems).toEqual([])
  })
})
