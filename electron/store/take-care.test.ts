import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AnnotationFile } from '../../shared/model/notebook'
import { createNotebook } from './create-notebook'
import type { NotebookStore, StorePorts } from './notebook-store'
import { openNotebook } from './open-notebook'
import { failureOf } from './testing/failure-of'
import { diskError, faultyFileSystem } from './testing/faulty-file-system'
import { forgetEarlierStates } from './testing/forget-earlier-states'
import { sampleAnnotation, sampleBrief, samplePorts, sampleSource } from './testing/samples'

const ports: StorePorts = samplePorts()
/** Backups outside know their notebook by where it lies, so that it is always the same place. */
let work = ''
let template = ''
let folder = ''
let outside = ''
let store: NotebookStore | null = null
const kept = sampleSource(ports)
const deleted = sampleSource(ports)
const ids = [kept.source.id, deleted.source.id]
const brief = sampleBrief(ports)
const deletedBrief = sampleBrief(ports)

const states = ['first', 'older', 'newest']

const rememo = (memo: string) => (file: AnnotationFile) => ({
  ...file,
  annotations: file.annotations.map((annotation) => ({ ...annotation, memo })),
})

/** A notebook with every kind of document, each of which was saved as `older` and then as `newest`. */
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'sourcebook-test-'))
  template = await mkdtemp(join(tmpdir(), 'sourcebook-test-'))
  folder = join(work, 'notebook')
  outside = join(work, 'outside')
  await createNotebook(folder, 'Harbour', ports)
  const made = await open()
  for (const { source, version, original } of [kept, deleted]) await made.addSource(source, version, original)
  const more = Array.from({ length: 201 }, (_, nth) => sampleAnnotation(ports, kept, nth))
  more.push(sampleAnnotation(ports, deleted))
  await made.changeFilesWithBooks(ids, { change: (file) => file, more, books: (books) => books })
  for (const one of [brief, deletedBrief]) await made.addBrief(one)
  for (const [index, word] of states.entries()) {
    const revision = index + 2
    await made.changeFiles(ids, rememo(word))
    for (const id of ids) await made.changeSource(id, (source) => ({ ...source, memo: word }))
    for (const { id } of [brief, deletedBrief])
      await made.changeBrief(id, (seen) => ({ ...seen, title: word }))
    await made.changeCodebook((seen) => ({ ...seen, revision }))
    await made.changeActors((seen) => ({ ...seen, revision }))
    await made.changeViews((seen) => ({ ...seen, revision }))
  }
  await made.trashSource(deleted.source.id)
  await made.trashBrief(deletedBrief.id)
  await made.close()
  await cp(work, template, { recursive: true, preserveTimestamps: true })
}, 60_000)

afterAll(async () => {
  for (const place of [work, template]) await rm(place, { recursive: true, force: true })
})

beforeEach(async () => {
  await rm(work, { recursive: true })
  await cp(template, work, { recursive: true, preserveTimestamps: true })
})

afterEach(() => store?.close())

async function open(options: { readOnly?: boolean } = {}): Promise<NotebookStore> {
  store = await openNotebook(folder, { ...ports, outside }, options)
  return store
}

/** What was put back after a loss bears a revision that is higher by a thousand. */
const wordOf = ({ revision }: { revision: number }) => states[(revision % 1000) - 2]

type Kind = {
  /** Of what lies in the trash the beginning. */
  readonly path: string
  /** Which of the states is read. */
  readonly read: (store: NotebookStore) => Promise<unknown>
}

