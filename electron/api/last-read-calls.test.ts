import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import type { SourceId } from '../../shared/model/ids'
import { temporaryFolder } from '../testing/temporary-folder'
import { changeSettings, readSettings } from './settings'
import { openDesk } from './testing/desk'

let desk: Awaited<ReturnType<typeof openDesk>>
let folder = ''

beforeEach(async () => {
  folder = await temporaryFolder()
  vi.stubEnv('SOURCEBOOK_SETTINGS_DIR', folder)
  desk = await openDesk()
})

const file = () => join(folder, 'settings.json')
const last = async () => (await desk.call('notebook.lastRead', {})).source

test('the text that was read last is known after a restart, beside the other settings', async () => {
  await changeSettings((before) => ({ ...before, notebook: '/texts' }))
  const quay = await desk.importText('The quay opens in May.')
  const tram = await desk.importText('The tram is late.')
  expect(await last()).toBeNull()
  await desk.call('notebook.keepLastRead', { source: quay })
  await desk.call('notebook.keepLastRead', { source: tram })
  await desk.reopen({ readOnly: true })
  expect(await last()).toBe(tram)
  expect((await readSettings()).notebook).toBe('/texts')
})

test('it belongs to the person: nothing in the notebook changes, nobody is told, and undo does not take it back', async () => {
  const source = await desk.importText('The quay opens in May.')
  const before = await desk.call('source.get', { source })
  desk.events.length = 0
  await desk.call('notebook.keepLastRead', { source })
  expect(desk.events).toEqual([])
  expect(await desk.call('source.get', { source })).toEqual(before)
  expect(await desk.call('history.state', {})).toMatchObject({ undo: 'import courier.txt' })
})

test('one that was deleted since is passed over, and is there again when it comes back', async () => {
  const source = await desk.importText('The quay opens in May.')
  await desk.call('notebook.keepLastRead', { source })
  await desk.call('source.remove', { source })
  expect(await last()).toBeNull()
  await desk.undo()
  expect(await last()).toBe(source)
})

test('each notebook has its own, and the one that was not read for longest makes room', async () => {
  const other = await desk.importText('The quay opens in May.')
  await desk.call('notebook.keepLastRead', { source: other })
  const first = Object.keys((await readSettings()).lastRead ?? {})
  const many = Array.from({ length: 100 }, (_, index): [string, SourceId] => [
    `n-${String(index + 100).padStart(16, '0')}`,
    other,
  ])
  await changeSettings((before) => ({
    ...before,
    lastRead: { ...Object.fromEntries<SourceId>(many), ...before.lastRead },
  }))
  const here = await desk.importText('The tram is late.')
  await desk.call('notebook.keepLastRead', { source: here })
  const kept = Object.entries((await readSettings()).lastRead ?? {})
  expect(kept).toHaveLength(100)
  expect(kept[0]).toEqual(many[1])
  expect(kept.at(-1)).toEqual([first[0], here])
})

test('reading on in the same text writes nothing', async () => {
  const source = await desk.importText('The quay opens in May.')
  await desk.call('notebook.keepLastRead', { source })
  const { ino } = await stat(file())
  await desk.call('notebook.keepLastRead', { source })
  expect((await stat(file())).ino).toBe(ino)
})

test('what cannot be understood is as nothing, and what cannot be written is no failure', async () => {
  await writeFile(file(), '{"lastRead": {"n-1": 5}, "theme": "dark"}')
  expect(await last()).toBeNull()
  const source = await desk.importText('The quay opens in May.')
  await desk.call('notebook.keepLastRead', { source })
  expect(await last()).toBe(source)
  expect(await readFile(file(), 'utf8')).toContain('"theme": "dark"')
  vi.stubEnv('SOURCEBOOK_SETTINGS_DIR', join(file(), 'in a file'))
  expect(await desk.call('notebook.keepLastRead', { source })).toEqual({})
})
