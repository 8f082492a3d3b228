import { expect, test } from 'vitest'
import type { AnnotationBody } from '../../shared/model/annotation'
import { anyExcerpt } from '../../shared/model/excerpts'
import type { SourceId } from '../../shared/model/ids'
import type { Structure } from '../../shared/model/structure'
import { documentAt, putDocument } from '../store/testing/document-files'
import { failureOf } from '../store/testing/failure-of'
import { openDesk } from './testing/desk'

const hop = { role: 'speaker', actor: null, asWritten: 'the harbour master', anonymous: true } as const
const passage = { version: 1, start: 0, end: 8 }

/** The fields of an annotation that a person filled in. */
const bodies = {
  claim: {
    kind: 'claim',
    statement: 'The quay is closed.',
    certainty: 'hedged',
    issue: null,
    eventDate: '2025-05',
    attribution: [hop, { ...hop, role: 'outlet', asWritten: 'the Courier' }],
  },
  figure: {
    kind: 'figure',
    asWritten: '12 cranes',
    quantity: { value: 12, upper: null, unit: 'cranes', bound: 'exact', approximate: false },
    measure: null,
    scope: null,
    asOf: null,
    attribution: [hop],
  },
  position: {
    kind: 'position',
    actor: null,
    issue: null,
    stance: 'opposes',
    condition: null,
    dateSaid: null,
    attribution: [hop],
  },
} as const satisfies Record<string, AnnotationBody>

/** `value` with a field in each object of it that this version does not know, each with a value of its own. */
function withAdded(value: unknown, named = 'of'): unknown {
  if (Array.isArray(value)) return value.map((entry, at) => withAdded(entry, `${named} ${at}`))
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.entries(value).map(([key, part]) => [key, withAdded(part, `${named} ${key}`)])
  return { addedLater: { by: named }, ...Object.fromEntries(inner) }
}

/** A notebook with an annotation of each kind, an overlay, a decision and a saved view, to all of which a later version added fields. */
async function start() {
  const desk = await openDesk()
  const text = 'The quay\nThe quay is closed until May, and 12 cranes stand still. The board wants it open.\n'
  const source = await desk.importText(text)
  const words = { claim: 'closed until May', figure: '12 cranes', position: 'wants it open' }
  for (const kind of ['claim', 'figure', 'position'] as const) {
    const { id, revision } = await desk.tag(source, words[kind], kind)
    await desk.call('annotation.update', { source, annotation: id, revision, body: bodies[kind] })
  }
  const marks: Structure['marks'] = [
    { kind: 'heading', from: 'b1', to: 'b1', origin: 'inferred', evidence: passage, level: 2 },
    { kind: 'frame', from: 'b2', to: 'b2', origin: 'inferred', evidence: null },
  ]
  await desk.call('source.update', {
    source,
    revision: (await desk.call('source.get', { source })).revision,
    structure: { version: 1, marks },
    decisions: [{ rule: 'frame', passage, verdict: 'rejected', reason: null }],
  })
  const filter = { ...anyExcerpt, text: 'the quay' }
  const arrangement = { filter, sort: 'place', descending: false, group: 'none' } as const
  await desk.call('view.save', { revision: 1, view: { name: 'All', arrangement } })
  for (const path of paths(source)) {
    const { document, sequence } = await documentAt(desk.folder, path)
    await putDocument(desk.folder, path, withAdded(document), { sequence: sequence + 1 })
  }
  await desk.reopen()
  const documents = () =>
    Promise.all(paths(source).map(async (path) => (await documentAt(desk.folder, path)).document))
  return { ...desk, source, documents, before: await documents() }
}

function paths(source: SourceId): string[] {
  return ['views.json', `sources/${source}/source.json`, `sources/${source}/annotations/1.json`]
}

/** What a later version added, wherever it lies. */
function addedIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  if ('by' in value) return [String(value.by)]
  return Object.values(value).flatMap(addedIn).toSorted()
}

/** What the documents say, without what is new with every change. */
function told(documents: unknown): string {
  return JSON.stringify(documents, (key, value: unknown) =>
    ['revision', 'modified'].includes(key) ? null : value,
  )
}

