import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { bundleForNode } from './bundle-for-node.mjs'
import { findChromium } from './chromium.mjs'

/** Each suite is a program in tests/bench that prints a row a line: see tests/bench/rows.ts. */
const suites = [
  'store',
  'reader',
  'excerpts',
  'table',
  'compare',
  'search',
  'figures',
  'briefs',
  'typing',
  'reanchor',
  'formats',
  'bulk',
  'verify',
  'backups',
]

/**
 * `npm run bench -- reader --sizes 60000` runs one suite; sizes are sources of a notebook or words of a text. The suite of
 * formats times those of `--formats docx,epub` alone.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    suite: { type: 'string', multiple: true, default: [] },
    sizes: { type: 'string' },
    rounds: { type: 'string' },
    formats: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

const named = [...values.suite, ...positionals]
const wanted = named.length === 0 ? suites : named
const unknown = wanted.filter((name) => !suites.includes(name))
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(', ')}; there is: ${suites.join(', ')}.`)
  process.exit(1)
}

/** What drives a browser and bundles a page stays outside of the bundle that uses it. */
const outside = ['playwright-core', 'vite', '@vitejs/plugin-react']

const rows = []
const broken = []
for (const name of wanted) {
  for await (const row of run(name)) {
    rows.push({ suite: name, ...row })
    if (!values.json) console.log(inWords(row))
  }
}
if (values.json)
  console.log(JSON.stringify({ node: process.version, platform: process.platform, rows }, null, 2))

// A row is a measurement, not a test: only work that was not really done is an error.
const wrong = rows.filter(({ correct }) => !correct)
for (const { name } of wrong) console.error(`NOT DONE RIGHT: ${name}`)
for (const sentence of broken) console.error(sentence)
process.exitCode = wrong.length + broken.length === 0 && rows.length > 0 ? 0 : 1

async function* run(suite) {
  const entry = resolve(import.meta.dirname, `../tests/bench/${suite}.ts`)
  const program = await bundleForNode(
    entry,
    resolve(import.meta.dirname, '../node_modules/.cache/bench'),
    outside,
  )
  const asked = {
    ...(values.sizes !== undefined && { sizes: values.sizes.split(',').map(Number) }),
    ...(values.rounds !== undefined && { rounds: Number(values.rounds) }),
    ...(values.formats !== undefined && { formats: values.formats.split(',') }),
  }
  const { executablePath, env } = await findChromium()
  const child = spawn(process.execPath, [program, JSON.stringify(asked)], {
    cwd: resolve(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...env, SOURCEBOOK_CHROMIUM: executablePath },
  })
  const closed = once(child, 'close')
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line)
  const [code] = await closed
  // What it measured until then is told all the same.
  if (code !== 0) broken.push(`the suite ${suite} ended with ${code}`)
}

function inWords({ name, ours, peer, ratio, target, unit = 'ms' }) {
  const verdict = ratio <= target ? 'within' : 'ABOVE'
  const sides = `ours ${amount(ours, unit)}; ${peer.name} ${amount(peer, unit)}`
  return `${name}\n  ${sides}\n  ratio ${ratio.toFixed(2)}, ${verdict} ${Number(target.toFixed(2))}`
}

function amount({ median, p95 }, unit) {
  return `${median.toFixed(2)} ${unit} (p95 ${p95.toFixed(2)})`
}
