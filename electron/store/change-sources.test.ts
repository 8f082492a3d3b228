import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import type { SourceId } from '../../shared/model/ids'
import type { Source } from '../../shared/model/source'
import { temporaryFolder } from '../testing/temporary-folder'
import type { SourceNow, SourcesChange } from './change-sources'
import { createNotebook } from './create-notebook'
import type { NotebookStore, StorePorts } from './notebook-store'
import { openNotebook } from './open-notebook'
import { afterKill } from './testing/after-kill'
import { failureOf } from './testing/failure-of'
import { breakableFileSystem, diskError } from './testing/faulty-file-system'
import { type SampleSource, sampleAnnotation, samplePorts, sampleSource } from './testing/samples'

let folder = ''
let ports: StorePorts
let store: NotebookStore
let quays: SampleSource
let ferries: SampleSource
const disk = breakableFileSystem({ platform: 'linux' })

beforeEach(async () => {
  disk.mend()
  folder = join(await temporaryFolder(), 'harbour')
  ports = { ...samplePorts(), fs: disk.fs }
  await createNotebook(folder, 'Harbour', ports)
  store = await openNotebook(folder, ports)
  quays = await added('Quays')
  ferries = await added('Ferries')
})

afterEach(async () => {
  disk.mend()
  await store.close()
})

async function added(title: string): Promise<SampleSource> {
  const sample = sampleSource(ports, title)
  await store.addSource(sample.source, sample.version, sample.original)
  await store.addAnnotation(sampleAnnotation(ports, sample))
  return sample
}

const ids = (): [SourceId, SourceId] => [quays.source.id, ferries.source.id]

/** A version of a source that reads as given. */
function versionOf(source: Source, number: number, words: string, extension = 'txt') {
  const bytes = Buffer.from(words)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const original = { ...quays.version.original, bytes: bytes.length, sha256 }
  const [block = fail()] = quays.version.blocks
  const version = {
    ...quays.version,
    source: source.id,
    number,
    original,
    blocks: [{ ...block, text: words }],
  }
  const entry = { number, created: version.created, original, characters: words.length }
  return { entry, arrives: { version, original: { bytes, extension } } }
}

/** The text of the second source becomes a version of the first, with its annotations. */
async function joined([older = fail(), newer = fail()]: readonly SourceNow[]): Promise<SourcesChange> {
  const { entry, arrives } = versionOf(older.source, 2, 'The quays are closed.')
  const { id } = older.source
  return {
    sources: [
      {
        source: { ...older.source, revision: 2, versions: [...older.source.versions, entry] },
        in: 'library',
        arrives,
      },
      { source: newer.source, in: 'trash', arrives: null },
    ],
    annotation: (annotation) => ({
      ...annotation,
      memo: 'carried',
      target: { ...annotation.target, source: id, version: 2 },
    }),
  }
}

/** What `joined` did, taken back. */
async function parted([older = fail(), newer = fail()]: readonly SourceNow[]): Promise<SourcesChange> {
  const [first = fail()] = older.source.versions
  const theirs = sampleAnnotationOf(ferries)
  return {
    sources: [
      { source: { ...older.source, revision: 3, versions: [first] }, in: 'library', arrives: null },
      { source: newer.source, in: 'library', arrives: null },
    ],
    annotation: (annotation) => ({
      ...annotation,
      memo: '',
      target: {
        ...annotation.target,
        source: annotation.id === theirs ? newer.source.id : older.source.id,
        version: 1,
      },
    }),
  }
}

const made = new Map<SourceId, Annotation['id']>()
const sampleAnnotationOf = ({ source }: SampleSource) => made.get(source.id) ?? fail()

async function note(): Promise<void> {
  for (const id of ids()) made.set(id, (await store.readAnnotations(id))[0]?.id ?? fail())
}

/** What there is to see: of each source its versions, its annotations, and how many of them the library counts. */
async function seen(of: NotebookStore = store): Promise<string> {
  const sources = of.library().map(async ({ id, title, counts }) => {
    const { versions } = await of.readSource(id)
    const texts = await Promise.all(
      versions.map(async ({ number }) => (await of.readVersion(id, number)).blocks[0]?.text),
    )
    for (const { number } of versions) if ((await of.readOriginal(id, number)) === null) fail()
    const notes = (await of.readAnnotations(id)).map(({ memo, target }) => `${memo}@${target.version}`)
    return `${title}: ${texts.join(' | ')} (${counts.claim}: ${notes.join(' ')})`
  })
  return (await Promise.all(sources)).join('\n')
}

const apart = 'Quays: Quays (1: @1)\nFerries: Ferries (1: @1)'
const together = 'Quays: Quays | The quays are closed. (2: carried@2 carried@2)'

const strays = async (of = folder) =>
  (await readdir(of, { recursive: true })).filter((name) => /\.tmp|redo|incoming/.test(name))

