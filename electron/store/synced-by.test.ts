import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { syncedBy } from './synced-by'

let home = ''

beforeEach(async () => {
  home = await temporaryFolder()
})

async function notebookIn(path: string): Promise<string> {
  const folder = join(home, path, 'Research/Quays')
  await mkdir(folder, { recursive: true })
  return folder
}

test.each([
  ['Dropbox', 'Dropbox'],
  ['Dropbox (Orrefjord Posten)', 'Dropbox'],
  ['OneDrive', 'OneDrive'],
  ['OneDrive - Orrefjord Posten', 'OneDrive'],
  ['Library/Mobile Documents/com~apple~CloudDocs', 'iCloud Drive'],
  ['iCloudDrive', 'iCloud Drive'],
  ['Library/CloudStorage/OneDrive-Posten', 'OneDrive'],
  ['Library/CloudStorage/GoogleDrive-tove@example.org/My Drive', 'Google Drive'],
  ['Library/CloudStorage/Dropbox', 'Dropbox'],
  ['Library/CloudStorage/Tresor', 'a program that syncs folders'],
  ['Google Drive', 'Google Drive'],
  ['Nextcloud2', 'Nextcloud'],
  ['ownCloud', 'ownCloud'],
  ['Documents', null],
  ['Documents/Dropbox', null],
  ['Dropbox of letters', null],
])('a notebook in ~/%s is synced by %s', async (path, program) => {
  expect(await syncedBy(await notebookIn(path), { home })).toBe(program)
})

test.each([
  ['.dropbox', 'Dropbox'],
  ['.stfolder/', 'Syncthing'],
  ['.sync/ID', 'Resilio Sync'],
  ['.sync/settings.json', null],
  ['.sync_0f3a9c.db', 'Nextcloud'],
  ['.owncloudsync.log', 'ownCloud'],
  ['.tmp.driveupload/', 'Google Drive'],
  ['desktop.ini', null],
])('%s above a notebook tells %s', async (mark, program) => {
  const folder = await notebookIn('Shared')
  const path = join(home, 'Shared', mark)
  if (mark.endsWith('/')) await mkdir(path)
  else {
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, 'anything')
  }
  expect(await syncedBy(folder, { home })).toBe(program)
})

test.each(['utf8', 'utf16le'] as const)(
  'a desktop.ini in %s that names OneDrive tells OneDrive',
  async (encoding) => {
    const folder = await notebookIn('Shared')
    const text = '[.ShellClassInfo]\r\nIconResource=C:\\Program Files\\Microsoft OneDrive\\OneDrive.exe,2\r\n'
    await writeFile(join(home, 'Shared/desktop.ini'), text, encoding)
    expect(await syncedBy(folder, { home })).toBe('OneDrive')
  },
)

test('a folder that is not there, or may not be read, is synced by none', async () => {
  expect(await syncedBy(join(home, 'gone/Quays'), { home })).toBeNull()
})
