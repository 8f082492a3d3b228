import { runChecks } from './check.mjs'
import { runTool } from './run-tool.mjs'
import { addCounts, clearReport, countVitest, readReport, reportPath, writeCount } from './test-report.mjs'

clearReport('test')
clearReport('vitest')

console.log('Checking format, lint, types and rules')
const checks = await runChecks()

console.log('\nBuilding')
const { code: buildCode } = await runTool('electron-vite', ['build'], { shown: true })
const build = buildCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
console.log(buildCode === 0 ? 'passed  build' : 'FAILED  build')

console.log('\nTesting')
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath('vitest')}`]
const { code: testCode } = await runTool('vitest', ['run', ...reporters], { shown: true })
const tests = countVitest(readReport('vitest'), testCode)

const { passed, failed } = addCounts([checks, build, tests])
writeCount('test', { passed, failed })
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
