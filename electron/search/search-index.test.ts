import { readdir, readFile, rename as renameFolder, rm, truncate, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { NotebookId, SourceId } from '../../shared/model/ids'
import type { SearchHit } from '../../shared/model/search'
import { createNotebook } from '../store/create-notebook'
import { encodeDocument } from '../store/document-codec'
import { documentName } from '../store/document-name'
import { realFileSystem } from '../store/file-system'
import { openNotebook } from '../store/open-notebook'
import { sampleAnnotation, samplePorts, sampleSource } from '../store/testing/samples'
import { temporaryFolder } from '../testing/temporary-folder'
import { SearchIndex } from './search-index'

/** Finds titles alone. */
const TITLED = 'quay in:details'

let notebook = ''
let cache = ''
let id: NotebookId
/** Adds a source to the notebook, which nobody is told of; answers the folder it lies in. */
let addSource: (title: string) => Promise<string>

beforeEach(async () => {
  const folder = await temporaryFolder()
  notebook = join(folder, 'Harbour')
  cache = join(folder, 'cache')
  const ports = samplePorts()
  await createNotebook(notebook, 'Harbour', ports)
  const empty = await openNotebook(notebook, ports)
  id = empty.notebook.id
  await empty.close()
  addSource = async (title) => {
    const store = await openNotebook(notebook, ports)
    const { source, version, original } = sampleSource(ports, title)
    await store.addSource(source, version, original)
    await store.close()
    return join(notebook, 'sources', source.id)
  }
})

/** Gives the source of the notebook another title, of which nobody is told. */
async function rename(title: string): Promise<SourceId> {
  const store = await openNotebook(notebook, samplePorts())
  const [source] = store.library()
  if (source === undefined) throw new Error('there is a source')
  await store.changeSource(source.id, (before) => ({ ...before, details: { ...before.details, title } }))
  await store.close()
  return source.id
}

function open({ writer = true } = {}) {
  const index = new SearchIndex({ notebook, id, cache })
  index.begin(writer)
  let closing: Promise<void> | null = null
  const close = () => (closing ??= index.close())
  onTestFinished(close)
  const ask = async (query: string): Promise<readonly SearchHit[]> => {
    for (;;) {
      const { hits, missing } = await index.ask({ query, limit: 20, frame: false })
      if (missing === 0) return hits
    }
  }
  return { index, ask, close }
}

/** Opens the notebook, asks, and closes it, so that all is kept. */
async function once(query: string, how: Parameters<typeof open>[0] = {}): Promise<readonly string[]> {
  const { close, ask } = open(how)
  const snippets = (await ask(query)).map(({ snippet }) => snippet)
  await close()
  return snippets
}

/** Keeps the words of so many sources, each in a pair of files of its own; readers tidy nothing up. */
async function keepInPairs(sources: number): Promise<void> {
  for (let nth = 0; nth < sources; nth += 1) {
    await addSource(`Quay ${nth}`)
    await once(TITLED, { writer: false })
  }
  expect(await kept()).toHaveLength(2 * sources)
}

/** Adds a source whose annotations are in so many files, each with one whose memo says `quay 1`, `quay 2` and so on. */
async function addAnnotated(title: string, files = 1): Promise<string> {
  const folder = await addSource(title)
  const store = await openNotebook(notebook, samplePorts())
  const id = basename(folder) as SourceId
  const sample = { source: await store.readSource(id), version: await store.readVersion(id, 1) }
  await store.addAnnotation({ ...sampleAnnotation(samplePorts(), sample, 1), memo: 'quay 1' })
  await store.close()
  for (let nth = 2; nth <= files; nth += 1) {
    const annotation = sampleAnnotation(samplePorts({ firstId: nth }), sample, nth)
    const document = { annotations: [{ ...annotation, memo: `quay ${nth}` }], trash: [] }
    const path = `annotations/${nth}.json`
    const name = documentName(`sources/${id}/${path}`)
    await writeFile(join(folder, path), encodeDocument({ name, sequence: 1, document }).bytes)
  }
  return folder
}

/** The disk refuses to give back what lies at `path`, or anything below it, until it is well; answers how often it was asked. */
function refuse(path: string): { readonly asked: () => number; readonly heal: () => void } {
  let asked = 0
  const methods = ['open', 'readdir', 'stamp'] as const
  const spies = methods.map((method) => {
    const real = realFileSystem[method].bind(realFileSystem) as (...args: unknown[]) => Promise<never>
    return vi.spyOn(realFileSystem, method).mockImplementation((...args: unknown[]) => {
      if (args[0] !== path && !String(args[0]).startsWith(join(path, '/'))) return real(...args)
      asked += 1
      return Promise.reject(Object.assign(new Error('too many files'), { code: 'EMFILE' }))
    })
  })
  const heal = () => {
    for (const spy of spies) spy.mockRestore()
  }
  onTestFinished(heal)
  return { asked: () => asked, heal }
}

const kept = async () => (await readdir(cache)).toSorted()

test('however much of what was kept is lost, the same is found', { timeout: 60_000 }, async () => {
  await addSource('Quay closed — €5')
  await addSource('Old quay')
  const before = await once('quay')
  expect(before).toHaveLength(4)
  for (const name of await kept()) {
    const path = join(cache, name)
    const whole = await readFile(path)
    for (let size = 0; size < whole.length; size += 1 + Math.floor(whole.length / 60)) {
      for (const other of await kept())
        if (!name.startsWith(other.split('.')[0] ?? '')) await rm(join(cache, other))
      await writeFile(path, whole)
      await truncate(path, size)
      const { close, ask } = open({ writer: false })
      expect((await ask('quay')).map(({ snippet }) => snippet)).toEqual(before)
      await close()
    }
    await writeFile(path, whole)
  }
})

test('whatever byte of the kept words is another, the same is found', { timeout: 60_000 }, async () => {
  await addSource('Quay closed')
  const before = await once('quay')
  const [name = ''] = (await kept()).filter((one) => one.endsWith('.words'))
  const whole = await readFile(join(cache, name))
  for (let at = 0; at < whole.length; at += 1 + Math.floor(whole.length / 80)) {
    const damaged = Buffer.from(whole)
    damaged[at] = 255 - (whole[at] ?? 0)
    await writeFile(join(cache, name), damaged)
    const { close, ask } = open({ writer: false })
    expect((await ask('quay')).map(({ snippet }) => snippet)).toEqual(before)
    await close()
    for (const other of await kept())
      if (other.split('.')[0] !== name.split('.')[0]) await rm(join(cache, other))
  }
})

test.each([
  ['at once', 0],
  ['after the first texts', 300],
])('a disk that is full %s is no matter of whoever searches', async (_, room) => {
  await addSource('Quay closed')
  let left = room
  const openFile = realFileSystem.open.bind(realFileSystem)
  const opened = vi.spyOn(realFileSystem, 'open').mockImplementation(async (path, how) => {
    const file = await openFile(path, how)
    if (how === 'read') return file
    const write: typeof file.write = async (bytes, offset, length) => {
      if (left === 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
      const taken = await file.write(bytes, offset, Math.min(length, left))
      left -= taken
      return taken
    }
    return { ...file, write }
  })
  expect(await once(TITLED)).toHaveLength(1)
  expect(left).toBe(0)
  opened.mockRestore()
  expect(await once(TITLED)).toHaveLength(1)
})

test('two processes search and keep at a time, and the next believes both', async () => {
  const folder = await addSource('Old quay')
  const one = open()
  const two = open({ writer: false })
  expect(await Promise.all([one.ask(TITLED), two.ask(TITLED)])).toMatchObject([[{}], [{}]])
  await addSource('New quay')
  one.index.listed()
  expect(await one.ask(TITLED)).toHaveLength(2)
  await Promise.all([one.close(), two.close()])
  expect(await once(TITLED)).toHaveLength(2)
  await rm(folder, { recursive: true })
  expect(await once(TITLED)).toEqual(['New quay'])
})

test('what another program changed while nobody searched is found as it is now', async () => {
  await addSource('Old quay')
  expect(await once(TITLED)).toEqual(['Old quay'])
  await rename('New quay')
  expect(await once(TITLED)).toEqual(['New quay'])
  expect(await once('old in:details')).toEqual([])
})

test('what changes while it is read is read again', async () => {
  await addSource('Old quay')
  const { index, ask } = open()
  await ask(TITLED)
  const openFile = realFileSystem.open.bind(realFileSystem)
  let news = 0
  const opened = vi.spyOn(realFileSystem, 'open').mockImplementation(async (path, how) => {
    const before = await openFile(path, how)
    if (how === 'read' && path.endsWith('source.json') && news > 0) {
      news -= 1
      index.changed(await rename('New quay'))
    }
    return before
  })
  const id = await rename('Second quay')
  news = 1
  index.changed(id)
  expect(await ask(TITLED)).toMatchObject([{ snippet: 'New quay' }])
  opened.mockRestore()
})

test('what comes while the sources are listed is found', async () => {
  await addSource('Old quay')
  const { index, ask } = open()
  await ask(TITLED)
  const list = realFileSystem.readdir.bind(realFileSystem)
  let news = 1
  const listed = vi.spyOn(realFileSystem, 'readdir').mockImplementation(async (folder) => {
    const before = await list(folder)
    if (folder === join(notebook, 'sources') && news > 0) {
      news = 0
      await addSource('New quay')
      index.listed()
    }
    return before
  })
  index.listed()
  expect(await ask(TITLED)).toHaveLength(2)
  listed.mockRestore()
})

test('what was kept is loaded before the notebook is open, and its sources are read only then', async () => {
  const folder = await addSource('Old quay')
  await once(TITLED)
  const index = new SearchIndex({ notebook, id, cache })
  onTestFinished(() => index.close())
  let answered = false
  const asked = index.ask({ query: TITLED, limit: 10, frame: false }).finally(() => {
    answered = true
  })
  await new Promise((resolve) => {
    setTimeout(resolve, 50)
  })
  expect(answered).toBe(false)
  await rm(folder, { recursive: true })
  index.begin(true)
  expect(await asked).toMatchObject({ total: 0 })
})

test('what was never begun closes', async () => {
  await addSource('Old quay')
  await once(TITLED)
  const before = await kept()
  await new SearchIndex({ notebook, id, cache }).close()
  expect(await kept()).toEqual(before)
})

test('who is not the one writer leaves in the cache what is of no use', async () => {
  await addSource('Old quay')
  await once(TITLED)
  for (const kind of ['words', 'texts']) await writeFile(join(cache, `000-cut.${kind}`), '')
  const before = await kept()
  const { ask, close } = open({ writer: false })
  await ask(TITLED)
  await close()
  expect(await kept()).toEqual(before)
})

test('words that are out of date are not kept for ever', { timeout: 60_000 }, async () => {
  const ports = samplePorts()
  const store = await openNotebook(notebook, ports)
  const { source, version, original } = sampleSource(ports)
  const [heading, ...others] = version.blocks
  if (heading === undefined) throw new Error('there is a heading')
  // More words than are worth writing anew.
  const blocks = [
    heading,
    ...others.map((block) => ({ ...block, text: 'quayside '.repeat(80_000 / 3).trim() })),
  ]
  await store.addSource(source, { ...version, blocks }, original)
  const stretch = { from: 'b1', to: 'b1', origin: 'hand', evidence: null, heading: null } as const
  for (let nth = 0; nth < 12; nth += 1) {
    const mark = { kind: 'post', ...stretch, time: `${nth}`, updated: false } as const
    await store.changeSource(source.id, (before) => ({
      ...before,
      structures: [{ version: 1, marks: [mark] }],
    }))
    await once('quayside', { writer: false })
  }
  await store.close()
  expect(await kept()).toHaveLength(24)
  const { ask, close } = open()
  await ask('quayside')
  await vi.waitFor(async () => expect(await kept()).toHaveLength(2), 5000)
  await close()
  const files = await kept()
  expect(await once('quayside in:text')).toHaveLength(1)
  // All that was needed was in what is left.
  expect(await kept()).toEqual(files)
})

test('what is tidied up while sources change keeps the newest of them', async () => {
  await keepInPairs(14)
  const { index, ask, close } = open()
  const unlink = realFileSystem.unlink.bind(realFileSystem)
  let news: 'none' | 'on its way' | 'there' = 'none'
  const removing = vi.spyOn(realFileSystem, 'unlink').mockImplementation(async (path) => {
    if (news === 'none' && path.startsWith(cache)) {
      news = 'on its way'
      index.changed(await rename('New quay'))
      news = 'there'
    }
    await unlink(path)
  })
  onTestFinished(() => removing.mockRestore())
  await ask(TITLED)
  await vi.waitFor(() => expect(news).toBe('there'))
  expect(await ask('"new" in:details')).toHaveLength(1)
  await close()
  removing.mockRestore()
  expect(await once('"new" in:details')).toHaveLength(1)
})

test('a disk that takes nothing while all is written anew loses nothing that was kept', async () => {
  await keepInPairs(14)
  const before = await kept()
  const openFile = realFileSystem.open.bind(realFileSystem)
  const opened = vi.spyOn(realFileSystem, 'open').mockImplementation(async (path, how) => {
    if (how === 'new') throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
    return openFile(path, how)
  })
  onTestFinished(() => opened.mockRestore())
  const { ask, close } = open()
  await ask(TITLED)
  await vi.waitFor(() => expect(opened).toHaveBeenCalledWith(expect.any(String), 'new'))
  await close()
  opened.mockRestore()
  expect(await kept()).toEqual(before)
})

test('pairs of files that are of no use any more go', async () => {
  await addSource('Old quay')
  await once(TITLED)
  const before = await kept()
  for (const [name, bytes] of [
    ['000-made-by-an-older-version', 'Sourcebook search 0\n…'],
    ['001-cut', ''],
  ]) {
    await writeFile(join(cache, `${name}.words`), bytes ?? '')
    await writeFile(join(cache, `${name}.texts`), '')
  }
  const { ask } = open()
  await ask(TITLED)
  await vi.waitFor(async () => expect(await kept()).toEqual(before))
})

test('of many pairs one is made, from which all is read', async () => {
  await keepInPairs(14)
  const { close, ask } = open()
  await ask(TITLED)
  await vi.waitFor(async () => expect((await kept()).length).toBeLessThanOrEqual(4))
  await close()
  const files = await kept()
  expect(await once('"quay 7" in:details')).toEqual(['Quay 7'])
  expect(await kept()).toEqual(files)
})

/** What of a source is found by its title, in the parts of it, its two annotations among them. */
const partsFound = (hits: readonly SearchHit[]) =>
  hits.map((hit) => (hit.kind === 'annotation' ? hit.snippet : hit.kind)).toSorted()
const all = ['details', 'quay 1', 'quay 2', 'text']

test.each([
  { what: 'its folder', path: '', meanwhile: [] },
  { what: 'its details', path: 'source.json', meanwhile: [] },
  { what: 'its text', path: 'v1.json', meanwhile: ['details', 'quay 1', 'quay 2'] },
  { what: 'a file of its annotations', path: 'annotations/1.json', meanwhile: ['details', 'quay 2', 'text'] },
  { what: 'the list of its annotations', path: 'annotations', meanwhile: ['details', 'text'] },
])(
  'of a source of which the disk refuses $what the rest is found, and all once it can be read',
  async ({ path, meanwhile }) => {
    const folder = await addAnnotated('Quay', 2)
    const { heal } = refuse(join(folder, path))
    const first = open()
    expect(partsFound(await first.ask('quay'))).toEqual(meanwhile)
    await first.close()
    const { ask, close } = open()
    expect(partsFound(await ask('quay'))).toEqual(meanwhile)
    expect(partsFound(await ask('quay'))).toEqual(meanwhile)
    heal()
    expect(partsFound(await ask('quay'))).toEqual(all)
    await close()
    expect(await kept()).not.toEqual([])
    expect(partsFound(await open().ask('quay'))).toEqual(all)
  },
)

test('what the disk refuses once is found the next time the notebook is opened', async () => {
  const folder = await addAnnotated('Quay', 2)
  const { heal } = refuse(join(folder, 'annotations', '1.json'))
  expect(await once('quay')).toHaveLength(3)
  heal()
  expect(await once('quay')).toHaveLength(4)
})

test('a text that was gone is found again when it is put back', async () => {
  const path = join(await addSource('Quay'), 'v1.json')
  const whole = await readFile(path)
  await rm(path)
  const { index, ask } = open()
  expect(await ask('mayor')).toEqual([])
  await writeFile(path, whole)
  index.changed(basename(dirname(path)) as SourceId)
  expect(await ask('mayor')).toHaveLength(1)
})

test('a refusal of the disk while kept words are compared with their folder hides them no longer than it lasts', async () => {
  const folder = await addSource('Quay')
  await once('quay')
  const { heal } = refuse(folder)
  const { ask } = open()
  expect(await ask('quay')).toEqual([])
  heal()
  expect(await ask('quay')).toHaveLength(2)
})

test('a list of the sources that the disk refuses hides none that are known, and is asked for again', async () => {
  await addSource('Old quay')
  await once(TITLED)
  await addSource('New quay')
  const list = realFileSystem.readdir.bind(realFileSystem)
  let isRefused = true
  const listing = vi.spyOn(realFileSystem, 'readdir').mockImplementation(async (folder) => {
    if (isRefused && folder === join(notebook, 'sources'))
      throw Object.assign(new Error('too many files'), { code: 'EMFILE' })
    return list(folder)
  })
  onTestFinished(() => listing.mockRestore())
  const { index, ask } = open()
  expect(await ask(TITLED)).toHaveLength(1)
  index.listed()
  expect(await ask(TITLED)).toHaveLength(1)
  isRefused = false
  expect(await ask(TITLED)).toHaveLength(2)
})

test('a source that is deleted by another program is not found, and is when it is put back', async () => {
  const folder = await addSource('Quay')
  await once('quay')
  await renameFolder(folder, `${folder}-elsewhere`)
  const { index, ask } = open()
  expect(await ask('quay')).toEqual([])
  await renameFolder(`${folder}-elsewhere`, folder)
  index.listed()
  expect(await ask('quay')).toHaveLength(2)
})

test('of a source that cannot be read for long a question asks for nothing but what is missing', async () => {
  const folder = await addAnnotated('Quay', 8)
  refuse(join(folder, 'annotations', '5.json'))
  const { ask } = open()
  expect(await ask('quay')).toHaveLength(9)
  const reads = vi.spyOn(realFileSystem, 'open').mockClear()
  for (let nth = 0; nth < 10; nth += 1) expect(await ask('quay')).toHaveLength(9)
  const paths = reads.mock.calls.map(([path]) => path).filter((path) => path.startsWith(notebook))
  const files = new Set(paths.map((path) => basename(path)))
  expect(files).toContain('5.json')
  expect([...files].filter((name) => !name.startsWith('5.json'))).toEqual([])
})

/** How many files a few questions open after so many more texts went that cannot be read. */
async function readsOf(sources: number): Promise<number> {
  for (let nth = 0; nth < sources; nth += 1) await rm(join(await addSource('Quay'), 'v1.json'))
  const { ask, close } = open()
  await ask('quay')
  const reads = vi.spyOn(realFileSystem, 'open')
  for (let nth = 0; nth < 5; nth += 1) await ask('quay')
  const count = reads.mock.calls.length
  reads.mockRestore()
  await close()
  return count
}

test('a question costs no more reads when many sources cannot be read than when a few cannot', async () => {
  const few = await readsOf(6)
  expect(few).toBeGreaterThan(0)
  expect(await readsOf(10)).toBeLessThanOrEqual(few)
})

test('of many sources that cannot be read each has its turn, and all are found once they can', async () => {
  const texts = []
  for (let nth = 0; nth < 12; nth += 1) texts.push(join(await addSource('Quay'), 'v1.json'))
  const whole = await Promise.all(texts.map((path) => readFile(path)))
  await Promise.all(texts.map((path) => rm(path)))
  const { ask, close } = open()
  expect(await ask('mayor')).toEqual([])
  for (const [nth, path] of texts.entries()) if (nth > 7) await writeFile(path, whole[nth] ?? '')
  for (let nth = 0; nth < 3; nth += 1) await ask('mayor')
  expect(await ask('mayor')).toHaveLength(4)
  for (const [nth, path] of texts.entries()) await writeFile(path, whole[nth] ?? '')
  for (let nth = 0; nth < 3; nth += 1) await ask('mayor')
  expect(await ask('mayor')).toHaveLength(12)
  await close()
})

test('tidying up keeps nothing of what could not be read as though there were nothing', async () => {
  await keepInPairs(14)
  const folder = await addAnnotated('Quay', 2)
  const { heal } = refuse(join(folder, 'annotations', '1.json'))
  const { ask, close } = open()
  expect(await ask('"quay 1" in:annotation')).toEqual([])
  await vi.waitFor(async () => expect((await kept()).length).toBeLessThanOrEqual(4))
  await close()
  heal()
  expect(await once('"quay 1" in:annotation')).toEqual(['quay 1'])
})
