import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { SearchAnswer } from '../../../shared/model/search'
import { steadyPorts } from '../../testing/steady-ports'
import { temporaryFolder } from '../../testing/temporary-folder'
import { runLine } from './testing/run-line'

const fixtures = join(import.meta.dirname, '../../../tests/fixtures/harbour')
const ports = steadyPorts()
let notebook = ''

beforeEach(async () => {
  const folder = await temporaryFolder()
  notebook = join(folder, 'Harbour')
  vi.stubEnv('SOURCEBOOK_SETTINGS_DIR', join(folder, 'settings'))
  await run('import', join(fixtures, 'agency.txt'), join(fixtures, 'live-blog.txt'))
})

function run(command: string, ...rest: string[]) {
  return runLine([command, '--notebook', notebook, ...rest], ports)
}

async function json(...rest: string[]): Promise<SearchAnswer> {
  const { out } = await run('search', '--json', ...rest)
  return SearchAnswer.parse(JSON.parse(out))
}

test('search prints the best hits with what was found in brackets', async () => {
  const { code, out } = await run('search', 'port', '--limit', '1')
  expect(code).toBe(0)
  expect(out).toMatch(/^s-\w{16} {2}\w+ .*\n {10}.*\[[Pp]ort\w*\].*\n\d+ found, the best 1 above$/)
})

test('search --json prints the answer whole, with every text read', async () => {
  const answer = await json('port')
  expect(answer).toMatchObject({ missing: 0, notices: [] })
  expect(answer.hits.length).toBe(answer.total)
})

test('search without an answer says so, and what was not understood', async () => {
  const { code, out } = await run('search', 'xylophone', 'colour:red')
  expect(code).toBe(0)
  expect(out).toMatch(/^“colour:red” was left out.*\nNothing was found\.$/)
})

test.each([
  [[], 'Name the words to look for.'],
  [['port', '--limit', '0'], '--limit takes a number from 1 to 1000, not “0”.'],
  [['port', '--limit', 'all'], '--limit takes a whole number, not “all”.'],
])('search %j is refused as wrong usage', async (rest, sentence) => {
  const { code, error } = await run('search', ...rest)
  expect(code).toBe(2)
  expect(error).toContain(sentence)
})
