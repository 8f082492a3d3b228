import { copyFile, cp, mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { Source } from '../../shared/model/source'
import { temporaryFolder } from '../testing/temporary-folder'
import { chooseCopy, undoChoice } from './choose-copy'
import { encodeDocument } from './document-codec'
import { realFileSystem } from './file-system'
import { openNotebook } from './open-notebook'
import { documentAt } from './testing/document-files'
import { failureOf } from './testing/failure-of'
import { breakableFileSystem, diskError } from './testing/faulty-file-system'
import { samplePorts, steppingClock } from './testing/samples'
import { makeWholeNotebook, type WholeNotebook } from './testing/whole-notebook'

let folder = ''
let whole: WholeNotebook
let home = ''
const copy = 'codebook (1).json'

beforeEach(async () => {
  folder = join(await temporaryFolder(), 'notebook')
  whole = await makeWholeNotebook(folder)
  home = `sources/${whole.source.source.id}`
  const { document } = await documentAt(folder, 'codebook.json')
  // Written by the store.
  const other = { ...(document as object), measures: [measure] }
  await writeFile(at(copy), encodeDocument({ name: 'codebook.json', sequence: 40, document: other }).bytes)
})

const measure = { id: 'm-0000000000000001', name: 'quays', description: '', gone: null }
const at = (path: string) => join(folder, path)
const ports = (fs = realFileSystem) => ({ fs, folder, now: steppingClock() })
const measures = async () => {
  const { document, sequence } = await documentAt(folder, 'codebook.json')
  // As above.
  const { measures: all, revision } = document as { measures: { name: string }[]; revision: number }
  return { names: all.map(({ name }) => name), sequence, revision }
}

/** All files with what they hold, but for what the backups and the catalogue say. */
async function all(): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(folder.length + 1)
    if (entry.isFile() && !path.startsWith('backups')) files.set(path, await readFile(at(path), 'latin1'))
  }
  return files
}

/** What is no more at its place with what it held must be aside with what it held. */
async function nothingIsLost(before: ReadonlyMap<string, string>): Promise<void> {
  const now = [...(await all()).values()]
  for (const [path, held] of before)
    expect({ path, isKept: now.includes(held) }).toEqual({ path, isKept: true })
}

describe('the document', () => {
  test('stays as it is when it is kept, and the copy lies aside', async () => {
    const before = await all()
    await chooseCopy(ports(), copy, 'this')
    expect((await measures()).names).toEqual([])
    expect(await readdir(folder)).not.toContain(copy)
    await nothingIsLost(before)
  })

  test('holds what the copy held when that is kept, as its newest state, and what it held lies aside', async () => {
    const before = await all()
    await chooseCopy(ports(), copy, 'copy')
    expect(await measures()).toMatchObject({ names: ['quays'], sequence: 41 })
    expect(await readdir(folder)).not.toContain(copy)
    await nothingIsLost(before)
    const store = await openNotebook(folder, samplePorts())
    expect((await store.readBooks()).codebook.measures).toMatchObject([{ name: 'quays' }])
    await store.close()
  })

  test('bears a higher revision than it had wherever a window may have seen it say something else', async () => {
    const { revision } = await measures()
    const choice = await chooseCopy(ports(), copy, 'copy')
    expect((await measures()).revision).toBe(revision + 1)
    await undoChoice(ports(), choice)
    expect((await measures()).revision).toBe(revision + 2)
  })

  test.each(['this', 'copy'] as const)('%s: the choice is taken back and made again', async (keep) => {
    const { names } = await measures()
    const choice = await chooseCopy(ports(), copy, keep)
    const chosen = await measures()
    await undoChoice(ports(), choice)
    expect((await measures()).names).toEqual(names)
    expect(await documentAt(folder, 'codebook.json')).toMatchObject({ format: 2 })
    expect(await readdir(folder)).toContain(copy)
    await chooseCopy(ports(), copy, keep)
    expect((await measures()).names).toEqual(chosen.names)
  })

  test('that was changed since does not go back', async () => {
    const choice = await chooseCopy(ports(), copy, 'copy')
    const store = await openNotebook(folder, samplePorts())
    await store.changeCodebook((book) => ({ ...book, revision: 9 }))
    await store.close()
    const before = await all()
    expect((await failureOf(undoChoice(ports(), choice))).reason).toBe('conflict')
    expect(await all()).toEqual(before)
  })

  test('that is gone comes back from its copy, and goes again', async () => {
    await unlink(at('codebook.json'))
    await unlink(at('codebook.json.previous'))
    const choice = await chooseCopy(ports(), copy, 'copy')
    expect((await measures()).names).toEqual(['quays'])
    await undoChoice(ports(), choice)
    expect(await readdir(folder)).not.toContain('codebook.json')
    expect(await readdir(folder)).toContain(copy)
  })

  test('that is damaged is kept aside as it was', async () => {
    await writeFile(at('codebook.json'), 'half of it')
    const before = await all()
    await chooseCopy(ports(), copy, 'copy')
    expect((await measures()).names).toEqual(['quays'])
    await nothingIsLost(before)
  })
})

