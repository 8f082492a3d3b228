import { expect, test } from 'vitest'
import { createFakeHost } from './fake-host'

test('a step is called what the host calls it, and edits of one field in a row are one', async () => {
  const { host, sources, tag } = createFakeHost([{ text: 'The quay opens in May.' }])
  const [source] = sources
  if (source === undefined) throw new Error('one source was given')
  const claim = await tag(source, 'claim', 'opens')
  const edit = (revision: number, given: { memo: string } | { ranges: { start: number; end: number }[] }) =>
    host.call('annotation.update', { source: source.id, annotation: claim.id, revision, ...given })
  await edit(1, { ranges: [{ start: 4, end: 14 }] })
  await edit(2, { ranges: [{ start: 4, end: 8 }] })
  await edit(3, { memo: 'Ask' })
  await edit(4, { memo: 'Ask the port' })
  // Opening an unread text is nobody's step; what is marked by hand is one.
  await host.call('source.update', { source: source.id, revision: 1, status: 'reading' })
  await host.call('source.update', { source: source.id, revision: 2, status: 'read' })
  await host.call('source.update', { source: source.id, revision: 3, details: { outlet: 'The Courier' } })
  const undone = []
  for (let step = 0; step < 5; step += 1) undone.push((await host.call('history.undo', {})).undone)
  expect(undone).toEqual(['edit source', 'mark as read', 'memo on claim', 'resize claim', 'tag claim'])
  await host.call('history.redo', {})
  const [again] = await host.call('annotation.list', { source: source.id, kind: null })
  await edit(again?.revision ?? 0, { memo: 'Something else' })
  expect(await host.call('history.state', {})).toEqual({ undo: 'memo on claim', redo: null })
})
