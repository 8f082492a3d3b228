import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Annotation, PositionBody } from '../../shared/model/annotation'
import type { EntryId } from '../../shared/model/codebook'
import type { ActorId, SourceId } from '../../shared/model/ids'
import { documentAt, putDocument } from '../store/testing/document-files'
import { failureOf } from '../store/testing/failure-of'
import { forgetEarlierStates } from '../store/testing/forget-earlier-states'
import { openDesk } from './testing/desk'

const text =
  'Fish market stays\nThe mayor said the quay will be repaired. Ferry crews back the plan. The guild waits.'

let desk: Awaited<ReturnType<typeof openDesk>>
let source: SourceId

beforeEach(async () => {
  desk = await openDesk()
  source = await desk.importText(text)
})

async function actor(name: string): Promise<ActorId> {
  const entry = await desk.call('codebook.add', { kind: 'actor', name })
  if (entry.kind !== 'actor') throw new Error('an actor was asked for')
  return entry.id
}

async function issue(name: string) {
  const entry = await desk.call('codebook.add', { kind: 'issue', name })
  if (entry.kind !== 'issue') throw new Error('an issue was asked for')
  return entry.id
}

async function code(name: string) {
  const entry = await desk.call('codebook.add', { kind: 'code', name })
  if (entry.kind !== 'code') throw new Error('a code was asked for')
  return entry.id
}

const tag = (exact: string, body: Partial<PositionBody>, asWritten: string | null = null) =>
  desk.call('annotation.create', {
    source,
    version: 1,
    place: { by: 'quote', exact, prefix: '', suffix: '' },
    body: {
      kind: 'position',
      ...body,
      attribution:
        asWritten === null
          ? []
          : [{ role: 'speaker', actor: body.actor ?? null, asWritten, anonymous: false }],
    },
  })

async function use(id: string) {
  return (await desk.call('codebook.use', {})).find((entry) => entry.id === id)
}

const names = async () => {
  const { codebook, actors } = await desk.call('codebook.get', {})
  return [...actors.actors, ...codebook.issues, ...codebook.measures, ...codebook.codes].map(
    ({ name }) => name,
  )
}

async function stored(): Promise<Annotation[]> {
  const decoded = await documentAt(desk.folder, `sources/${source}/annotations/1.json`)
  // The store wrote it.
  return (decoded.document as { annotations: Annotation[] }).annotations
}

describe('making an entry', () => {
  test('the first of a name is made, the next is the same one: case, accents and spellings aside', async () => {
    const made = await desk.call('codebook.add', {
      kind: 'actor',
      name: 'Harbour Board',
      spellings: ['Le comité'],
    })
    expect(await desk.call('codebook.add', { kind: 'actor', name: ' harbour  board' })).toEqual(made)
    expect(await desk.call('codebook.add', { kind: 'actor', name: 'le comite' })).toEqual(made)
    expect(await desk.call('codebook.add', { kind: 'issue', name: 'Harbour Board' })).not.toEqual(made)
    const { codebook, actors } = await desk.call('codebook.get', {})
    expect([actors.revision, codebook.revision]).toEqual([2, 2])
  })

  test('an actor is found by a spelling under which annotations name them, the most frequent use deciding', async () => {
    const [mayor, deputy] = [await actor('Ilse Brandvik'), await actor('Tove Aune')]
    await tag('The mayor', { actor: mayor }, 'the mayor')
    await tag('The guild', { actor: deputy }, 'The Mayor')
    await tag('quay', { actor: mayor }, 'the mayor')
    expect(await actor('THE MAYOR')).toBe(mayor)
    await tag('said', { actor: deputy }, 'The Mayor')
    await tag('plan', { actor: deputy }, 'The Mayor')
    expect(await actor('The mayor')).toBe(deputy)
  })

  test('words of the machine are names like any other, and what cannot be seen is none', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const id = await actor(name)
      expect(await actor(` ${name.toUpperCase()}`)).toBe(id)
      await tag('quay', { actor: id }, name)
      expect(await use(id)).toEqual({ id, annotations: 1, spellings: [{ spelling: name, count: 1 }] })
    }
    expect(await names()).toEqual(['__proto__', 'constructor', 'toString'])
    const failures = await Promise.all(
      ['\u200b', '\u202e\u2066', '\u0000 '].map((name) => failureOf(actor(name))),
    )
    expect(failures.map(({ reason }) => reason)).toEqual(Array(3).fill('invalid-input'))
  })

  test('what the anonymous are called is no spelling of whoever they may be', async () => {
    const id = await actor('Ilse')
    const made = await tag('quay', { actor: id }, 'an official')
    const attribution = made.body.attribution.map((hop) => ({ ...hop, anonymous: true }))
    const { revision } = made
    await desk.call('annotation.update', {
      source,
      annotation: made.id,
      revision,
      body: { ...made.body, attribution },
    })
    expect(await use(id)).toEqual({ id, annotations: 1, spellings: [] })
    expect(await actor('an official')).not.toBe(id)
  })

  test('what is asked for twice at once is made once', async () => {
    const [one, two] = await Promise.all([issue('Ferry fares'), issue('ferry fares')])
    expect(two).toBe(one)
    expect(await names()).toEqual(['Ferry fares'])
    expect(await desk.undo()).toBe('add issue')
    expect(await names()).toEqual([])
    expect((await desk.call('history.state', {})).undo).toBe('import courier.txt')
  })

  test('it stands under what its parent was merged into, and under nothing that is not there', async () => {
    const [wide, other] = [await issue('Harbour'), await issue('Port')]
    await desk.call('codebook.merge', { kind: 'issue', from: [other], into: wide })
    expect(await desk.call('codebook.add', { kind: 'issue', name: 'Quays', parent: other })).toMatchObject({
      parent: wide,
    })
    await desk.call('codebook.remove', { kind: 'issue', id: wide })
    const failure = await failureOf(desk.call('codebook.add', { kind: 'issue', name: 'Fares', parent: wide }))
    expect(failure).toMatchObject({ reason: 'not-found' })
  })
})

