import { copyFile, cp, mkdir, readdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { Failure } from '../../shared/contract/failure'
import { temporaryFolder } from '../testing/temporary-folder'
import type { KnownFile } from './backups/backups'
import { type CheckOptions, type CheckPorts, checkNotebook, type NotebookCheck } from './check-notebook'
import { looker } from './check-unit'
import { encodeDocument } from './document-codec'
import { documentName } from './document-name'
import { type FileSystem, realFileSystem } from './file-system'
import { openNotebook } from './open-notebook'
import { documentAt, putDocument } from './testing/document-files'
import { breakableFileSystem, diskError } from './testing/faulty-file-system'
import { sampleAnnotation, sampleBrief, samplePorts, sampleSource } from './testing/samples'
import { makeWholeNotebook, type WholeNotebook } from './testing/whole-notebook'

let folder = ''
let whole: WholeNotebook
let home = ''

beforeEach(async () => {
  folder = join(await temporaryFolder(), 'notebook')
  whole = await makeWholeNotebook(folder)
  home = `sources/${whole.source.source.id}`
})

function check(ports: Partial<CheckPorts> = {}, options: CheckOptions = {}): Promise<NotebookCheck> {
  return checkNotebook(
    {
      fs: realFileSystem,
      notebook: folder,
      inTurn: (_, job) => job(),
      newest: () => Promise.resolve([]),
      ...ports,
    },
    options,
  )
}

const at = (path: string) => join(folder, path)

/** Turns one bit of a file. */
async function hurt(path: string): Promise<void> {
  const bytes = await readFile(at(path))
  const middle = bytes.length - 20
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  await writeFile(at(path), bytes)
}

/** Writes a document anew, whole but with other content. */
async function change(path: string, fn: (document: never) => unknown, sequence?: number): Promise<void> {
  const before = await documentAt(folder, path)
  // The document of a test is as the test says.
  const document = fn(before.document as never)
  await putDocument(folder, path, document, { sequence: sequence ?? before.sequence })
}

/** All files, as a backup would name them. */
async function known(): Promise<KnownFile[]> {
  const files: KnownFile[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(folder.length + 1)
    if (!entry.isFile() || /\.previous$|^(catalogue|lock|backups)/.test(path)) continue
    const sequence = path.endsWith('.json') ? (await documentAt(folder, path)).sequence : null
    files.push({ name: documentName(path), sequence, sha256: '', at: path })
  }
  return files
}

describe('a whole notebook', () => {
  test('has no fault, and every file of it is counted', async () => {
    const { bytes, ...rest } = await check({ newest: known })
    const files = await readdir(folder, { recursive: true, withFileTypes: true })
    const read = files.filter(
      (entry) =>
        entry.isFile() && !/^(catalogue|lock)/.test(entry.name) && !entry.parentPath.includes('backups'),
    )
    expect(rest).toEqual({
      faults: [],
      files: read.length,
      copies: [],
      strays: 0,
      unknown: 0,
      stopped: false,
    })
    expect(bytes).toBeGreaterThan(10_000)
  })

  test('has none while it is changed by its writer', async () => {
    const ports = samplePorts({ firstId: 900 })
    const store = await openNotebook(folder, ports)
    const work = async () => {
      for (let nth = 0; nth < 8; nth += 1) {
        const sample = sampleSource(ports)
        const { id } = sample.source
        await store.addSource(sample.source, sample.version, sample.original)
        await store.addAnnotation(sampleAnnotation(ports, sample, nth))
        const brief = sampleBrief(ports)
        await store.addBrief(brief)
        await store.trashBrief(brief.id)
        await store.trashSource(id)
        await store.restoreSource(id)
        await store.restoreBrief(brief.id)
      }
      return 'done'
    }
    const working = work()
    for (;;) {
      const [{ faults: found }, state] = await Promise.all([
        check(),
        Promise.race([working, Promise.resolve('at work')]),
      ])
      expect(found).toEqual([])
      if (state === 'done') break
    }
    await store.close()
  })
})

/** A fault: how it comes about, and what is to be said of which file. `{home}` and the like stand for paths. */
const faults: readonly (readonly [
  what: string,
  plant: () => Promise<unknown>,
  kind: string,
  file: () => string,
  words: RegExp,
])[] = [
  ['a damaged title page', () => hurt('notebook.json'), 'damaged', () => 'notebook.json', /checksum/],
  ['a damaged codebook', () => hurt('codebook.json'), 'damaged', () => 'codebook.json', /checksum/],
  ['a damaged list of actors', () => hurt('actors.json'), 'damaged', () => 'actors.json', /checksum/],
  ['a damaged list of views', () => hurt('views.json'), 'damaged', () => 'views.json', /checksum/],
  ['a missing codebook', () => unlink(at('codebook.json')), 'missing', () => 'codebook.json', /backup/],
  [
    'a list of views of which only the generation is left',
    () => unlink(at('views.json')),
    'missing',
    () => 'views.json',
    /backup/,
  ],
  ['a damaged source', () => hurt(`${home}/source.json`), 'damaged', () => `${home}/source.json`, /checksum/],
  [
    'an empty source',
    () => writeFile(at(`${home}/source.json`), ''),
    'damaged',
    () => `${home}/source.json`,
    /empty/,
  ],
  [
    'a missing source',
    () => unlink(at(`${home}/source.json`)),
    'missing',
    () => `${home}/source.json`,
    /backup/,
  ],
  [
    'a source in the folder of another',
    () => change(`${home}/source.json`, (source: object) => ({ ...source, id: 's-zzzzzzzzzzzzzzzz' })),
    'damaged',
    () => `${home}/source.json`,
    /s-zzzzzzzzzzzzzzzz/,
  ],
  [
    'a document that does not fit its schema',
    () => change(`${home}/source.json`, (source: object) => ({ ...source, revision: 'two' })),
    'damaged',
    () => `${home}/source.json`,
    /revision/,
  ],
  [
    'the file of another document',
    () => copyFile(at('codebook.json'), at('actors.json')),
    'damaged',
    () => 'actors.json',
    /codebook\.json/,
  ],
  [
    'a damaged generation',
    () => hurt(`${home}/annotations/1.json.previous`),
    'damaged',
    () => `${home}/annotations/1.json.previous`,
    /nothing needs to be done/,
  ],
  [
    'damaged annotations',
    () => hurt(`${home}/annotations/1.json`),
    'damaged',
    () => `${home}/annotations/1.json`,
    /^A file of annotations of “Quays of Orrefjord” \(.*\) is damaged/,
  ],
  [
    'a gap between files of annotations',
    async () => {
      await putDocument(folder, `${home}/annotations/3.json`, { annotations: [], trash: [] })
      await putDocument(folder, `${home}/annotations/1.json`, { annotations: [], trash: [] }, { sequence: 9 })
    },
    'missing',
    () => `${home}/annotations/2.json`,
    /missing/,
  ],
  [
    'an annotation that is there twice',
    () =>
      change(`${home}/annotations/1.json`, ({ annotations }: { annotations: unknown[] }) => ({
        annotations: [...annotations, annotations[0]],
        trash: [],
      })),
    'damaged',
    () => `${home}/annotations/1.json`,
    /\(1, the first “Quays.*twice/,
  ],
  [
    'an annotation of another source',
    () =>
      change(`${home}/annotations/1.json`, ({ annotations }: { annotations: { target: object }[] }) => ({
        annotations: annotations.map((each) => ({
          ...each,
          target: { ...each.target, source: 's-zzzzzzzzzzzzzzzz' },
        })),
        trash: [],
      })),
    'dangling',
    () => `${home}/annotations/1.json`,
    /\(3, .*of another source/,
  ],
  [
    'words that stand elsewhere',
    () =>
      change(`${home}/v1.json`, (version: { blocks: { text: string }[] }) => ({
        ...version,
        blocks: version.blocks.map((block, nth) =>
          nth === 0 ? { ...block, text: `New ${block.text}` } : block,
        ),
      })),
    'dangling',
    () => `${home}/annotations/1.json`,
    /do not stand where they say in version 1 \(3, /,
  ],
  [
    'an annotation of a version that is not listed',
    () =>
      change(`${home}/annotations/1.json`, ({ annotations }: { annotations: { target: object }[] }) => ({
        annotations: annotations.map((each) => ({ ...each, target: { ...each.target, version: 7 } })),
        trash: [],
      })),
    'dangling',
    () => `${home}/annotations/1.json`,
    /version 7/,
  ],
  [
    'a damaged version',
    () => hurt(`${home}/v1.json`),
    'damaged',
    () => `${home}/v1.json`,
    /^The text of “Quays of Orrefjord” \(.*: restore it from a backup, or import “quays\.txt” again\.$/,
  ],
  ['a missing version', () => unlink(at(`${home}/v1.json`)), 'missing', () => `${home}/v1.json`, /backup/],
  [
    'the version of another source',
    () => change(`${home}/v1.json`, (version: object) => ({ ...version, source: 's-zzzzzzzzzzzzzzzz' })),
    'damaged',
    () => `${home}/v1.json`,
    /s-zzzzzzzzzzzzzzzz/,
  ],
  ['a missing original', () => unlink(at(`${home}/v1.txt`)), 'missing', () => `${home}/v1.txt`, /backup/],
  [
    'a changed original',
    () => hurt(`${home}/v1.txt`),
    'original-changed',
    () => `${home}/v1.txt`,
    /imported as “quays\.txt”/,
  ],
  [
    'a longer original',
    () => writeFile(at(`${home}/v1.txt`), 'more', { flag: 'a' }),
    'original-changed',
    () => `${home}/v1.txt`,
    /imported/,
  ],
  [
    'links that are damaged',
    () => writeFile(at(`${home}/links.json`), '{}'),
    'damaged',
    () => `${home}/links.json`,
    /does not begin/,
  ],
  [
    'a source in the trash that is damaged',
    () => hurt(`${whole.trashedSource}/source.json`),
    'damaged',
    () => `${whole.trashedSource}/source.json`,
    /checksum/,
  ],
  [
    'an original in the trash that changed',
    () => hurt(`${whole.trashedSource}/v1.txt`),
    'original-changed',
    () => `${whole.trashedSource}/v1.txt`,
    /imported/,
  ],
  [
    'a damaged brief',
    () => hurt(`briefs/${whole.brief.id}.json`),
    'damaged',
    () => `briefs/${whole.brief.id}.json`,
    /A brief/,
  ],
  [
    'a brief of which only the generation is left',
    () => unlink(at(`briefs/${whole.brief.id}.json`)),
    'missing',
    () => `briefs/${whole.brief.id}.json`,
    /A brief/,
  ],
  [
    'a damaged brief in the trash',
    () => hurt(whole.trashedBrief),
    'damaged',
    () => whole.trashedBrief,
    /checksum/,
  ],
  [
    'a document that went back to its last generation and further',
    () => change(`${home}/annotations/1.json`, (file) => file, 1),
    'older',
    () => `${home}/annotations/1.json`,
    /earlier state \(1\)/,
  ],
  [
    'a copy of a document',
    () => copyFile(at('codebook.json'), at('codebook (1).json')),
    'conflict-copy',
    () => 'codebook (1).json',
    /^The codebook has a second copy, which Google Drive laid beside it; .* The copy is “codebook \(1\)\.json”\.$/,
  ],
  [
    'a copy of annotations',
    () => writeFile(at(`${home}/annotations/1.sync-conflict-20250226-091500-ABCDEF7.json`), 'anything'),
    'conflict-copy',
    () => `${home}/annotations/1.sync-conflict-20250226-091500-ABCDEF7.json`,
    /^A file of annotations of “Quays of Orrefjord” has a second copy, which Syncthing laid beside it;/,
  ],
  [
    'a copy of a source',
    () => cp(at(home), at(`${home} 2`), { recursive: true }),
    'conflict-copy',
    () => `${home} 2`,
    /^“Quays of Orrefjord” has a second copy, which iCloud Drive laid beside it;/,
  ],
  [
    'a copy of a brief in the trash',
    () => copyFile(at(whole.trashedBrief), at(whole.trashedBrief.replace('.json', '-laptop.json'))),
    'conflict-copy',
    () => whole.trashedBrief.replace('.json', '-laptop.json'),
    /OneDrive/,
  ],
]

test.each(faults)('%s is found, and nothing else', async (_, plant, kind, file, words) => {
  await plant()
  const { faults: found } = await check()
  expect(found).toMatchObject([{ kind, file: file(), mended: false, keptAs: null }])
  expect(found[0]?.message).toMatch(words)
  expect(found[0]?.message).toMatch(/^[^\n]+\.$/)
})

/** What only the newest backup can tell. */
const missed: readonly (readonly [string, () => Promise<unknown>, string, () => string])[] = [
  ['a source', () => rm(at(home), { recursive: true }), 'missing', () => home],
  [
    'a source in the trash',
    () => rm(at(whole.trashedSource), { recursive: true }),
    'missing',
    () => `sources/${idIn(whole.trashedSource)}`,
  ],
  ['a brief in the trash', () => rm(at(whole.trashedBrief)), 'missing', () => whole.trashedBrief],
  [
    'a brief with its generation',
    async () => {
      await unlink(at(`briefs/${whole.brief.id}.json`))
      await unlink(at(`briefs/${whole.brief.id}.json.previous`))
    },
    'missing',
    () => `briefs/${whole.brief.id}.json`,
  ],
  [
    'the last file of annotations with its generation',
    async () => {
      await rm(at(`${home}/annotations`), { recursive: true })
    },
    'missing',
    () => `${home}/annotations/1.json`,
  ],
  [
    'a list that need not be there',
    async () => {
      await unlink(at('views.json'))
      await unlink(at('views.json.previous'))
    },
    'missing',
    () => 'views.json',
  ],
  [
    'a later state of a document',
    async () => {
      await unlink(at('actors.json.previous'))
      await change('actors.json', (actors) => actors, 1)
    },
    'older',
    () => 'actors.json',
  ],
]

function idIn(path: string): string {
  return /s-[0-9a-z]{16}/.exec(path)?.[0] ?? ''
}

test.each(missed)('the newest backup tells that %s is missed', async (_, plant, kind, file) => {
  const files = await known()
  await plant()
  expect((await check({ newest: () => Promise.resolve(files) })).faults).toMatchObject([
    { kind, file: file() },
  ])
})

test('what is in the trash by now, or out of it, is not missed', async () => {
  const files = await known()
  const store = await openNotebook(folder, samplePorts({ firstId: 900 }))
  await store.trashSource(whole.source.source.id)
  await store.trashBrief(whole.brief.id)
  for (const entry of await store.listTrash()) {
    if (entry.kind === 'source' && entry.title === 'Ferries of Orrefjord')
      await store.restoreSource(entry.source)
    if (entry.kind === 'brief' && entry.title === 'Dropped') await store.restoreBrief(entry.brief)
  }
  await store.close()
  expect((await check({ newest: () => Promise.resolve(files) })).faults).toEqual([])
})

test('a brief may name annotations that nobody has', async () => {
  const seen = {
    source: 's-zzzzzzzzzzzzzzzz',
    annotation: 'a-zzzzzzzzzzzzzzzz',
    exact: 'Words.',
    declined: null,
  }
  await change(`briefs/${whole.brief.id}.json`, (brief: { document: { content: unknown[] } }) => ({
    ...brief,
    document: { ...brief.document, content: [...brief.document.content, { type: 'excerpt', attrs: seen }] },
  }))
  expect((await check()).faults).toEqual([])
})

test('files of others are counted and left alone, those that systems leave are not counted, strays are', async () => {
  await writeFile(at('shopping.txt'), 'fish')
  await mkdir(at(`${home}/pictures`))
  await writeFile(at('sources/list.csv'), '')
  await writeFile(at('trash/old.json'), '')
  await writeFile(at('briefs/draft.docx'), '')
  await writeFile(at('.DS_Store'), '')
  await writeFile(at(`${home}/desktop.ini`), '')
  await writeFile(at(`${home}/.source.json.0123456789ab.tmp`), '')
  await mkdir(at('sources/.incoming-0123456789abcdef'))
  const before = await readdir(folder, { recursive: true })
  expect(await check()).toMatchObject({ faults: [], unknown: 5, strays: 2, copies: [] })
  expect(await readdir(folder, { recursive: true })).toEqual(before)
})

test('a version that was taken back may leave its files', async () => {
  await copyFile(at(`${home}/v1.json`), at(`${home}/v2.json`))
  await writeFile(at(`${home}/v2.pdf`), 'what it was read from')
  await writeFile(at(`${home}/v1.md`), 'another first version')
  expect(await check()).toMatchObject({ faults: [], unknown: 0 })
})

test('what a later version wrote is no fault', async () => {
  const { document } = await documentAt(folder, 'codebook.json')
  await writeFile(
    at('codebook.json'),
    encodeDocument({ name: 'codebook.json', sequence: 9, format: 99, document: { later: document } }).bytes,
  )
  expect((await check()).faults).toEqual([])
})

test('a fault is judged again in the turn of its source, and only then told', async () => {
  const turns: string[] = []
  await hurt(`${home}/annotations/1.json`)
  const inTurn: CheckPorts['inTurn'] = async (source, job) => {
    turns.push(source)
    const { annotations, trash } = { annotations: whole.annotations, trash: [] }
    await putDocument(folder, `${home}/annotations/1.json`, { annotations, trash }, { sequence: 9 })
    return job()
  }
  expect((await check({ inTurn })).faults).toEqual([])
  expect(turns).toEqual([whole.source.source.id])
})

describe('a first look by another process', () => {
  test('is all that is needed of what is whole', async () => {
    const looked: string[] = []
    const fs: FileSystem = {
      ...realFileSystem,
      open: (path, how) => {
        looked.push(path)
        return realFileSystem.open(path, how)
      },
    }
    const alone = await check({ newest: known })
    expect(await check({ fs, newest: known, lookAt: looker(realFileSystem, folder) })).toEqual(alone)
    expect(looked).toEqual([])
  })

  test('is not believed when it finds a fault: that is judged here, and only then told and mended', async () => {
    const mended: string[] = []
    const apart = looker(realFileSystem, folder)
    const lookAt: CheckPorts['lookAt'] = async (units) => {
      const found = await apart(units)
      // By the time the other process says so, the first of the two is whole again.
      await rename(at('codebook.json.kept'), at('codebook.json'))
      return found
    }
    await copyFile(at('codebook.json'), at('codebook.json.kept'))
    await hurt('codebook.json')
    await hurt(`${home}/source.json`)
    const found = await check({
      lookAt,
      mend: async (file) => {
        mended.push(file)
        return null
      },
    })
    expect(mended).toEqual([`${home}/source.json`])
    expect(found.faults).toMatchObject([{ kind: 'damaged', file: `${home}/source.json` }])
  })

  test('tells how far it is, and is ended between two errands', async () => {
    const ending = new AbortController()
    const told: number[] = []
    const found = await check(
      {
        lookAt: async (units) => {
          ending.abort()
          return looker(realFileSystem, folder)(units)
        },
      },
      { signal: ending.signal, onProgress: ({ done }) => told.push(done) },
    )
    expect({ told, stopped: found.stopped, files: found.files }).toEqual({
      told: [],
      stopped: true,
      files: 0,
    })
  })
})

test('documents are mended, outside of any turn, and the fault says so', async () => {
  let isInTurn = false
  const asked: [file: string, isInTurn: boolean][] = []
  await hurt(`${home}/source.json`)
  await unlink(at(`${home}/v1.txt`))
  await copyFile(at('codebook.json'), at('codebook (1).json'))
  const { faults: found } = await check({
    inTurn: async (_, job) => {
      isInTurn = true
      return job().finally(() => {
        isInTurn = false
      })
    },
    mend: (file) => {
      asked.push([file, isInTurn])
      if (!file.endsWith('source.json')) return Promise.resolve(null)
      return Promise.resolve({
        kind: 'damaged',
        file,
        message: 'It was put back.',
        mended: true,
        keptAs: 'aside/1',
      })
    },
  })
  // Which originals there are to be says the source, which could not be read.
  expect(asked).toEqual([[`${home}/source.json`, false]])
  expect(found).toMatchObject([
    { file: `${home}/source.json`, mended: true, keptAs: 'aside/1' },
    { kind: 'conflict-copy', mended: false },
  ])
})

test('a file that no backup has is said to come back by an import alone, one that a backup has by either', async () => {
  await unlink(at(`${home}/v1.txt`))
  await hurt(`${home}/v1.json`)
  await hurt(`${whole.trashedSource}/v1.txt`)
  const kept = `${home}/v1.txt`
  const { faults: found } = await check({
    mend: () => Promise.resolve(null),
    hasBackup: (file) => Promise.resolve(file === kept),
  })
  const told = new Map(found.map(({ file, message }) => [file, message]))
  expect(told.get(kept)).toMatch(/: restore it from a backup, or import “quays\.txt” again\.$/)
  expect(told.get(`${home}/v1.json`)).toMatch(
    /nothing else was changed; no backup has it: import “quays\.txt” again\.$/,
  )
  expect(told.get(`${whole.trashedSource}/v1.txt`)).toMatch(
    /; no backup has it: take its source out of the trash and import “.*” again\.$/,
  )
})

test('what cannot be mended is told as it was found, and the others are mended', async () => {
  await hurt('codebook.json')
  await hurt(`${home}/source.json`)
  const put = { kind: 'damaged' as const, message: 'It was put back.', mended: true, keptAs: null }
  const { faults: found } = await check({
    mend: async (file) => {
      if (file === 'codebook.json') throw new Failure('damaged', 'No earlier state of it is known.')
      return { ...put, file }
    },
  })
  expect(found).toMatchObject([
    { file: `${home}/source.json`, mended: true },
    { kind: 'damaged', file: 'codebook.json', mended: false },
  ])
})

test('a disk that refuses is told of, file by file, and is no reason to mend', async () => {
  const disk = breakableFileSystem()
  const broken = [at(`${home}/v1.txt`), at(`${home}/annotations/1.json`), at('codebook.json')]
  disk.breakBy((_, step) => (step.call === 'read' && broken.includes(step.path) ? diskError('EIO') : null))
  const asked: string[] = []
  const { faults: found } = await check({
    fs: disk.fs,
    mend: (file) => {
      asked.push(file)
      return Promise.resolve(null)
    },
  })
  expect(found.map(({ file }) => at(file)).toSorted()).toEqual(broken.toSorted())
  for (const { message } of found)
    expect(message).toMatch(/could not be read because the disk reported an error \(EIO\)/)
  expect(asked).toEqual([])
})

test('a look tells how far it is, and can be ended', async () => {
  const seen: number[] = []
  const ending = new AbortController()
  const { stopped, faults: found } = await check(
    {},
    {
      signal: ending.signal,
      atOnce: 1,
      onProgress: ({ done, of }) => {
        seen.push(of - done)
        if (done === 3) ending.abort()
      },
    },
  )
  expect({ stopped, found }).toEqual({ stopped: true, found: [] })
  expect(seen).toHaveLength(3)
})

test('no more files are open at once than are read at once', async () => {
  for (let nth = 0; nth < 30; nth += 1)
    await cp(at(home), at(`sources/s-${'0'.repeat(14)}${10 + nth}`), { recursive: true })
  let open = 0
  let most = 0
  const fs: FileSystem = {
    ...realFileSystem,
    open: async (path, how) => {
      open += 1
      most = Math.max(most, open)
      const file = await realFileSystem.open(path, how)
      return {
        ...file,
        close: () => {
          open -= 1
          return file.close()
        },
      }
    },
  }
  await check({ fs }, { atOnce: 4 })
  expect(most).toBeLessThanOrEqual(4)
})

test('backups are looked at by whoever knows them', async () => {
  const fault = {
    kind: 'damaged',
    file: 'backups/3.json',
    message: 'It is.',
    mended: false,
    keptAs: null,
  } as const
  const alone = await check()
  const found = await check({ checkBackups: () => Promise.resolve({ faults: [fault], files: 5, bytes: 70 }) })
  expect(found).toMatchObject({ faults: [fault], files: alone.files + 5, bytes: alone.bytes + 70 })
})

test('a source that moved while it was looked at is whole in its other place', async () => {
  const { id } = whole.source.source
  const target = at(`trash/${id}.2025-02-26T00-00-59.000Z`)
  let moved = false
  const fs: FileSystem = {
    ...realFileSystem,
    open: async (path, how) => {
      if (!moved && dirname(path) === at(home)) {
        moved = true
        await rename(at(home), target)
      }
      return realFileSystem.open(path, how)
    },
  }
  expect((await check({ fs })).faults).toEqual([])
  expect(moved).toBe(true)
})
