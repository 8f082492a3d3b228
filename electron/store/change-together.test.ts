import { writeFileSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Failure } from '../../shared/contract/failure'
import type { AnnotationFile } from '../../shared/model/notebook'
import { temporaryFolder } from '../testing/temporary-folder'
import { createNotebook } from './create-notebook'
import type { NotebookStore, StorePorts } from './notebook-store'
import { openNotebook } from './open-notebook'
import { afterKill } from './testing/after-kill'
import { documentAt, putDocument } from './testing/document-files'
import { failureOf } from './testing/failure-of'
import { breakableFileSystem, diskError } from './testing/faulty-file-system'
import { type SampleSource, sampleAnnotation, samplePorts, sampleSource } from './testing/samples'

let folder = ''
let ports: StorePorts
let store: NotebookStore
let samples: SampleSource[] = []
const disk = breakableFileSystem({ platform: 'linux' })

beforeEach(async () => {
  disk.mend()
  folder = join(await temporaryFolder(), 'harbour')
  ports = { ...samplePorts(), fs: disk.fs }
  await createNotebook(folder, 'Harbour', ports)
  store = await openNotebook(folder, ports)
  samples = []
  for (const title of ['Quays', 'Ferries']) {
    const sample = sampleSource(ports, title)
    await store.addSource(sample.source, sample.version, sample.original)
    await store.addAnnotation(sampleAnnotation(ports, sample))
    samples.push(sample)
  }
})

afterEach(async () => {
  disk.mend()
  await store.close()
})

const ids = () => samples.map(({ source }) => source.id)

const rememo = (memo: string) => (file: AnnotationFile) => ({
  ...file,
  annotations: file.annotations.map((annotation) => ({ ...annotation, memo })),
})

const toTrash = (file: AnnotationFile) => ({
  annotations: [],
  trash: [
    ...file.trash,
    ...file.annotations.map((annotation) => ({ deleted: annotation.created, annotation })),
  ],
})

async function memos(of: NotebookStore = store): Promise<string[]> {
  const all = await Promise.all(ids().map((id) => of.readAnnotations(id)))
  return all.flat().map(({ memo }) => memo)
}

const strays = async (of = folder) =>
  (await readdir(of, { recursive: true })).filter((name) => name.includes('.tmp') || name.includes('redo'))

test('all files change, memory, disk and counts alike, and nothing else is left behind', async () => {
  await store.changeFiles(ids(), rememo('looked at'))
  expect(await memos()).toEqual(Array(2).fill('looked at'))
  expect(await afterKill(folder, memos)).toEqual(Array(2).fill('looked at'))
  await store.changeFiles(ids(), toTrash)
  expect(store.library().map(({ counts }) => counts.claim)).toEqual([0, 0])
  expect(await strays()).toEqual([])
  await store.addAnnotation(sampleAnnotation(ports, samples[0] ?? fail()))
  expect(await memos()).toEqual([''])
})

test('an annotation that a change brings out of the trash is found by its id', async () => {
  const [first = fail()] = ids()
  const [annotation = fail()] = await store.readAnnotations(first)
  await store.changeFiles([first], toTrash)
  await store.close()
  store = await openNotebook(folder, ports)
  expect(await store.locateAnnotation(annotation.id)).toBe(null)
  await store.changeFiles([first], ({ trash }) => ({
    annotations: trash.map((entry) => entry.annotation),
    trash: [],
  }))
  expect(await store.locateAnnotation(annotation.id)).toBe(first)
})

test('a change that leaves every file as it is writes nothing', async () => {
  disk.breakBy((_, { call }) => (call === 'write' || call === 'rename' ? diskError('EIO') : null))
  await store.changeFiles(ids(), (file) => file)
  disk.mend()
  expect(await memos()).toEqual(['', ''])
})

