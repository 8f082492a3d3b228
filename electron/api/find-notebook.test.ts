import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { openNotebook } from '../store/open-notebook'
import { failureOf } from '../store/testing/failure-of'
import { temporaryFolder } from '../testing/temporary-folder'
import { documentsFolder } from './documents-folder'
import { findNotebook, rememberNotebook } from './find-notebook'
import { systemPorts } from './ports'
import { recoverNotebook } from './recover-notebook'
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

test('the notebook that was opened last is found again', async () => {
  const named = join(home, 'Harbour')
  expect(await findNotebook({ named })).toBe(named)
  await rememberNotebook(named)
  expect(await findNotebook({ named: null })).toBe(named)
})

test('when it is not there now, no other takes its place', async () => {
  const named = join(home, 'Harbour')
  await findNotebook({ named })
  await rememberNotebook(named)
  await rename(named, join(home, 'Elsewhere'))
  await expect(findNotebook({ named: null })).rejects.toMatchObject({ reason: 'gone' })
  await rename(join(home, 'Elsewhere'), named)
  expect(await findNotebook({ named: null })).toBe(named)
})

test('where a notebook was deleted no empty one is made unasked, and its backups are named and bring it back', async () => {
  const named = join(home, 'Harbour')
  await findNotebook({ named })
  const outside = join(home, 'settings', 'backups')
  const own = { ...systemPorts, outside }
  const store = await openNotebook(named, own, {})
  await store.backups.make('asked')
  await store.close()
  await rm(named, { recursive: true })
  await mkdir(named)
  const gone = await failureOf(findNotebook({ named }))
  expect(gone).toMatchObject({ reason: 'gone', lost: { title: 'Harbour' } })
  expect(gone.message).toMatch(
    /“Harbour” lay there, and backups of it lie in .*“npx sourcebook backup recover n-.*“npm start -- --new --notebook /,
  )
  expect(await readdir(named)).toEqual([])
  await recoverNotebook({ from: null, id: store.notebook.id, number: null, folder: named }, systemPorts)
  expect(await findNotebook({ named })).toBe(named)
  await rm(named, { recursive: true })
  expect(await findNotebook({ named, anew: true })).toBe(named)
})

test('where the notebook that was opened last was, none is made unasked either, though no backups are known', async () => {
  const named = join(home, 'Harbour')
  await findNotebook({ named })
  await rememberNotebook(named)
  await rm(named, { recursive: true })
  await expect(findNotebook({ named })).rejects.toMatchObject({ reason: 'gone', lost: null })
  await expect(findNotebook({ named: join(home, 'Tram') })).resolves.toBe(join(home, 'Tram'))
  expect(await findNotebook({ named, anew: true })).toBe(named)
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

test('each setting is read by itself, and what a later version wrote is kept', async () => {
  await mkdir(join(home, 'settings'))
  const file = join(home, 'settings/settings.json')
  await writeFile(file, '{"notebook": "/somewhere", "window": {"width": "wide"}, "theme": "dark"}')
  expect(await readSettings()).toMatchObject({ notebook: '/somewhere', window: null })
  await changeSettings((settings) => ({ ...settings, notebook: '/elsewhere' }))
  const written = await readFile(file, 'utf8')
  expect(written).toContain('"/elsewhere"')
  expect(written).toContain('"theme": "dark"')
})

test('settings that are no settings at all are none', async () => {
  await mkdir(join(home, 'settings'))
  await writeFile(join(home, 'settings/settings.json'), 'nonsense')
  expect(await readSettings()).toEqual({
    notebook: null,
    window: null,
    preferences: {},
  })
})

test.each([
  ['win32', { APPDATA: 'C:/Users/a/AppData/Roaming' }, 'C:/Users/a/AppData/Roaming/Sourcebook'],
  ['darwin', {}, '/home/a/Library/Application Support/Sourcebook'],
  ['linux', {}, '/home/a/.config/sourcebook'],
  ['linux', { XDG_CONFIG_HOME: '/conf' }, '/conf/sourcebook'],
] as const)('on %s settings lie where the system keeps them', (platform, env, folder) => {
  expect(settingsFolder(env, platform, '/home/a').replaceAll('\\', '/')).toBe(folder)
})