const source = kept.source.id
const kinds: Kind[] = [
  { path: 'codebook.json', read: async (found) => wordOf((await found.readBooks()).codebook) },
  { path: 'actors.json', read: async (found) => wordOf((await found.readBooks()).actors) },
  { path: 'views.json', read: async (found) => wordOf(await found.readViews()) },
  { path: `sources/${source}/source.json`, read: async (found) => (await found.readSource(source)).memo },
  ...[1, 2].map((number) => ({
    path: `sources/${source}/annotations/${number}.json`,
    read: async (found: NotebookStore) => {
      const annotations = await found.readAnnotations(source)
      const memos = annotations.map(({ memo }) => memo).filter((memo) => memo !== 'newest')
      return annotations.length === 201 ? (memos[0] ?? 'newest') : `${annotations.length} annotations`
    },
  })),
  { path: `briefs/${brief.id}.json`, read: async (found) => (await found.readBrief(brief.id)).title },
  {
    path: `trash/${deleted.source.id}`,
    read: async (found) => {
      await found.restoreSource(deleted.source.id)
      return (await found.readSource(deleted.source.id)).memo
    },
  },
  {
    path: `trash/${deleted.source.id}/annotations/1.json`,
    read: async (found) => {
      await found.restoreSource(deleted.source.id)
      return (await found.readAnnotations(deleted.source.id))[0]?.memo
    },
  },
  {
    path: `trash/${deletedBrief.id}`,
    read: async (found) => {
      await found.restoreBrief(deletedBrief.id)
      return (await found.readBrief(deletedBrief.id)).title
    },
  },
]

/** Where it lies now: what is in the trash has the time in its name. */
async function place(path: string): Promise<string> {
  const [top = '', entry = '', ...rest] = path.split('/')
  if (top !== 'trash') return path
  const name = (await readdir(join(folder, 'trash'))).find(
    (one) => one.startsWith(entry) && !one.endsWith('.previous'),
  )
  if (name === undefined) throw new Error(`there is no ${path}`)
  const file = rest.length === 0 && entry.startsWith('s-') ? ['source.json'] : rest
  return ['trash', name, ...file].join('/')
}

const hurts: [string, (path: string) => Promise<unknown>][] = [
  [
    'damaged',
    async (path) => {
      const whole = await readFile(path)
      await writeFile(
        path,
        whole.map((byte, at) => (at === whole.length - 10 ? byte ^ 1 : byte)),
      )
    },
  ],
  ['missing', (path) => rm(path)],
]

const known: [string, string | null, (path: string) => Promise<unknown>][] = [
  [
    'its generation is known',
    'older',
    async () => {
      await rm(join(folder, 'backups'), { recursive: true })
      await rm(outside, { recursive: true })
    },
  ],
  ['a backup knows it', 'newest', (path) => rm(`${path}.previous`, { force: true })],
  [
    'a backup outside knows it',
    'newest',
    async (path) => {
      await rm(`${path}.previous`, { force: true })
      await rm(join(folder, 'backups'), { recursive: true })
    },
  ],
]

function isInTrash({ path }: Pick<Kind, 'path'>): boolean {
  return path.startsWith('trash/')
}

/** Nothing in the notebook itself tells that there was such a file: a look at all that a backup names does. */
function isMissedOnlyByBackups(path: string): boolean {
  return /^views|^briefs|^trash.*annotations|^trash\/b-/.test(path)
}

describe.each(kinds)('$path', ({ path, read }) => {
  describe.each(hurts)('that is %s', (how, hurt) => {
    test.each(known)('is mended where %s', async (_, word, prepare) => {
      const name = await place(path)
      await hurt(join(folder, name))
      await prepare(join(folder, name))
      const opened = await open()
      if (how === 'missing' && word === 'newest' && isMissedOnlyByBackups(path)) await opened.mend(name)
      expect(await read(opened)).toBe(word)
      expect(opened.notes()).toMatchObject([{ kind: how, file: name, mended: true }])
      await opened.close()
      const again = await open()
      // What came out of the trash is there.
      expect(isInTrash({ path }) ? word : await read(again)).toBe(word)
      expect(again.notes()).toEqual([])
      expect((await again.health.read()).incidents).toHaveLength(1)
    })
  })
})

describe.each(kinds.filter((kind) => !isInTrash(kind)))('$path', ({ path, read }) => {
  test('is reported, and left as it is, where nothing is known of it', async () => {
    const name = await place(path)
    await forgetEarlierStates(folder)
    await rm(outside, { recursive: true })
    await writeFile(join(folder, name), 'hurt')
    expect((await failureOf(open().then(read))).reason).toBe('damaged')
    expect(await readFile(join(folder, name), 'utf8')).toBe('hurt')
  })

  test('is shown but not put back by whoever may only read', async () => {
    const name = await place(path)
    await writeFile(join(folder, name), 'hurt')
    const opened = await open({ readOnly: true })
    expect(await read(opened)).toBe('newest')
    expect(opened.notes()).toMatchObject([{ file: name, mended: false }])
    expect(await readFile(join(folder, name), 'utf8')).toBe('hurt')
  })
})