test('a process that dies at any step leaves all of the change or nothing, and all of it once it was acknowledged', {
  timeout: 60_000,
}, async () => {
  const seen = new Set<string>()
  for (let at = 0; ; at++) {
    await store.changeFiles(ids(), rememo('before'))
    disk.breakBy((index) => (index >= at ? diskError('EIO') : null))
    const acknowledged = await store.changeFiles(ids(), rememo('after')).then(
      () => true,
      () => false,
    )
    const broken = disk.steps().length > at
    disk.mend()
    const outcome = await afterKill(folder, async (found, copy) => {
      expect({ at, left: await strays(copy) }).toEqual({ at, left: [] })
      expect({ at, readOnly: found.readOnly }).toEqual({ at, readOnly: null })
      return [...new Set(await memos(found))].join(' and ')
    })
    expect({ at, outcome }).toEqual({
      at,
      outcome: acknowledged || outcome === 'after' ? 'after' : 'before',
    })
    seen.add(`${acknowledged} ${outcome}`)
    await store.close()
    expect({ at, notes: store.notes() }).toEqual({ at, notes: [] })
    store = await openNotebook(folder, ports)
    if (!broken) break
  }
  // Otherwise the steps that matter were never met.
  expect([...seen].toSorted()).toEqual(['false after', 'false before', 'true after'])
})

test('a full disk at any step is told in words; until the change is certain, all is as it was and work goes on', {
  timeout: 60_000,
}, async () => {
  for (let at = 0; ; at++) {
    await store.changeFiles(ids(), rememo('before'))
    let met = false
    disk.breakBy((index, { call }) => {
      const due = index >= at && !met && ['write', 'open', 'sync', 'link'].includes(call)
      met ||= due
      return due ? diskError('ENOSPC') : null
    })
    const failure = await failureIn(store.changeFiles(ids(), rememo('after')))
    disk.mend()
    const memory = await memosAt(at)
    const next = await failureIn(store.changeFiles(ids(), rememo('next')))
    await store.close()
    store = await openNotebook(folder, ports)
    expect({ at, memory, next: next?.reason, disk: await memosAt(at) }).toEqual({
      at,
      memory: failure === null ? 'after' : 'before',
      next: failure?.message.includes('open it again') ? 'disk-error' : undefined,
      disk: failure?.message.includes('open it again') ? 'after' : 'next',
    })
    expect(`${failure?.reason} ${failure?.message}`).toMatch(/^undefined|^disk-.* disk /)
    expect({ at, left: await strays() }).toEqual({ at, left: [] })
    if (!met) break
  }
})

/** The Failure that a change ends in; null when it is made. */
async function failureIn(change: Promise<unknown>): Promise<Failure | null> {
  return change.then(
    () => null,
    () => failureOf(change),
  )
}

/** What all memos say. */
async function memosAt(at: number): Promise<string> {
  const [memo = '', ...others] = new Set(await memos())
  if (others.length > 0) throw new Error(`at step ${at} they differ: ${memo}, ${others.join(', ')}`)
  return memo
}

test('a change that is certain but not made holds up all others until it is finished at the next opening', async () => {
  const [first = fail(), second = fail()] = ids()
  const [annotation = fail()] = await store.readAnnotations(second)
  disk.breakBy((_, { call, path }) =>
    call === 'rename' && path.includes(`${second}/annotations/`) ? diskError('EIO') : null,
  )
  const failure = await failureOf(store.changeFiles([first, second], toTrash).then(() => 'done'))
  expect(failure.reason).toBe('disk-error')
  expect(failure.message).toContain('close the notebook and open it again')
  disk.mend()
  // Its file would be overwritten by the one that waits beside it.
  const held = store.changeAnnotation(second, annotation.id, (seen) => ({ ...seen, memo: 'lost' }))
  expect((await failureOf(held)).message).toBe(failure.message)
  await store.close()
  store = await openNotebook(folder, ports)
  // Closed in good order, with counts from before.
  expect(store.library().map(({ counts }) => counts.claim)).toEqual([0, 0])
  expect(await memos()).toEqual([])
  expect(await strays()).toEqual([])
})

