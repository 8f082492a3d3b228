import { mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Fault } from '../../shared/model/health'
import { temporaryFolder } from '../testing/temporary-folder'
import { encodeDocument } from './document-codec'
import { Repair } from './repair'
import { StoredDocument } from './stored-document'
import { documentAt } from './testing/document-files'
import { failureOf } from './testing/failure-of'
import { breakableFileSystem, diskError } from './testing/faulty-file-system'

const Words = z.strictObject({ words: z.array(z.string()) })
type Words = z.infer<typeof Words>

const name = 'words.json'
let folder = ''
let path = ''
let noted: Fault[] = []
const disk = breakableFileSystem({ platform: 'linux' })

const stateOf = (...words: string[]) =>
  Buffer.from(encodeDocument({ name, sequence: words.length, document: { words } }).bytes)

/** The newest state; the generation is one change older, the backup two. */
const saved = stateOf('pile', 'quay', 'crane')
const generation = stateOf('pile', 'quay')
const backup = stateOf('pile')
const made = '2025-02-25T18:30:00.000Z'

beforeEach(async () => {
  disk.mend()
  folder = await temporaryFolder()
  path = join(folder, name)
  noted = []
  await writeFile(join(folder, 'notebook.json'), '')
})

function homeOf(backups: readonly Buffer[], { writes = true } = {}) {
  const states = backups.map((bytes) => ({ bytes, sequence: 0, made }))
  const repair = new Repair({
    fs: disk.fs,
    folder,
    writes,
    backups: { statesOf: async (asked) => (asked === name ? states : []), unchanging: async () => null },
    now: () => '2025-02-26T09:00:00.000Z',
    note: (fault) => void noted.push(fault),
  })
  return { fs: disk.fs, folder, repair }
}

function open(backups: readonly Buffer[] = [], how: { readonly writes?: boolean } = {}) {
  return new StoredDocument<Words>(homeOf(backups, how), { name, schema: Words }, { words: [] })
}

const hurts: [string, (whole: Buffer) => Buffer | null][] = [
  ['missing', () => null],
  ['empty', () => Buffer.alloc(0)],
  ['full of zeros', (whole) => Buffer.alloc(whole.length)],
  ['cut short', (whole) => whole.subarray(0, whole.length - 9)],
  ['cut within its head', (whole) => whole.subarray(0, 30)],
  ['different in one bit', (whole) => flipped(whole, whole.length - 8)],
  ['different in its sequence number', (whole) => flipped(whole, whole.indexOf('"sequence":') + 11)],
  ['partly zeros', (whole) => Buffer.concat([whole.subarray(0, -20), Buffer.alloc(20)])],
  [
    'that of another document',
    () => Buffer.from(encodeDocument({ name: 'other.json', sequence: 9, document: { words: [] } }).bytes),
  ],
  ['no document at all', () => Buffer.from('null')],
]

const known: [
  string,
  {
    readonly generation: Buffer | null
    readonly backups: readonly Buffer[]
    readonly words: string[]
  },
][] = [
  ['the generation is good', { generation, backups: [], words: ['pile', 'quay'] }],
  ['only a backup is good', { generation: null, backups: [backup], words: ['pile'] }],
  ['generation and backup are good', { generation, backups: [backup], words: ['pile', 'quay'] }],
  [
    'a backup is newer than the generation',
    { generation: backup, backups: [generation], words: ['pile', 'quay'] },
  ],
  [
    'the generation is damaged and a backup is good',
    { generation: Buffer.from('hurt'), backups: [backup], words: ['pile'] },
  ],
  [
    'the newest backup is damaged',
    { generation: null, backups: [Buffer.from('hurt'), backup], words: ['pile'] },
  ],
]