describe('the text of a source and the file it was read from', () => {
  const text = `sources/${source}/v1.json`
  const original = `sources/${source}/v1.txt`
  const reading: [string, (found: NotebookStore) => Promise<unknown>][] = [
    [text, async (found) => (await found.readVersion(source, 1)).blocks],
    [original, async (found) => (await found.readOriginal(source, 1))?.bytes],
  ]
  describe.each(hurts)('that are %s', (how, hurt) => {
    test.each(reading)('%s comes back byte for byte', async (name, read) => {
      const whole = await readFile(join(folder, name))
      await hurt(join(folder, name))
      const opened = await open()
      expect(await read(opened)).toEqual(name === text ? kept.version.blocks : whole)
      const kind = how === 'missing' || name === text ? how : 'original-changed'
      // It never changes, so there is no earlier state that it could be.
      const message = expect.not.stringContaining('last change') as unknown
      expect(opened.notes()).toMatchObject([{ kind, file: name, message, mended: true }])
      expect(Buffer.compare(await readFile(join(folder, name)), whole)).toBe(0)
    })
  })

  test('are not made up where no backup knows them', async () => {
    await rm(outside, { recursive: true })
    for (const name of [text, original]) await rm(join(folder, name))
    const opened = await open()
    expect((await failureOf(opened.readVersion(source, 1))).reason).toBe('damaged')
    expect(await opened.readOriginal(source, 1)).toBe(null)
  })
})

const itself = () => join(folder, 'notebook.json')

describe('notebook.json', () => {
  const knowing: [string, () => Promise<unknown>][] = [
    ['a backup knows it', async () => undefined],
    ['a backup outside knows it', () => forgetEarlierStates(folder)],
    [
      'its generation is known',
      async () => {
        await cp(itself(), `${itself()}.previous`)
        await rm(join(folder, 'backups'), { recursive: true })
      },
    ],
  ]
  describe.each(hurts)('that is %s', (how, hurt) => {
    test.each(knowing)('is mended by its writer where %s', async (_, prepare) => {
      await prepare()
      await hurt(itself())
      const opened = await open()
      expect(opened.notebook.title).toBe('Harbour')
      expect(opened.readOnly).toBe(null)
      expect(opened.library()).toHaveLength(1)
      expect(opened.notes()).toMatchObject([{ kind: how, file: 'notebook.json', mended: true }])
      await opened.close()
      expect((await open()).notes()).toEqual([])
    })

    test('while it is open is written anew by a look at it, though nothing else knows of it', async () => {
      const opened = await open()
      await forgetEarlierStates(folder)
      await rm(outside, { recursive: true })
      await hurt(itself())
      expect(await opened.mend('notebook.json')).toMatchObject({ kind: how, mended: true })
      expect(await opened.mend('notebook.json')).toBe(null)
      await opened.close()
      const again = await open()
      expect([again.notebook, again.notes()]).toEqual([opened.notebook, []])
    })

    test('is only read by whoever looks', async () => {
      await hurt(itself())
      const opened = await open({ readOnly: true })
      expect(opened.notebook.title).toBe('Harbour')
      expect(opened.notes()).toMatchObject([{ kind: how, mended: false }])
      expect(await readdir(folder)).not.toContain('aside')
    })

    test('is a failure where nothing is known of it, and nobody is locked out', async () => {
      await forgetEarlierStates(folder)
      await rm(outside, { recursive: true })
      await hurt(itself())
      expect((await failureOf(open())).reason).toBe('damaged')
      expect(await readdir(folder)).not.toContain('lock')
    })
  })
})

