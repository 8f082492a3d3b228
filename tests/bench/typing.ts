import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { blankBrief } from '../../shared/briefing/edit-brief'
import { type Annotation, excerptOf } from '../../shared/model/annotation'
import type { BriefBlock } from '../../shared/model/brief'
import { anyExcerpt } from '../../shared/model/excerpts'
import type { BriefId } from '../../shared/model/ids'
import { inBuiltApp } from './built-app'
import { generateExcerpts, openExcerpts } from './excerpts-notebook'
import { makeRow, type Row } from './rows'

/**
 * The suite of typing in a brief: the built app in a browser, with evidence, checks and the preview of the Markdown beside
 * the editor. What a key costs the window, from the key until what it wrote is painted, in a brief of so many excerpts with
 * a table for each ten of them, beside the limit of a frame and beside a brief with nothing in it.
 */
type Asked = { readonly sizes?: readonly number[]; readonly rounds?: number }

/** Milliseconds of a frame. */
const FRAME = 16
const EXCERPTS_A_TABLE = 10
const EMPTY = 'Nothing in it'
const LONG = 'With everything in it'

// What we were started with is written by scripts/bench.mjs.
const { sizes = [500], rounds = 5 } = JSON.parse(process.argv[2] ?? '{}') as Asked
for (const size of sizes) await runSize(size)

async function runSize(size: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'sourcebook-bench-'))
  try {
    const notebook = join(home, 'notebook')
    await generateExcerpts(notebook, size)
    await writeBriefs(notebook)
    await inBuiltApp(home, (page) => measure(page, size))
  } finally {
    rmSync(home, { recursive: true })
  }
}

/** A brief of all excerpts, each with a sentence that cites it, and an empty one. */
async function writeBriefs(notebook: string): Promise<void> {
  const { call, close } = await openExcerpts(notebook)
  await call('brief.create', blankBrief(EMPTY))
  const { id, revision } = await call('brief.create', blankBrief(LONG))
  const annotations = await call('annotation.list', { source: null, kind: null })
  const document = { type: 'doc' as const, content: annotations.flatMap(blocksOf) }
  await call('brief.save', { brief: id satisfies BriefId, revision, document })
  await close()
}

function blocksOf(annotation: Annotation, nth: number): BriefBlock[] {
  const { id, target, body } = annotation
  const attrs = { source: target.source, annotation: id, exact: excerptOf(target), declined: null }
  const blocks: BriefBlock[] = [
    {
      type: 'paragraph',
      content: [
        textOf(`The board has said so, in its words of the day, number ${nth}`),
        { type: 'citation', attrs },
        textOf('.'),
      ],
    },
    { type: 'excerpt', attrs },
  ]
  if (nth % EXCERPTS_A_TABLE !== 0) return blocks
  const filter = { ...anyExcerpt, kinds: [body.kind], sources: [target.source] }
  return [
    ...blocks,
    { type: 'live', attrs: { view: 'figures', filter, caption: null, seen: null, declined: null } },
  ]
}

function textOf(text: string) {
  return { type: 'text' as const, text }
}

async function measure(page: Page, size: number): Promise<void> {
  await page.getByRole('tab', { name: 'Brief' }).click()
  const times: Record<string, number[]> = { [EMPTY]: [], [LONG]: [] }
  let correct = true
  for (let round = -1; round < rounds; round += 1) {
    for (const title of [EMPTY, LONG]) {
      const found = await typeIn(page, title, `round ${round + 1} `)
      correct &&= found.written
      // The first round is for the window to get ready.
      if (round >= 0) times[title]?.push(...found.times)
    }
  }
  const tables = Math.ceil(size / EXCERPTS_A_TABLE)
  const label = `a key in a brief of ${size.toLocaleString('en')} excerpts and ${tables} tables`
  const long = times[LONG] ?? []
  print(makeRow(label, long, { name: 'a frame', times: [FRAME] }, { target: 1, correct }))
  print(
    makeRow(label, long, { name: 'in an empty brief', times: times[EMPTY] ?? [] }, { target: 4, correct }),
  )
}

/** Types a sentence at the end of the first paragraph of a brief: what each of its keys cost. */
async function typeIn(page: Page, title: string, words: string) {
  await page.getByRole('option', { name: new RegExp(title) }).click()
  const editor = page.getByRole('textbox', { name: 'Text of the brief' })
  await page.getByRole('heading', { name: title }).waitFor()
  await editor.locator(':scope > p, :scope > h2').first().click()
  await page.keyboard.press('End')
  await page.evaluate(countKeys)
  for (const letter of `${words}on the quay they waited`) {
    await page.keyboard.press(letter === ' ' ? 'Space' : letter)
    await page.waitForTimeout(90)
  }
  const times = await page.evaluate(() => (globalThis as typeof globalThis & { keyTimes: number[] }).keyTimes)
  const written = (await editor.textContent())?.includes(`${words}on the quay they waited`) === true
  return { times, written: written && times.length > words.length }
}

/** Run in the page: from now on, notes for each key what the window worked for it: at once, and in the frame that shows it. */
function countKeys(): void {
  const noted: number[] = []
  Object.assign(globalThis, { keyTimes: noted })
  const seen = globalThis as typeof globalThis & { countsKeys?: boolean }
  if (seen.countsKeys === true) return
  seen.countsKeys = true
  // Run in the page, so it can take nothing along.
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  const after = (job: () => void) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', job)
    port1.start()
    port2.postMessage(null)
  }
  addEventListener(
    'keydown',
    () => {
      const { keyTimes } = globalThis as typeof globalThis & { keyTimes: number[] }
      // oxlint-disable-next-line house/no-timed-assertions
      const pressed = performance.now()
      let atOnce = 0
      // It arrives when everything that belongs to the key has run.
      after(() => {
        // oxlint-disable-next-line house/no-timed-assertions
        atOnce = performance.now() - pressed
      })
      requestAnimationFrame(() => {
        // oxlint-disable-next-line house/no-timed-assertions
        const framed = performance.now()
        after(() => {
          // oxlint-disable-next-line house/no-timed-assertions
          keyTimes.push(atOnce + performance.now() - framed)
        })
      })
    },
    { capture: true },
  )
}

function print(row: Row): void {
  console.log(JSON.stringify(row))
}
