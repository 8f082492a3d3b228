import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { commandLine } from './built'
import { desk } from './desk'
import { type Driver, kinds, openApp } from './drive'
import { until } from './until'

const fixtures = join(import.meta.dirname, '../fixtures/harbour')
const blogTitle = 'Port Ellery live: fund agreed, but no word on who guards the quay'

type Body = Readonly<Record<string, unknown>>

/** A command line of a notebook: what each command answers. */
function answering(notebook: string, settings: string) {
  return (...line: readonly string[]): unknown =>
    JSON.parse(commandLine(notebook, settings, [...line, '--json']))
}

function euros(value: number, bound = 'exact'): Body {
  return { value, upper: null, unit: 'EUR', bound, approximate: bound === 'about' }
}

function speaker(asWritten: string): Body {
  return { role: 'speaker', actor: null, asWritten, anonymous: false }
}

/** A notebook in which the texts of the harbour say how large the fund is, and who wants guards. */
function harbourNotebook(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sourcebook-journey-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const notebook = join(folder, 'Harbour')
  const run = answering(notebook, join(folder, 'settings'))
  run(
    'import',
    ...['live-blog.txt', 'report-of-report.txt', 'agency.txt'].map((name) => join(fixtures, name)),
  )
  // What `sources` prints is the answer of `library.list`.
  const sources = run('sources') as readonly { readonly id: string; readonly title: string }[]
  const idOf = (words: string) => sources.find(({ title }) => title.includes(words))?.id ?? ''
  const [blog, report, agency] = [idOf('live'), idOf('cannot agree'), idOf('State offers')]
  run('details', blog, '--outlet', 'Harbour Post', '--published', '2025-03-04')
  run('details', report, '--outlet', 'Northern Gazette', '--published', '2025-03-03')
  run('details', agency, '--outlet', 'Coastal Press', '--published', '2025-02-28')
  // What the command answers is an entry, and an entry has an id.
  const add = (kind: string, name: string) =>
    (run('codebook', 'add', kind, name) as { readonly id: string }).id
  const [guards, mayor, minister] = [
    add('issue', 'Guards on the quay'),
    add('actor', 'Ines Okafor'),
    add('actor', 'Carla Ndiaye'),
  ]
  const tag = (source: string, kind: string, exact: string, body: Body) =>
    run('annotate', source, '--kind', kind, '--exact', exact, '--body', JSON.stringify(body))
  tag(blog, 'figure', 'nearly €40 million', { quantity: euros(4e7, 'about'), asOf: '2025-03-04' })
  tag(blog, 'figure', 'about €65 million', {
    quantity: euros(6.5e7, 'about'),
    attribution: [speaker('the Dockers’ Guild')],
  })
  tag(report, 'figure', '€40 million', { quantity: euros(4e7) })
  tag(blog, 'position', 'we asked for a guarantee', {
    actor: mayor,
    issue: guards,
    stance: 'supports',
    dateSaid: '2025-03-04',
    attribution: [speaker('Okafor')],
  })
  tag(blog, 'position', 'the state would not pay for guards', {
    actor: minister,
    issue: guards,
    stance: 'opposes',
  })
  tag(report, 'claim', 'does not mention any duty of the state to guard the quay', {
    issue: guards,
    certainty: 'asserted',
    attribution: [
      { role: 'outlet', actor: null, asWritten: 'Northern Gazette', anonymous: false },
      { role: 'cited-outlet', actor: null, asWritten: 'the Ellery Courier', anonymous: false },
      { role: 'speaker', actor: null, asWritten: 'people close to the town', anonymous: true },
    ],
  })
  return notebook
}

/** Runs the command that the palette finds by its first words. */
async function run({ page }: Driver, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type(words)
  const first = page.getByRole('dialog').getByRole('option', { selected: true })
  await first.filter({ hasText: new RegExp(`^${words}`, 'i') }).waitFor()
  await page.keyboard.press('Enter')
}

/** Goes on with the Tab key until the focus is on what is wanted. */
async function tabTo({ page }: Driver, name: RegExp): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    const { label, text } = await page.evaluate(() => {
      const element = document.activeElement
      const labels = element instanceof HTMLInputElement ? Array.from(element.labels ?? []) : []
      return {
        label: labels.map(({ textContent }) => textContent).join(' '),
        text: element?.textContent ?? '',
      }
    })
    if (name.test(label) || name.test(text)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the Tab key does not lead to ${String(name)}`)
}

describe.each(kinds)('on the %s', (kind) => {
  test('by keyboard alone: who puts the harbour fund at what, and since when; who is for guards', async () => {
    const driver = await openApp(kind, { notebook: harbourNotebook() })
    onTestFinished(() => driver.close())
    const { page } = driver
    const at = desk(driver)
    await at.loaded()

    await run(driver, 'compare figures')
    await until(async () =>
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Figures by measure'),
    )
    await at.reader.getByRole('heading', { name: 'No measure yet' }).waitFor()
    for (const [figure, typed] of [
      ['nearly €40 million', 'Harbour fund'],
      ['about €65 million', 'harb'],
      ['“€40 million', 'harb'],
    ] as const) {
      await tabTo(driver, new RegExp(`^Measure of .*${figure}`))
      await page.keyboard.type(typed)
      await page.keyboard.press('Enter')
      await at.reader.getByRole('combobox', { name: figure }).waitFor({ state: 'detached' })
    }
    await at.reader.getByRole('heading', { name: 'Harbour fund', exact: true }).waitFor()
    const rows = await at.reader.locator('.prow').allTextContents()
    expect(rows.map((row) => row.replaceAll(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/nearly €40 million.*no speaker named.*as of 4 Mar 2025.*Harbour Post/),
      expect.stringMatching(/^€40 million.*3 Mar 2025.*Northern Gazette/),
      expect.stringMatching(/about €65 million.*the Dockers’ Guild.*Harbour Post/),
      expect.stringMatching(/×1\.6/),
    ])

    await run(driver, 'compare positions')
    await at.reader.getByRole('gridcell', { name: /For/ }).waitFor()
    await page.keyboard.press('ControlOrMeta+Home')
    await page.keyboard.press('Enter')
    await at.inspector.getByRole('heading', { name: 'Ines Okafor' }).waitFor()
    await at.inspector.getByText('we asked for a guarantee', { exact: true }).waitFor()
    await at.inspector.getByText('said 4 Mar 2025').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Against')

    await run(driver, 'compare claims')
    await at.reader.getByText('1 outlet, 1 independent origin').waitFor()
    await at.reader.getByText('people close to the town').waitFor()

    await run(driver, 'compare figures')
    await at.reader.getByRole('heading', { name: 'Figures by measure' }).waitFor()
    await tabTo(driver, /about €65 million/)
    await page.keyboard.press('Enter')
    await at.reader.getByRole('heading', { name: blogTitle, level: 1 }).waitFor()
    await at.reader.locator('mark', { hasText: 'about €65 million' }).waitFor()
    expect(driver.problems).toEqual([])
  })
})
