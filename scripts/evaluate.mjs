import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { bundleForNode } from './bundle-for-node.mjs'

/**
 * `npm run evaluate -- LABELS [TEXTS]` reads labelled texts as an import does and says how much of their details and
 * structure was told right, field by field. Without a folder, our own labelled texts are read.
 */
const asked = process.argv.slice(2)
const json = asked.includes('--json')
const folders = asked.filter((word) => word !== '--json')
const own = resolve(import.meta.dirname, '../tests/fixtures/labelled')
const program = await bundleForNode(
  resolve(import.meta.dirname, '../tests/evaluate/evaluate.ts'),
  resolve(import.meta.dirname, '../node_modules/.cache/evaluate'),
)
const { status, stdout } = spawnSync(
  process.execPath,
  [program, ...(folders.length === 0 ? [own] : folders)],
  {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  },
)
if (status !== 0) process.exit(1)
if (json) process.stdout.write(stdout)
else {
  const { texts, all } = JSON.parse(stdout)
  for (const { text, fields } of texts) {
    const faults = Object.entries(fields).filter(([, { wrong, missed }]) => wrong + missed > 0)
    console.log(`${text}: ${faults.length === 0 ? 'all right' : faults.map(inShort).join('; ')}`)
  }
  console.log(`\n${'field'.padEnd(28)}${'precision'.padStart(12)}${'recall'.padStart(12)}`)
  for (const [field, { right, wrong, missed }] of Object.entries(all))
    console.log(`${field.padEnd(28)}${share(right, right + wrong)}${share(right, right + missed)}`)
}

function inShort([field, { right, wrong, missed }]) {
  return `${field} ${right} right, ${wrong} wrong, ${missed} missed`
}

function share(part, whole) {
  return (whole === 0 ? '-' : `${part}/${whole} ${(part / whole).toFixed(2)}`).padStart(12)
}
