import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { steadyPorts } from '../../testing/steady-ports'
import { temporaryFolder } from '../../testing/temporary-folder'
import { runLine } from './testing/run-line'

const ports = steadyPorts()
let notebook = ''

beforeEach(async () => {
  const folder = await temporaryFolder()
  notebook = join(folder, 'Sample')
  vi.stubEnv('SOURCEBOOK_SETTINGS_DIR', join(folder, 'settings'))
})

function run(command: string, ...rest: string[]) {
  return runLine([command, '--notebook', notebook, ...rest], ports)
}

test('sample makes a notebook with six texts and a brief, and says so', async () => {
  const { code, out } = await run('sample')
  expect(code).toBe(0)
  expect(out).toMatch(/^added 6 texts and the brief b-\w{16}, “What the harbour fund pays for,/)
  expect((await run('sources')).out).toContain('Northern Gazette')
})

test('asked for again, sample refuses in words and adds nothing', async () => {
  await run('sample')
  const before = await run('sources')
  const { code, error } = await run('sample')
  expect(code).toBe(1)
  expect(error).toContain('This notebook has texts already')
  expect(await run('sources')).toEqual(before)
})