test('a version comes with its file, annotations move, and the other source goes to the trash, in one change', async () => {
  await note()
  await store.changeSources(ids(), joined)
  expect(await seen()).toBe(together)
  expect(await afterKill(folder, seen)).toBe(together)
  expect((await store.listTrash()).map((entry) => entry.kind === 'source' && entry.title)).toEqual([
    'Ferries',
  ])
  expect(await store.locateAnnotation(sampleAnnotationOf(ferries))).toBe(quays.source.id)
  const original = await store.readOriginal(quays.source.id, 2)
  expect(Buffer.from(original?.bytes ?? []).toString()).toBe('The quays are closed.')
  expect(original?.extension).toBe('txt')
  await store.changeSources(ids(), parted)
  expect(await seen()).toBe(apart)
  expect(await afterKill(folder, seen)).toBe(apart)
  expect(await store.locateAnnotation(sampleAnnotationOf(ferries))).toBe(ferries.source.id)
  expect(await strays()).toEqual([])
})

test.each([
  ['a version that comes', () => joined, apart, together],
  ['a version that is taken back', () => parted, together, apart],
] as const)(
  'a process that dies at any step leaves all of %s or nothing, and all once it was acknowledged',
  {
    timeout: 120_000,
  },
  async (_, change, before, after) => {
    await note()
    const outcomes = new Set<string>()
    for (let at = 0; ; at++) {
      if ((await seen()) !== before) await store.changeSources(ids(), before === apart ? parted : joined)
      disk.breakBy((index) => (index >= at ? diskError('EIO') : null))
      const acknowledged = await store.changeSources(ids(), change()).then(
        () => true,
        () => false,
      )
      const broken = disk.steps().length > at
      disk.mend()
      const outcome = await afterKill(folder, async (found, copy) => {
        expect({ at, left: await strays(copy) }).toEqual({ at, left: [] })
        return seen(found)
      })
      expect({ at, outcome }).toEqual({ at, outcome: acknowledged || outcome === after ? after : before })
      outcomes.add(`${acknowledged} ${outcome}`)
      await store.close()
      store = await openNotebook(folder, ports)
      if (!broken) break
    }
    // Otherwise the steps that matter were never met.
    expect([...outcomes].toSorted()).toEqual(
      [`false ${after}`, `false ${before}`, `true ${after}`].toSorted(),
    )
  },
)

/** The end of the first source becomes a source of its own, with the annotation. */
function splitInto(id: SourceId) {
  return async ([now = fail()]: readonly SourceNow[]): Promise<SourcesChange> => {
    const source = { ...now.source, id, details: { ...now.source.details, title: 'Tolls' } }
    const { entry, arrives } = versionOf(source, 1, 'Tolls rise.')
    return {
      sources: [
        { source: { ...now.source, revision: 2 }, in: 'library', arrives: null },
        { source: { ...source, versions: [entry] }, in: 'library', arrives },
      ],
      annotation: (annotation) => ({ ...annotation, target: { ...annotation.target, source: id } }),
    }
  }
}

