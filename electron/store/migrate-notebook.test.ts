import { createHash } from 'node:crypto'
import { copyFile, mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../shared/contract/failure'
import { FORMAT } from '../../shared/model/notebook'
import { compare, contentsOf, straysAmong } from '../../tests/torture/model'
import { contentsExpected, type Released, releasedNotebooks } from '../../tests/torture/released'
import { temporaryFolder } from '../testing/temporary-folder'
import { decodeDocument } from './document-codec'
import { documentName } from './document-name'
import { documentSchema } from './document-schemas'
import { previousOf } from './durable-file'
import { type FileSystem, realFileSystem } from './file-system'
import type { MigrationProgress } from './migrate-notebook'
import type { NotebookStore } from './notebook-store'
import { type OpenOptions, openNotebook } from './open-notebook'
import { documentAt, putDocument } from './testing/document-files'
import { breakableFileSystem, diskError } from './testing/faulty-file-system'
import { samplePorts } from './testing/samples'

const released = releasedNotebooks()
const complete = released.find(({ name }) => name.startsWith('complete')) ?? fail()

function fail(): never {
  throw new Error('the test is wrong')
}

/** A copy of a released notebook, to be done with as one likes. */
async function layOut({ files }: Released): Promise<string> {
  const folder = await temporaryFolder()
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
  return folder
}

async function bytesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const read = async (path: string) =>
    [path.slice(folder.length + 1), await readFile(path, 'latin1')] as const
  return new Map(await Promise.all(paths.toSorted().map(read)))
}

/** A document in the envelope of the first format, which has no name in it. */
function inFormat1(document: unknown): string {
  const json = JSON.stringify(document)
  const sha256 = createHash('sha256').update(json).digest('hex')
  return `{"format":1,"sequence":1,"length":${Buffer.byteLength(json)},"sha256":"${sha256}","document":${json}}\n`
}

/** Opens the notebook, does something and closes it again. */
async function visit<Value>(
  folder: string,
  job: (store: NotebookStore) => Promise<Value>,
  options: OpenOptions & { fs?: FileSystem } = {},
): Promise<Value> {
  const { fs = realFileSystem, ...asked } = options
  const store = await openNotebook(folder, samplePorts({ fs }), { takeOver: true, ...asked })
  try {
    return await job(store)
  } finally {
    await store.close()
  }
}

const misread = (of: Released) => async (store: NotebookStore) => {
  const { contents, misfits } = await contentsOf(store, realFileSystem)
  return [...misfits, ...compare(contents, contentsExpected(of), null).faults]
}

/** The documents that may change, by their paths. */
const changing = ({ model }: Released) =>
  [...model.keys()].filter((path) => documentSchema(documentName(path))?.changes === true)

async function formats(folder: string, of: Released): Promise<number[]> {
  const all = await Promise.all(changing(of).map((path) => documentAt(folder, path)))
  return [...new Set(all.map(({ format }) => format))]
}

describe.each(released)('$name', (one) => {
  test('is brought up to date when its writer opens it, reads as before, can be changed, and opens again', async () => {
    const folder = await layOut(one)
    expect(await visit(folder, misread(one))).toEqual([])
    expect(await formats(folder, one)).toEqual([FORMAT])
    const { id } = await visit(folder, async (store) => {
      const [source = fail()] = store.library()
      const [annotation = fail()] = await store.readAnnotations(source.id)
      const change = { ...annotation, memo: 'Looked at again.', revision: annotation.revision + 1 }
      await store.changeAnnotation(source.id, annotation.id, () => change)
      return annotation
    })
    expect(await visit(folder, misread(one))).toEqual([expect.stringContaining(`annotation ${id} is`)])
    expect(straysAmong([...(await bytesIn(folder)).keys()])).toEqual([])
  })

  test('reads as it should for one who may not write, and no byte of it changes', async () => {
    const folder = await layOut(one)
    const before = await bytesIn(folder)
    const faults = await visit(folder, misread(one), { readOnly: true })
    // A change that was cut short shows as far as it came, until a writer finishes it.
    expect(faults).toHaveLength(one.files.has('redo.json') ? 2 : 0)
    expect(await bytesIn(folder)).toEqual(before)
  })
})

test.each([
  ['damaged', (path: string) => writeFile(path, 'hurt')],
  ['gone', (path: string) => unlink(path)],
])('where notebook.json is %s the others are brought up to date nevertheless', async (_, hurt) => {
  const folder = await layOut(complete)
  const itself = join(folder, 'notebook.json')
  await copyFile(itself, previousOf(itself))
  await hurt(itself)
  expect(await visit(folder, misread(complete))).toEqual([])
  expect(await formats(folder, complete)).toEqual([FORMAT])
  expect(await visit(folder, async (store) => store.notes())).toEqual([])
})

test('the state of before stays beside each document as its last generation, and versions are left alone', async () => {
  const folder = await layOut(complete)
  await visit(folder, async () => undefined)
  for (const [path, bytes] of complete.files) {
    if (!complete.model.has(path)) continue
    const kept = changing(complete).includes(path) ? previousOf(path) : path
    expect(await readFile(join(folder, kept)), path).toEqual(Buffer.from(bytes))
    if (kept === path) continue
    const { sequence } = await documentAt(folder, kept)
    expect(await documentAt(folder, path), path).toMatchObject({ sequence: sequence + 1 })
  }
})

test('the backup comes first, and how far the rest has come is told', async () => {
  const folder = await layOut(complete)
  const told: (MigrationProgress | 'backup')[] = []
  const migration = {
    backup: async () => {
      expect(await formats(folder, complete)).toEqual([1])
      told.push('backup')
    },
    progress: (progress: MigrationProgress) => void told.push(progress),
  }
  await visit(folder, async () => undefined, { migration })
  const of = changing(complete).length
  const each = Array.from({ length: of }, (_, nth) => ({ step: 'documents', done: nth + 1, of }))
  expect(told).toEqual(['backup', ...each])
  // It is done once.
  await visit(folder, async () => undefined, { migration })
  expect(told).toHaveLength(of + 1)
})

