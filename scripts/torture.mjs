import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { bundleForNode } from './bundle-for-node.mjs'
import { digestsOf } from './sources-of.mjs'

/**
 * The long tier of the torture of the store: see tests/torture/part.ts.
 *
 *   npm run torture                           the next slice of every part that is not done
 *   npm run torture -- R3 R5 --minutes 10     of these parts only, and no slice longer than that
 *   npm run torture -- R3 --count 500         so many runs
 *   npm run torture -- R3 --lanes 2           in two processes side by side, each with half of the seeds
 *   npm run torture -- R3 --replay 4711       the run with this seed once more; nothing is recorded
 *   npm run torture -- --results              what was reached so far
 *
 * Slices of a part add up in torture-results.json as long as the code stays the same: all sources that went into its
 * bundles, so those of the store as far as it uses them and its own, and the files that it reads. A change elsewhere throws
 * nothing away.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    count: { type: 'string' },
    minutes: { type: 'string', default: '20' },
    lanes: { type: 'string', default: '1' },
    replay: { type: 'string' },
    results: { type: 'boolean', default: false },
  },
})

const project = resolve(import.meta.dirname, '..')
process.chdir(project)
const RESULTS = resolve(project, 'torture-results.json')

const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${release()}, Node ${process.versions.node}`

if (values.results) showResults()
else {
  const program = await bundleForNode('tests/torture/run.ts', resolve('node_modules/.cache/torture/run'), [
    'vite',
  ])
  const known = (await ask(program, null)).parts
  const unknown = positionals.filter((id) => !known.some((part) => part.id === id))
  if (unknown.length > 0) {
    console.error(
      `There is no part ${unknown.join(', ')}; there is: ${known.map(({ id }) => id).join(', ')}.`,
    )
    process.exit(1)
  }
  const wanted = known.filter(({ id }) => positionals.length === 0 || positionals.includes(id))
  const able = wanted.filter(({ missing }) => missing === null)
  const codes = await digestsOf(able.map(({ made }) => made))
  let broken = 0
  for (const [nth, part] of able.entries()) broken += await makeSlice(program, part, codes[nth])
  for (const { id, name, missing } of wanted.filter((part) => !able.includes(part)))
    console.error(`\n${id} ${name} WAS SKIPPED and proves nothing here: it needs ${missing}.`)
  process.exitCode = broken === 0 ? 0 : 1
}

/** One slice of a part for each lane, recorded unless it is a replay; answers how many promises were seen broken. */
async function makeSlice(program, part, code) {
  const replayed = values.replay !== undefined
  const before = (readResults()[part.id] ?? []).filter((slice) => slice.code === code)
  const made = before.reduce((sum, { runs }) => sum + runs, 0)
  const count = replayed ? 1 : Number(values.count ?? Math.max(0, part.long - made))
  if (count === 0) {
    console.log(`${part.id} is done: ${inWords(before)}`)
    return 0
  }
  const next = Math.max(...before.map((slice) => slice.seed + slice.runs))
  const seed = Number(values.replay ?? values.seed ?? (before.length === 0 ? randomSeed() : next))
  console.log(`\n${part.id} ${part.name}: ${count} runs from seed ${seed}\n  ${part.promise}`)
  const started = performance.now()
  const seconds = Number(values.minutes) * 60
  const lanes = replayed ? 1 : Number(values.lanes)
  const share = Math.ceil(count / lanes)
  const slices = await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      const first = seed + lane * share
      // Once is enough to see that the part can fail.
      const canaries = !replayed && lane === 0
      const told = await ask(program, { part: part.id, seed: first, count: share, seconds, canaries })
      return {
        date: new Date().toISOString(),
        code,
        machine,
        seed: first,
        seconds: Math.round((performance.now() - started) / 100) / 10,
        ...told.slice,
        canaries: told.canaries,
      }
    }),
  )
  if (!replayed) record(part.id, slices)

  const failures = slices.flatMap((slice) => slice.failures)
  const canaries = slices.flatMap((slice) => slice.canaries)
  for (const { seed: its, what } of failures) console.log(`  BROKEN by seed ${its}: ${what}`)
  for (const { name, seen, runs } of canaries)
    console.log(
      seen
        ? `  seen: ${name} (after ${runs} runs)`
        : `  NOT SEEN: ${name}: this part proves nothing about it`,
    )
  console.log(`  ${inWords(slices)} in ${Math.max(...slices.map((slice) => slice.seconds))} s`)
  if (!replayed) console.log(`  in all ${inWords([...before, ...slices])} of ${part.long}, code ${code}`)
  return failures.length + canaries.filter(({ seen }) => !seen).length
}

/** Starts the program; answers what it told that is not a note. */
async function ask(program, asked) {
  const child = spawn(process.execPath, ['--expose-gc', program, JSON.stringify(asked)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  let answer = null
  for await (const line of createInterface({ input: child.stdout })) {
    const told = JSON.parse(line)
    if ('note' in told) console.log(`  ${told.note}`)
    else answer = told
  }
  const [status] = await closed
  if (answer === null) throw new Error(`the torture ended with ${status} and told nothing`)
  return answer
}

function readResults() {
  try {
    return JSON.parse(readFileSync(RESULTS, 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT') return {}
    throw error
  }
}

function record(id, slices) {
  const results = readResults()
  results[id] = [...(results[id] ?? []), ...slices]
  writeFileSync(`${RESULTS}.new`, `${JSON.stringify(results, null, 2)}\n`)
  renameSync(`${RESULTS}.new`, RESULTS)
}

function showResults() {
  for (const [id, slices] of Object.entries(readResults())) {
    for (const each of new Set(slices.map((slice) => slice.code))) {
      const its = slices.filter((slice) => slice.code === each)
      const canaries = new Set(
        its.flatMap((slice) =>
          slice.canaries.map(({ name, seen }) => `${name}: ${seen ? 'seen' : 'NOT SEEN'}`),
        ),
      )
      console.log(`${id} at ${each}, ${its.at(-1).date}: ${inWords(its)}; ${[...canaries].join(', ')}`)
    }
  }
}

function inWords(slices) {
  const runs = slices.reduce((sum, slice) => sum + slice.runs, 0)
  const broken = slices.reduce((sum, { failures }) => sum + failures.length, 0)
  const figures = {}
  for (const slice of slices)
    for (const [name, value] of Object.entries(slice.figures)) figures[name] = (figures[name] ?? 0) + value
  const counted = Object.entries(figures).map(([name, value]) => `${name} ${value}`)
  return [`${runs} runs`, `${broken} broken`, ...counted].join(', ')
}

function randomSeed() {
  return Math.floor(Math.random() * 1_000_000) * 1_000_000
}