test.each([
  ['claim', { certainty: 'denied' }],
  ['claim', { eventDate: null }],
  ['figure', { scope: 'the old harbour' }],
  ['figure', { quantity: { ...bodies.figure.quantity, value: 13 } }],
  ['figure', { attribution: [{ ...hop, anonymous: false }] }],
  ['position', { stance: 'mixed', condition: 'if the board pays' }],
] as const)(
  'a %s to which a later version added fields is changed (%j), and they stay; undo brings back all of it',
  async (kind, change) => {
    const { call, undo, source, documents, before } = await start()
    const [seen] = await call('annotation.list', { source, kind })
    if (seen === undefined) throw new Error('there is one of each kind')
    const { id: annotation, revision } = seen
    const body = { ...seen.body, ...change } as AnnotationBody // of its own kind
    const saved = await call('annotation.update', { source, annotation, revision, body })
    expect(saved.body).toMatchObject(change)
    const after = await documents()
    expect(JSON.stringify(after)).not.toBe(JSON.stringify(before))
    expect(addedIn(after)).toEqual(addedIn(before))
    await undo()
    expect(told(await documents())).toBe(told(before))
  },
)

test('a body that is given back as it was read changes nothing', async () => {
  const { call, source, documents, before } = await start()
  for (const { id, revision, body } of await call('annotation.list', { source, kind: null })) {
    await call('annotation.update', { source, annotation: id, revision, body })
    // What does not see what it does not know gives it back without.
    const known = bodies[body.kind]
    await call('annotation.update', { source, annotation: id, revision, body: known })
  }
  expect(await documents()).toEqual(before)
})

test('whoever does not give the added fields back changes an annotation all the same, and they stay', async () => {
  const { call, source, documents, before } = await start()
  const [seen] = await call('annotation.list', { source, kind: 'figure' })
  if (seen === undefined) throw new Error('there is a figure')
  const { id: annotation, revision } = seen
  const body = { ...bodies.figure, scope: 'the old harbour' }
  await call('annotation.update', { source, annotation, revision, body })
  expect(addedIn(await documents())).toEqual(addedIn(before))
})

test('an overlay and decisions to which a later version added fields are changed, and they stay', async () => {
  const { call, undo, source, documents, before } = await start()
  const seen = await call('source.get', { source })
  const [structure] = seen.structures
  if (structure === undefined) throw new Error('there is an overlay')
  const marks = structure.marks.map((mark) => ({ ...mark, origin: 'hand' as const }))
  const saved = await call('source.update', {
    source,
    revision: seen.revision,
    structure: { ...structure, marks },
    decisions: seen.decisions.map((decision) => ({ ...decision, verdict: 'accepted' as const })),
  })
  expect(saved.structures[0]?.marks).toMatchObject([{ origin: 'hand' }, { origin: 'hand' }])
  expect(saved.decisions).toMatchObject([{ verdict: 'accepted' }])
  expect(addedIn(await documents())).toEqual(addedIn(before))
  await undo()
  expect(told(await documents())).toBe(told(before))
})

test('a saved view to which a later version added fields shows its excerpts, and keeps them when it is saved anew', async () => {
  const { call, documents, before } = await start()
  const { revision, views } = await call('view.list', {})
  const [view] = views
  if (view === undefined) throw new Error('there is a view')
  const { arrangement } = view
  const { filter } = arrangement
  const page = await call('excerpt.list', { arrangement, offset: 0, limit: 10 })
  expect(page.rows).toMatchObject([{ body: { statement: 'The quay is closed.' } }])
  await call('compare.figures', { filter })
  await call('compare.positions', { filter })
  await call('compare.claims', { filter })
  await call('brief.create', { title: 'All', template: 'fact-check', filter })
  await call('view.save', { revision, view: { ...view, arrangement: { ...arrangement, sort: 'kind' } } })
  expect((await call('view.list', {})).views).toMatchObject([{ arrangement: { sort: 'kind' } }])
  expect(addedIn(await documents())).toEqual(addedIn(before))
  const of = { by: 'filter' as const, filter }
  const { changed } = await call('annotation.bulk', {
    of,
    change: { do: 'set-certainty', certainty: 'denied' },
  })
  expect(changed).toBe(1)
})

const surplus: object = { surplus: 1 }

test('a field that a call does not have is refused, and so is one of what nobody read before', async () => {
  const { call, source, documents, before } = await start()
  const [seen] = await call('annotation.list', { source, kind: 'figure' })
  if (seen === undefined) throw new Error('there is a figure')
  const { id: annotation, revision } = seen
  const place = { by: 'quote' as const, exact: '12 cranes', prefix: '', suffix: '' }
  const refused = await Promise.all(
    [
      call('annotation.update', { source, annotation, revision, body: bodies.figure, ...surplus }),
      call('source.update', { source, revision: 1, details: { ...surplus } }),
      call('annotation.create', { source, version: 1, place, body: { kind: 'figure', ...surplus } }),
    ].map(failureOf),
  )
  for (const { reason, message } of refused) {
    expect(reason).toBe('invalid-input')
    expect(message).toContain('has a field that is not known here: surplus')
  }
  expect(await documents()).toEqual(before)
})
