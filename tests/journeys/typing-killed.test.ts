import { randomInt } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { Random } from '../torture/random'
import { agencyTitle, taggedHarbour } from './briefing-harbour'
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

const fields = ['brief', 'memo', 'description'] as const
const ends = ['killHost', 'crashPage', 'reload', 'closeAndOpen'] as const
const brief = 'Who guards the quay'
const issue = 'Harbour fund'

/** Shows the field that is typed in, as a person would who comes back to it. */
async function show(page: Page, field: (typeof fields)[number]): Promise<Locator> {
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
  return (await field.evaluate((element) => element instanceof HTMLTextAreaElement))
    ? field.inputValue()
    : field.innerText()
}

/** Whether something can be typed there: not before the page knows its notebook. */
function isOpen(field: Locator): Promise<boolean> {
  return field.evaluate((element) =>
    element instanceof HTMLTextAreaElement ? !element.readOnly : element.matches('[contenteditable=true]'),
  )
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
  const safe = new Map<string, string[]>(fields.map((field) => [field, []]))

  for (let turn = 0; turn < KILLS; turn += 1) {
    const field = random.pick(fields)
    const end = random.pick(ends)
    const words = Array.from({ length: 4 + random.below(MOST_WORDS) }, (_, at) => `w${turn}x${at}e`)
    const place = await show(window.page(), field)
    await until(async () => expect(await isOpen(place)).toBe(true))
    await place.focus()
    await window.page().keyboard.press('ControlOrMeta+End')
    const kept = await typeUntil(window.page(), words, () => window[end]())
    safe.get(field)?.push(...kept)

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

  const run = (...line: readonly string[]) =>
    commandLine(folders.notebook, folders.settings, [...line, '--json'])
  // What the last turn kept is saved by the page that took it up.
  await until(async () => {
    // What `brief list` prints is the answer of `brief.list`.
    const [{ id }] = JSON.parse(run('brief', 'list')) as [{ readonly id: string }]
    const onDisk = new Map([
      ['brief', run('brief', 'show', id)],
      ['memo', run('annotations')],
      ['description', run('codebook', 'list')],
    ])
    const lost = [...safe].flatMap(([field, words]) =>
      words.filter((word) => !(onDisk.get(field) ?? '').includes(word)),
    )
    expect(lost).toEqual([])
  })
})
