import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { bundleForNode } from './bundle-for-node.mjs'

/**
 * The long tier of the torture of the store: see tests/torture/part.ts.
 *
 *   npm run torture                           the next slice of every part that is not done
 *   npm run torture -- R3 R5 --minutes 10     of these parts only, and no slice longer than that
 *   npm run torture -- R3 --count 500         so many runs
 *   npm run torture -- R3 --replay 4711       the run with this seed once more; nothing is recorded
 *   npm run torture -- --results              what was reached so far
 *
 * Slices add up in torture-results.json as long as the code stays the same.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    count: { type: 'string' },
    minutes: { type: 'string', default: '20' },
    replay: { type: 'string' },
    results: { type: 'boolean', default: false },
  },
})

const project = resolve(import.meta.dirname, '..')
process.chdir(project)
const RESULTS = resolve(project, 'torture-results.json')

const code = codeNow()
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
  let broken = 0
  for (const part of wanted) broken += await makeSlice(program, part)
  process.exitCode = broken === 0 ? 0 : 1
}

/** One slice of a part, recorded unless it is a replay; answers how many promises it saw broken. */
async function makeSlice(program, part) {
  const replayed = values.replay !== undefined
  const before = slicesOf(part.id)
  const made = before.reduce((sum, { runs }) => sum + runs, 0)
  const left = Math.max(0, part.long - made)
  const count = replayed ? 1 : Number(values.count ?? left)
  if (count === 0) {
    console.log(`${part.id} is done: ${inWords(before)}`)
    return 0
  }
  const last = before.at(-1)
  const seed = Number(
    values.replay ?? values.seed ?? (last === undefined ? randomSeed() : last.seed + last.runs),
  )
  console.log(`\n${part.id} ${part.name}: ${count} runs from seed ${seed}\n  ${part.promise}`)
  const started = performance.now()
  const seconds = Number(values.minutes) * 60
  const told = await ask(program, { part: part.id, seed, count, seconds, canaries: !replayed })
  const slice = {
    date: new Date().toISOString(),
    code,
    machine,
    seed,
    seconds: Math.round((performance.now() - started) / 100) / 10,
    ...told.slice,
    canaries: told.canaries,
  }
  if (!replayed) record(part.id, slice)

  const unseen = slice.canaries.filter(({ seen }) => !seen)
  for (const { seed: its, what } of slice.failures) console.log(`  BROKEN by seed ${its}: ${what}`)
  for (const { name, seen, runs } of slice.canaries)
    console.log(
      seen
        ? `  seen: ${name} (after ${runs} runs)`
        : `  NOT SEEN: ${name}: this part proves nothing about it`,
    )
  console.log(`  ${inWords([slice])} in ${slice.seconds} s`)
  if (!replayed) {
    const all = [...before, slice]
    console.log(`  in all ${inWords(all)} of ${part.long}, seeds ${all[0].seed} to ${seed + slice.runs - 1}`)
  }
  return slice.failures.length + unseen.length
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

/** The slices of a part that were made with the code of now. */
function slicesOf(id) {
  return (readResults()[id] ?? []).filter((slice) => slice.code === code)
}

function record(id, slice) {
  const results = readResults()
  results[id] = [...(results[id] ?? []), slice]
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

/** The last commit that changed what is tortured, or how; with a plus where files differ from it. */
function codeNow() {
  const tortured = ['electron', 'shared', 'tests/torture', 'scripts/bundle-for-node.mjs']
  const git = (...args) => execFileSync('git', [...args, '--', ...tortured], { encoding: 'utf8' }).trim()
  return git('log', '-1', '--format=%h') + (git('status', '--porcelain') === '' ? '' : '+')
}
