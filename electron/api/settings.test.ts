import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { bundleForNode } from '../../scripts/bundle-for-node.mjs'
import { Failure } from '../../shared/contract/failure'
import { temporaryFolder } from '../testing/temporary-folder'
import { changeSettings, readSettings } from './settings'

let folder = ''
const file = () => join(folder, 'settings.json')

beforeEach(async () => {
  folder = await temporaryFolder()
  vi.stubEnv('SOURCEBOOK_SETTINGS_DIR', folder)
})

test('of what several processes change at the same time nothing is lost, and the file is whole at every moment', async () => {
  const program = await bundleForNode(
    join(import.meta.dirname, 'testing/settings-writer.ts'),
    await temporaryFolder(),
  )
  const names = ['one', 'two', 'three']
  const writers = names.map((name) => fork(program, [name, '40']))
  const ends = Promise.all(writers.map((writer) => once(writer, 'exit')))
  while (writers.some(isRunning)) {
    const text = await readFile(file(), 'utf8').catch(() => '{}')
    expect(() => void JSON.parse(text)).not.toThrow()
  }
  await ends
  expect(writers.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0])
  const wanted = names.flatMap((name) => Array.from({ length: 40 }, (_, index) => [`${name}${index}`, index]))
  expect((await readSettings()).preferences).toEqual(Object.fromEntries(wanted))
  expect(await readdir(folder)).toEqual(['settings.json'])
})

test('a lock that a process left when it died does not stop the next change', async () => {
  const gone = { pid: 2 ** 22 + 1, host: hostname(), boot: 'another start', started: null }
  const lock = { ...gone, owner: crypto.randomUUID(), since: '2025-03-01T10:00:00.000Z' }
  await writeFile(join(folder, 'lock'), JSON.stringify(lock))
  await changeSettings((before) => ({ ...before, notebook: '/texts' }))
  expect(await readSettings()).toMatchObject({ notebook: '/texts' })
  expect(await readdir(folder)).toEqual(['settings.json'])
})

test('what is there and cannot be read now is not replaced', async () => {
  await symlink('settings.json', file()) // leads to itself
  await expect(changeSettings((before) => ({ ...before, window: null }))).rejects.toThrow(Failure)
  expect(await readdir(folder)).toEqual(['settings.json'])
})

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null
}
