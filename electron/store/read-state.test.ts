import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { temporaryFolder } from '../testing/temporary-folder'
import { createNotebook } from './create-notebook'
import { encodeDocument } from './document-codec'
import { realFileSystem } from './file-system'
import { judgeDocument } from './judge-document'
import { openNotebook } from './open-notebook'
import { readState } from './read-state'
import { Slices } from './slices'
import { documentAt, putDocument } from './testing/document-files'
import { samplePorts } from './testing/samples'

const fs = realFileSystem
let folder = ''

beforeEach(async () => {
  folder = join(await temporaryFolder(), 'harbour')
  const ports = samplePorts()
  await createNotebook(folder, 'Harbour', ports)
  const store = await openNotebook(folder, ports)
  await store.changeActors((actors) => ({ ...actors, revision: 7 }))
  await store.close()
})

const put = (name: string, bytes: Uint8Array | string) => writeFile(join(folder, name), bytes)
const read = async (name: string) => (await readState({ fs, folder }, { name, schema: z.unknown() }))?.status
const judge = async (name: string) =>
  (await judgeDocument({ fs, notebook: folder, slices: new Slices() }, name, 'schema')).status

/** Bits were flipped in it, also in its format. */
async function hurt(name: string): Promise<string> {
  const whole = await readFile(join(folder, name), 'latin1')
  const bytes = Buffer.from(
    whole.replace('"format":2', '"format":3').replace('"document":{', '"document":['),
    'latin1',
  )
  await put(name, bytes)
  return bytes.toString('latin1')
}

describe('a document that names a later format than its notebook has', () => {
  test('is damaged when it is not whole', async () => {
    await hurt('actors.json')
    expect([await read('actors.json'), await judge('actors.json')]).toEqual(['damaged', 'damaged'])
    await put('actors.json', '{"format":3,"what":"is this"}')
    expect([await read('actors.json'), await judge('actors.json')]).toEqual(['damaged', 'damaged'])
  })

  test('is that of a later version when it is whole', async () => {
    await putDocument(folder, 'actors.json', { later: true }, { sequence: 9, format: 3 })
    expect([await read('actors.json'), await judge('actors.json')]).toEqual(['newer', 'newer'])
  })

  test('may be in an envelope that we do not know where its notebook is', async () => {
    await put('actors.json', '{"format":3,"what":"is this"}')
    await put('notebook.json', '{"format":3,"what":"is this"}')
    expect([await read('actors.json'), await read('notebook.json')]).toEqual(['newer', 'newer'])
  })

  test('may be the record of a migration that was cut short', async () => {
    await put('redo.json', '{"format":3,"what":"is this"}')
    expect(await read('redo.json')).toBe('newer')
  })

  test('is mended when it is not whole, and kept', async () => {
    const found = await hurt('actors.json')
    const store = await openNotebook(folder, samplePorts())
    await store.readBooks()
    expect(store.notes()).toMatchObject([{ kind: 'damaged', file: 'actors.json', mended: true }])
    await store.close()
    expect(await documentAt(folder, 'actors.json')).toMatchObject({ format: 2 })
    const [time = ''] = await readdir(join(folder, 'aside'))
    expect(await readFile(join(folder, 'aside', time, 'actors.json'), 'latin1')).toBe(found)
  })

  test('is left as it is when it is whole', async () => {
    const head = { name: 'actors.json', sequence: 9, format: 3 }
    const { bytes } = encodeDocument({ ...head, document: { later: true } })
    await put('actors.json', bytes)
    const store = await openNotebook(folder, samplePorts())
    await expect(store.readBooks()).rejects.toMatchObject({ reason: 'newer-format' })
    await expect(store.changeActors((actors) => ({ ...actors }))).rejects.toMatchObject({
      reason: 'newer-format',
    })
    await store.close()
    expect(await readFile(join(folder, 'actors.json'))).toEqual(Buffer.from(bytes))
  })
})