test('closing after a change that could not be finished takes none of its files for a change by others', async () => {
  const [first = fail()] = ids()
  await store.changeFiles(ids(), rememo('before'))
  disk.breakBy((_, { call, path }) =>
    call === 'rename' && path.includes('annotations') && !path.includes(first) ? diskError('EIO') : null,
  )
  await failureIn(store.changeFiles(ids(), rememo('after')))
  disk.mend()
  const annotations = join(folder, 'sources', first, 'annotations')
  expect(await readFile(join(annotations, '1.json'), 'utf8')).toContain('"memo":"after"')
  await store.close()
  expect(store.notes()).toEqual([])
  store = await openNotebook(folder, ports)
  expect({ memos: await memos(), notes: store.notes() }).toEqual({ memos: ['after', 'after'], notes: [] })
  expect(await readdir(annotations)).toEqual(['1.json', '1.json.previous'])
})

test('a record that cannot be taken back is left whole, so that the change is finished and not a part of it', async () => {
  const [, second = fail()] = ids()
  let noted = false
  disk.breakBy((_, { call, path }) => {
    noted ||= call === 'rename' && path.includes('redo.json')
    if (!noted) return null
    const isTold = path.includes('redo.json') || path.includes(second)
    return call === 'sync' || (call === 'unlink' && isTold) ? diskError('EIO') : null
  })
  const failure = await failureOf(store.changeFiles(ids(), rememo('after')))
  expect(failure.message).toContain('open it again')
  expect(await afterKill(folder, memos)).toEqual(['after', 'after'])
  disk.mend()
  expect((await failureOf(store.changeFiles(ids(), rememo('lost')))).message).toBe(failure.message)
  await store.close()
  store = await openNotebook(folder, ports)
  expect(await memos()).toEqual(['after', 'after'])
})

test.each(['sync', 'open'] as const)(
  'where nobody can tell whether a change lasts (%s of the folder fails) none is promised, and nothing else is saved',
  async (failing) => {
    disk.breakBy((_, { call, path }) => (call === failing && path === folder ? diskError('EIO') : null))
    const failure = await failureOf(store.changeFiles(ids(), rememo('after')))
    disk.mend()
    expect(failure.message).not.toContain('will be finished')
    expect(failure.message).toContain('open it again, and it is there as a whole or not at all')
    expect((await failureOf(store.changeFiles(ids(), rememo('lost')))).message).toBe(failure.message)
    expect(await readdir(folder)).not.toContain('redo.json')
    await store.close()
    store = await openNotebook(folder, ports)
    expect(await memos()).toEqual(['', ''])
  },
)

test('a change whose record never came to be is refused, and the next one is made', async () => {
  disk.breakBy((_, { call, path }) => {
    const isRecord = call === 'write' && path.includes('redo.json')
    return isRecord || (call === 'sync' && path === folder) ? diskError('EIO') : null
  })
  expect((await failureOf(store.changeFiles(ids(), rememo('lost')))).message).toContain('try again')
  disk.mend()
  expect(await strays()).toEqual([])
  await store.changeFiles(ids(), rememo('next'))
  expect(await memos()).toEqual(['next', 'next'])
})

test('no rename is noted down before the names of all new files last', async () => {
  disk.breakBy(() => null)
  await store.changeFiles(ids(), rememo('after'))
  const steps = disk.steps()
  const noted = steps.findIndex(({ call, path }) => call === 'rename' && path.includes('redo.json'))
  for (const id of ids()) {
    const annotations = join(folder, 'sources', id, 'annotations')
    const laid = steps.findLastIndex(({ call, path }) => call === 'write' && path.startsWith(annotations))
    const lasts = steps.findIndex(
      ({ call, path }, index) => index > laid && call === 'sync' && path === annotations,
    )
    expect(laid).toBeGreaterThanOrEqual(0)
    expect(lasts).toBeGreaterThan(laid)
    expect(lasts).toBeLessThan(noted)
  }
})

test('whoever only looks leaves it to the writer to finish a change', async () => {
  const [, second = fail()] = ids()
  disk.breakBy((_, step) => (step.call === 'rename' && step.path.includes(second) ? diskError('EIO') : null))
  await failureIn(store.changeFiles(ids(), rememo('after')))
  disk.mend()
  const before = await strays()
  const looking = await openNotebook(folder, ports, { readOnly: true })
  await looking.close()
  expect(await strays()).toEqual(before)
  expect(before).toHaveLength(2)
})

