import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { backupsOn, copyFolder, type Harbour, makeHarbour } from '../../../tests/torture/backed-up-harbour'
import { FOLDER, patientPorts } from '../../../tests/torture/workload-recorded'
import { createNotebook } from '../create-notebook'
import { openNotebook } from '../open-notebook'
import { sampleSource } from '../testing/samples'
import { listOutside, outsideOf } from './list-outside'

const ALL = '/home/settings/backups'

let harbour: Harbour
let outside = ''

beforeEach(async () => {
  harbour = await makeHarbour()
  outside = `${ALL}/${harbour.store.notebook.id}`
})

const find = (folder = FOLDER) => outsideOf(harbour.disk.fs, ALL, folder)

test('a notebook that cannot say which it is is known by where it lay and what is in it', async () => {
  await backupsOn(harbour.disk.fs, { outside }).make('asked')
  expect(await find()).toBe(harbour.store.notebook.id)
  expect(await find('/in-memory/elsewhere')).toBeNull()
})

test('another one that lies there now is not taken for it', async () => {
  await backupsOn(harbour.disk.fs, { outside }).make('asked')
  for (const nth of [0, 1, 2]) await harbour.disk.fs.removeFolder(join(FOLDER, 'sources', harbour.idOf(nth)))
  await harbour.disk.fs.mkdir(join(FOLDER, 'sources', 's-zzzzzzzzzzzzzzzz'))
  expect(await find()).toBeNull()
})

test('of several that lay there it is the one whose sources are there', async () => {
  const { fs } = harbour.disk
  await backupsOn(fs, { outside }).make('asked')
  const { ports } = patientPorts(fs, { firstId: 9000 })
  await fs.rename(FOLDER, '/home/old')
  await createNotebook(FOLDER, 'Fens', ports)
  const store = await openNotebook(FOLDER, ports)
  const { source, version, original } = sampleSource(ports, 'Reeds')
  await store.addSource(source, version, original)
  await backupsOn(fs, { outside: `${ALL}/${store.notebook.id}` }).make('asked')
  expect(await find()).toBe(store.notebook.id)
  expect(store.notebook.id).not.toBe(harbour.store.notebook.id)
})

test('where only backups outside are left, opening brings back what says which notebook it is', async () => {
  const { disk, store } = harbour
  await backupsOn(disk.fs, { outside }).make('asked')
  await store.close()
  await disk.fs.removeFolder(join(FOLDER, 'backups'))
  for (const name of disk.files(FOLDER).filter((path) => path.includes('/notebook.json'))) disk.remove(name)
  const { ports } = patientPorts(disk.fs, { firstId: 9000, outside: ALL })
  const again = await openNotebook(FOLDER, ports)
  expect(again.notebook).toEqual(store.notebook)
  expect(again.library()).toHaveLength(3)
  await again.close()
})

test('copies of one folder are listed each with where it lay, the newest first', async () => {
  const { disk, store } = harbour
  await backupsOn(disk.fs, { outside }).make('asked')
  const twin = `${FOLDER} copy`
  await copyFolder(disk, twin)
  await backupsOn(disk.fs, { outside, notebook: twin }).make('asked')
  const { id } = store.notebook
  const all = await listOutside(disk.fs, ALL)
  expect(all.map((one) => [one.id, one.lay, one.newest.number])).toEqual([
    [id, twin, 2],
    [id, FOLDER, 1],
  ])
})
