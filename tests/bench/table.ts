import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { inBuiltApp } from './built-app'
import { generateExcerpts } from './excerpts-notebook'
import { makeRow, type Row, summarise } from './rows'

/**
 * The suite of the table of excerpts on the screen: the built app in a browser, over a notebook on the disk. What a frame
 * of scrolling takes, and how long it is from a letter to the rows that hold it, beside the limits for both.
 */
type Asked = { readonly sizes?: readonly number[]; readonly rounds?: number }

/** Milliseconds that a frame of scrolling may take, and an answer to what was typed. */
const FRAME = 33
const ANSWER = 100

// What we were started with is written by scripts/bench.mjs.
const { sizes = [100_000], rounds = 15 } = JSON.parse(process.argv[2] ?? '{}') as Asked
for (const size of sizes) await runSize(size)

async function runSize(size: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'sourcebook-bench-'))
  try {
    await generateExcerpts(join(home, 'notebook'), size)
    await inBuiltApp(home, (page) => measure(page, size))
  } finally {
    rmSync(home, { recursive: true })
  }
}

async function measure(page: Page, size: number): Promise<void> {
  await page.keyboard.press('Alt+Shift+E')
  // The host reads all annotations of the notebook for the first answer.
  await page.getByRole('grid').waitFor({ timeout: 120_000 })
  const label = `${size.toLocaleString('en')} excerpts`
  for (const [pace, step] of [
    ['slowly', 60],
    ['fast', 600],
  ] as const) {
    const frames = await page.evaluate(scroll, { step, frames: 30 * rounds })
    const times = frames.map(({ time }) => time)
    const row = limited(`scrolling ${pace}, ${step} pixels a frame (p95), ${label}`, times, FRAME)
    print({ ...row, correct: frames.every(({ drawn }) => drawn) })
  }
  const search = page.getByRole('searchbox', { name: 'Filter by words' })
  const answers: number[] = []
  let correct = true
  for (let round = 0; round < rounds; round += 1) {
    await search.fill('')
    await page.getByText(`${size.toLocaleString('en')} excerpts`, { exact: true }).waitFor()
    for (const text of ['ferry', 'ferry q', 'ferry quay', 'ferry quay spring tide']) {
      const answer = await page.evaluate(type, text)
      answers.push(answer.time)
      correct &&= answer.rows > 0 && answer.holds
    }
  }
  print({ ...limited(`rows for what is typed (p95), ${label}`, answers, ANSWER), correct })
}

/** Whether 19 of 20 stay within the limit. */
function limited(name: string, times: readonly number[], limit: number): Row {
  const row = makeRow(name, times, { name: 'limit', times: [limit] }, { target: 1, correct: true })
  return { ...row, ratio: summarise(times).p95 / limit }
}

/** Run in the page: what it works for each frame of scrolling down, and whether rows are where the window is. */
async function scroll({ step, frames }: { step: number; frames: number }) {
  const grid = document.querySelector('[role=grid]')
  if (grid === null) throw new Error('there is no table')
  const found: { time: number; drawn: boolean }[] = []
  grid.scrollTop = 0
  const { left, top, bottom } = grid.getBoundingClientRect()
  const isRowAt = (y: number) =>
    document.elementFromPoint(left + 100, y)?.closest('[data-row]') instanceof Element
  for (let frame = 0; frame < frames; frame += 1) {
    found.push(
      await new Promise((resolve) => {
        requestAnimationFrame(() => {
          // oxlint-disable-next-line house/no-timed-assertions
          const start = performance.now()
          // A message that is sent when the page is scrolled arrives when that frame has been painted.
          addEventListener(
            'scroll',
            () => {
              const { port1, port2 } = new MessageChannel()
              port1.addEventListener('message', () => {
                // oxlint-disable-next-line house/no-timed-assertions
                const time = performance.now() - start
                resolve({ time, drawn: [top + 80, (top + bottom) / 2, bottom - 10].every(isRowAt) })
              })
              port1.start()
              port2.postMessage(null)
            },
            { capture: true, once: true },
          )
          grid.scrollTop += step
        })
      }),
    )
  }
  return found
}

/** Run in the page: how long it is from the words in the field to the rows that hold them. */
async function type(text: string) {
  const field = document.querySelector<HTMLInputElement>('input[type=search]')
  const count = document.querySelector('[aria-label=Excerpts] [aria-live]')
  if (field === null || count === null) throw new Error('there is no field for words')
  const before = count.textContent
  // oxlint-disable-next-line house/no-timed-assertions
  const start = performance.now()
  // React hears only of values that it was not told of by the field itself.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
  while (count.textContent === before) {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve)
    })
  }
  // oxlint-disable-next-line house/no-timed-assertions
  const time = performance.now() - start
  const rows = Array.from(document.querySelectorAll('[role=grid] [data-row]'))
  const holds = rows.every(({ textContent }) => text.split(' ').every((word) => textContent.includes(word)))
  return { time, rows: rows.length, holds }
}

function print(row: Row): void {
  console.log(JSON.stringify(row))
}
