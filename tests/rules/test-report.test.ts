import { expect, test } from 'vitest'
import { addCounts, countVitest } from '../../scripts/test-report.mjs'

const report = (
  passed: number,
  failed: number,
  files: { status: string; assertionResults: object[] }[] = [],
) => JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults: files })

test.each([
  ['a good run', report(5, 0), 0, { passed: 5, failed: 0 }],
  ['failing tests', report(3, 2), 1, { passed: 3, failed: 2 }],
  [
    'a file that could not be loaded',
    report(5, 0, [{ status: 'failed', assertionResults: [] }]),
    1,
    { passed: 5, failed: 1 },
  ],
  ['an error outside every test', report(5, 0), 1, { passed: 5, failed: 1 }],
  ['a run that left no report', null, 0, { passed: 0, failed: 1 }],
])('%s is counted', (_name, text, code, count) => {
  expect(countVitest(text, code)).toEqual(count)
})

test('counts add up', () => {
  expect(
    addCounts([
      { passed: 1, failed: 0 },
      { passed: 2, failed: 3 },
    ]),
  ).toEqual({ passed: 3, failed: 3 })
})
