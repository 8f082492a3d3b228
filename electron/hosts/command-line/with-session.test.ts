import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { releasedNotebooks } from '../../../tests/torture/released'
import { steadyPorts } from '../../testing/steady-ports'
import { temporaryFolder } from '../../testing/temporary-folder'
import { runLine } from './testing/run-line'

test('a command that brings a notebook of an earlier format up to date says so once, beside its result', async () => {
  const folder = await temporaryFolder()
  process.env['SOURCEBOOK_SETTINGS_DIR'] = join(folder, 'settings')
  const notebook = join(folder, 'Harbour')
  const [released] = releasedNotebooks()
  for (const [path, bytes] of released?.files ?? []) {
    await mkdir(dirname(join(notebook, path)), { recursive: true })
    await writeFile(join(notebook, path), bytes)
  }
  const ports = steadyPorts()
  const run = () => runLine(['backup', 'make', '--json', '--notebook', notebook], ports)
  const first = await run()
  expect(first.code).toBe(0)
  expect(JSON.parse(first.out)).toMatchObject({ number: 2 })
  expect(first.error).toMatch(/brought up to date from format 1 .* as backup 1/)
  expect((await run()).error).toBe('')
})
