import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { SourceId } from '../../shared/model/ids'
import type { Structure } from '../../shared/model/structure'
import { putDocument } from '../store/testing/document-files'
import { openDesk } from './testing/desk'

const text = 'Port fund splits the harbour council\nThe port gets nearly €40m of it.\nThe guild waits.'

let desk: Awaited<ReturnType<typeof openDesk>>
let source: SourceId

beforeEach(async () => {
  desk = await openDesk()
  source = await desk.importText(text)
})

const read = () => desk.call('source.get', { source })
const keep = (offset: number, version = 1) => desk.call('source.keepPlace', { source, version, offset })
const mark = async (status: 'unread' | 'reading' | 'read') =>
  desk.call('source.update', { source, revision: (await read()).revision, status })

function overlay(...marks: Structure['marks']): Structure {
  return { version: 1, marks }
}

describe('the overlay of a version', () => {
  const frame = { kind: 'frame', from: 'b1', to: 'b1', origin: 'hand', evidence: null } as const
  const post = {
    kind: 'post',
    from: 'b2',
    to: 'b3',
    origin: 'hand',
    evidence: null,
    heading: 'b2',
    time: '14.36',
    updated: false,
  } as const
  test('it takes the place of the one before, and can be taken back', async () => {
    const inferred = (await read()).structures
    await desk.call('source.update', { source, revision: 1, structure: overlay(frame) })
    const after = await desk.call('source.update', { source, revision: 2, structure: overlay(post) })
    expect(after.structures).toEqual([overlay(post)])
    expect(await desk.undo()).toBe('edit structure')
    expect((await read()).structures).toEqual([overlay(frame)])
    await desk.undo()
    expect((await read()).structures).toEqual(inferred)
    await desk.redo()
    expect((await read()).structures).toEqual([overlay(frame)])
  })

  test.each<[string, Structure['marks'][number], string]>([
    ['begins at a block that is not there', { ...frame, from: 'b9' }, 'b9'],
    ['ends at one', { ...frame, to: 'b10' }, 'b10'],
    ['has its heading in one', { ...post, heading: 'b11' }, 'b11'],
    ['repeats one', { ...frame, kind: 'repeat', of: 'b12' }, 'b12'],
    ['ends before it begins', { ...frame, from: 'b3', to: 'b2' }, 'b3 to b2'],
  ])('one that %s is refused in words', async (_, mark, words) => {
    const update = desk.call('source.update', { source, revision: 1, structure: overlay(mark) })
    await expect(update).rejects.toMatchObject({
      reason: 'invalid-input',
      message: expect.stringContaining(words) as string,
    })
    expect((await read()).revision).toBe(1)
  })

  test('a version that is not there has none', async () => {
    const update = desk.call('source.update', { source, revision: 1, structure: { version: 2, marks: [] } })
    await expect(update).rejects.toMatchObject({ reason: 'not-found' })
  })
})

