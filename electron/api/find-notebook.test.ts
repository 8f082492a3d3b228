import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { documentsFolder } from './documents-folder'
import { findNotebook } from './find-notebook'
import { changeSettings, readSettings, settingsFolder } from './settings'

let home = ''

beforeEach(async () => {
  home = await temporaryFolder()
  vi.stubEnv('HOME', home)
  vi.stubEnv('XDG_CONFIG_HOME', join(home, '.config'))
  vi.stubEnv('SOURCEBOOK_SETTINGS_DIR', join(home, 'settings'))
})

test('the first start makes a notebook in the documents folder, the next one finds it', async () => {
  const folder = await findNotebook({ named: null })
  expect(folder).toBe(join(home, 'Documents', 'Sourcebook'))
  expect(await findNotebook({ named: null, create: false })).toBe(folder)
})

test('a folder that is named becomes the one open last', async () => {
  const named = join(home, 'Harbour')
  expect(await findNotebook({ named })).toBe(named)
  expect(await findNotebook({ named: null })).toBe(named)
})

test('a notebook that has gone gives way to the first one', async () => {
  const named = join(home, 'Harbour')
  await findNotebook({ named })
  await rm(named, { recursive: true })
  expect(await findNotebook({ named: null })).toBe(join(home, 'Documents', 'Sourcebook'))
})

test('a folder that holds something else is refused', async () => {
  const named = join(home, 'Letters')
  await mkdir(named)
  await writeFile(join(named, 'letter.txt'), 'Dear all')
  await expect(findNotebook({ named })).rejects.toMatchObject({ reason: 'not-a-notebook' })
  await expect(findNotebook({ named, create: false })).rejects.toMatchObject({ reason: 'not-a-notebook' })
})

test('the documents folder is the one that the desktop names', async () => {
  await mkdir(join(home, '.config'), { recursive: true })
  await writeFile(join(home, '.config/user-dirs.dirs'), '# user folders\nXDG_DOCUMENTS_DIR="$HOME/Papiere"\n')
  const folder = process.platform === 'linux' ? 'Papiere' : 'Documents'
  expect(await documentsFolder()).toBe(join(home, folder))
})

test('settings that cannot be understood are no settings', async () => {
  await changeSettings((settings) => ({ ...settings, notebook: '/somewhere' }))
  expect(await readSettings()).toEqual({ notebook: '/somewhere', window: null })
  await writeFile(join(home, 'settings/settings.json'), '{"notebook": 5}')
  expect(await readSettings()).toEqual({ notebook: null, window: null })
  await changeSettings((settings) => ({ ...settings, notebook: '/elsewhere' }))
  expect(await readFile(join(home, 'settings/settings.json'), 'utf8')).toContain('"/elsewhere"')
})

test.each([
  ['win32', { APPDATA: 'C:/Users/a/AppData/Roaming' }, 'C:/Users/a/AppData/Roaming/Sourcebook'],
  ['darwin', {}, '/home/a/Library/Application Support/Sourcebook'],
  ['linux', {}, '/home/a/.config/sourcebook'],
  ['linux', { XDG_CONFIG_HOME: '/conf' }, '/conf/sourcebook'],
] as const)('on %s settings lie where the system keeps them', (platform, env, folder) => {
  expect(settingsFolder(env, platform, '/home/a').replaceAll('\\', '/')).toBe(folder)
})
