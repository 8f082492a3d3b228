import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { moveDurably } from './durable-folder'
import { realFileSystem } from './file-system'
import { failureOf } from './testing/failure-of'
import { breakableFileSystem, diskError } from './testing/faulty-file-system'

let folder = ''
let path = ''

beforeEach(async () => {
  folder = await temporaryFolder()
  path = join(folder, 'page.json')
})

test('a move that cannot be made to last is undone', async () => {
  await writeFile(path, 'text')
  const disk = breakableFileSystem({ platform: 'linux' })
  disk.breakBy((_, { call }) => (call === 'sync' ? diskError('EIO') : null))
  expect((await failureOf(moveDurably(disk.fs, path, join(folder, 'elsewhere')))).reason).toBe('disk-error')
  expect(await readdir(folder)).toEqual(['page.json'])
})

test('nothing is moved over what is there already', async () => {
  await writeFile(path, 'text')
  await writeFile(join(folder, 'other'), 'other')
  await failureOf(moveDurably(realFileSystem, path, join(folder, 'other')))
  expect(await readFile(join(folder, 'other'), 'utf8')).toBe('other')
})
