import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { calls } from '../../shared/contract/calls'
import { anyExcerpt } from '../../shared/model/excerpts'
import { inBuiltApp } from './built-app'
import { generateExcerpts, openExcerpts } from './excerpts-notebook'
import { makeRow } from './rows'
import { timed } from './timed'

/**
 * The suite of comparison: how long it takes from the call to an answer that was checked against the contract, beside
 * parsing the JSON of the same annotations, and beside the three tenths of a second that it may take; then, in the built
 * app, how long it is from a click to the comparison on the screen.
 */
type Asked = { readonly sizes?: readonly number[]; readonly rounds?: number }

/** Milliseconds that a comparison may take. */
const LIMIT = 300

// What we were started with is written by scripts/bench.mjs.
const { sizes = [10_000], rounds = 15 } = JSON.parse(process.argv[2] ?? '{}') as Asked
for (const size of sizes) await runSize(size)

async function runSize(size: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'sourcebook-bench-'))
  try {
    await generateExcerpts(join(home, 'notebook'), size)
    const desk = await openExcerpts(join(home, 'notebook'))
    await measure(desk, size)
    await desk.close()
    await inBuiltApp(home, (page) => measureClicks(page, size))
  } finally {
    rmSync(home, { recursive: true })
  }
}

async function measure({ call }: Awaited<ReturnType<typeof openExcerpts>>, size: number): Promise<void> {
  const annotations = await call('annotation.list', { source: null, kind: null })
  const json = JSON.stringify(annotations)
  const of = (kind: string) => annotations.filter(({ body }) => body.kind === kind).length
  const cases: { name: string; compare: () => Promise<readonly unknown[]>; expected: number }[] = [
    {
      name: 'figures',
      compare: async () => {
        const { measures } = calls['compare.figures'].output.parse(
          await call('compare.figures', { filter: anyExcerpt }),
        )
        return measures
          .flatMap(({ scales, unread }) => [unread, ...scales.map(({ mentions }) => mentions)])
          .flat()
      },
      expected: of('figure'),
    },
    {
      name: 'positions',
      compare: async () => {
        const { cells } = calls['compare.positions'].output.parse(
          await call('compare.positions', { filter: anyExcerpt }),
        )
        return cells.flatMap(({ mentions }) => mentions)
      },
      expected: of('position'),
    },
    {
      name: 'claims',
      compare: async () => {
        const { issues } = calls['compare.claims'].output.parse(
          await call('compare.claims', { filter: anyExcerpt }),
        )
        return issues.flatMap(({ claims }) => claims)
      },
      expected: of('claim'),
    },
  ]
  for (const { name, compare, expected } of cases) {
    const ours: number[] = []
    const parsing: number[] = []
    let correct = true
    for (let round = 0; round < rounds; round++) {
      const ask = async () => {
        const { value, time } = await timed(compare)
        ours.push(time)
        correct &&= value.length === expected
      }
      const parse = async () => {
        const { value, time } = await timed(async (): Promise<unknown> => JSON.parse(json))
        parsing.push(time)
        correct &&= Array.isArray(value) && value.length === size
      }
      for (const job of round % 2 === 0 ? [ask, parse] : [parse, ask]) await job()
    }
    const label = `${name} among ${size} annotations compared`
    print(
      makeRow(label, ours, { name: 'JSON.parse of the annotations', times: parsing }, { target: 3, correct }),
    )
    print(makeRow(label, ours, { name: 'limit', times: [LIMIT] }, { target: 1, correct }))
  }
}

async function measureClicks(page: Page, size: number): Promise<void> {
  await page.getByRole('tab', { name: 'Compare' }).click()
  const times: Record<string, number[]> = {}
  // Each in turn: none is on the screen already when it is clicked. The first time around is not counted.
  for (let round = 0; round <= rounds; round++) {
    for (const section of ['Figures', 'Positions', 'Claims']) {
      const time = await page.evaluate(click, section)
      if (round > 0) (times[section] ??= []).push(time)
    }
  }
  for (const [section, ours] of Object.entries(times)) {
    const label = `${section.toLowerCase()} among ${size} annotations on the screen after a click`
    print(makeRow(label, ours, { name: 'limit', times: [LIMIT] }, { target: 1, correct: true }))
  }
}

/** Run in the page: how long it is from the click on a section to the frame that shows what it says of its annotations. */
async function click(section: string) {
  const buttons = Array.from(document.querySelectorAll<HTMLElement>('nav button'))
  const button = buttons.find(({ textContent }) => textContent.startsWith(section))
  const said = new RegExp(`\\d ${section.toLowerCase()}( |$)`)
  if (button === undefined) throw new Error(`there is no section ${section}`)
  // oxlint-disable-next-line house/no-timed-assertions
  const start = performance.now()
  button.click()
  const isShown = () =>
    Array.from(document.querySelectorAll('main .tool *')).some(({ textContent }) => said.test(textContent))
  while (!isShown()) {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve)
    })
  }
  // A message arrives when the frame has been painted.
  await new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', resolve)
      port1.start()
      port2.postMessage(null)
    })
  })
  // oxlint-disable-next-line house/no-timed-assertions
  return performance.now() - start
}

function print(row: unknown): void {
  console.log(JSON.stringify(row))
}
