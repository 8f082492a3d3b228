import { readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { blankBrief } from '../../shared/briefing/edit-brief'
import type { BriefId, SourceId } from '../../shared/model/ids'
import { openDesk } from './testing/desk'

let desk: Awaited<ReturnType<typeof openDesk>>
let source: SourceId
let brief: BriefId

beforeEach(async () => {
  desk = await openDesk()
  source = await desk.importText('Port fund splits the harbour council\nThe port gets nearly €40m.')
  ;({ id: brief } = await desk.call('brief.create', blankBrief('Who pays')))
})

const trash = () => desk.call('trash.list', { source: null })
const sources = async () => (await desk.call('library.list', {})).map(({ id }) => id)
const briefs = async () => (await desk.call('brief.list', {})).map(({ id }) => id)

test('what was deleted is listed with its title and its time, newest first, also after a restart', async () => {
  await desk.call('source.update', { source, revision: 1, details: { outlet: 'The Courier' } })
  await desk.call('source.remove', { source })
  await desk.call('brief.remove', { brief })
  const listed = await trash()
  expect(listed).toMatchObject([
    { kind: 'brief', brief, title: 'Who pays' },
    { kind: 'source', source, title: 'Port fund splits the harbour council', outlet: 'The Courier' },
  ])
  const [later, earlier] = listed.map(({ deleted }) => deleted ?? 'unknown')
  expect(later).toMatch(/^2025-03-01T09:/)
  expect(earlier).toMatch(/^2025-03-01T09:/)
  expect(String(later) > String(earlier)).toBe(true)
  await desk.reopen()
  expect(await trash()).toEqual(listed)
  await desk.reopen({ readOnly: true })
  expect(await trash()).toEqual(listed)
})

test('a source comes back with its annotations, and that is a step', async () => {
  const { id } = await desk.tag(source, 'nearly €40m', 'figure')
  await desk.call('source.remove', { source })
  await desk.reopen()
  expect(await desk.call('trash.restore', { kind: 'source', source })).toEqual({})
  expect((await desk.only(source)).id).toBe(id)
  expect(await trash()).toEqual([])
  expect(await desk.undo()).toBe('restore source')
  expect(await sources()).toEqual([])
  expect(await trash()).toMatchObject([{ source }])
  expect(await desk.redo()).toBe('restore source')
  expect(await sources()).toEqual([source])
})

test('a brief comes back, and that is a step', async () => {
  await desk.call('brief.remove', { brief })
  await desk.call('trash.restore', { kind: 'brief', brief })
  expect(await briefs()).toEqual([brief])
  expect(await desk.undo()).toBe('restore brief')
  expect(await briefs()).toEqual([])
  await desk.redo()
  expect(await briefs()).toEqual([brief])
})

test('the annotations deleted in a source are listed with it alone, and come back', async () => {
  const other = await desk.importText('The guild waits.\nNobody signs.', 'guild.txt')
  const one = await desk.tag(source, 'Port fund', 'claim')
  const two = await desk.tag(source, 'nearly €40m', 'figure')
  const third = await desk.tag(other, 'Nobody signs', 'position')
  for (const { id, target } of [one, two, third])
    await desk.call('annotation.remove', { source: target.source, annotation: id })
  const listed = await desk.call('trash.list', { source })
  expect(listed).toMatchObject([
    { kind: 'annotation', annotation: two },
    { kind: 'annotation', annotation: one },
  ])
  expect(listed.map(({ deleted }) => deleted)).not.toContain(null)
  expect(await trash()).toEqual([])
  await desk.call('trash.restore', { kind: 'annotation', source, annotation: one.id })
  expect(await desk.only(source)).toEqual(one)
  expect(await desk.call('trash.list', { source })).toMatchObject([{ annotation: two }])
  expect(await desk.undo()).toBe('restore claim')
  expect(await desk.call('annotation.list', { source, kind: null })).toEqual([])
  expect(await desk.redo()).toBe('restore claim')
  expect(await desk.only(source)).toEqual(one)
})

test('undo of the restoring and then of the deleting leads back to how it was', async () => {
  const { id } = await desk.tag(source, 'Port fund', 'claim')
  const removed = [
    ['source.remove', { source }, { kind: 'source', source }],
    ['brief.remove', { brief }, { kind: 'brief', brief }],
    ['annotation.remove', { source, annotation: id }, { kind: 'annotation', source, annotation: id }],
  ] as const
  for (const [name, input, wanted] of removed) {
    const all = async () => [
      await sources(),
      await briefs(),
      await desk.call('annotation.list', { source: null, kind: null }),
    ]
    const before = await all()
    await desk.call(name, input)
    const deleted = await all()
    await desk.call('trash.restore', wanted)
    expect(await all()).toEqual(before)
    await desk.undo()
    expect(await all()).toEqual(deleted)
    await desk.undo()
    expect(await all()).toEqual(before)
    await desk.redo()
    expect(await all()).toEqual(deleted)
    await desk.redo()
    expect(await all()).toEqual(before)
  }
})

test('what is not in the trash cannot be restored, and that is said', async () => {
  const { id } = await desk.tag(source, 'Port fund', 'claim')
  const wanted = [
    { kind: 'source', source },
    { kind: 'brief', brief },
    { kind: 'annotation', source, annotation: id },
  ] as const
  for (const each of wanted) {
    await expect(desk.call('trash.restore', each)).rejects.toMatchObject({
      reason: 'not-found',
      message: expect.stringMatching(/in the trash.*it may have been restored already/) as string,
    })
  }
  expect((await desk.call('history.state', {})).undo).toBe('tag claim')
})

test('what was deleted before the time was kept is listed last, and comes back', async () => {
  await desk.call('source.remove', { source })
  await desk.call('brief.remove', { brief })
  const folder = join(desk.folder, 'trash')
  for (const name of await readdir(folder))
    await rename(join(folder, name), join(folder, name.replace(/\.2025.*Z/, '')))
  const later = await desk.importText('The guild waits\nNobody signs.', 'guild.txt')
  await desk.call('source.remove', { source: later })
  const listed = await trash()
  expect(listed[0]).toMatchObject({ source: later })
  expect(listed.slice(1).map(({ kind, deleted }) => [kind, deleted])).toEqual([
    ['source', null],
    ['brief', null],
  ])
  await desk.call('trash.restore', { kind: 'source', source })
  await desk.call('trash.restore', { kind: 'brief', brief })
  expect([await sources(), await briefs()]).toEqual([[source], [brief]])
})

test('something damaged in the trash does not hide the rest', async () => {
  const other = await desk.importText('The guild waits\nNobody signs.', 'guild.txt')
  await desk.call('source.remove', { source })
  await desk.call('source.remove', { source: other })
  await desk.call('brief.remove', { brief })
  const folder = join(desk.folder, 'trash')
  for (const name of await readdir(folder)) {
    if (name.startsWith(source)) await writeFile(join(folder, name, 'source.json'), 'hurt')
    if (name.startsWith(brief) && name.endsWith('.json')) await writeFile(join(folder, name), 'hurt')
  }
  await writeFile(join(folder, 'letter.txt'), 'put there by hand')
  expect((await trash()).map(({ kind, ...entry }) => [kind, 'title' in entry && entry.title])).toEqual([
    ['brief', `A brief that cannot be read (${brief})`],
    ['source', 'guild'],
    ['source', `A source that cannot be read (${source})`],
  ])
  await expect(desk.call('trash.restore', { kind: 'source', source })).rejects.toMatchObject({
    reason: 'damaged',
  })
  await desk.call('trash.restore', { kind: 'source', source: other })
  expect(await sources()).toEqual([other])
})

test('the windows are told of what came back', async () => {
  const { id } = await desk.tag(source, 'Port fund', 'claim')
  await desk.call('annotation.remove', { source, annotation: id })
  desk.events.length = 0
  await desk.call('trash.restore', { kind: 'annotation', source, annotation: id })
  expect(desk.events).toEqual([{ kind: 'annotations', source }, { kind: 'library' }, { kind: 'history' }])
  await desk.call('source.remove', { source })
  await desk.call('brief.remove', { brief })
  desk.events.length = 0
  await desk.call('trash.restore', { kind: 'source', source })
  await desk.call('trash.restore', { kind: 'brief', brief })
  expect(desk.events).toEqual([
    { kind: 'source', source },
    { kind: 'library' },
    { kind: 'history' },
    { kind: 'briefs' },
    { kind: 'history' },
  ])
})