test('what another program wrote before a change was finished is kept aside, and told', async () => {
  const [, second = fail()] = ids()
  const path = join(folder, 'sources', second, 'annotations', '1.json')
  disk.breakBy((_, step) => (step.call === 'rename' && step.path.includes(second) ? diskError('EIO') : null))
  await failureIn(store.changeFiles(ids(), rememo('after')))
  disk.mend()
  await store.close()
  // In place of the file, as programs save; the old one has a second name.
  await rm(path)
  await writeFile(path, 'theirs')
  store = await openNotebook(folder, ports)
  expect(await memos()).toEqual(['after', 'after'])
  const [{ keptAs, file } = { keptAs: null, file: null }, ...others] = store.notes()
  expect({ file, others }).toEqual({ file: `sources/${second}/annotations/1.json`, others: [] })
  // Where no later change takes it away.
  await store.changeFiles(ids(), rememo('later'))
  expect(await readFile(join(folder, keptAs ?? ''), 'utf8')).toBe('theirs')
})

test.each([
  ['ENOSPC', 'disk-full', 'free some space'],
  ['EACCES', 'no-permission', 'check the permissions'],
  ['EIO', 'disk-error', 'EIO'],
])(
  'where the disk does not let a change be finished (%s) the notebook is read, until it does',
  async (code, reason, what) => {
    const [, second = fail()] = ids()
    const breaking = () =>
      disk.breakBy((_, step) =>
        step.call === 'rename' && step.path.includes(second) ? diskError(code) : null,
      )
    breaking()
    await failureIn(store.changeFiles(ids(), rememo('after')))
    await store.close()
    breaking()
    store = await openNotebook(folder, ports)
    expect(store.readOnly?.reason).toBe(reason)
    expect(store.readOnly?.message).toMatch(/^A change of several documents was cut short .* reading only/)
    expect(store.readOnly?.message).toContain(what)
    expect((await memos()).length).toBe(2)
    await failureIn(store.changeFiles(ids(), rememo('lost')))
    expect(await readdir(folder)).not.toContain('lock')
    await store.close()
    disk.mend()
    store = await openNotebook(folder, ports)
    expect({ memos: await memos(), readOnly: store.readOnly, left: await strays() }).toEqual({
      memos: ['after', 'after'],
      readOnly: null,
      left: [],
    })
  },
)

test('a change that a later version began is left to it, and the notebook is read', async () => {
  await store.close()
  await putDocument(folder, 'redo.json', { renames: [], moves: [], more: [] }, { format: 99 })
  const before = await readFile(join(folder, 'redo.json'))
  store = await openNotebook(folder, ports)
  expect(store.readOnly?.reason).toBe('newer-format')
  expect(store.readOnly?.message).toContain('update the app')
  expect(await memos()).toHaveLength(2)
  expect(await readFile(join(folder, 'redo.json'))).toEqual(before)
})

test('a process that dies while it finishes what another began leaves it to the next one', {
  timeout: 60_000,
}, async () => {
  for (let at = 0; ; at++) {
    await store.changeFiles(ids(), rememo('before'))
    disk.breakBy((_, { call, path }) =>
      call === 'rename' && !path.includes('redo.json') ? diskError('EIO') : null,
    )
    await failureIn(store.changeFiles(ids(), rememo('after')))
    disk.mend()
    await store.close()
    disk.breakBy((index) => (index >= at ? diskError('ENOSPC') : null))
    const opened = await openNotebook(folder, ports).catch(() => null)
    const broken = disk.steps().length > at
    disk.mend()
    await opened?.close()
    store = await openNotebook(folder, ports)
    expect({ at, memos: await memos(), readOnly: store.readOnly, left: await strays() }).toEqual({
      at,
      memos: ['after', 'after'],
      readOnly: null,
      left: [],
    })
    if (!broken) break
  }
})

