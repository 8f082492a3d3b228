import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import type { SourceId } from '../../shared/model/ids'
import { temporaryFolder } from '../testing/temporary-folder'
import { checkNotebook } from './check-notebook'
import { realFileSystem } from './file-system'
import type { NotebookStore, StorePorts } from './notebook-store'
import { openNotebook } from './open-notebook'
import { breakableFileSystem, diskError } from './testing/faulty-file-system'
import { sampleAnnotation, sampleBrief, samplePorts } from './testing/samples'
import { makeWholeNotebook, type WholeNotebook } from './testing/whole-notebook'

let folder = ''
let whole: WholeNotebook
let id: SourceId
let ports: StorePorts
let replaced: string[] = []

beforeEach(async () => {
  const work = await temporaryFolder()
  folder = join(work, 'notebook')
  whole = await makeWholeNotebook(folder)
  id = whole.source.source.id
  replaced = []
  ports = {
    ...samplePorts({ firstId: 500, outside: join(work, 'outside') }),
    onReplaced: (name) => void replaced.push(name),
  }
  // Its backup outside holds what never changes, too.
  await visit(async (store) => void (await store.backups.make('asked')))
})

async function visit<Value>(
  job: (store: NotebookStore) => Promise<Value>,
  fs = realFileSystem,
): Promise<Value> {
  const store = await openNotebook(folder, { ...ports, fs })
  try {
    return await job(store)
  } finally {
    await store.close()
  }
}

const look = (store: NotebookStore) =>
  checkNotebook({
    fs: realFileSystem,
    notebook: folder,
    inTurn: (source, job) => store.inTurn(source, job),
    newest: () => store.backups.newest(),
    mend: (file) => store.mend(file),
  })

const place = () => `sources/${id}`
const lose = () => rm(join(folder, place()), { recursive: true })

async function contents(store: NotebookStore) {
  const { revision: _, ...source } = await store.readSource(id)
  const annotations = (await store.readAnnotations(id)).map(({ revision: __, ...rest }) => rest)
  const { blocks } = await store.readVersion(id, 1)
  return { source, annotations, blocks, original: await store.readOriginal(id, 1), listed: store.library() }
}

test('the folder of a source that is gone is put back as it was, and windows are told', async () => {
  const before = await visit(contents)
  const after = await visit(async (store) => {
    await lose()
    const { faults } = await look(store)
    expect(faults).toMatchObject([{ kind: 'missing', file: place(), mended: true }])
    expect(store.notes()).toHaveLength(1)
    expect(replaced).toEqual([place()])
    return contents(store)
  })
  expect(after).toEqual({ ...before, listed: after.listed })
  expect(after.listed).toMatchObject([{ id, counts: { claim: 3 } }])
  const again = await visit(async (store) => ({ found: await look(store), now: await contents(store) }))
  expect(again.found.faults).toEqual([])
  expect(again.now).toEqual(after)
})

test('a brief whose file was deleted while the notebook was closed comes back at opening, and is told', async () => {
  const file = `briefs/${whole.brief.id}.json`
  for (const name of [file, `${file}.previous`]) await rm(join(folder, name), { force: true })
  await visit(async (store) => {
    await expect.poll(() => store.notes()).toMatchObject([{ kind: 'missing', file, mended: true }])
    expect(replaced).toEqual([file])
    expect((await store.listBriefs()).briefs).toMatchObject([{ id: whole.brief.id, title: 'What it costs' }])
  })
})

test('a brief that was put into the trash stays there, also where somebody emptied that', async () => {
  await visit((store) => store.trashBrief(whole.brief.id))
  for (const empty of [false, true]) {
    if (empty) await rm(join(folder, 'trash'), { recursive: true })
    await visit(async (store) => {
      await store.gone()
      expect(store.notes()).toEqual([])
      expect((await store.listBriefs()).briefs).toEqual([])
    })
  }
})

test('a notebook without any of its folders can be opened and used, and what was in them comes back', async () => {
  const before = await visit(contents)
  for (const name of ['sources', 'briefs', 'trash']) await rm(join(folder, name), { recursive: true })
  await visit(async (store) => {
    const brief = sampleBrief({ newId: ports.newId, now: ports.now })
    await store.addBrief(brief)
    await store.trashBrief(brief.id)
    await look(store)
    expect(await contents(store)).toEqual({ ...before, listed: store.library() })
    expect(await store.readBrief(whole.brief.id)).toMatchObject({ title: 'What it costs' })
  })
})

test('what was saved since the backup comes back with it while it is in memory', async () => {
  await visit(async (store) => {
    const more = sampleAnnotation({ newId: ports.newId, now: ports.now }, whole.source, 5)
    await store.addAnnotation(more)
    await store.changeSource(id, (source) => ({ ...source, revision: source.revision + 1, memo: 'later' }))
    const before = await contents(store)
    const { revision } = await store.readSource(id)
    await lose()
    expect((await look(store)).faults).toMatchObject([{ file: place(), mended: true }])
    expect(await contents(store)).toEqual({ ...before, listed: store.library() })
    expect((await store.readSource(id)).revision).toBe(revision)
    expect((await store.listTrash()).length).toBe(2)
  })
})

test('one that was put into the trash does not come back, also where somebody emptied that', async () => {
  await visit(async (store) => {
    await store.trashSource(id)
    expect(await store.mend(place())).toBe(null)
    await store.backups.make('asked')
    const trash = join(folder, 'trash')
    for (const name of await readdir(trash))
      if (name.startsWith(id)) await rm(join(trash, name), { recursive: true })
    expect(await store.mend(place())).toBe(null)
    expect(await readdir(join(folder, 'sources'))).toEqual([])
  })
})

test('where not all of it is known nothing is put in its place, and it is told', async () => {
  await lose()
  await rm(join(folder, '..', 'outside'), { recursive: true })
  await visit(async (store) => {
    const { faults } = await look(store)
    expect(faults).toMatchObject([{ kind: 'missing', file: place(), mended: false }])
    expect(await readdir(join(folder, 'sources'))).toEqual([])
  })
})

test('a disk that fails at any step of it leaves nothing behind, and it comes back when the disk is well', async () => {
  await lose()
  const disk = breakableFileSystem()
  await visit(async (store) => {
    let steps = 1
    for (let nth = 0; nth < steps; nth += 1) {
      disk.breakBy((index, { path }) =>
        index === nth && path.includes('/sources') ? diskError('EIO') : null,
      )
      const found = await store.mend(place()).catch(() => null)
      steps = disk.steps().length
      disk.mend()
      const there = await readdir(join(folder, 'sources'))
      expect(there.filter((name) => name !== id)).toEqual([])
      if (found === null && there.length === 0) continue
      await store.mend(place())
      expect((await contents(store)).annotations).toHaveLength(3)
      await lose()
    }
  }, disk.fs)
  await visit(look)
  expect((await visit(contents)).annotations).toHaveLength(3)
})