test('a copy that cannot be read takes nobody’s place', async () => {
  await writeFile(at(copy), 'half of it')
  const before = await all()
  const failure = await failureOf(chooseCopy(ports(), copy, 'copy'))
  expect(failure.reason).toBe('damaged')
  expect(failure.message).toContain('nothing was changed')
  expect(await all()).toEqual(before)
})

test.each(['codebook.json', 'codebook (2).json', '../codebook (1).json', 'notes (1).txt'])(
  'about %s there is nothing to decide',
  async (file) => {
    expect((await failureOf(chooseCopy(ports(), file, 'copy'))).reason).toBe('not-found')
  },
)

test('a version and an original come back byte for byte', async () => {
  const before = await all()
  for (const [file, other] of [
    [`${home}/v1.json`, `${home}/v1 2.json`],
    [`${home}/v1.txt`, `${home}/v1 2.txt`],
  ] as const) {
    const bytes = await readFile(at(file))
    await copyFile(at(file), at(other))
    await writeFile(at(file), 'not what was imported')
    const choice = await chooseCopy(ports(), other, 'copy')
    expect(await readFile(at(file))).toEqual(bytes)
    await undoChoice(ports(), choice)
    expect(await readFile(at(file), 'utf8')).toBe('not what was imported')
    await chooseCopy(ports(), other, 'copy')
    expect(await readFile(at(file))).toEqual(bytes)
  }
  await nothingIsLost(before)
})

describe('the folder of a source', () => {
  let other = ''

  beforeEach(async () => {
    other = `${home} 2`
    await cp(at(home), at(other), { recursive: true })
    await writeFile(at(`${other}/links.json.previous`), 'it is the copy')
  })

  test.each(['this', 'copy'] as const)('%s: changes places as a whole, and back', async (keep) => {
    const before = await all()
    const choice = await chooseCopy(ports(), other, keep)
    expect((await readdir(at(home))).includes('links.json.previous')).toBe(keep === 'copy')
    expect(await readdir(at('sources'))).toHaveLength(1)
    await nothingIsLost(before)
    await undoChoice(ports(), choice)
    expect(await all()).toEqual(before)
  })

  test('bears higher revisions where a window may have seen it say something else, and what it is back, too', async () => {
    const source = async () => {
      const { document, sequence } = await documentAt(folder, `${home}/source.json`)
      const { memo, revision } = Source.parse(document)
      return { memo, revision, sequence }
    }
    const before = await source()
    // As a computer left it that had not heard of the last change.
    await copyFile(at(`${home}/source.json.previous`), at(`${other}/source.json`))
    const choice = await chooseCopy(ports(), other, 'copy')
    const chosen = await source()
    expect(chosen.memo).toBe('')
    await undoChoice(ports(), choice)
    const back = await source()
    expect(back.memo).toBe('read twice')
    const order = [before, chosen, back]
    for (const key of ['revision', 'sequence'] as const)
      expect(order.map((one) => one[key])).toEqual([0, 1, 2].map((nth) => before[key] + nth))
  })

  test('stays when the copy has no whole source, or is of all sources', async () => {
    await writeFile(at(`${other}/source.json`), '')
    await cp(at('briefs'), at('briefs 2'), { recursive: true })
    const before = await all()
    expect((await failureOf(chooseCopy(ports(), other, 'copy'))).message).toContain('cannot be read')
    expect((await failureOf(chooseCopy(ports(), 'briefs 2', 'copy'))).message).toContain('by hand')
    expect(await all()).toEqual(before)
  })
})

test.each(['EIO', 'ENOSPC'])(
  '%s at any one step loses nothing, and the choice can be made again',
  async (code) => {
    const start = new Map<string, Buffer>()
    for (const name of ['codebook.json', 'codebook.json.previous', copy])
      start.set(name, await readFile(at(name)))
    for (let step = 0; ; step += 1) {
      folder = join(await temporaryFolder(), 'notebook')
      await mkdir(folder)
      for (const [name, bytes] of start) await writeFile(at(name), bytes)
      const before = await all()
      const disk = breakableFileSystem({ platform: 'linux' })
      let met = false
      disk.breakBy((index) => {
        met ||= index === step
        return index === step ? diskError(code) : null
      })
      const made = await chooseCopy(ports(disk.fs), copy, 'copy').then(
        () => true,
        () => false,
      )
      await nothingIsLost(before)
      expect({ step, names: (await measures()).names }).toEqual({ step, names: made ? ['quays'] : [] })
      if (!made && (await readdir(folder)).includes(copy)) await chooseCopy(ports(), copy, 'copy')
      expect({ step, ...(await measures()) }).toMatchObject({ step, names: ['quays'] })
      if (!met) break
    }
  },
)