describe('changing an entry', () => {
  test('each change is one step, named in words, and undo brings back what was', async () => {
    const id = await issue('Fares')
    const parent = await issue('Ferries')
    const edit = (change: object) => desk.call('codebook.update', { kind: 'issue', id, ...change })
    await edit({ name: 'Ferry' })
    await edit({ name: 'Ferry fares' })
    await edit({ parent })
    await edit({ description: 'What' })
    await edit({ description: 'What a crossing costs' })
    await edit({ description: 'What a crossing costs' })
    expect((await desk.call('codebook.get', {})).codebook.revision).toBe(8)
    expect(await desk.undo()).toBe('describe issue')
    expect(await desk.undo()).toBe('move issue')
    expect(await desk.undo()).toBe('rename issue')
    expect((await desk.call('codebook.get', {})).codebook.issues).toMatchObject([
      { name: 'Fares', parent: null, description: '' },
      { name: 'Ferries' },
    ])
    expect(await desk.redo()).toBe('rename issue')
    expect(await names()).toEqual(['Ferry fares', 'Ferries'])
  })

  test('a name that is taken is a conflict, and a circle is refused', async () => {
    const [one, two] = [await code('Fares'), await code('Tolls')]
    const edit = (change: object) =>
      failureOf(desk.call('codebook.update', { kind: 'code', id: one, ...change }))
    expect(await edit({ name: 'TOLLS' })).toMatchObject({ reason: 'conflict' })
    await desk.call('codebook.update', { kind: 'code', id: two, parent: one })
    expect(await edit({ parent: two })).toMatchObject({ reason: 'invalid-input' })
    expect(await desk.undo()).toBe('move code')
  })

  test('the windows are told, and a refused change tells them nothing', async () => {
    const id = await code('Fares')
    expect(desk.events).toContainEqual({ kind: 'codebook' })
    desk.events.length = 0
    await failureOf(desk.call('codebook.update', { kind: 'code', id: 'c-zzzzzzzzzzzzzzzz', name: 'x' }))
    expect(desk.events).toEqual([])
    await desk.call('codebook.update', { kind: 'code', id, colour: '4' })
    await desk.undo()
    expect(desk.events.filter(({ kind }) => kind === 'codebook')).toHaveLength(2)
  })
})

