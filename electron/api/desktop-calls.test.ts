import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { steadyPorts } from '../testing/steady-ports'
import { temporaryFolder } from '../testing/temporary-folder'
import { desktopCalls } from './desktop-calls'

let folder = ''
let chosen: string | null = null
let calls: ReturnType<typeof desktopCalls>

beforeEach(async () => {
  folder = await temporaryFolder()
  chosen = join(folder, 'Chosen.md')
  calls = desktopCalls({
    desktop: {
      chooseFiles: async () => [],
      chooseFolder: async () => null,
      openNotebook: async () => {},
      saveFile: async () => chosen,
      openLink: async () => {},
    },
    newId: steadyPorts().newId,
  })
})

const files = [
  { name: 'Brief.md', encoding: 'utf8' as const, data: '# Köln\n' },
  { name: 'Brief.json', encoding: 'base64' as const, data: Buffer.from('[]').toString('base64') },
]

async function choose() {
  const place = await calls['desktop.chooseSave']({ fileName: 'Brief.md' })
  if (place === null) throw new Error('a place was chosen')
  return place
}

test('an export goes where the person chose, and what belongs to it beside it under that name', async () => {
  const { handle, name, text } = await choose()
  expect({ name, text }).toEqual({ name: 'Chosen.md', text: null })
  expect(await calls['desktop.writeExport']({ handle, files })).toEqual({
    saved: [join(folder, 'Chosen.md'), join(folder, 'Chosen.json')],
  })
  expect(await readFile(join(folder, 'Chosen.md'), 'utf8')).toBe('# Köln\n')
  expect(await readFile(join(folder, 'Chosen.json'), 'utf8')).toBe('[]')
})

test('what the chosen file holds is told, with its line ends and its byte order mark', async () => {
  await writeFile(join(folder, 'Chosen.md'), '\ufeffa\r\nb')
  expect(await choose()).toMatchObject({ text: '\ufeffa\r\nb' })
  await writeFile(join(folder, 'Chosen.md'), Uint8Array.of(0xff, 0xfe, 0x00))
  expect(await choose()).toMatchObject({ text: null })
})

test('a handle serves once, and the place that was chosen last alone', async () => {
  const before = await choose()
  const { handle } = await choose()
  await calls['desktop.writeExport']({ handle, files })
  for (const spent of [before.handle, handle, 'made up'])
    await expect(calls['desktop.writeExport']({ handle: spent, files })).rejects.toMatchObject({
      reason: 'not-found',
    })
})

test('a handle serves again when nothing could be written', async () => {
  const { handle } = await choose()
  await writeFile(join(folder, 'Chosen.json'), 'typed by somebody')
  await expect(calls['desktop.writeExport']({ handle, files })).rejects.toMatchObject({ reason: 'conflict' })
  expect(await readdir(folder)).toEqual(['Chosen.json'])
  await writeFile(join(folder, 'Chosen.json'), '[]')
  await calls['desktop.writeExport']({ handle, files })
  expect(await readFile(join(folder, 'Chosen.md'), 'utf8')).toBe('# Köln\n')
})

test('what was typed into the file while a clash was being decided is not lost', async () => {
  await writeFile(join(folder, 'Chosen.md'), 'one')
  const { handle } = await choose()
  await writeFile(join(folder, 'Chosen.md'), 'one, and more')
  await expect(calls['desktop.writeExport']({ handle, files })).rejects.toMatchObject({
    reason: 'changed-outside',
  })
  expect(await readFile(join(folder, 'Chosen.md'), 'utf8')).toBe('one, and more')
})

test('who chooses nothing gets nothing, and without a desktop there is no place to choose', async () => {
  chosen = null
  expect(await calls['desktop.chooseSave']({ fileName: 'Brief.md' })).toBeNull()
  const none = desktopCalls({ desktop: null, newId: steadyPorts().newId })
  await expect(none['desktop.chooseSave']({ fileName: 'Brief.md' })).rejects.toMatchObject({
    reason: 'unavailable',
  })
  await expect(none['desktop.writeExport']({ handle: 'x', files })).rejects.toMatchObject({
    reason: 'unavailable',
  })
})