test('how far the backup has come is told, too', async () => {
  const folder = await layOut(complete)
  const told: MigrationProgress[] = []
  const progress = (one: MigrationProgress) => void told.push(one)
  await visit(folder, async () => undefined, { migration: { progress } })
  expect(told[0]).toMatchObject({ step: 'backup', done: 0 })
  expect(told[0]?.of).toBeGreaterThan(0)
  expect([...new Set(told.map(({ step }) => step))]).toEqual(['backup', 'documents'])
})

test.each([
  ['in words', new Failure('disk-full', 'No backup could be made.')],
  ['by the disk', diskError('ENOSPC')],
])(
  'without a backup, refused %s, nothing is changed, and the notebook opens for reading',
  async (_, error) => {
    const folder = await layOut(complete)
    const before = await bytesIn(folder)
    const backup = () => Promise.reject(error)
    await visit(
      folder,
      async (store) => {
        expect(store.readOnly?.message).toBe(
          'The notebook was saved by an earlier version of Sourcebook and could not be brought up to date because the disk that holds it is full: free some space and open it again; until then it is open for reading only, and nothing in it is lost.',
        )
        expect(await misread(complete)(store)).toEqual([])
      },
      { migration: { backup } },
    )
    expect(await bytesIn(folder)).toEqual(before)
  },
)

test.each([
  ['ENOSPC', 'disk-full', 'free some space'],
  ['EROFS', 'disk-read-only', 'copy the notebook to another disk'],
  ['EACCES', 'no-permission', 'check the permissions'],
  ['EIO', 'disk-error', 'reported an error (EIO)'],
])(
  'a disk that answers %s to the first document leaves all as it was, and one sentence says why',
  async (code, reason, advice) => {
    const folder = await layOut(complete)
    const disk = breakableFileSystem()
    const before = await bytesIn(folder)
    disk.breakBy((_, { call, path }) =>
      call === 'write' && path.includes('source.json') ? diskError(code) : null,
    )
    await visit(
      folder,
      async (store) => {
        expect(store.readOnly).toMatchObject({ reason })
        expect(store.readOnly?.message).toMatch(/^The notebook was saved by an earlier version [^.]+\.$/)
        expect(store.readOnly?.message).toContain(advice)
        expect(await misread(complete)(store)).toEqual([])
      },
      { fs: disk.fs, migration: { backup: async () => undefined } },
    )
    disk.mend()
    const after = await bytesIn(folder)
    // What was staged before the disk failed has kept the generation that it would have replaced.
    for (const path of complete.model.keys()) expect(after.get(path)).toBe(before.get(path))
    expect(await visit(folder, misread(complete))).toEqual([])
    expect(await formats(folder, complete)).toEqual([FORMAT])
  },
)

test('a document that is damaged, holds something else or was written by a later version stays as it is, and the others are brought up to date', async () => {
  const folder = await layOut(complete)
  const [briefs = fail()] = changing(complete).filter((path) => path.startsWith('briefs/'))
  const bytes = await readFile(join(folder, 'views.json'))
  bytes[bytes.length - 20] = 0
  await writeFile(join(folder, 'views.json'), bytes)
  await putDocument(folder, briefs, complete.model.get(briefs), { format: FORMAT + 1 })
  await writeFile(join(folder, 'codebook.json'), inFormat1({ revision: 1, issues: 'none' }))
  const left = new Set(['views.json', 'codebook.json', briefs])
  const before = await bytesIn(folder)
  await visit(folder, async (store) => expect(store.readOnly).toBe(null))
  const after = await bytesIn(folder)
  for (const path of left) expect(after.get(path)).toBe(before.get(path))
  for (const path of changing(complete).filter((one) => !left.has(one)))
    expect(await documentAt(folder, path), path).toMatchObject({ format: FORMAT })
})

test('a copy that a sync tool laid beside a brief in the trash is nobody’s to change', async () => {
  const folder = await layOut(complete)
  const brief = changing(complete).find((path) => path.startsWith('trash/b-')) ?? fail()
  const copy = brief.replace('.json', ' (conflicted copy).json')
  await writeFile(join(folder, copy), complete.files.get(brief) ?? fail())
  await visit(folder, async (store) => expect(store.readOnly).toBe(null))
  expect(await readFile(join(folder, copy))).toEqual(Buffer.from(complete.files.get(brief) ?? fail()))
})

test('unknown fields of an earlier format come into the present one', async () => {
  const folder = await layOut(complete)
  // The model of `actors.json` is an object.
  const actors = { ...(complete.model.get('actors.json') as object), addedLater: [{ by: 'another build' }] }
  await writeFile(join(folder, 'actors.json'), inFormat1(actors))
  await visit(folder, async () => undefined)
  const decoded = decodeDocument(await readFile(join(folder, 'actors.json')), 'actors.json')
  expect(decoded).toMatchObject({ status: 'ok', format: FORMAT, document: actors })
})

test('a notebook where this account may not write is read as it is', async () => {
  const folder = await layOut(complete)
  const disk = breakableFileSystem()
  disk.breakBy((_, { call, path }) => (call === 'open' && path.endsWith('lock') ? diskError('EACCES') : null))
  await visit(
    folder,
    async (store) => {
      expect(store.readOnly).toMatchObject({ reason: 'no-permission' })
      expect(await misread(complete)(store)).toEqual([])
    },
    { fs: disk.fs },
  )
})
