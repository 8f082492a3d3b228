import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { defaultPreferences } from '../../shared/model/preferences'
import { temporaryFolder } from '../testing/temporary-folder'
import { changeSettings } from './settings'
import { openDesk } from './testing/desk'

let desk: Awaited<ReturnType<typeof openDesk>>
let folder = ''

beforeEach(async () => {
  folder = await temporaryFolder()
  process.env['SOURCEBOOK_SETTINGS_DIR'] = folder
  desk = await openDesk()
})

const file = () => join(folder, 'settings.json')
const get = () => desk.call('preferences.get', {})

test('until a person chooses, the defaults hold, and nothing is written', async () => {
  expect(await get()).toEqual(defaultPreferences)
  await expect(readFile(file())).rejects.toThrow('ENOENT')
})

test('what was chosen is on the disk, beside the rest, and every window is told', async () => {
  await changeSettings((before) => ({ ...before, notebook: '/texts' }))
  expect(await desk.call('preferences.set', { theme: 'dark' })).toEqual({
    ...defaultPreferences,
    theme: 'dark',
  })
  expect(desk.events).toEqual([{ kind: 'preferences' }])
  await desk.call('preferences.set', { textSize: 120 })
  await desk.reopen()
  expect(await get()).toEqual({ ...defaultPreferences, theme: 'dark', textSize: 120 })
  // Defaults are not written, so that a later version may have better ones.
  expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({
    notebook: '/texts',
    window: null,
    preferences: { theme: 'dark', textSize: 120 },
  })
})

test('each field is read by itself, and what a later version wrote is kept', async () => {
  const preferences = { theme: 'sepia', textSize: 'large', measure: 55, colours: 'mine' }
  await writeFile(file(), JSON.stringify({ preferences }))
  expect(await get()).toEqual({ ...defaultPreferences, measure: 55 })
  expect(await desk.call('preferences.set', { theme: 'light' })).toEqual({
    ...defaultPreferences,
    theme: 'light',
    measure: 55,
  })
  expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({
    preferences: { ...preferences, theme: 'light' },
  })
})

test.each(['[]', '{"preferences":[1]}', '{"preferences":"dark"}', 'hurt', ''])(
  'settings that cannot be understood are as none: %j',
  async (written) => {
    await writeFile(file(), written)
    expect(await get()).toEqual(defaultPreferences)
  },
)

test('of changes at the same time none is lost', async () => {
  await Promise.all([
    desk.call('preferences.set', { theme: 'contrast' }),
    desk.call('preferences.set', { cards: false }),
    changeSettings((before) => ({ ...before, notebook: '/texts' })),
    desk.call('preferences.set', { leading: 180 }),
  ])
  expect(await get()).toEqual({ ...defaultPreferences, theme: 'contrast', cards: false, leading: 180 })
  expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({ notebook: '/texts' })
})

test('where settings cannot be written that is said, and nothing has changed', async () => {
  await desk.call('preferences.set', { theme: 'dark' })
  desk.events.length = 0
  const taken = join(await temporaryFolder(), 'taken')
  await mkdir(taken)
  await writeFile(join(taken, 'file'), '')
  process.env['SOURCEBOOK_SETTINGS_DIR'] = join(taken, 'file')
  await expect(desk.call('preferences.set', { theme: 'light' })).rejects.toMatchObject({
    reason: 'disk-error',
  })
  expect(desk.events).toEqual([])
  process.env['SOURCEBOOK_SETTINGS_DIR'] = folder
  expect((await get()).theme).toBe('dark')
})