describe('the place where one reads', () => {
  test('it is on the disk, and is neither a revision nor a step nor told', async () => {
    await desk.call('source.update', { source, revision: 1, memo: 'Check the sum' })
    desk.events.length = 0
    expect(await keep(37)).toEqual({})
    expect(desk.events).toEqual([])
    expect((await desk.call('history.state', {})).undo).toBe('memo on source')
    await desk.reopen()
    expect(await read()).toMatchObject({ revision: 2, place: { version: 1, offset: 37 } })
  })

  test('the same place again writes nothing', async () => {
    await keep(37)
    const path = join(desk.folder, 'sources', source, 'source.json')
    const before = await stat(path, { bigint: true })
    await keep(37)
    expect((await stat(path, { bigint: true })).ino).toBe(before.ino)
    await keep(38)
    expect((await stat(path, { bigint: true })).ino).not.toBe(before.ino)
  })

  test('a change that was begun before it still holds, and undo leaves it where it is', async () => {
    await desk.call('source.update', { source, revision: 1, memo: 'C' })
    await keep(5)
    await desk.call('source.update', { source, revision: 2, memo: 'Check' })
    await keep(37)
    expect(await desk.undo()).toBe('memo on source')
    expect(await read()).toMatchObject({ memo: '', place: { offset: 37 } })
    await keep(40)
    await desk.redo()
    expect(await read()).toMatchObject({ memo: 'Check', place: { offset: 40 } })
  })

  test('a place outside of the text is refused, the end of the text is not', async () => {
    await expect(keep(text.length + 1)).rejects.toMatchObject({ reason: 'invalid-input' })
    await expect(keep(0, 2)).rejects.toMatchObject({ reason: 'not-found' })
    expect((await read()).place).toBeNull()
    await keep(text.length)
    expect((await read()).place).toEqual({ version: 1, offset: text.length })
  })

  test('where nothing may be written one reads on calmly, and nothing is kept', async () => {
    await desk.reopen({ readOnly: true })
    const before = await readdir(join(desk.folder, 'sources', source))
    expect(await keep(37)).toEqual({})
    expect((await read()).place).toBeNull()
    expect(await readdir(join(desk.folder, 'sources', source))).toEqual(before)
    await expect(keep(text.length + 1)).rejects.toMatchObject({ reason: 'invalid-input' })
  })

  test('a source that was written before places were kept has none', async () => {
    const path = `sources/${source}/source.json`
    const { place, ...before } = await read()
    expect(place).toBeNull()
    await desk.reopen()
    await putDocument(desk.folder, path, before, { sequence: 9 })
    expect(await read()).toEqual({ ...before, place: null })
    await keep(3)
    expect(await readFile(join(desk.folder, path), 'utf8')).toContain('"place":{"version":1,"offset":3}')
  })
})

describe('the reading status', () => {
  test('to open a text for the first time is no step', async () => {
    await mark('reading')
    expect((await desk.call('history.state', {})).undo).toBe('import courier.txt')
  })

  test('every other change of it is a step with a name', async () => {
    await mark('read')
    await mark('reading')
    await mark('unread')
    expect([await desk.undo(), (await read()).status]).toEqual(['mark as unread', 'reading'])
    expect([await desk.undo(), (await read()).status]).toEqual(['mark as being read', 'read'])
    expect([await desk.undo(), (await read()).status]).toEqual(['mark as read', 'unread'])
    expect([await desk.redo(), (await read()).status]).toEqual(['mark as read', 'read'])
  })

  test('that the text was opened since does not keep a mark from being taken back or set again', async () => {
    await mark('read')
    await desk.undo()
    await mark('reading')
    await desk.reopen()
    await mark('unread')
    await mark('reading')
    expect(await desk.undo()).toBe('mark as unread')
    expect((await read()).status).toBe('reading')
    expect(await desk.redo()).toBe('mark as unread')
    expect((await read()).status).toBe('unread')
  })
})

test('a detail that is saved while it is typed is one step, and another detail another', async () => {
  const before = await read()
  for (const outlet of ['The', 'The Harb', 'The Harbour'])
    await desk.call('source.update', { source, revision: (await read()).revision, details: { outlet } })
  await desk.call('source.update', { source, revision: (await read()).revision, details: { via: 'A wire' } })
  await desk.undo()
  expect((await read()).details).toEqual({ ...before.details, outlet: 'The Harbour' })
  await desk.undo()
  expect(await read()).toMatchObject({ details: before.details, inferences: before.inferences })
  await desk.redo()
  expect((await read()).details.outlet).toBe('The Harbour')
})

test('kinds that are chosen one after the other are a step each', async () => {
  for (const kind of ['wire', 'summary'] as const)
    await desk.call('source.update', { source, revision: (await read()).revision, details: { kind } })
  await desk.undo()
  expect((await read()).details.kind).toBe('wire')
})

test('undo of a memo leaves alone what was changed while it was written', async () => {
  await desk.call('source.update', { source, revision: 1, memo: 'Ask' })
  await mark('reading')
  await desk.call('source.update', { source, revision: 3, memo: 'Ask the port' })
  await desk.undo()
  expect(await read()).toMatchObject({ memo: 'Ask', status: 'reading' })
  await desk.undo()
  expect(await read()).toMatchObject({ memo: '', status: 'reading' })
})
