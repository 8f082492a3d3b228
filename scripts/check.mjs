import { resolve } from 'node:path'
import { repositoryFaults } from './rules/repository.mjs'
import { runTool } from './run-tool.mjs'

const project = resolve(import.meta.dirname, '..')
const judged = ['electron', 'renderer', 'shared', 'tests', 'scripts']

const checks = [
  { name: 'format', run: () => tool('biome', ['check', '--error-on-warnings']) },
  { name: 'lint', run: () => tool('oxlint', ['--type-aware', '--deny-warnings', ...judged]) },
  { name: 'types', run: () => tool('tsc', ['--build', '--pretty', 'false']) },
  { name: 'rules', run: () => repositoryFaults(project).join('\n') },
]

/**
 * Runs every check, prints one line for each and what the failing ones found, and answers how many passed and failed.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks() {
  const count = { passed: 0, failed: 0 }
  for (const { name, run } of checks) {
    const started = Date.now()
    const faults = await run()
    const seconds = ((Date.now() - started) / 1000).toFixed(1)
    console.log(`${faults === '' ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`)
    if (faults !== '') console.log(faults.trimEnd())
    count[faults === '' ? 'passed' : 'failed'] += 1
  }
  return count
}

/** What a tool found: empty when it is content. */
async function tool(name, args) {
  const { code, output } = await runTool(name, args)
  return code === 0 ? '' : output || `${name} ended with ${code}`
}

if (process.argv[1] === import.meta.filename) {
  const { failed } = await runChecks()
  process.exitCode = failed === 0 ? 0 : 1
}