test('a change that waits behind one that is certain but not made is refused as well', async () => {
  const [first = fail(), second = fail()] = ids()
  const [annotation = fail()] = await store.readAnnotations(second)
  disk.breakBy((_, { call, path }) =>
    call === 'rename' && path.includes(`${second}/annotations/`) ? diskError('EIO') : null,
  )
  const many = store.changeFiles([first, second], toTrash)
  const one = store.changeAnnotation(second, annotation.id, (seen) => ({ ...seen, memo: 'lost' }))
  const again = store.changeFiles([second], rememo('lost'))
  const failure = await failureOf(many)
  disk.mend()
  expect((await failureOf(one)).message).toBe(failure.message)
  expect((await failureOf(again)).message).toBe(failure.message)
  await store.close()
  store = await openNotebook(folder, ports)
  expect(await memos()).toEqual([])
})

test('two changes of different sources at once are each made whole or not at all, wherever the process dies', {
  timeout: 120_000,
}, async () => {
  for (const title of ['Cranes', 'Tolls']) {
    const sample = sampleSource(ports, title)
    await store.addSource(sample.source, sample.version, sample.original)
    await store.addAnnotation(sampleAnnotation(ports, sample))
    samples.push(sample)
  }
  const pairs = [ids().slice(0, 2), ids().slice(2)]
  // Between two changes the steps are never in the same order twice, so that every third meets all of them in time.
  for (let at = 0; ; at += 3) {
    await store.changeFiles(ids(), rememo('before'))
    disk.breakBy((index) => (index >= at ? diskError('EIO') : null))
    const acknowledged = await Promise.all(
      pairs.map((pair) =>
        store.changeFiles(pair, rememo('after')).then(
          () => true,
          () => false,
        ),
      ),
    )
    const broken = disk.steps().length > at
    disk.mend()
    const found = await afterKill(folder, memos)
    const outcomes = [found.slice(0, 2), found.slice(2)].map((pair) => [...new Set(pair)].join(' and '))
    expect({ at, outcomes }).toEqual({
      at,
      outcomes: outcomes.map((outcome, index) =>
        acknowledged[index] === true || outcome === 'after' ? 'after' : 'before',
      ),
    })
    await store.close()
    store = await openNotebook(folder, ports)
    if (!broken) break
  }
})

const record = (document: object) => putDocument(folder, 'redo.json', document)

