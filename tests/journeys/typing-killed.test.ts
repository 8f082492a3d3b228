import { randomInt } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { Random } from '../torture/random'
import { agencyTitle, blogTitle, type Folders, taggedHarbour } from './briefing-harbour'
import { commandLine } from './built'
import { desk } from './desk'
import type { Driver } from './drive'
import { openTypingWindow, type TypingWindow } from './typing-window'
import { until } from './until'

const KILLS = Number(process.env.SOURCEBOOK_TYPING_KILLS ?? 20)
const SEED = Number(process.env.SOURCEBOOK_TYPING_SEED ?? randomInt(1_000_000))
/** So long may typing be unsaved. */
const MOST_MS = 300
const MOST_WORDS = 24

const fields = ['brief', 'memo', 'description', 'outlet'] as const
type Field = (typeof fields)[number]
const ends = ['killHost', 'crashPage', 'reload', 'closeAndOpen'] as const
const brief = 'Who guards the quay'
const issue = 'Harbour fund'

/** Shows the field that is typed in, as a person would who comes back to it. */
async function show(page: Page, field: Field): Promise<Locator> {
  const at = desk({ page, app: null } as unknown as Driver) // the rest of a driver is asked for by nothing that is used here
  await page.getByRole('tab', { name: 'Read' }).waitFor()
  if (field === 'brief') {
    await page.keyboard.press('Alt+Shift+3')
    await page.getByRole('listbox', { name: 'Briefs' }).getByRole('option', { name: brief }).click()
    await at.brief.waitFor()
    return at.brief
  }
  await page.keyboard.press('Alt+Shift+1')
  await at.loaded()
  if (field === 'outlet') {
    await at.openSource(blogTitle)
    return at.inspector.getByRole('textbox', { name: 'Outlet' })
  }
  if (field === 'memo') {
    await at.openSource(agencyTitle)
    await at.inspector.getByRole('option', { name: /110 of 177/ }).click()
    return at.inspector.getByRole('textbox', { name: 'Memo' })
  }
  await page.keyboard.press('Alt+Shift+B')
  const kinds = page.getByRole('navigation', { name: 'Compare' })
  await kinds.getByRole('button', { name: /^Issues/ }).click()
  await page.getByRole('treeitem', { name: issue }).click()
  return page.getByRole('textbox', { name: 'Description' })
}

async function contentOf(field: Locator): Promise<string> {
  return (await field.evaluate((element) => 'value' in element)) ? field.inputValue() : field.innerText()
}

/** Whether something can be typed there: not before the page knows its notebook. */
function isOpen(field: Locator): Promise<boolean> {
  return field.evaluate((element) =>
    'value' in element
      ? element.matches(':enabled:not(:read-only)')
      : element.matches('[contenteditable=true]'),
  )
}

/** What the command line says of a field. */
function onDisk({ notebook, settings }: Folders, field: Field): string {
  const run = (...line: readonly string[]) => commandLine(notebook, settings, [...line, '--json'])
  switch (field) {
    case 'brief': {
      // What `brief list` prints is the answer of `brief.list`.
      const [{ id }] = JSON.parse(run('brief', 'list')) as [{ readonly id: string }]
      return run('brief', 'show', id)
    }
    case 'memo':
      return run('annotations')
    case 'description':
      return run('codebook', 'list')
    case 'outlet':
      return run('sources')
  }
}

/** Types words until it is told to stop; answers those that were old enough to be safe, by the clock of the page itself. */
async function typeUntil(page: Page, words: readonly string[], stop: (page: Page) => Promise<void>) {
  const old = new Set<string>()
  // A timer that is set after a word was typed ends after every timer that the page has set for that word.
  page.on('console', (message) => {
    const [, word] = /^old (\S+)$/.exec(message.text()) ?? []
    if (word !== undefined) old.add(word)
  })
  for (const word of words) {
    await page.keyboard.type(`${word} `, { delay: 15 })
    await page.evaluate(([typed, most]) => void setTimeout(() => console.debug(`old ${typed}`), most), [
      word,
      MOST_MS,
    ] as const)
  }
  const safe = [...old]
  await stop(page)
  return safe
}

test(`what was typed more than ${MOST_MS} ms before a crash is there afterwards, ${KILLS} times from seed ${SEED}`, {
  timeout: 60_000 + 30_000 * KILLS,
}, async () => {
  console.log(`typing: ${KILLS} ends from seed ${SEED}; SOURCEBOOK_TYPING_SEED=${SEED} makes them again`)
  const random = new Random(SEED)
  const folders = taggedHarbour()
  const window: TypingWindow = await openTypingWindow(folders)
  onTestFinished(() => window.end())
  const start = desk({ page: window.page(), app: null } as unknown as Driver) // as above
  await start.loaded()
  await start.beginBrief(brief)
  const safe = new Map<Field, readonly string[]>()

  for (let turn = 0; turn < KILLS; turn += 1) {
    const field = random.pick(fields)
    const end = random.pick(ends)
    const words = Array.from({ length: 4 + random.below(MOST_WORDS) }, (_, at) => `w${turn}x${at}e`)
    const place = await show(window.page(), field)
    await until(async () => expect(await isOpen(place)).toBe(true))
    await place.focus()
    // A line has no room for what is typed in all turns.
    await window.page().keyboard.press(field === 'outlet' ? 'ControlOrMeta+A' : 'ControlOrMeta+End')
    const kept = await typeUntil(window.page(), words, () => window[end]())
    safe.set(field, field === 'outlet' ? kept : [...(safe.get(field) ?? []), ...kept])

    const again = await show(window.page(), field)
    await until(async () => {
      const shown = await contentOf(again)
      const lost = kept.filter((word) => !shown.includes(word))
      expect(
        lost,
        `turn ${turn}, ${end} in the ${field}, ${kept.length} of ${words.length} old enough`,
      ).toEqual([])
    })
    console.log(
      `typing: turn ${turn}, ${end} in the ${field}: ${kept.length} of ${words.length} words were to be there`,
    )
  }

  // What the last turn kept is saved by the page that took it up.
  await until(async () => {
    const lost = [...safe].flatMap(([field, words]) => {
      const there = onDisk(folders, field)
      return words.filter((word) => !there.includes(word))
    })
    expect(lost).toEqual([])
  })
})

test('what is typed is on the disk while its field still has the focus', { timeout: 120_000 }, async () => {
  const folders = taggedHarbour()
  const window = await openTypingWindow(folders)
  onTestFinished(() => window.end())
  const page = window.page()
  const start = desk({ page, app: null } as unknown as Driver) // as above
  await start.loaded()
  await start.beginBrief(brief)
  for (const field of fields) {
    const place = await show(page, field)
    await until(async () => expect(await isOpen(place)).toBe(true))
    await place.focus()
    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.type(` typed-in-${field} `)
    await until(async () => expect(onDisk(folders, field), `the ${field}`).toContain(`typed-in-${field}`))
    expect(await place.evaluate((element) => element.contains(element.ownerDocument.activeElement))).toBe(
      true,
    )
    expect(await contentOf(place)).toMatch(new RegExp(`typed-in-${field}\\s$`))
  }
})