describe('merging and removing', () => {
  test('entries of another kind than the one that is named are not there', async () => {
    const [one, two] = [await issue('Ferries'), await issue('Quays')]
    const person = await actor('Ilse')
    const merge = (from: EntryId, into: EntryId) =>
      failureOf(desk.call('codebook.merge', { kind: 'actor', from: [from], into }))
    expect(await merge(one, two)).toMatchObject({ reason: 'not-found' })
    expect(await merge(one, person)).toMatchObject({ reason: 'not-found' })
    expect(await merge(person, two)).toMatchObject({ reason: 'not-found' })
    const removal = failureOf(desk.call('codebook.remove', { kind: 'code', id: one }))
    expect(await removal).toMatchObject({ reason: 'not-found' })
    expect(await names()).toEqual(['Ilse', 'Ferries', 'Quays'])
  })

  test('a merge changes what annotations say and not a byte of their files; undo brings all back', async () => {
    const [one, two, three] = [await actor('Ilse'), await actor('The mayor'), await actor('Mayor B.')]
    await tag('The mayor', { actor: two }, 'the mayor')
    const both = await tag('The guild', { actor: three }, 'Mayor B.')
    const before = await stored()
    const merged = await desk.call('codebook.merge', { kind: 'actor', from: [two, three], into: one })
    expect(merged).toMatchObject({ entry: { id: one, spellings: ['The mayor', 'Mayor B.'] }, annotations: 2 })
    expect(await stored()).toEqual(before)
    const listed = await desk.call('annotation.list', { source, kind: null })
    expect(listed.map(({ body }) => [(body as PositionBody).actor, body.attribution[0]?.actor])).toEqual([
      [one, one],
      [one, one],
    ])
    expect(await use(one)).toEqual({
      id: one,
      annotations: 2,
      spellings: [
        { spelling: 'Mayor B.', count: 1 },
        { spelling: 'the mayor', count: 1 },
      ],
    })
    expect(await desk.undo()).toBe('merge 3 actors')
    expect(await names()).toEqual(['Ilse', 'The mayor', 'Mayor B.'])
    expect(await desk.call('annotation.list', { source, kind: null })).toContainEqual(both)
    await desk.redo()
    expect(await names()).toEqual(['Ilse'])
  })

  test('what was merged stays merged when the notebook is opened again, and more can be merged', async () => {
    const [one, two, three] = [await issue('a'), await issue('b'), await issue('c')]
    await tag('plan', { issue: one })
    await desk.call('codebook.merge', { kind: 'issue', from: [one], into: two })
    await desk.reopen()
    await desk.call('codebook.merge', { kind: 'issue', from: [two], into: three })
    expect((await desk.only(source)).body).toMatchObject({ issue: three })
    await desk.undo()
    expect((await desk.only(source)).body).toMatchObject({ issue: two })
    expect(await desk.call('codebook.remove', { kind: 'issue', id: two })).toEqual({ annotations: 1 })
    expect((await desk.only(source)).body).toMatchObject({ issue: null })
    expect(await desk.undo()).toBe('remove issue')
    expect((await desk.only(source)).body).toMatchObject({ issue: two })
  })

  test('every answer that carries an annotation names what is there today', async () => {
    const [one, two] = [await actor('a'), await actor('b')]
    const { id } = await tag('plan', { actor: one })
    await desk.call('codebook.merge', { kind: 'actor', from: [one], into: two })
    const memo = await desk.call('annotation.update', { source, annotation: id, revision: 1, memo: 'who' })
    expect(memo.body).toMatchObject({ actor: two })
    expect(await tag('quay', { actor: one })).toMatchObject({ body: { actor: two } })
    await desk.call('annotation.remove', { source, annotation: id })
    expect(await desk.call('trash.list', { source })).toMatchObject([
      { annotation: { body: { actor: two } } },
    ])
  })

  test('an edit of other fields leaves the merged actor as it is stored, so that undoing the merge brings it back', async () => {
    const [one, two] = [await actor('a'), await actor('b')]
    const { id } = await tag('plan', { actor: one }, 'a')
    await desk.call('codebook.merge', { kind: 'actor', from: [one], into: two })
    const seen = await desk.only(source)
    await desk.call('annotation.update', {
      source,
      annotation: id,
      revision: 1,
      body: { ...(seen.body as PositionBody), stance: 'supports' },
    })
    expect((await stored())[0]?.body).toMatchObject({
      actor: one,
      attribution: [{ actor: one }],
      stance: 'supports',
    })
    const same = await desk.only(source)
    const unchanged = await desk.call('annotation.update', {
      source,
      annotation: id,
      revision: 2,
      body: same.body,
    })
    expect(unchanged.revision).toBe(2)
  })
})

