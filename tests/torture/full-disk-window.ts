import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { commandLine } from '../journeys/built'
import { desk } from '../journeys/desk'
import { openApp } from '../journeys/drive'

/**
 * A disk that fills up while a person writes, in a real window: a memo, a field of an annotation and a brief. Prints a line of
 * JSON with what was wrong. See scripts/system/disk-full-window.mjs.
 */
const DISK_MEGABYTES = 6
const FILLER_BYTES = 1024 * 1024
const PATIENCE_MS = 90_000
const TITLE = 'Port Ellery live: fund agreed, but no word on who guards the quay'

const typed = {
  memo: 'Ask the harbour office who signed – “nobody”, says the blog; naïve?',
  statement: 'The fund is agreed, but nobody says who guards the quay (€40m).',
  brief: 'Written while the disk was full: who guards the quay, and from when?',
}
type Field = keyof typeof typed

const faults: string[] = []
const shots = process.argv[2] ?? null

const folder = mkdtempSync(join(tmpdir(), 'sourcebook-full-window-'))
const disk = join(folder, 'disk')
mkdirSync(disk)
execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MEGABYTES}m`, 'tmpfs', disk])
try {
  await story()
} finally {
  execFileSync('umount', [disk])
  rmSync(folder, { recursive: true, force: true })
}
console.log(JSON.stringify({ faults }))

async function story(): Promise<void> {
  const filler = join(disk, 'filler')
  writeFileSync(filler, Buffer.alloc(FILLER_BYTES))
  const notebook = join(disk, 'Harbour')
  const settings = join(folder, 'settings')
  const run = (...line: readonly string[]): unknown =>
    JSON.parse(commandLine(notebook, settings, [...line, '--json']))
  run('import', 'tests/fixtures/harbour/live-blog.txt')
  const driver = await openApp('loopback', { notebook, settings })
  const { page } = driver
  const at = desk(driver)
  try {
    await at.loaded()
    await at.beginBrief('Who guards the quay')
    await page.keyboard.type('The quay is closed.')
    await at.preview.getByText('The quay is closed.').waitFor()
    await page.keyboard.press('Alt+Shift+1')
    await at.openSource(TITLE)
    await at.find('fund agreed')
    await page.keyboard.press('1')
    const memo = at.inspector.getByRole('textbox', { name: 'Memo' })
    const statement = at.inspector.getByRole('textbox', { name: 'Statement' })
    await memo.waitFor()

    fill(join(disk, 'full'))
    await memo.focus()
    await page.keyboard.type(typed.memo)
    await statement.fill('')
    await page.keyboard.type(typed.statement)
    await at.text.focus()
    await expectSaid(page, 'a field of an annotation')
    await shoot(page, 'fields')
    expectLetters('memo', await memo.innerText())
    expectLetters('statement', await statement.inputValue())

    await page.keyboard.press('Alt+Shift+3')
    await at.toEndOfBrief()
    await page.keyboard.press('Enter')
    await page.keyboard.type(typed.brief)
    await page.getByRole('region', { name: 'Not saved' }).waitFor()
    await expectSaid(page, 'a brief')
    await shoot(page, 'brief')
    expectLetters('brief', await at.brief.innerText())

    // Looking elsewhere and coming back loses nothing either.
    await page.keyboard.press('Alt+Shift+1')
    await memo.waitFor()
    expectLetters('memo', await memo.innerText())
    expectLetters('statement', await statement.inputValue())

    rmSync(filler)
    rmSync(join(disk, 'full'))
    // The same window saves: what it kept, at the next letter.
    await memo.focus()
    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.type(' Saved.')
    await at.text.focus()
    await page.keyboard.press('Alt+Shift+3')
    // Only where the brief is drawn can one see whether it is saved.
    await at.brief.waitFor()
    const again = page.getByRole('button', { name: 'Try now' })
    if (await again.isVisible()) await again.click()
    await page.getByRole('region', { name: 'Not saved' }).waitFor({ state: 'detached', timeout: PATIENCE_MS })
    await page.keyboard.press('Alt+Shift+1')
    await memo.waitFor()
    await at.inspector
      .getByText(/^Not saved/)
      .first()
      .waitFor({ state: 'detached', timeout: PATIENCE_MS })
    await shoot(page, 'saved')
    if (driver.problems.length > 0) faults.push(`the page had problems: ${driver.problems.join('; ')}`)
  } catch (error) {
    await shoot(page, 'failed')
    faults.push(error instanceof Error ? error.message : String(error))
  } finally {
    await driver.close()
  }
  const annotations = JSON.stringify(run('annotations'))
  for (const field of ['memo', 'statement'] as const)
    if (!annotations.includes(JSON.stringify(typed[field]).slice(1, -1)))
      faults.push(`the ${field} is not on the disk as it was typed: ${annotations}`)
  const [brief] = run('brief', 'list') as readonly { readonly id: string }[]
  const words = JSON.stringify(run('brief', 'show', brief?.id ?? ''))
  if (!words.includes(typed.brief)) faults.push(`the brief is not on the disk as it was typed: ${words}`)
}

/** Takes all the room that is left. */
function fill(path: string): void {
  try {
    writeFileSync(path, Buffer.alloc(DISK_MEGABYTES * 1024 * 1024))
  } catch {
    // As much of it as there was room for is there.
  }
}

/** One calm sentence says that the disk is full. */
async function expectSaid(page: Page, where: string): Promise<void> {
  const words = page.getByText(/disk .* is full/)
  await words.first().waitFor()
  const said = (await words.first().innerText()).trim()
  if (/!|Error|undefined|\bat \//.test(said)) faults.push(`${where}: these words are not calm: ${said}`)
}

function expectLetters(field: Field, shown: string): void {
  if (!shown.includes(typed[field])) faults.push(`the ${field} lost letters on the screen: “${shown}”`)
}

async function shoot(page: Page, name: string): Promise<void> {
  if (shots !== null) await page.screenshot({ path: join(shots, `${name}.png`) })
}
