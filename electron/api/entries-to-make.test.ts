import { mkdir, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import type { Annotation, PositionBody } from '../../shared/model/annotation'
import type { ActorId, IssueId, SourceId } from '../../shared/model/ids'
import { failureOf } from '../store/testing/failure-of'
import { openDesk } from './testing/desk'

const COMING: ActorId = 'p-0000000000000000'

let desk: Awaited<ReturnType<typeof openDesk>>
let source: SourceId
let tagged: Annotation & { readonly body: PositionBody }

beforeEach(async () => {
  desk = await openDesk()
  source = await desk.importText('Fish market stays\nThe mayor backs it. The guild waits.')
  const { body, ...others } = await desk.tag(source, 'The mayor backs it', 'position')
  if (body.kind !== 'position') throw new Error('a position was tagged')
  tagged = { ...others, body }
})

const fill = (
  body: Partial<PositionBody>,
  make: { as: ActorId | IssueId; kind: 'actor' | 'issue'; name: string }[],
) =>
  desk.call('annotation.update', {
    source,
    annotation: tagged.id,
    revision: tagged.revision,
    body: { ...tagged.body, ...body },
    make,
  })

const actors = async () => (await desk.call('codebook.get', {})).actors.actors.map(({ name }) => name)
const mayor = { as: COMING, kind: 'actor', name: 'Ilse Brandvik' } as const

/** The name of the actor as it is read and as it is on the disk after opening anew. */
async function actorNow() {
  const { body } = await desk.only(source)
  const { actors: all } = (await desk.call('codebook.get', {})).actors
  return body.kind === 'position' ? (all.find(({ id }) => id === body.actor)?.name ?? null) : null
}

test('an entry that is made as a field is filled in is one step with it: undo takes both away, redo brings both back', async () => {
  const { body } = await fill({ actor: COMING }, [mayor])
  // So that a window knows its own change again, should the answer be lost.
  expect(body).toMatchObject({ actor: COMING })
  expect(await desk.undo()).toBe('set actor')
  expect([await actors(), await actorNow()]).toEqual([[], null])
  expect(await desk.redo()).toBe('set actor')
  expect([await actors(), await actorNow()]).toEqual([['Ilse Brandvik'], 'Ilse Brandvik'])
  await desk.reopen()
  expect([await actors(), await actorNow()]).toEqual([['Ilse Brandvik'], 'Ilse Brandvik'])
})

test('lists of both documents are made together', async () => {
  const issue: IssueId = 'i-0000000000000000'
  await fill({ actor: COMING, issue }, [mayor, { as: issue, kind: 'issue', name: 'Market' }])
  expect(await actorNow()).toBe('Ilse Brandvik')
  expect((await desk.call('codebook.get', {})).codebook.issues.map(({ name }) => name)).toEqual(['Market'])
  await desk.undo()
  const { codebook } = await desk.call('codebook.get', {})
  expect([await actors(), codebook.issues]).toEqual([[], []])
})

test('one that is there by that name is filled in and not made again, and undo leaves it', async () => {
  await desk.call('codebook.add', { kind: 'actor', name: 'Ilse Brandvik' })
  await fill({ actor: COMING }, [{ ...mayor, name: 'ilse brandvik' }])
  expect([await actors(), await actorNow()]).toEqual([['Ilse Brandvik'], 'Ilse Brandvik'])
  await desk.undo()
  expect([await actors(), await actorNow()]).toEqual([['Ilse Brandvik'], null])
})

test('what was made already is not made again, though it goes by another name now', async () => {
  await fill({ actor: COMING }, [mayor])
  await desk.call('codebook.update', { kind: 'actor', id: COMING, name: 'I. Brandvik' })
  const { revision } = await desk.only(source)
  const body = { ...tagged.body, actor: COMING, condition: 'if it stays' }
  await desk.call('annotation.update', { source, annotation: tagged.id, revision, body, make: [mayor] })
  expect([await actors(), await actorNow()]).toEqual([['I. Brandvik'], 'I. Brandvik'])
})

test('what was made and removed since is made anew', async () => {
  await fill({ actor: COMING }, [mayor])
  await desk.call('codebook.remove', { kind: 'actor', id: COMING })
  const { revision } = await desk.only(source)
  const body = { ...tagged.body, actor: COMING, condition: 'if it stays' }
  await desk.call('annotation.update', { source, annotation: tagged.id, revision, body, make: [mayor] })
  expect([await actors(), await actorNow()]).toEqual([['Ilse Brandvik'], 'Ilse Brandvik'])
})

test('of two names that are one, one entry is made; of what is not named, none', async () => {
  const twin: ActorId = 'p-1111111111111111'
  const attribution = [{ role: 'speaker', actor: twin, asWritten: 'I. Brandvik', anonymous: false }] as const
  const idle = { as: 'p-2222222222222222', kind: 'actor', name: 'Nobody' } as const
  await fill({ actor: COMING, attribution: [...attribution] }, [mayor, { ...mayor, as: twin }, idle])
  expect(await actors()).toEqual(['Ilse Brandvik'])
})

test.each([
  [
    'seen when it was another',
    () =>
      desk.call('annotation.update', {
        source,
        annotation: tagged.id,
        revision: 9,
        body: { ...tagged.body, actor: COMING },
        make: [mayor],
      }),
    'conflict',
  ],
  [
    'with an entry of another kind',
    () => fill({ actor: COMING }, [{ ...mayor, kind: 'issue' }]),
    'invalid-input',
  ],
  ['that names what is not made', () => fill({ actor: COMING }, []), 'not-found'],
] as const)('an annotation %s is refused, and nothing is made', async (_, update, reason) => {
  expect(await failureOf(update())).toMatchObject({ reason })
  expect([await actors(), await actorNow()]).toEqual([[], null])
  expect((await desk.call('history.state', {})).undo).toBe('tag position')
})

test('when the disk refuses, neither is there', async () => {
  const record = join(desk.folder, 'redo.json')
  await mkdir(record)
  expect(await failureOf(fill({ actor: COMING }, [mayor]))).toMatchObject({ reason: 'disk-error' })
  expect([await actors(), await actorNow()]).toEqual([[], null])
  await rmdir(record)
})
