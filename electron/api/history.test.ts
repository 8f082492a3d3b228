import { EventEmitter, once } from 'node:events'
import { expect, test, vi } from 'vitest'
import { Failure } from '../../shared/contract/failure'
import { EditStep, History, moveFields, presenceStep, type StepPlace } from './history'

type Note = { readonly revision: number; readonly words: string; readonly colour: string }

/** A document that is changed as the store does it, and a way to record edits of it. */
function desk(start: Note) {
  const history = new History()
  let note = start
  const change = async (edit: (current: Note) => Note) => {
    note = edit(note)
  }
  return {
    history,
    note: () => note,
    edit: async (
      label: string,
      fields: Partial<Note>,
      typing: string | null = null,
      place: StepPlace | null = null,
    ) => {
      const before = note
      note = { ...note, ...fields, revision: note.revision + 1 }
      await history.record(new EditStep(label, typing, before, note, change), place)
    },
  }
}

const start: Note = { revision: 1, words: 'one', colour: 'ink' }

test('undo and redo walk back and forth and say what they did', async () => {
  const { history, note, edit } = desk(start)
  await edit('write', { words: 'two' })
  await edit('paint', { colour: 'rust' })
  expect(history.state()).toEqual({ undo: 'paint', redo: null })
  expect(await history.undo()).toEqual({ label: 'paint', place: null })
  expect(await history.undo()).toMatchObject({ label: 'write' })
  expect(note()).toMatchObject({ words: 'one', colour: 'ink' })
  expect(history.state()).toEqual({ undo: null, redo: 'write' })
  expect(await history.redo()).toMatchObject({ label: 'write' })
  expect(await history.redo()).toMatchObject({ label: 'paint' })
  expect(note()).toMatchObject({ words: 'two', colour: 'rust' })
})

test('every step back is a new revision, so that nobody takes it for what they saw before', async () => {
  const { history, note, edit } = desk(start)
  await edit('write', { words: 'two' })
  await history.undo()
  expect(note().revision).toBe(3)
})

test('a step touches its own fields alone', async () => {
  const { history, note, edit } = desk(start)
  await edit('write', { words: 'two' })
  await edit('paint', { colour: 'teal' })
  const [paint] = [await history.undo(), await history.redo()]
  expect(paint).toMatchObject({ label: 'paint' })
  let current = { ...note(), colour: 'rust' }
  const step = new EditStep('write', null, start, { ...start, revision: 2, words: 'two' }, async (change) => {
    current = change(current)
  })
  await step.undo()
  expect(current).toMatchObject({ words: 'one', colour: 'rust' })
})

test('typing goes on as another step when the document changed without one in between', async () => {
  const history = new History()
  const type = (before: Note, after: Note) =>
    history.record(new EditStep('write', 'words', before, after, async () => {}))
  await type(start, { ...start, revision: 2, words: 'two' })
  await type({ ...start, revision: 3, words: 'two' }, { ...start, revision: 4, words: 'three' })
  await history.undo()
  expect(history.state().undo).toBe('write')
})

test('what was changed again since is not overwritten', async () => {
  const { history, edit, note } = desk(start)
  await edit('write', { words: 'two' })
  const stale = new EditStep(
    'old',
    null,
    start,
    { ...start, revision: 2, words: 'other' },
    async (change) => void change(note()),
  )
  await history.record(stale)
  await expect(history.undo()).rejects.toMatchObject({ reason: 'conflict' })
  expect(note().words).toBe('two')
  expect(history.state().undo).toBe('write')
})

test('typing in one field is one step', async () => {
  const { history, note, edit } = desk(start)
  await edit('memo', { words: 't' }, 'memo 1')
  await edit('memo', { words: 'tw' }, 'memo 1')
  await edit('memo', { words: 'two' }, 'memo 1')
  await edit('memo', { colour: 'teal' }, 'memo 2')
  await history.undo()
  expect(note()).toMatchObject({ words: 'two', colour: 'ink' })
  await history.undo()
  expect(note().words).toBe('one')
  expect(history.state().undo).toBeNull()
  await history.redo()
  expect(note().words).toBe('two')
})

test('a new step ends what could be redone', async () => {
  const { history, edit } = desk(start)
  await edit('write', { words: 'two' })
  await history.undo()
  await edit('write', { words: 'three' })
  expect(history.state().redo).toBeNull()
})

test('a step that the disk refused can be tried again', async () => {
  const history = new History()
  let full = true
  const undo = async () => {
    if (full) throw new Failure('disk-full', 'The disk is full.')
  }
  await history.record(presenceStep('tag claim', { undo, redo: async () => {} }))
  await expect(history.undo()).rejects.toMatchObject({ reason: 'disk-full' })
  full = false
  expect(await history.undo()).toMatchObject({ label: 'tag claim' })
})

