import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { keepAside, moveAside } from './aside'
import { realFileSystem } from './file-system'

const now = '2025-02-26T09:00:00.000Z'
let home = { fs: realFileSystem, folder: '' }

beforeEach(async () => {
  home = { ...home, folder: await temporaryFolder() }
  await realFileSystem.mkdir(join(home.folder, 'briefs'))
  await writeFile(join(home.folder, 'briefs/b.json'), 'one')
})

const read = (name: string) => readFile(join(home.folder, name), 'utf8').catch(() => null)

test('a file is moved to where its time and its path tell what it was', async () => {
  const aside = await moveAside(home, 'briefs/b.json', now)
  expect(aside).toBe('aside/2025-02-26T09-00-00.000Z/briefs/b.json')
  expect([await read(aside), await read('briefs/b.json')]).toEqual(['one', null])
})

test('a file that is kept aside stays where it is, too', async () => {
  const aside = await keepAside(home, 'briefs/b.json', now)
  expect([await read(aside), await read('briefs/b.json')]).toEqual(['one', 'one'])
})

test('what lies aside is never overwritten, not even at the same moment', async () => {
  const first = await moveAside(home, 'briefs/b.json', now)
  await writeFile(join(home.folder, 'briefs/b.json'), 'two')
  const second = await keepAside(home, 'briefs/b.json', now)
  expect([await read(first), await read(second)]).toEqual(['one', 'two'])
})

test('a file that is not there is a failure in words', async () => {
  await expect(keepAside(home, 'briefs/c.json', now)).rejects.toMatchObject({ reason: 'disk-error' })
})