describe('notebook.json that the disk does not give back', () => {
  const deaf = faultyFileSystem(({ call, path }) =>
    call === 'read' && path === itself() ? diskError('EIO') : null,
  )
  const openDeaf = () => openNotebook(folder, { ...ports, outside, fs: deaf })

  test.each([
    ['a backup', async () => undefined],
    ['a backup outside', () => forgetEarlierStates(folder)],
  ])('is read from %s, and nothing is changed until the disk does', async (_, prepare) => {
    await prepare()
    const before = await readdir(work, { recursive: true })
    store = await openDeaf()
    expect(store.notebook.title).toBe('Harbour')
    expect(store.library()).toHaveLength(1)
    expect(store.readOnly).toMatchObject({ reason: 'disk-error' })
    expect(store.notes()).toMatchObject([{ file: 'notebook.json', mended: false }])
    await store.close()
    expect(await readdir(work, { recursive: true })).toEqual(before)
    const well = await open()
    expect(well.readOnly).toBe(null)
    expect((await well.health.read()).incidents).toEqual([])
  })

  test('at once is read a moment later', async () => {
    let asked = 0
    const fs = faultyFileSystem(({ call, path }) => {
      if (call !== 'read' || path !== itself()) return null
      asked += 1
      return asked === 1 ? diskError('EBUSY') : null
    })
    store = await openNotebook(folder, { ...ports, outside, fs })
    expect(store.readOnly).toBe(null)
    expect(store.notes()).toEqual([])
  })

  test('is a failure where nothing is known of it', async () => {
    await forgetEarlierStates(folder)
    await rm(outside, { recursive: true })
    expect((await failureOf(openDeaf())).reason).toBe('disk-error')
  })
})

test('a folder in the place of notebook.json lies aside, and the notebook is open for writing', async () => {
  await rm(itself())
  await mkdir(join(itself(), 'inside'), { recursive: true })
  const opened = await open()
  expect(opened.notebook.title).toBe('Harbour')
  expect(opened.readOnly).toBe(null)
  const [incident] = opened.notes()
  expect(incident).toMatchObject({ kind: 'damaged', file: 'notebook.json', mended: true })
  expect(await readdir(join(folder, incident?.keptAs ?? ''))).toEqual(['inside'])
})

test('what is in the trash is missing nowhere, and what came out of it is not missing there', async () => {
  const opened = await open()
  const [inTrash, briefInTrash] = [
    await place(`trash/${deleted.source.id}`),
    await place(`trash/${deletedBrief.id}`),
  ]
  await opened.trashBrief(brief.id)
  await opened.trashSource(source)
  await opened.restoreBrief(deletedBrief.id)
  await opened.restoreSource(deleted.source.id)
  for (const gone of [`briefs/${brief.id}.json`, `sources/${source}/source.json`, briefInTrash])
    expect((await failureOf(opened.mend(gone))).reason).toBe('damaged')
  expect(await opened.mend(inTrash)).toBe(null)
  expect(opened.notes()).toEqual([])
  expect(await readdir(join(folder, 'briefs'))).not.toContain(`${brief.id}.json`)
  expect(await readdir(join(folder, 'sources'))).toEqual([deleted.source.id])
})

test('what was saved after another program put an earlier state back is restored, and not what was before that', async () => {
  const views = join(folder, 'views.json')
  const visit = async (changes: number) => {
    const store = await openNotebook(folder, ports)
    for (let nth = 0; nth < changes; nth += 1)
      await store.changeViews((seen) => ({ ...seen, revision: seen.revision + 1 }))
    if (changes > 0) await store.backups.make('asked')
    const { revision } = await store.readViews()
    await store.close()
    return revision
  }
  await visit(1)
  const earlier = await readFile(views)
  await visit(5)
  await writeFile(views, earlier)
  const saved = await visit(2)
  await writeFile(views, '')
  expect((await visit(0)) % 1000).toBe(saved)
})

test('opening reads nothing of the backups while nothing is wrong', async () => {
  await rename(join(folder, 'backups'), join(work, 'elsewhere'))
  await rename(outside, join(work, 'outside-elsewhere'))
  const opened = await open()
  for (const { read } of kinds.filter((kind) => !isInTrash(kind))) expect(await read(opened)).toBe('newest')
  expect(opened.notes()).toEqual([])
})
