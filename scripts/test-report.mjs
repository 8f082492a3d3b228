import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const reports = resolve(import.meta.dirname, '../node_modules/.cache/reports')

/** Where the report called `name` lies. */
export function reportPath(name) {
  return join(reports, `${name}.json`)
}

/** Forgets what an earlier run left under `name`, so that a run that dies cannot pass on its strength. */
export function clearReport(name) {
  mkdirSync(reports, { recursive: true })
  rmSync(reportPath(name), { force: true })
}

/** Keeps a count for the summary at the end of a run. */
export function writeCount(name, count) {
  mkdirSync(reports, { recursive: true })
  writeFileSync(reportPath(name), JSON.stringify(count))
}

/**
 * How many tests passed and failed by Vitest's JSON report. A file that could not be loaded is one failure, and so is
 * a run that ended badly (`code`) or left no report although every test in it passed.
 * @param {string | null} report the text of the report
 * @param {number} code the exit code of the run
 */
export function countVitest(report, code) {
  if (report === null) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(report)
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const failed = numFailedTests + unloaded.length
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
}

/** The sum of several counts. */
export function addCounts(counts) {
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  }
}

/** The text of a report, or null when there is none. */
export function readReport(name) {
  try {
    return readFileSync(reportPath(name), 'utf8')
  } catch {
    return null
  }
}

/** `node scripts/test-report.mjs NAME...` prints the sum of the counts; a missing one is a failure. */
if (process.argv[1] === import.meta.filename) {
  const counts = process.argv
    .slice(2)
    .map((name) => JSON.parse(readReport(name) ?? '{"passed":0,"failed":1}'))
  const { passed, failed } = addCounts(counts)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
