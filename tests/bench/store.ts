import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ANNOTATIONS_A_FILE } from '../../shared/model/notebook'
import { generateNotebook } from './generate-notebook'
import { makeRow, quantile, type Row } from './rows'
import { type Cell, type CellResult, runCell } from './store-cells'

/**
 * The suite of the store. Started with `{ "sizes": [100, 10000] }` it prints one row a line; it starts itself again,
 * with a cell, for everything that is timed, so that no cell warms up or fills the memory of another.
 */
type Asked = { readonly sizes?: readonly number[] } | { readonly cell: Cell }

const BARE = 'bare temp + fsync + rename + folder fsync'
const ROUNDS = 6
const RUNS_A_ROUND = 25
const OPENINGS = 15
/** A person does not notice what takes less than this. */
const LIMIT_MS = 50
const LARGE = { sources: 200, annotations: 100 }

// What we were started with is written by us or by scripts/bench.mjs.
const asked = JSON.parse(process.argv[2] ?? '{}') as Asked
if ('cell' in asked) console.log(JSON.stringify(await runCell(asked.cell)))
else await runSuite(asked.sizes ?? [100, 10_000])

async function runSuite(sizes: readonly number[]): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'sourcebook-bench-'))
  try {
    const notebooks = []
    for (const size of sizes) {
      const folder = join(home, `sources-${size}`)
      await generateNotebook(folder, { sources: size, annotations: 10 })
      notebooks.push({ size, folder })
    }
    compareSizes(notebooks)
    await compareSources(home)
    await holdToLimit(home)
    // What a smaller one costs is the lock and its two fsyncs, which says nothing about size.
    const largest = notebooks.at(-1)
    if (largest !== undefined) compareOpening(largest.folder, largest.size)
  } finally {
    rmSync(home, { recursive: true })
  }
}

type Generated = { readonly size: number; readonly folder: string }

function compareSizes(notebooks: readonly Generated[]): void {
  const results = interleaveCells(
    notebooks.map(({ folder }) => (seed) => ({ kind: 'add', folder, runs: RUNS_A_ROUND, seed })),
  )
  for (const [at, { size }] of notebooks.entries()) {
    print(rowOf(`one annotation made durable, ${size} sources`, results[at]))
  }
  const [small, large] = [results[0], results.at(-1)]
  const [least, most] = [notebooks[0], notebooks.at(-1)]
  if (
    small === undefined ||
    large === undefined ||
    least === undefined ||
    most === undefined ||
    least === most
  )
    return
  const peer = { name: `the same with ${least.size} sources`, times: small.ours }
  const correct = small.correct && large.correct
  print(
    makeRow(`the same, ${most.size} against ${least.size} sources`, large.ours, peer, {
      target: 1.2,
      correct,
    }),
  )
}

async function compareSources(home: string): Promise<void> {
  const counts = [10, 1000, 5000]
  const cells: ((seed: number) => Cell)[] = []
  for (const count of counts) {
    const folder = join(home, `annotations-${count}`)
    await generateNotebook(folder, { sources: 1, annotations: count })
    cells.push((seed) => ({ kind: 'add', folder, runs: RUNS_A_ROUND, seed }))
  }
  const folder = join(home, 'full-file')
  const [source] = await generateNotebook(folder, { sources: 1, annotations: ANNOTATIONS_A_FILE })
  if (source === undefined) throw new Error('no source was generated')
  cells.push((seed) => ({ kind: 'change', folder, source, runs: RUNS_A_ROUND, seed }))

  const results = interleaveCells(cells)
  for (const [at, count] of counts.entries()) {
    print(rowOf(`one annotation made durable, ${count} in its source`, results[at]))
  }
  print(rowOf(`one annotation changed, its file full (${ANNOTATIONS_A_FILE})`, results[counts.length]))
}

/** What is acknowledged in a notebook of 20,000 annotations: hardly one change in a hundred may be noticed. */
async function holdToLimit(home: string): Promise<void> {
  const folder = join(home, 'annotations-20000')
  await generateNotebook(folder, LARGE)
  const [result] = interleaveCells([(seed) => ({ kind: 'add', folder, runs: 6 * RUNS_A_ROUND, seed })])
  print(rowOf('one annotation made durable, 20000 in the notebook', result))
  if (result === undefined) return
  const { ours, bare, correct } = result
  const peer = { name: `${BARE} (p99)`, times: [quantile(bare, 0.99)] }
  const worst = makeRow('the same (p99)', [quantile(ours, 0.99)], peer, { target: 2, correct })
  print(worst)
  const limit = { name: 'a limit', times: [LIMIT_MS] }
  print(makeRow('the same (p99) against 50 ms', [quantile(ours, 0.99)], limit, { target: 1, correct }))
}

function compareOpening(folder: string, sources: number): void {
  const opened: CellResult[] = []
  const parsed: CellResult[] = []
  for (let round = 0; round < OPENINGS; round++) {
    const both = [
      () => opened.push(inOwnProcess({ kind: 'open', folder, sources })),
      () => parsed.push(inOwnProcess({ kind: 'parse', folder, sources })),
    ]
    for (const one of round % 2 === 0 ? both : both.toReversed()) one()
  }
  const correct = [...opened, ...parsed].every((result) => result.correct)
  const peer = { name: 'readFile + JSON.parse of its catalogue', times: parsed.flatMap(({ bare }) => bare) }
  const ours = opened.flatMap((result) => result.ours)
  print(makeRow(`a notebook of ${sources} sources opened, cold`, ours, peer, { target: 2, correct }))
}

/** Several rounds of all cells, every other one in reverse, so that a slow minute of the machine hits all of them. */
function interleaveCells(cells: readonly ((seed: number) => Cell)[]): CellResult[] {
  const results = cells.map(() => ({ ours: [] as number[], bare: [] as number[], correct: true }))
  for (let round = 0; round < ROUNDS; round++) {
    const order = [...cells.entries()]
    for (const [at, cell] of round % 2 === 0 ? order : order.toReversed()) {
      const { ours, bare, correct } = inOwnProcess(cell(round + 1))
      results[at]?.ours.push(...ours)
      results[at]?.bare.push(...bare)
      const result = results[at]
      if (result !== undefined) result.correct &&= correct
    }
  }
  return results
}

function inOwnProcess(cell: Cell): CellResult {
  const output = execFileSync(process.execPath, [import.meta.filename, JSON.stringify({ cell })], {
    encoding: 'utf8',
  })
  // Printed by this very program.
  return JSON.parse(output) as CellResult
}

function rowOf(name: string, result: CellResult | undefined): Row {
  if (result === undefined) throw new Error(`nothing was measured for “${name}”`)
  return makeRow(
    name,
    result.ours,
    { name: BARE, times: result.bare },
    { target: 2, correct: result.correct },
  )
}

function print(row: Row): void {
  console.log(JSON.stringify(row))
}
