import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { filesBelow } from './files-below'

async function folderWith(...files: string[]): Promise<string> {
  const folder = await temporaryFolder()
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), 'text')
  }
  return folder
}

const within = async (folder: string) => (await filesBelow(folder)).map((path) => relative(folder, path))

test('a folder gives the files in it and below, in the order of their names', async () => {
  const folder = await folderWith('b.txt', 'a.txt', 'notes/z.md', 'notes/deep/c.html')
  expect(await within(folder)).toEqual(['a.txt', 'b.txt', 'notes/z.md', 'notes/deep/c.html'])
})

test('names with numbers are in the order of those', async () => {
  const folder = await folderWith('text 10.txt', 'text 2.txt', 'part 10/a.txt', 'part 9/a.txt')
  expect(await within(folder)).toEqual(['text 2.txt', 'text 10.txt', 'part 9/a.txt', 'part 10/a.txt'])
})

test('hidden files, and what a browser saved beside a page, are passed over', async () => {
  const folder = await folderWith(
    '.DS_Store',
    '.git/config',
    'page.html',
    'page_files/style.css',
    'other_files/kept.txt',
    '__MACOSX/a.txt',
  )
  expect(await within(folder)).toEqual(['page.html', 'other_files/kept.txt'])
})

test('a link to a file is followed, a link to a folder never', async () => {
  const folder = await folderWith('a.txt', 'notes/b.txt')
  await symlink(join(folder, 'a.txt'), join(folder, 'notes/again.txt'))
  await symlink(folder, join(folder, 'notes/round'))
  expect(await within(folder)).toEqual(['a.txt', 'notes/again.txt', 'notes/b.txt'])
})

test('a file is itself, and so is what is not there', async () => {
  const folder = await folderWith('a.txt')
  expect(await filesBelow(join(folder, 'a.txt'))).toEqual([join(folder, 'a.txt')])
  expect(await filesBelow(join(folder, 'gone.txt'))).toEqual([join(folder, 'gone.txt')])
})
