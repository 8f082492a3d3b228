import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleForNode } from '../../scripts/bundle-for-node.mjs'
import { inBuiltApp } from './built-app'
import { makeRow, type Row } from './rows'
import { type Cell, type CellResult, type Named, runCell } from './search-cells'
import { generateSearched, queries } from './search-notebook'

/**
 * The suite of search. Started with `{ "sizes": [10000] }`, numbers of articles with ten annotations each, it prints one
 * row a line; each engine runs in a process of its own, and ours in one more, as in the product.
 */
type Asked = { readonly sizes?: readonly number[] } | { readonly cell: Cell }

const LIMIT_MS = 100

// What we were started with is written by us or by scripts/bench.mjs.
const asked = JSON.parse(process.argv[2] ?? '{}') as Asked
if ('cell' in asked) console.log(JSON.stringify(await runCell(asked.cell)))
else for (const size of asked.sizes ?? [10_000]) await runSuite(size)

async function runSuite(size: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'sourcebook-bench-'))
  try {
    const folder = join(home, 'notebook')
    await generateSearched(folder, size)
    const program = await bundleForNode(join(import.meta.dirname, '../../../electron/searcher.ts'), home)
    const settings = join(home, 'settings')
    const ours = inOwnProcess({ engine: 'ours', folder, program }, settings)
    const again = Array.from({ length: 9 }, () =>
      inOwnProcess({ engine: 'ours again', folder, program }, settings),
    )
    const mini = inOwnProcess({ engine: 'MiniSearch', folder }, settings)
    const scan = inOwnProcess({ engine: 'plain scan', folder }, settings)
    compare(size, { ours, mini, scan }, again)
    await compareAsMet(home)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function compare(
  size: number,
  { ours, mini, scan }: { ours: CellResult; mini: CellResult; scan: CellResult },
  again: readonly CellResult[],
): void {
  const of = `${size} articles and ${10 * size} annotations`
  const limit = { name: 'the limit', times: [LIMIT_MS] }
  print(
    makeRow(`all read and kept for the first time, ${of}`, ours.build, named('MiniSearch', mini.build), {
      target: 1,
      correct: ours.complete,
    }),
  )
  print({
    ...makeRow('memory of the search process', ours.memory, named('MiniSearch', mini.memory), {
      target: 1,
      correct: true,
    }),
    unit: 'MB',
  })
  for (const kind of Object.keys(queries) as (keyof typeof queries)[]) {
    // The three engines mean the same by words; phrases and conditions are ours alone.
    const correct = [mini, scan].every((peer) => isSame(ours.found[kind], peer.found[kind]))
    const times = ours.times[kind] ?? []
    for (const [name, peer, target] of [
      ['MiniSearch', mini, 10] as const,
      ['plain scan', scan, 2] as const,
    ]) {
      const theirs = peer.times[kind] ?? []
      if (theirs.length > 0)
        print(makeRow(`${kind}, there and back`, times, { name, times: theirs }, { target, correct }))
    }
    const slowest = [
      ours.times[kind]?.toSorted((a, b) => a - b)[Math.floor(0.95 * times.length)] ?? Number.NaN,
    ]
    print(makeRow(`${kind}, the 95th of a hundred`, slowest, limit, { target: 1, correct }))
  }
  const opened = again.every(({ complete }) => complete)
  print(
    makeRow(
      'first answer after opening, once it is ready',
      again.flatMap(({ first }) => first),
      limit,
      { target: 1, correct: opened },
    ),
  )
  print(
    makeRow(
      'first answer, asked in the moment of opening',
      again.flatMap(({ cold }) => cold),
      limit,
      { target: 1, correct: opened },
    ),
  )
  print(
    makeRow(
      'a changed source read again',
      ours.update,
      named('MiniSearch, replacing the text', mini.update),
      { target: 10, correct: ours.complete },
    ),
  )
}

/** What a person meets: the app is started, and as soon as its window takes keys, something is looked for. */
async function compareAsMet(home: string): Promise<void> {
  const times: number[] = []
  for (const query of queries['a beginning of three letters'].slice(0, 9)) {
    await inBuiltApp(home, async (page) => {
      await page.keyboard.press('ControlOrMeta+Shift+F')
      await page.getByRole('searchbox', { name: 'Search the notebook' }).waitFor()
      times.push(await page.evaluate(type, query))
    })
  }
  const limit = { name: 'the limit', times: [LIMIT_MS] }
  print(
    makeRow('first hits on the screen, asked as soon as the window takes keys', times, limit, {
      target: 1,
      correct: times.length > 0,
    }),
  )
}

/** Run in the page: how long it is from the words in the field to the frame with the first hits. */
async function type(query: string) {
  const field = document.querySelector<HTMLInputElement>('input[aria-label="Search the notebook"]')
  if (field === null) throw new Error('there is no field to search in')
  // oxlint-disable-next-line house/no-timed-assertions
  const start = performance.now()
  // React hears only of values that it was not told of by the field itself.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, query)
  field.dispatchEvent(new Event('input', { bubbles: true }))
  while (document.querySelector('[role=option] mark') === null) {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve)
    })
  }
  // oxlint-disable-next-line house/no-timed-assertions
  return performance.now() - start
}

function isSame(one: readonly Named[] | undefined, two: readonly Named[] | undefined): boolean {
  return two === undefined || two.length === 0 || JSON.stringify(one) === JSON.stringify(two)
}

function named(name: string, times: readonly number[] | undefined) {
  return { name, times: times ?? [] }
}

function inOwnProcess(cell: Cell, settings: string): CellResult {
  const output = execFileSync(
    process.execPath,
    ['--expose-gc', '--max-old-space-size=4096', import.meta.filename, JSON.stringify({ cell })],
    { encoding: 'utf8', env: { ...process.env, SOURCEBOOK_SETTINGS_DIR: settings }, maxBuffer: 1e9 },
  )
  // Printed by this very program.
  return JSON.parse(output) as CellResult
}

function print(row: Row): void {
  console.log(JSON.stringify(row))
}