test('a step that is recorded while another is taken back comes behind it', async () => {
  const history = new History()
  const bell = new EventEmitter()
  const slow = { undo: async () => void (await once(bell, 'done')), redo: async () => {} }
  await history.record(presenceStep('tag claim', slow))
  const undoing = history.undo()
  const recording = history.record(presenceStep('tag figure', { undo: async () => {}, redo: async () => {} }))
  await vi.waitFor(() => expect(bell.emit('done')).toBe(true))
  await Promise.all([undoing, recording])
  expect(history.state()).toEqual({ undo: 'tag figure', redo: null })
})

test('with nothing to undo it says so', async () => {
  await expect(new History().undo()).rejects.toMatchObject({ reason: 'nothing-to-undo' })
  await expect(new History().redo()).rejects.toMatchObject({ reason: 'nothing-to-undo' })
})

test('a step that is taken back or done again says where it was made, also when it joined another', async () => {
  const { history, edit } = desk(start)
  const place = { source: 's-0000000000000001', annotation: 'a-0000000000000002' } as const
  await edit('memo', { words: 't' }, 'memo 1', place)
  await edit('memo', { words: 'two' }, 'memo 1', place)
  expect(await history.undo()).toEqual({ label: 'memo', place })
  expect(await history.redo()).toEqual({ label: 'memo', place })
  expect(history.state()).toEqual({ undo: 'memo', redo: null })
})

/** Steps that note down what was done, and one of which may be refused. */
function noting() {
  const done: string[] = []
  const refuse = new Set<string>()
  const step = (label: string) => {
    const way = (direction: string) => async () => {
      if (refuse.has(label)) throw new Failure('not-found', `${label} is gone.`)
      done.push(`${direction} ${label}`)
    }
    return presenceStep(label, { undo: way('undo'), redo: way('redo') })
  }
  return { done, refuse, step }
}

test('steps of one batch are one step, taken back from the last to the first', async () => {
  const { done, step } = noting()
  const history = new History()
  await history.record(step('before'))
  for (const label of ['one', 'two', 'three']) await history.record(step(label), null, 'batch')
  expect(history.state().undo).toBe('one and 2 more')
  await history.undo()
  expect(done).toEqual(['undo three', 'undo two', 'undo one'])
  expect(history.state()).toEqual({ undo: 'before', redo: 'one and 2 more' })
  await history.redo()
  expect(done.slice(3)).toEqual(['redo one', 'redo two', 'redo three'])
})

test('what was done between steps of a batch is taken back between them', async () => {
  const { done, step } = noting()
  const history = new History()
  await history.record(step('one'), null, 'batch')
  await history.record(step('two'), null, 'batch')
  await history.record(step('aside'))
  await history.record(step('three'), null, 'batch')
  await history.record(step('other'), null, 'another')
  while (history.state().undo !== null) await history.undo()
  expect(done).toEqual(['undo other', 'undo three', 'undo aside', 'undo two', 'undo one'])
})

test('one of a batch that cannot be taken back any more is told and holds up no other', async () => {
  const { done, refuse, step } = noting()
  const history = new History()
  for (const label of ['one', 'two', 'three']) await history.record(step(label), null, 'batch')
  refuse.add('two')
  await expect(history.undo()).rejects.toMatchObject({
    reason: 'not-found',
    message: 'All but 1 of 3 things could be taken back or done again: two is gone.',
  })
  expect(done).toEqual(['undo three', 'undo one'])
  expect(history.state()).toEqual({ undo: null, redo: null })
})

test('a batch that a full disk held up half-way goes on where it was', async () => {
  const { done, step } = noting()
  const history = new History()
  let full = true
  await history.record(step('one'), null, 'batch')
  const held = presenceStep('two', {
    undo: async () => {
      if (full) throw new Failure('disk-full', 'The disk is full.')
      done.push('undo two')
    },
    redo: async () => undefined,
  })
  await history.record(held, null, 'batch')
  await history.record(step('three'), null, 'batch')
  await expect(history.undo()).rejects.toMatchObject({ reason: 'disk-full' })
  full = false
  await history.undo()
  expect(done).toEqual(['undo three', 'undo two', 'undo one'])
})

test('a field that a step brought goes when it is taken back, and comes again', () => {
  type Placed = { readonly revision: number; readonly words: string; readonly earlier?: string }
  const [before, after]: Placed[] = [
    { revision: 1, words: 'one' },
    { revision: 2, words: 'two', earlier: 'one' },
  ]
  if (before === undefined || after === undefined) throw new Error('there are two')
  const back = moveFields<Placed, Placed>(after, after, before)
  expect(back).toEqual({ revision: 3, words: 'one' })
  expect(moveFields<Placed, Placed>(back, before, after)).toEqual({
    revision: 4,
    words: 'two',
    earlier: 'one',
  })
})
