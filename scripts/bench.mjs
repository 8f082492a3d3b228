import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { bundleForNode } from './bundle-for-node.mjs'

/** Each suite is a program in tests/bench that prints a row a line: see tests/bench/rows.ts. */
const suites = ['store']

const { values } = parseArgs({
  options: {
    suite: { type: 'string', multiple: true, default: suites },
    sizes: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

const unknown = values.suite.filter((name) => !suites.includes(name))
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(', ')}; there is: ${suites.join(', ')}.`)
  process.exit(1)
}

const rows = []
for (const name of values.suite) {
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
process.exitCode = wrong.length === 0 && rows.length > 0 ? 0 : 1

async function* run(suite) {
  const entry = resolve(import.meta.dirname, `../tests/bench/${suite}.ts`)
  const program = await bundleForNode(entry, resolve(import.meta.dirname, '../node_modules/.cache/bench'))
  const asked = values.sizes === undefined ? {} : { sizes: values.sizes.split(',').map(Number) }
  const child = spawn(process.execPath, [program, JSON.stringify(asked)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line)
  const [code] = await closed
  if (code !== 0) throw new Error(`the suite ${suite} ended with ${code}`)
}

function inWords({ name, ours, peer, ratio, target }) {
  const verdict = ratio <= target ? 'within' : 'ABOVE'
  return `${name}\n  ours ${times(ours)}; ${peer.name} ${times(peer)}\n  ratio ${ratio.toFixed(2)}, ${verdict} ${target.toFixed(1)}`
}

function times({ median, p95 }) {
  return `${median.toFixed(2)} ms (p95 ${p95.toFixed(2)})`
}