describe('ids that mean nothing', () => {
  test.each([
    ['an actor', { actor: 'p-zzzzzzzzzzzzzzzz' }, 'There is no actor p-z'],
    ['an issue', { issue: 'i-zzzzzzzzzzzzzzzz' }, 'There is no issue i-z'],
  ] as const)('%s that is not there is refused in words', async (_, body, words) => {
    const failure = await failureOf(tag('plan', body))
    expect(failure.reason).toBe('not-found')
    expect(failure.message).toContain(words)
    const { id } = await tag('plan', {})
    const seen = await desk.only(source)
    const update = desk.call('annotation.update', {
      source,
      annotation: id,
      revision: 1,
      body: { ...(seen.body as PositionBody), ...body },
    })
    expect((await failureOf(update)).reason).toBe('not-found')
  })

  test('a code that is not there is refused; one that is there is kept, and changing codes is a step', async () => {
    const known = await code('Fares')
    const { id } = await desk.tag(source, 'plan', 'claim')
    const set = (codes: (typeof known)[], revision: number) =>
      desk.call('annotation.update', { source, annotation: id, revision, codes })
    expect((await failureOf(set(['c-zzzzzzzzzzzzzzzz'], 1))).message).toContain('There is no code c-z')
    expect((await set([known], 1)).codes).toEqual([known])
    expect(await desk.undo()).toContain('code')
    expect((await desk.only(source)).codes).toEqual([])
  })

  test('an annotation that names a removed actor can still be edited, and keeps it for an undo', async () => {
    const one = await actor('a')
    const { id } = await tag('plan', { actor: one })
    await desk.call('codebook.remove', { kind: 'actor', id: one })
    const seen = await desk.only(source)
    expect(seen.body).toMatchObject({ actor: null })
    const body = { ...(seen.body as PositionBody), stance: 'opposes' as const }
    await desk.call('annotation.update', { source, annotation: id, revision: 1, body })
    expect((await stored())[0]?.body).toMatchObject({ actor: one, stance: 'opposes' })
  })
})

test('use counts annotations once however often they name an entry, also those of none', async () => {
  const [one, idle] = [await actor('a'), await actor('b')]
  await tag('plan', { actor: one }, 'A.')
  expect(await use(one)).toMatchObject({ annotations: 1 })
  expect(await use(idle)).toEqual({ id: idle, annotations: 0, spellings: [] })
  const { id } = await desk.only(source)
  await desk.call('annotation.remove', { source, annotation: id })
  expect(await use(one)).toMatchObject({ annotations: 0, spellings: [] })
  await desk.undo()
  await desk.call('source.remove', { source })
  expect(await use(one)).toMatchObject({ annotations: 0 })
  await desk.undo()
  expect(await use(one)).toMatchObject({ annotations: 1 })
})

test('a notebook as it was written before claims had issues and entries could be gone opens and can be worked on', async () => {
  const { id } = await desk.tag(source, 'plan', 'claim')
  await desk.reopen()
  const annotations = `sources/${source}/annotations/1.json`
  const old = (await stored()).map(({ body, ...rest }) => {
    const { issue: _, ...fields } = body as { issue: null }
    return { ...rest, body: fields }
  })
  await putDocument(desk.folder, annotations, { annotations: old, trash: [] })
  const fares = { id: 'c-0000000000000001', name: 'Fares', description: '', parent: null, colour: null }
  const codebook = { revision: 1, issues: [], measures: [], codes: [fares] }
  await putDocument(desk.folder, 'codebook.json', codebook)
  await desk.reopen()
  const seen = await desk.only(source)
  expect(seen.body).toMatchObject({ kind: 'claim', issue: null })
  expect((await desk.call('codebook.get', {})).codebook.codes).toEqual([{ ...fares, gone: null }])
  expect(await code('fares')).toBe(fares.id)
  const changed = await desk.call('annotation.update', {
    source,
    annotation: id,
    revision: seen.revision,
    codes: ['c-0000000000000001'],
  })
  expect(changed.codes).toEqual([fares.id])
})

test('a codebook that is damaged hides no annotation, is told, and takes nothing', async () => {
  const known = await code('Fares')
  const { id } = await desk.tag(source, 'plan', 'claim')
  await desk.call('annotation.update', { source, annotation: id, revision: 1, codes: [known] })
  await desk.reopen()
  await forgetEarlierStates(desk.folder)
  await unlink(join(desk.folder, 'codebook.json'))
  expect((await desk.only(source)).codes).toEqual([])
  expect((await desk.call('notebook.state', {})).damaged).toEqual([expect.stringContaining('codebook.json')])
  expect((await failureOf(code('Tolls'))).reason).toBe('damaged')
  await desk.call('annotation.update', { source, annotation: id, revision: 2, memo: 'still here' })
  expect((await stored())[0]).toMatchObject({ memo: 'still here', codes: [known] })
})