describe('what lies in the way', () => {
  test('a file that somebody else changed refuses the whole change', async () => {
    const [, second = fail()] = ids()
    await store.changeFiles(ids(), rememo('ours'))
    const path = `sources/${second}/annotations/1.json`
    const { document } = await documentAt(folder, path)
    await putDocument(folder, path, document, { sequence: 9 })
    const failure = await failureOf(store.changeFiles(ids(), rememo('more')))
    expect(failure.reason).toBe('changed-outside')
    const keptAs = store.notes()[0]?.keptAs ?? ''
    expect(keptAs).toContain('.conflict-')
    expect(failure.message).toContain(keptAs)
    expect(await documentAt(folder, keptAs)).toMatchObject({
      document: { annotations: [{ memo: 'more' }] },
    })
    expect(await memos()).toEqual(Array(2).fill('ours'))
    await store.health.finish()
    expect(await strays()).toEqual([])
  })

  test.each([
    ['out of the notebook', '../.x.json.0123456789ab.tmp', '../x.json'],
    ['to another folder', 'briefs/.x.json.0123456789ab.tmp', 'x.json'],
    ['of a file that is no temporary one', 'notebook.json', 'x.json'],
    ['by an absolute path', '/tmp/.x.json.0123456789ab.tmp', '/tmp/x.json'],
  ])('a record that renames %s is not obeyed', async (_, from, to) => {
    await store.close()
    await record({ renames: [{ from, to }] })
    store = await openNotebook(folder, ports)
    expect(store.notes()).toMatchObject([{ kind: 'damaged', file: 'redo.json', mended: false }])
    expect(await memos()).toEqual(['', ''])
  })

  test.each([
    ['damaged', (bytes: Buffer) => bytes.subarray(0, bytes.length - 9)],
    ['empty', () => Buffer.alloc(0)],
    ['full of zeros', (bytes: Buffer) => Buffer.alloc(bytes.length)],
  ])('of a record that is %s nothing is obeyed, and nothing that it named is lost', async (_, hurt) => {
    await store.changeFiles(ids(), rememo('before'))
    const [, second = fail()] = ids()
    disk.breakBy((__, { call, path }) =>
      call === 'rename' && path.includes(`${second}/annotations/`) ? diskError('EIO') : null,
    )
    await failureIn(store.changeFiles(ids(), rememo('after')))
    disk.mend()
    await store.close()
    const path = join(folder, 'redo.json')
    await writeFile(path, hurt(await readFile(path)))
    store = await openNotebook(folder, ports)
    expect(store.readOnly).toBe(null)
    expect((await memos()).toSorted()).toEqual(['after', 'before'])
    expect(store.notes()).toMatchObject([{ kind: 'damaged', file: 'redo.json', mended: false }])
    await store.health.finish()
    const aside = (await strays()).filter((name) => !name.startsWith('aside/'))
    expect(aside).toEqual([])
    const [left = ''] = (await strays()).filter((name) => name.includes(`${second}/annotations/`))
    expect(await readFile(join(folder, left), 'utf8')).toContain('"memo":"after"')
  })

  test('what another program writes just when the change becomes certain is kept', async () => {
    const [first = fail()] = ids()
    const theirs = 'written by a program that syncs folders'
    disk.breakBy((_, { call, path }) => {
      if (call === 'rename' && path.includes('.redo.json.'))
        writeFileSync(join(folder, `sources/${first}/annotations/1.json`), theirs)
      return null
    })
    await store.changeFiles(ids(), rememo('looked at'))
    expect(await memos()).toEqual(Array(2).fill('looked at'))
    const [{ keptAs } = fail()] = store.notes()
    expect(await readFile(join(folder, keptAs ?? ''), 'utf8')).toBe(theirs)
  })

  test('where others changed several files ours of each of them is kept', async () => {
    await store.changeFiles(ids(), rememo('ours'))
    for (const id of ids()) {
      const path = `sources/${id}/annotations/1.json`
      const { document } = await documentAt(folder, path)
      await putDocument(folder, path, document, { sequence: 9 })
    }
    const failure = await failureOf(store.changeFiles(ids(), rememo('more')))
    expect(failure.reason).toBe('changed-outside')
    expect(store.notes()).toHaveLength(2)
    for (const { keptAs } of store.notes()) {
      expect(failure.message).toContain(keptAs)
      expect(JSON.stringify(await documentAt(folder, keptAs ?? ''))).toContain('"memo":"more"')
    }
    await store.changeFiles(ids(), rememo('then'))
    expect(await memos()).toEqual(['then', 'then'])
  })

  test('a record whose files are in place already, or whose source is gone, is put away', async () => {
    await store.close()
    await record({
      renames: [
        {
          from: 'sources/s-gone/annotations/.1.json.0123456789ab.tmp',
          to: 'sources/s-gone/annotations/1.json',
        },
      ],
    })
    store = await openNotebook(folder, ports)
    expect(await strays()).toEqual([])
    expect(await memos()).toEqual(['', ''])
  })
})

test('changes of single sources wait for a change of many, and come behind it', async () => {
  const [first = fail()] = ids()
  const [annotation = fail()] = await store.readAnnotations(first)
  const many = store.changeFiles(ids(), rememo('many'))
  const one = store.changeAnnotation(first, annotation.id, (seen) => ({
    ...seen,
    memo: `${seen.memo}, then one`,
  }))
  const again = store.changeFiles(ids().toReversed(), (file) => ({
    ...file,
    annotations: file.annotations.map((each) => ({ ...each, memo: `${each.memo}, then all` })),
  }))
  await Promise.all([many, one, again])
  expect(await memos()).toEqual(['many, then one, then all', 'many, then all'])
})

function fail(): never {
  throw new Error('the test lacks what it works on')
}
