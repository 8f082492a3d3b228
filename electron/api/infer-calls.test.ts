import { expect, test } from 'vitest'
import { openDesk } from './testing/desk'

const text = `Port fund splits the harbour council
By Ada Quill
Published March 4, 2025
The state offers the port nearly €40m over five years, the council said on Monday.
The guild of fishers does not want the money: it fears for the old quays.`

test('what rules make of a text is told, and nothing is changed', async () => {
  const { call, importText } = await openDesk()
  const source = await importText(text)
  const before = await call('source.get', { source })
  const { details, inferences, structure } = await call('source.infer', { source, version: 1 })
  expect(details.title).toBe('Port fund splits the harbour council')
  expect(inferences.find(({ field }) => field === 'title')?.evidence).toEqual({
    version: 1,
    start: 0,
    end: 36,
  })
  expect(structure.version).toBe(1)
  expect(await call('source.get', { source })).toEqual(before)
})

test('what a person set is told as it is, and what was refused does not come back', async () => {
  const { call, importText } = await openDesk()
  const source = await importText(text)
  const first = await call('source.infer', { source, version: 1 })
  const title = first.inferences.find(({ field }) => field === 'title')
  const passage = title?.evidence ?? null
  if (passage === null) throw new Error('the title is read from the text')
  await call('source.update', {
    source,
    revision: 1,
    details: { title: 'The fund' },
    decisions: [{ rule: 'detail title', passage, verdict: 'rejected', reason: null }],
  })
  const { details, inferences } = await call('source.infer', { source, version: 1 })
  expect(details.title).toBe('The fund')
  expect(inferences.map(({ field }) => field)).not.toContain('title')
})

test('a decision takes the place of another on the same passage, and is taken back with what it came with', async () => {
  const { call, importText, undo, redo } = await openDesk()
  const source = await importText(text)
  const decisions = async () => (await call('source.get', { source })).decisions
  const passage = { version: 1, start: 0, end: 36 }
  const rejected = { rule: 'structure heading', passage, verdict: 'rejected' as const, reason: null }
  const accepted = { ...rejected, verdict: 'accepted' as const, reason: 'It is one' }
  const other = { ...rejected, rule: 'structure caption' }
  await call('source.update', { source, revision: 1, decisions: [rejected, other] })
  await call('source.update', {
    source,
    revision: 2,
    decisions: [accepted],
    details: { outlet: 'The Courier' },
  })
  expect(await decisions()).toEqual([accepted, other])
  expect(await undo()).toBe('edit source')
  expect(await decisions()).toEqual([rejected, other])
  expect((await call('source.get', { source })).details.outlet).toBe(null)
  expect(await undo()).toBe('decide on suggestion')
  expect(await decisions()).toEqual([])
  await redo()
  expect(await decisions()).toEqual([rejected, other])
  const far = { ...rejected, passage: { version: 1, start: 0, end: 9000 } }
  await expect(call('source.update', { source, revision: 4, decisions: [far] })).rejects.toMatchObject({
    reason: 'invalid-input',
  })
})