describe.each(hurts)('a file that is %s', (how, hurt) => {
  test.each(known)('where %s', async (_, { generation: beside, backups, words }) => {
    const found = hurt(saved)
    if (found !== null) await writeFile(path, found)
    if (beside !== null) await writeFile(`${path}.previous`, beside)
    const document = open(backups)
    // Only a doubt lets backups be asked about a file that need not be there.
    await document.lookAgain()
    expect(await document.read()).toEqual({ words })

    const [fault, ...others] = noted
    expect(others).toEqual([])
    expect(fault).toMatchObject({ kind: how === 'missing' ? 'missing' : 'damaged', file: name, mended: true })
    const keptAs = fault?.keptAs ?? null
    expect(keptAs === null ? null : await readFile(join(folder, keptAs))).toEqual(found)
    const there = await documentAt(folder, name)
    expect(there.document).toEqual({ words })
    // Newer than all there was, so that nobody takes the state that was lost for newer.
    expect(there.sequence).toBeGreaterThan(words.length)
    expect(await readFile(`${path}.previous`).catch(() => null)).toEqual(beside)

    await document.change((now) => ({ words: [...now.words, 'then'] }))
    expect(await open().read()).toEqual({ words: [...words, 'then'] })
  })

  test('where nothing is good is reported, and left as it is', async () => {
    const found = hurt(saved)
    if (found !== null) await writeFile(path, found)
    await writeFile(`${path}.previous`, 'hurt')
    const document = open([Buffer.from('hurt')])
    expect((await failureOf(document.lookAgain())).reason).toBe('damaged')
    expect(await readFile(path).catch(() => null)).toEqual(found)
    const told = found === null ? [] : [{ kind: 'damaged', mended: false }]
    expect(noted).toMatchObject(told)
    await failureOf(document.lookAgain())
    expect(noted).toHaveLength(told.length)
  })
})

test('a file that is whole and holds what we do not know is not replaced by an earlier state', async () => {
  const other = encodeDocument({ name, sequence: 3, document: { words: [5] } }).bytes
  await writeFile(path, other)
  await writeFile(`${path}.previous`, generation)
  const document = open([backup])
  expect((await failureOf(document.lookAgain())).message).toContain('does not know')
  expect(Buffer.compare(await readFile(path), other)).toBe(0)
  expect(await readdir(folder)).not.toContain('aside')
})

test('a folder in the place of a file lies aside, and the file is back', async () => {
  await mkdir(join(path, 'inside'), { recursive: true })
  await writeFile(`${path}.previous`, generation)
  expect(await open().read()).toEqual({ words: ['pile', 'quay'] })
  const [fault] = noted
  expect(fault).toMatchObject({ kind: 'damaged', file: name, mended: true })
  expect(await readdir(join(folder, fault?.keptAs ?? ''))).toEqual(['inside'])
  expect(await documentAt(folder, name)).toMatchObject({ document: { words: ['pile', 'quay'] } })
})

describe('what is told', () => {
  test.each([
    ['the generation', generation, [], 'as it was before its last change'],
    ['a backup', null, [backup], 'as it was in the backup of 2025-02-25 18:30 UTC'],
    ['a backup of the very state that was damaged', generation, [saved], 'as it was last saved'],
  ])('until when %s reaches, and where the damaged file lies', async (_, beside, backups, words) => {
    await writeFile(path, flipped(saved, saved.length - 8))
    if (beside !== null) await writeFile(`${path}.previous`, beside)
    await open(backups).read()
    expect(noted[0]?.message).toContain(words)
    expect(noted[0]?.message).toContain(name)
    expect(noted[0]?.message).toContain(noted[0]?.keptAs)
  })
})

test('whoever may only read is shown the good state, told once, and moves nothing', async () => {
  await writeFile(path, 'hurt')
  await writeFile(`${path}.previous`, generation)
  for (let time = 0; time < 2; time += 1) {
    const document = open([], { writes: false })
    expect(await document.read()).toEqual({ words: ['pile', 'quay'] })
  }
  expect(noted).toMatchObject([{ mended: false, keptAs: null }, { mended: false }])
  expect((await readdir(folder)).toSorted()).toEqual(['notebook.json', name, `${name}.previous`])
  expect(await readFile(path, 'utf8')).toBe('hurt')
})

