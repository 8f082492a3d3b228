import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type CallName, calls, type Input, type Output } from '../../shared/contract/calls'
import { Failure } from '../../shared/contract/failure'
import type { Brief } from '../../shared/model/brief'
import type { Actors, Codebook } from '../../shared/model/codebook'
import { anyExcerpt } from '../../shared/model/excerpts'
import type { AnnotationId } from '../../shared/model/ids'
import { type AnnotationFile, FORMAT } from '../../shared/model/notebook'
import type { Source } from '../../shared/model/source'
import { releasedNotebooks } from '../../tests/torture/released'
import { documentName } from '../store/document-name'
import { documentSchema } from '../store/document-schemas'
import { documentAt, putDocument } from '../store/testing/document-files'
import { steadyPorts } from '../testing/steady-ports'
import { temporaryFolder } from '../testing/temporary-folder'
import { openSession, type Session } from './open-session'
import { sourceIn } from './testing/source-in'

const released = releasedNotebooks().find(({ name }) => name.startsWith('complete')) ?? fail()

function fail(): never {
  throw new Error('the test is wrong')
}

/** The documents that lie at these paths. Each caller knows which kind they are of. */
function documentsAt<T>(path: RegExp): T[] {
  return [...released.model].flatMap(([at, document]) => (path.test(at) ? [document as T] : []))
}