test('where the note of such a change was damaged, what was to come is kept with what it took along', async () => {
  await note()
  const [first] = ids()
  const annotation = sampleAnnotationOf(quays)
  disk.breakBy((_, { call, path }) =>
    call === 'rename' && path.includes('.incoming-') ? diskError('EIO') : null,
  )
  await failureOf(store.changeSources([first], splitInto(ports.newId('s'))))
  disk.mend()
  await store.close()
  await writeFile(join(folder, 'redo.json'), '')
  store = await openNotebook(folder, ports)
  expect(await store.readAnnotations(first)).toEqual([])
  const kept = (await readdir(folder, { recursive: true })).filter((path) =>
    /incoming.*\/1\.json$/.test(path),
  )
  expect(kept).toMatchObject([expect.stringMatching(/^aside\//)])
  expect(await readFile(join(folder, kept[0] ?? ''), 'utf8')).toContain(annotation)
})

test('a source that comes out of another brings annotations along, whole or not at all, wherever the process dies', {
  timeout: 120_000,
}, async () => {
  const [first] = ids()
  const tolls = ports.newId('s')
  const before = apart
  const after = 'Quays: Quays (0: )\nTolls: Tolls rise. (1: @1)\nFerries: Ferries (1: @1)'
  const outcomes: string[] = []
  let done = false
  for (let at = 0; !done; at += 2) {
    const copy = await temporaryFolder()
    await store.close()
    await cp(folder, copy, { recursive: true })
    const trial = await openNotebook(copy, ports)
    disk.breakBy((index) => (index >= at ? diskError('EIO') : null))
    const acknowledged = await trial.changeSources([first], splitInto(tolls)).then(
      () => true,
      () => false,
    )
    done = disk.steps().length <= at
    disk.mend()
    const outcome = await afterKill(copy, async (found, killed) => {
      expect({ at, left: await strays(killed) }).toEqual({ at, left: [] })
      return seen(found)
    })
    expect({ at, outcome }).toEqual({ at, outcome: acknowledged || outcome === after ? after : before })
    outcomes.push(outcome)
    await trial.close()
    store = await openNotebook(folder, ports)
  }
  expect([outcomes.at(0), outcomes.at(-1)]).toEqual([before, after])
})

test('a source that comes lasts where it was assembled before its coming is noted down', async () => {
  const [first] = ids()
  disk.breakBy(() => null)
  await store.changeSources([first], splitInto(ports.newId('s')))
  const steps = disk.steps().map(({ call, path }) => `${call} ${path.slice(folder.length + 1)}`)
  const made = steps.findIndex((step) => /^mkdir sources\/\.incoming-\w+$/.test(step))
  const noted = steps.findIndex((step) => step.startsWith('rename .redo.json.'))
  expect(made).toBeGreaterThan(-1)
  expect(steps.slice(made, noted)).toContain('sync sources')
})

test('where something lies in the place of what comes, nothing changes and the notebook stays usable', async () => {
  const [first] = ids()
  const tolls = ports.newId('s')
  await mkdir(join(folder, 'sources', tolls))
  expect((await failureOf(store.changeSources([first], splitInto(tolls)))).reason).toBe('disk-error')
  expect(await seen()).toBe(apart)
  expect(await strays()).toEqual([])
  await store.changeSources([first], splitInto(ports.newId('s')))
})

test('where the disk is full nothing changes, in memory as on the disk, and the next attempt succeeds', async () => {
  const reasons = new Set<string>()
  await note()
  for (let at = 0; ; at += 1) {
    disk.breakBy((index, { call }) =>
      index === at && ['write', 'sync', 'mkdir', 'link'].includes(call) ? diskError('ENOSPC') : null,
    )
    const refused = await store.changeSources(ids(), joined).then(
      () => null,
      (error: unknown) => (error instanceof Failure ? error : failed(error)),
    )
    const passed = disk.steps().length <= at
    disk.mend()
    // Once it is noted down, opening the notebook again finishes it.
    const noted = refused?.message.includes('noted down') === true
    if (noted) {
      await store.close()
      store = await openNotebook(folder, ports)
    }
    reasons.add(refused?.reason ?? 'done')
    if (noted || refused === null) await store.changeSources(ids(), parted)
    expect({ at, seen: await seen(), left: await strays() }).toEqual({ at, seen: apart, left: [] })
    if (passed) break
  }
  expect([...reasons].toSorted()).toEqual(['disk-error', 'disk-full', 'done'])
})

test('a number that nobody lists is taken by the next version, whatever an undone one left there', async () => {
  const [id] = ids()
  const add = (words: string, extension: string) =>
    store.changeSources([id], async ([now = fail()]) => {
      const { entry, arrives } = versionOf(now.source, 2, words, extension)
      const versions = [...now.source.versions.slice(0, 1), entry]
      return {
        sources: [{ source: { ...now.source, versions }, in: 'library', arrives }],
        annotation: (one) => one,
      }
    })
  await add('The first try.', 'txt')
  await store.changeSources([id], async ([now = fail()]) => ({
    sources: [
      { source: { ...now.source, versions: now.source.versions.slice(0, 1) }, in: 'library', arrives: null },
    ],
    annotation: (one) => one,
  }))
  expect((await failureOf(store.readVersion(id, 2))).reason).toBe('not-found')
  await add('The second try.', 'html')
  expect((await store.readVersion(id, 2)).blocks[0]?.text).toBe('The second try.')
  const original = await store.readOriginal(id, 2)
  expect([Buffer.from(original?.bytes ?? []).toString(), original?.extension]).toEqual([
    'The second try.',
    'html',
  ])
  // A generation of the other one must never be taken for this one.
  expect(await readdir(join(folder, 'sources', id))).not.toContain('v2.json.previous')
})

test('annotations that come into a source fill its files up to 200 each', async () => {
  const [first, second] = ids()
  for (let nth = 0; nth < 260; nth += 1)
    await store.addAnnotation(sampleAnnotation(ports, nth < 60 ? quays : ferries, nth))
  await store.changeSources(ids(), async ([one = fail(), two = fail()]) => ({
    sources: [one, two].map(({ source }) => ({ source, in: 'library', arrives: null })),
    annotation: (annotation) => ({ ...annotation, target: { ...annotation.target, source: first } }),
  }))
  expect(await store.readAnnotations(first)).toHaveLength(262)
  expect(await store.readAnnotations(second)).toHaveLength(0)
  expect(await readdir(join(folder, 'sources', first, 'annotations'))).toEqual(
    expect.arrayContaining(['1.json', '2.json']),
  )
  expect(store.library().map(({ counts }) => counts.claim)).toEqual([262, 0])
})

test('bytes that are not those that were read are not taken for the original', async () => {
  const [id] = ids()
  const add = store.changeSources([id], async ([now = fail()]) => {
    const { entry, arrives } = versionOf(now.source, 2, 'The quays are closed.')
    const original = { ...arrives.original, bytes: Buffer.from('Something else.') }
    const versions = [...now.source.versions, entry]
    return {
      sources: [{ source: { ...now.source, versions }, in: 'library', arrives: { ...arrives, original } }],
      annotation: (one) => one,
    }
  })
  expect((await failureOf(add)).reason).toBe('damaged')
  expect(await strays()).toEqual([])
})

function failed(error: unknown): never {
  throw new Error('it ended in something that is not a Failure', { cause: error })
}

function fail(): never {
  throw new Error('the test lacks what it works on')
}