test('two that meet the same damage at once mend it once', async () => {
  await writeFile(path, 'hurt')
  await writeFile(`${path}.previous`, generation)
  const repair = new Repair({
    fs: disk.fs,
    folder,
    writes: true,
    backups: { statesOf: async () => [], unchanging: async () => null },
    now: () => made,
    note: (fault) => void noted.push(fault),
  })
  const home = { fs: disk.fs, folder, repair }
  const readers = Array.from({ length: 3 }, () => new StoredDocument(home, { name, schema: Words }))
  const read = await Promise.all(readers.map((document) => document.read()))
  expect(read).toEqual(Array.from({ length: 3 }, () => ({ words: ['pile', 'quay'] })))
  expect(noted).toHaveLength(1)
})

test('a file that was meanwhile deleted and one that never was are told apart without asking the backups', async () => {
  let asked = 0
  const repair = new Repair({
    fs: disk.fs,
    folder,
    writes: true,
    backups: {
      statesOf: async () => {
        asked += 1
        return []
      },
      unchanging: async () => null,
    },
    now: () => made,
    note: (fault) => void noted.push(fault),
  })
  const document = new StoredDocument(
    { fs: disk.fs, folder, repair },
    { name, schema: Words },
    { words: [] as string[] },
  )
  await document.change(() => ({ words: ['new'] }))
  expect(asked).toBe(0)
  await unlink(path)
  await document.change(() => ({ words: ['newer'] }))
  expect({ asked, kinds: noted.map(({ kind }) => kind) }).toEqual({ asked: 0, kinds: ['missing'] })
})

test.each(['ENOSPC', 'EIO', 'EROFS'])(
  'a disk that fails with %s at any step of a repair never loses the good state, and it is mended later',
  async (code) => {
    for (let at = 0; ; at += 1) {
      disk.mend()
      folder = await temporaryFolder()
      path = join(folder, name)
      noted = []
      await writeFile(join(folder, 'notebook.json'), '')
      await writeFile(path, 'hurt')
      await writeFile(`${path}.previous`, generation)
      let met = false
      disk.breakBy((index) => {
        met ||= index >= at
        return index >= at ? diskError(code) : null
      })
      const read = await open()
        .read()
        .catch(() => null)
      disk.mend()
      expect({ at, read: read ?? { words: ['pile', 'quay'] } }).toEqual({
        at,
        read: { words: ['pile', 'quay'] },
      })
      const isToldMended = noted.some(({ mended }) => mended)
      const isMended = Buffer.compare(await readFile(path), Buffer.from('hurt')) !== 0
      expect({ at, isToldMended }).toEqual({ at, isToldMended: isToldMended && isMended })
      expect(isMended || met).toBe(true)
      expect({ at, again: await open().read() }).toEqual({ at, again: { words: ['pile', 'quay'] } })
      expect((await documentAt(folder, name)).document).toEqual({ words: ['pile', 'quay'] })
      if (!met) break
    }
  },
)

test('a state that could not be put back is saved with the next change', async () => {
  await writeFile(path, 'hurt')
  await writeFile(`${path}.previous`, generation)
  const document = open()
  disk.breakBy((_, { call }) => (call === 'write' ? diskError('ENOSPC') : null))
  expect(await document.read()).toEqual({ words: ['pile', 'quay'] })
  disk.mend()
  expect(noted).toMatchObject([{ mended: false, message: expect.stringContaining('ENOSPC') as string }])
  await document.change(({ words }) => ({ words: [...words, 'then'] }))
  expect((await documentAt(folder, name)).document).toEqual({ words: ['pile', 'quay', 'then'] })
  expect(noted.at(-1)).toMatchObject({ kind: 'damaged', mended: true })
})

test('what was told of a file that could not be mended is over when it is read and whole', async () => {
  const home = homeOf([])
  const read = () => new StoredDocument(home, { name, schema: Words }).read()
  await writeFile(path, 'hurt')
  await failureOf(read())
  expect(noted).toMatchObject([{ kind: 'damaged', file: name, mended: false }])
  await writeFile(path, saved)
  await read()
  await read()
  expect(noted.slice(1)).toMatchObject([{ kind: 'damaged', file: name, mended: true }])
})

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at)
  return copy
}