const sources = documentsAt<Source>(/^sources\/.*\/source\.json$/)
const [trashedSource = fail()] = documentsAt<Source>(/^trash\/.*\/source\.json$/)
const [brief = fail()] = documentsAt<Brief>(/^briefs\//).filter(({ title }) => title.startsWith('Every'))
const [trashedBrief = fail()] = documentsAt<Brief>(/^trash\/b-/)
const [codebook = fail()] = documentsAt<Codebook>(/^codebook/)
const [{ actors } = fail()] = documentsAt<Actors>(/^actors/)
const used = <Entry extends { readonly gone: unknown }>(entries: readonly Entry[]) =>
  entries.filter(({ gone }) => gone === null)
const titled = (part: string) => sources.find(({ details }) => details.title.includes(part)) ?? fail()
const live = titled('as it happened')
const gazette = titled('Harbour fund')
const page = titled('Who pays')
const notice = titled('صندوق')
const files = documentsAt<AnnotationFile>(/^sources\/.*\/annotations\//)
const annotationsOf = ({ id }: Source) =>
  files.flatMap(({ annotations }) => annotations.filter(({ target }) => target.source === id))
const [deleted = fail()] = files.flatMap(({ trash }) => trash)

type Call = <Name extends CallName>(name: Name, input: Input<Name>) => Promise<Output<Name>>
type Change = readonly [CallName, string, (call: Call) => Promise<unknown>]

const revisionOf = async (call: Call, { id: source, revision }: Source) =>
  (await call('source.get', { source }).catch(() => ({ revision }))).revision

const annotationOf = async (call: Call, source: Source, at = 0) => {
  const kept = annotationsOf(source)[at] ?? fail()
  const now = await call('annotation.list', { source: source.id, kind: null }).catch(() => [kept])
  return now.find(({ id }) => id === kept.id) ?? kept
}

async function importText(call: Call, text: string) {
  const bytes = Buffer.from(text)
  const { import: id } = await call('import.begin', { name: 'note.txt', size: bytes.length })
  await call('import.chunk', { import: id, offset: 0, bytes: bytes.toString('base64') })
  return sourceIn(await call('import.end', { import: id }))
}

const briefNow = (call: Call) => call('brief.get', { brief: brief.id }).catch(() => brief)
const viewsNow = (call: Call) => call('view.list', {}).catch(() => ({ revision: 1, views: [] }))
const [actor = fail(), otherActor = fail()] = used(actors)
const [issue = fail()] = used(codebook.issues)
const [measure = fail(), otherMeasure = fail()] = used(codebook.measures)
const [code = fail(), otherCode = fail()] = used(codebook.codes)

/** All that changes something in a notebook, on every document of it, what takes away the most last. */
const changes: readonly Change[] = [
  [
    'source.update',
    'a memo',
    async (call) =>
      call('source.update', { source: live.id, revision: await revisionOf(call, live), memo: 'New' }),
  ],
  [
    'source.keepPlace',
    'a place',
    (call) => call('source.keepPlace', { source: live.id, version: 1, offset: 5 }),
  ],
  ...sources.flatMap((source): Change[] => {
    const { number } = source.versions.at(-1) ?? fail()
    const place = { by: 'position' as const, ranges: [{ start: 0, end: 4 }] }
    const body = { kind: 'claim' as const }
    return [
      [
        'source.update',
        source.id,
        async (call) =>
          call('source.update', {
            source: source.id,
            revision: await revisionOf(call, source),
            status: 'read',
          }),
      ],
      [
        'annotation.create',
        source.id,
        (call) => call('annotation.create', { source: source.id, version: number, place, body }),
      ],
    ]
  }),
  [
    'annotation.update',
    'a memo',
    async (call) => {
      const { id, revision } = await annotationOf(call, gazette)
      return call('annotation.update', { source: gazette.id, annotation: id, revision, memo: 'New' })
    },
  ],
  [
    'annotation.update',
    'with an entry that is made along with it',
    async (call) => {
      const { id, revision, codes } = await annotationOf(call, page)
      const as = 'c-zzzzzzzzzzzzzzzz' as const
      return call('annotation.update', {
        source: page.id,
        annotation: id,
        revision,
        codes: [...codes, as],
        make: [{ as, kind: 'code', name: 'Made along' }],
      })
    },
  ],
  [
    'annotation.bulk',
    'all',
    (call) =>
      call('annotation.bulk', {
        of: { by: 'filter', filter: anyExcerpt },
        change: { do: 'add-code', code: code.id },
      }),
  ],
  [
    'annotation.settle',
    'an orphan',
    async (call) => {
      const unsettled = annotationsOf(gazette).findIndex(({ carried }) => carried?.settled === false)
      const { id, revision } = await annotationOf(call, gazette, unsettled)
      return call('annotation.settle', {
        source: gazette.id,
        annotation: id,
        revision,
        as: { what: 'older' },
      })
    },
  ],
  [
    'view.save',
    'a view',
    async (call) =>
      call('view.save', {
        revision: (await viewsNow(call)).revision,
        view: {
          name: 'New',
          arrangement: { filter: anyExcerpt, sort: 'place', descending: false, group: 'none' },
        },
      }),
  ],
  [
    'view.remove',
    'a view',
    async (call) => call('view.remove', { revision: (await viewsNow(call)).revision, name: 'Open figures' }),
  ],
  ['codebook.add', 'an actor', (call) => call('codebook.add', { kind: 'actor', name: 'A new actor' })],
  ['codebook.add', 'a code', (call) => call('codebook.add', { kind: 'code', name: 'A new code' })],
  [
    'codebook.update',
    'an actor',
    (call) => call('codebook.update', { kind: 'actor', id: actor.id, description: 'New' }),
  ],
  [
    'codebook.update',
    'an issue',
    (call) => call('codebook.update', { kind: 'issue', id: issue.id, description: 'New' }),
  ],
  [
    'codebook.merge',
    'actors',
    (call) => call('codebook.merge', { kind: 'actor', from: [otherActor.id], into: actor.id }),
  ],
  [
    'codebook.merge',
    'measures',
    (call) => call('codebook.merge', { kind: 'measure', from: [otherMeasure.id], into: measure.id }),
  ],
  ['codebook.remove', 'an actor', (call) => call('codebook.remove', { kind: 'actor', id: actor.id })],
  ['codebook.remove', 'a code', (call) => call('codebook.remove', { kind: 'code', id: otherCode.id })],
  [
    'brief.create',
    'a brief',
    (call) => call('brief.create', { title: 'New', template: 'fact-check', filter: anyExcerpt }),
  ],
  [
    'brief.rename',
    'a brief',
    async (call) =>
      call('brief.rename', { brief: brief.id, revision: (await briefNow(call)).revision, title: 'New' }),
  ],
  [
    'brief.save',
    'a brief',
    async (call) =>
      call('brief.save', {
        brief: brief.id,
        revision: (await briefNow(call)).revision,
        document: { type: 'doc', content: [{ type: 'paragraph' }] },
      }),
  ],
  ['brief.add', 'all', (call) => call('brief.add', { brief: brief.id, annotations: 'all' })],
  [
    'brief.drop',
    'one',
    (call) => call('brief.drop', { brief: brief.id, annotation: (annotationsOf(gazette)[0] ?? fail()).id }),
  ],
  ['sample.add', 'the sample', (call) => call('sample.add', {})],
  ['import.end', 'a text', (call) => importText(call, 'A note\nThe crane stands still since the morning.\n')],
  [
    'source.split',
    'a text',
    async (call) =>
      call('source.split', { source: live.id, revision: await revisionOf(call, live), at: 'b6' }),
  ],
  [
    'version.correct',
    'a text',
    async (call) =>
      call('version.correct', {
        source: notice.id,
        revision: await revisionOf(call, notice),
        edits: [{ block: 'b1', text: 'صندوق' }],
      }),
  ],
  [
    'version.add',
    'a text',
    async (call) =>
      call('version.add', { source: page.id, revision: await revisionOf(call, page), from: live.id }),
  ],
  ['history.undo', 'the last step', (call) => call('history.undo', {})],
  ['history.redo', 'the last step', (call) => call('history.redo', {})],
  [
    'trash.restore',
    'an annotation',
    (call) =>
      call('trash.restore', { kind: 'annotation', source: page.id, annotation: deleted.annotation.id }),
  ],
  [
    'trash.restore',
    'a source',
    (call) => call('trash.restore', { kind: 'source', source: trashedSource.id }),
  ],
  ['trash.restore', 'a brief', (call) => call('trash.restore', { kind: 'brief', brief: trashedBrief.id })],
  [
    'brief.rename',
    'a brief that was restored',
    (call) => call('brief.rename', { brief: trashedBrief.id, revision: trashedBrief.revision, title: 'New' }),
  ],
  [
    'source.update',
    'a source that was restored',
    async (call) =>
      call('source.update', { source: trashedSource.id, revision: trashedSource.revision, memo: 'New' }),
  ],
  ['backup.make', 'now', (call) => call('backup.make', {})],
  ['health.check', 'every file', (call) => call('health.check', { texts: false })],
  [
    'health.choose',
    'a copy',
    (call) => call('health.choose', { file: 'actors (conflicted copy).json', keep: 'copy' }),
  ],
  [
    'annotation.remove',
    'one',
    async (call) => {
      const { id } = await annotationOf(call, gazette, 1)
      return call('annotation.remove', { source: gazette.id, annotation: id satisfies AnnotationId })
    },
  ],
  ['brief.remove', 'a brief', (call) => call('brief.remove', { brief: brief.id })],
  ...sources.map(({ id }): Change => ['source.remove', id, (call) => call('source.remove', { source: id })]),
]

/** What reads, or changes only what lies outside of the notebook. */
const harmless: ReadonlySet<CallName> = new Set<CallName>([
  'notebook.state',
  'notebook.lastRead',
  'notebook.keepLastRead',
  'library.list',
  'source.get',
  'version.get',
  'annotation.list',
  'excerpt.list',
  'compare.figures',
  'compare.positions',
  'compare.claims',
  'view.list',
  'codebook.get',
  'codebook.use',
  'codebook.naming',
  'date.read',
  'source.detect',
  'search.run',
  'trash.list',
  'brief.list',
  'brief.get',
  'brief.evidence',
  'brief.check',
  'brief.export',
  'source.infer',
  'source.alike',
  'version.compare',
  'annotation.places',
  'source.verify',
  'history.state',
  'preferences.get',
  'preferences.set',
  'desktop.chooseFiles',
  'desktop.chooseFolder',
  'desktop.chooseSave',
  'desktop.writeExport',
  'desktop.openLink',
  'health.read',
  'health.stopCheck',
  'backup.list',
  'backup.look',
  'backup.losses',
  'backup.setOutside',
  // The steps of an import before its end, and its other ways in, which end alike.
  'import.begin',
  'import.chunk',
  'import.cancel',
  'import.member',
  'desktop.importFile',
  // Both are asked for by a person who has seen what they bring back; they have tests of their own.
  'backup.restore',
  'backup.restoreCopy',
  'desktop.openCopy',
])

/** A notebook of the present format that has everything in it, to be done with as one likes. */
async function layOut(): Promise<string> {
  present ??= bringUpToDate()
  const folder = await temporaryFolder()
  await cp(await present, folder, { recursive: true })
  return folder
}
let present: Promise<string> | null = null

async function bringUpToDate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sourcebook-test-'))
  for (const [path, bytes] of released.files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
  await (await openSession({ folder, desktop: null }, steadyPorts())).close()
  return folder
}

afterAll(async () => {
  if (present !== null) await rm(await present, { recursive: true })
})

async function filesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const files = paths.toSorted().map(async (path) => {
    return [path.slice(folder.length + 1), await readFile(path, 'latin1')] as const
  })
  return new Map(await Promise.all(files))
}

const callOf =
  (session: Session): Call =>
  async (name, input) => {
    const answer = await session.call(name, input)
    if (!answer.ok) throw new Failure(answer.error.reason, answer.error.message)
    // The handler of `name` gave it.
    return answer.value as Output<typeof name>
  }

/** Makes every change, and answers how each went: its reason where it was refused, else null. */
async function makeAll(folder: string): Promise<Map<string, string | null>> {
  const session = await openSession({ folder, desktop: null }, steadyPorts())
  const went = new Map<string, string | null>()
  try {
    for (const [name, what, change] of changes) {
      const refused = await change(callOf(session)).then(
        () => null,
        (error: unknown) => (error instanceof Failure ? error.reason : String(error)),
      )
      went.set(`${name} ${what}`, refused)
    }
  } finally {
    await session.close()
  }
  return went
}

test('every call is tried, or changes nothing in the notebook', () => {
  const tried = new Set(changes.map(([name]) => name))
  const left = Object.keys(calls).filter(
    (name) => !tried.has(name as CallName) && !harmless.has(name as CallName),
  )
  expect(left).toEqual([])
})

test('in a notebook of the present format every change but those that cannot be is made', async () => {
  const went = await makeAll(await layOut())
  const refused = [...went].filter(([, reason]) => reason !== null)
  expect(Object.fromEntries(refused)).toEqual({
    // There are texts already.
    'sample.add the sample': 'conflict',
    // There is no such copy.
    'health.choose a copy': 'not-found',
    // It became the next version of another text.
    [`source.remove ${live.id}`]: 'not-found',
  })
})

test('in a notebook of a later format every change is refused, and no byte of it changes', async () => {
  const folder = await layOut()
  const { document } = await documentAt(folder, 'notebook.json')
  await putDocument(folder, 'notebook.json', document, { format: FORMAT + 1 })
  const before = await filesIn(folder)
  const made = [...(await makeAll(folder))].flatMap(([change, reason]) => (reason === null ? [change] : []))
  // Looking is allowed, and how far somebody read is not kept where it cannot be.
  expect(made).toEqual(['source.keepPlace a place', 'health.check every file'])
  expect(await filesIn(folder)).toEqual(before)
})

const documents = [...released.model.keys()].filter((path) => documentSchema(documentName(path))?.changes)

// Every document is an object.
describe.each([
  ['that can be read', (document: unknown) => ({ ...(document as object), addedLater: 1 })],
  ['that cannot be read', () => ({ another: 'shape' })],
])('a single document of a later format, %s,', (_, later) => {
  test.each(documents.filter((path) => path !== 'notebook.json'))('is never written: %s', async (path) => {
    const folder = await layOut()
    const { document } = await documentAt(folder, path)
    await putDocument(folder, path, later(document), { format: FORMAT + 1, sequence: 100 })
    const bytes = await readFile(join(folder, path), 'latin1')
    await makeAll(folder)
    const its = [...(await filesIn(folder))].filter(([at]) => documentName(at) === documentName(path))
    // It may have gone to the trash or come back, as it is.
    expect(its.map(([, now]) => now === bytes)).toEqual([true])
  })
})
