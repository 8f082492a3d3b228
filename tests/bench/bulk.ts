import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { forkedParser } from '../../electron/hosts/forked-parser'
import { parseApart } from '../../electron/intake/parse-apart'
import { createNotebook } from '../../electron/store/create-notebook'
import { countingIds } from '../../electron/store/testing/samples'
import { type BulkFile, makeBulk } from './bulk-files'
import { inBulkHost, type Probe } from './bulk-host'
import { generateNotebook } from './generate-notebook'
import { makeRow, type Row } from './rows'
import { timed } from './timed'

/**
 * The suite of many files at once: the built app as a browser's host, into which files of all kinds are imported as a window
 * does it. What that takes is beside reading the same files with the readers alone, in as many processes; how long
 * everything else waits meanwhile, and what memory it takes, is beside a limit. Then a few files into notebooks of different
 * sizes, since each is held against all texts that are there.
 */
type Asked = { readonly sizes?: readonly number[]; readonly rounds?: number }

const LIMIT_MS = 100
/** All uploads that may be on their way together. */
const LIMIT_MB = 200
const NOTEBOOKS = [100, 10_000]
const FEW = 50

// What we were started with is written by scripts/bench.mjs.
const { sizes = [1000], rounds = 3 } = JSON.parse(process.argv[2] ?? '{}') as Asked
const home = mkdtempSync(join(tmpdir(), 'sourcebook-bench-'))
try {
  for (const size of sizes) await measureBulk(size)
  await measureNotebooks()
} finally {
  rmSync(home, { recursive: true })
}

async function measureBulk(size: number): Promise<void> {
  const files = await makeBulk(size)
  const [ours, alone, probes]: [number[], number[], Probe[]] = [[], [], []]
  let grown = 0
  let correct = true
  for (let round = 0; round < rounds; round += 1) {
    alone.push((await timed(() => readAlone(files))).time)
    const folder = join(home, `bulk-${size}-${round}`)
    await createNotebook(folder, 'Bulk', { now: () => new Date().toISOString(), newId: countingIds() })
    await inBulkHost(home, { folder, follows: true }, async ({ call, importAll, probe }) => {
      await importAll(files.slice(0, 1), 'warm')
      const before = await probe()
      const { value: reports, time } = await timed(() => importAll(files.slice(1), 'all'))
      ours.push(time)
      correct &&= reports.every((report) => report.ok && report.outcome.what === 'added')
      const seen = await probe()
      probes.push(seen)
      grown = Math.max(grown, seen.peak - before.peak)
      correct &&= (await call('library.list', {})).length === size
      const { undone } = await call('history.undo', {})
      correct &&= undone.endsWith(`${size - 2} more`)
      correct &&= (await call('library.list', {})).length === 1
    })
  }
  const peer = { name: 'the readers alone, in the same lanes', times: alone }
  print(makeRow(`${size} files of seven kinds imported`, ours, peer, { target: 2, correct }))
  const waits = (name: string, times: readonly number[]) =>
    print(makeRow(name, times, { name: 'limit', times: [LIMIT_MS] }, { target: 1, correct }))
  waits(
    'what else waits for the host meanwhile, 99 times of 100',
    probes.map(({ p99 }) => p99),
  )
  waits(
    'the longest that it waits',
    probes.map(({ longest }) => longest),
  )
  const memory = makeRow(
    'how much memory the host takes for it',
    [grown],
    { name: 'limit', times: [LIMIT_MB] },
    { target: 1, correct },
  )
  print({ ...memory, unit: 'MB' })
}

async function readAlone(files: readonly BulkFile[]): Promise<void> {
  const parse = parseApart(forkedParser(resolve('out/main/parser.js')))
  await Promise.all(files.map(({ name, bytes }) => parse(name, bytes)))
}

/** Each file is held against every text of the notebook, which must not show. */
async function measureNotebooks(): Promise<void> {
  const files = (await makeBulk(FEW * 2)).slice(FEW).filter(({ name }) => name.endsWith('.txt'))
  const results: { readonly sources: number; readonly times: number[]; readonly correct: boolean }[] = []
  for (const sources of NOTEBOOKS) {
    const folder = join(home, `notebook-${sources}`)
    await generateNotebook(folder, { sources, annotations: 0 })
    await inBulkHost(home, { folder, follows: false }, async ({ importAll, probe }) => {
      const [first, ...others] = files
      const { time: began } = await timed(() => importAll(first === undefined ? [] : [first], 'first'))
      const { longest } = await probe()
      const times: number[] = []
      let correct = true
      for (const file of others) {
        const { value: reports, time } = await timed(() => importAll([file], 'rest'))
        times.push(time)
        correct &&= reports.every((report) => report.ok && report.outcome.what === 'added')
      }
      results.push({ sources, times, correct })
      if (sources !== NOTEBOOKS.at(-1)) return
      const limit = { name: '2 ms for each source of the notebook', times: [2 * sources] }
      print(
        makeRow(`the first file into ${sources} sources, all of which are read`, [began], limit, {
          target: 1,
          correct,
        }),
      )
      const wait = { name: 'limit', times: [LIMIT_MS] }
      print(
        makeRow('the longest that anything else waits meanwhile', [longest], wait, { target: 1, correct }),
      )
    })
  }
  const [small, large] = [results[0], results.at(-1)]
  if (small === undefined || large === undefined) return
  const peer = { name: `the same into ${small.sources} sources`, times: small.times }
  const correct = small.correct && large.correct
  print(makeRow(`a file into ${large.sources} sources`, large.times, peer, { target: 1.2, correct }))
}

function print(row: Row): void {
  console.log(JSON.stringify(row))
}
