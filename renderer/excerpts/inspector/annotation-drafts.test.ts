import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Failure } from '../../../shared/contract/failure'
import type { Annotation } from '../../../shared/model/annotation'
import { createFakeHost } from '../../state/fake-host'
import type { Host } from '../../state/host'
import { createSaves } from '../../state/saves'
import { createStatus } from '../../state/status'
import { createAnnotationDrafts } from './annotation-drafts'

beforeEach(() => {
  vi.useFakeTimers()
  sessionStorage.clear()
})
afterEach(() => vi.useRealTimers())

const LONG = 60_000

/** A claim in a window, and what the window has of it that is not saved. */
async function start() {
  const fake = createFakeHost([{ text: 'The quay is closed until May.' }])
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  const claim = await fake.tag(source, 'claim', 'closed until May', 'First')
  let instead: Annotation | null = null
  const host: Host = {
    ...fake.host,
    call: async (name, input) => {
      const value = await fake.host.call(name, input)
      // It is the list of annotations that is asked for by this name.
      return name === 'annotation.list' && instead !== null ? ([instead] as typeof value) : value
    },
  }
  const status = createStatus()
  const page = () => createAnnotationDrafts(host, status, createSaves())
  return {
    fake,
    claim,
    status,
    page,
    drafts: page(),
    updates: () => fake.asked('annotation.update'),
    isRefused: (is: boolean) =>
      fake.refuse('annotation.update', is ? new Failure('disk-full', 'The disk is full.') : null),
    /** The host has this from now on, whatever its revision: a copy that was chosen, a backup that was restored. */
    become: (now: Annotation) => {
      instead = now
    },
  }
}

const settled = () => vi.advanceTimersByTimeAsync(1000)

test('what is written over another annotation of the same revision waits for the person; elsewhere it goes on top', async () => {
  const { claim, drafts, isRefused, updates } = await start()
  isRefused(true)
  drafts.make(claim, { memo: 'Mine' })
  drafts.make(claim, { statement: 'The quay is shut.' })
  await settled()
  drafts.hear({
    ...claim,
    memo: 'Theirs',
    body: { ...claim.body, certainty: 'hedged' } as Annotation['body'],
  })
  const [memo, statement] = drafts.of(claim.id)?.waiting ?? []
  expect(memo?.trouble).toMatchObject({ kind: 'conflict', theirs: { memo: 'Theirs' } })
  expect(statement?.trouble?.kind).toBe('refused')
  isRefused(false)
  const before = updates().length
  await vi.advanceTimersByTimeAsync(LONG)
  const sent = updates().slice(before)
  expect(sent).toMatchObject([{ body: { statement: 'The quay is shut.', certainty: 'hedged' } }])
  expect(sent[0]).not.toHaveProperty('memo')
})

test('an annotation that went back to an earlier revision is shown; a list from before a save is not', async () => {
  const { claim, drafts } = await start()
  drafts.make(claim, { memo: 'Second' })
  await settled()
  expect(drafts.of(claim.id)?.known.memo).toBe('Second')
  drafts.hear(claim)
  expect(drafts.of(claim.id)?.known.memo).toBe('Second')
  drafts.hear({ ...claim, memo: 'Of a backup' })
  expect(drafts.of(claim.id)).toBe(null)
})

test.each([
  ['took the place of it, of the same revision', 0],
  ['went back to an earlier revision', -1],
])('the next page asks before it writes over an annotation that %s', async (_, step) => {
  const { fake, claim, page, drafts, isRefused, become, updates } = await start()
  const body = { ...claim.body, certainty: 'hedged' } as Annotation['body']
  const { source } = claim.target
  const revised = await fake.host.call('annotation.update', {
    source,
    annotation: claim.id,
    revision: claim.revision,
    body,
  })
  isRefused(true)
  drafts.make(revised, { memo: 'Mine' })
  await settled()
  drafts.lookAgain() // stops what is tried again
  await settled()
  become({ ...revised, revision: revised.revision + step, memo: 'Theirs' })
  const before = updates().length
  const next = page()
  await settled()
  expect(next.of(claim.id)?.waiting[0]?.trouble).toMatchObject({
    kind: 'conflict',
    theirs: { memo: 'Theirs' },
  })
  // Also where that page goes before anybody has chosen.
  const last = page()
  await settled()
  expect(last.of(claim.id)?.waiting[0]?.trouble?.kind).toBe('conflict')
  expect(
    updates()
      .slice(before)
      .filter(({ memo }) => memo === 'Mine'),
  ).toEqual([])
})

test('when the notebook was opened anew, nothing is written over what it has then until the person says so', async () => {
  const { claim, drafts, isRefused, become, updates } = await start()
  isRefused(true)
  drafts.make(claim, { memo: 'Mine' })
  await settled()
  become({ ...claim, memo: 'Of a backup' })
  const before = updates().length
  drafts.lookAgain()
  isRefused(false)
  await vi.advanceTimersByTimeAsync(LONG)
  expect(updates()).toHaveLength(before)
  expect(drafts.of(claim.id)?.waiting[0]?.trouble?.kind).toBe('conflict')
  drafts.keepMine(claim.id, drafts.of(claim.id)?.waiting[0]?.key ?? 0)
  await settled()
  expect(updates().at(-1)?.memo).toBe('Mine')
})

test('a refusal is over once the words of others were taken, and once the disk is found to have what was sent', async () => {
  const { fake, claim, status, drafts, isRefused, become } = await start()
  isRefused(true)
  drafts.make(claim, { memo: 'Mine' })
  await settled()
  drafts.hear({ ...claim, memo: 'Theirs' })
  const key = drafts.of(claim.id)?.waiting[0]?.key ?? 0
  drafts.takeTheirs(claim.id, key)
  expect(status.current()).toBeNull()
  expect(status.refusals().size).toBe(0)

  fake.refuse('annotation.update', new Failure('unavailable', 'Nobody answers.'))
  drafts.make(claim, { memo: 'Sent' })
  await settled()
  expect(status.current()?.tone).toBe('refused')
  become({ ...claim, revision: claim.revision + 1, memo: 'Sent' })
  drafts.lookAgain()
  await settled()
  expect(status.current()).toBeNull()
  expect(status.refusals().size).toBe(0)
})

test('what was done to an annotation to which another version added fields is taken up by the next page', async () => {
  const { claim, page, drafts, isRefused, become, updates } = await start()
  const hop = {
    role: 'speaker',
    actor: null,
    asWritten: 'the harbour master',
    anonymous: true,
    addedLater: 1,
  }
  const body = { ...claim.body, attribution: [hop], addedLater: { by: ['another version'] } }
  // No schema of this version knows it, and the host gives it as it lies on the disk.
  const added = { ...claim, body } as unknown as Annotation
  become(added)
  isRefused(true)
  drafts.make(added, { statement: 'Mine' })
  drafts.make(added, { attribution: [{ ...hop, role: 'cited-outlet' }] })
  await settled()
  drafts.lookAgain() // stops what is tried again
  await settled()
  isRefused(false)
  const before = updates().length
  const next = page()
  await settled()
  expect(updates().slice(before)).toMatchObject([
    { body: { statement: 'Mine' } },
    { body: { statement: 'Mine', attribution: [{ role: 'cited-outlet' }] } },
  ])
  expect(next.of(claim.id)?.waiting).toEqual([])
})
