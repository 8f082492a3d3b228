import { readdir, readFile, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { LockHolder } from '../../shared/model/health'
import { temporaryFolder } from '../testing/temporary-folder'
import { realFileSystem } from './file-system'
import { acquireLock } from './lock'
import { readLockHolder } from './lock-holder'
import { identifyProcess } from './process-identity'

const since = '2025-02-26T09:00:00.000Z'
let folder = ''

beforeEach(async () => {
  folder = await temporaryFolder()
})

const read = () => readLockHolder(realFileSystem, folder)

/** A lock as another process would have written it. */
function leave(changes: Record<string, unknown>): Promise<void> {
  return writeFile(
    join(folder, 'lock'),
    JSON.stringify({ ...identifyProcess(), owner: 'x', since, ...changes }),
  )
}

test('a notebook without a lock is held by nobody', async () => {
  expect(await read()).toEqual({ who: 'nobody' })
})

test('our own lock is told as ours, and stays as it is', async () => {
  const lock = await acquireLock(realFileSystem, folder, { now: () => since })
  const before = await readFile(join(folder, 'lock'), 'utf8')
  expect(await read()).toEqual({ who: 'this-window', since })
  expect(await readFile(join(folder, 'lock'), 'utf8')).toBe(before)
  expect(await readdir(folder)).toEqual(['lock'])
  await lock.release()
  expect(await read()).toEqual({ who: 'nobody' })
})

test.each([
  ['a process that runs', { pid: process.ppid, started: null }, hostname(), true],
  [
    'a process of an earlier start of the computer',
    { boot: '00000000-0000-4000-8000-000000000000' },
    hostname(),
    false,
  ],
  ['a process whose number is now ours', { started: '1' }, hostname(), false],
  [
    'another computer',
    { host: 'another-desk', boot: '00000000-0000-4000-8000-000000000000' },
    'another-desk',
    null,
  ],
])('the lock of %s says whether it runs', async (_, changes, host, running) => {
  await leave(changes)
  const holder = await read()
  expect(holder).toMatchObject({ who: 'another', host, since, running })
  expect(LockHolder.safeParse(holder).success).toBe(true)
})

test.each(['', '{"pid":', 'null', '{}'])('a lock that says %j is nobody’s', async (text) => {
  await writeFile(join(folder, 'lock'), text)
  expect(await read()).toEqual({ who: 'nobody' })
})
