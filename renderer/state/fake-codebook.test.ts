import { expect, test } from 'vitest'
import type { Annotation } from '../../shared/model/annotation'
import { createFakeNotebook } from './fake-notebook'

async function harbour() {
  const { handlers, addSource } = createFakeNotebook(() => undefined)
  const { id: source } = addSource({
    text: 'The mayor said so. Crews back the plan.',
    published: '2025-02-28',
  })
  const tag = (
    start: number,
    end: number,
    body: Parameters<(typeof handlers)['annotation.create']>[0]['body'],
  ) =>
    handlers['annotation.create']({
      source,
      version: 1,
      place: { by: 'position', ranges: [{ start, end }] },
      body,
    })
  const add = (kind: 'actor' | 'code', name: string) => handlers['codebook.add']({ kind, name })
  const list = (): Promise<Annotation[]> => handlers['annotation.list']({ source: null, kind: null })
  return { handlers, source, tag, add, list }
}

test('entries are made once, merged, and what was merged is read as what it became, until undo', async () => {
  const { handlers, tag, add, list } = await harbour()
  const [one, two] = [await add('actor', 'Ilse'), await add('actor', 'The mayor')]
  expect(await add('actor', 'the mayor')).toEqual(two)
  if (one.kind !== 'actor' || two.kind !== 'actor') throw new Error('actors were asked for')
  await tag(0, 9, { kind: 'position', actor: two.id })
  const merged = await handlers['codebook.merge']({ kind: 'actor', from: [two.id], into: one.id })
  expect(merged).toMatchObject({ annotations: 1, entry: { spellings: ['The mayor'] } })
  expect((await list())[0]?.body).toMatchObject({ actor: one.id })
  await handlers['history.undo']({})
  expect((await list())[0]?.body).toMatchObject({ actor: two.id })
  expect((await handlers['codebook.get']({})).actors.actors).toHaveLength(2)
})

test('many annotations change as one step', async () => {
  const { handlers, tag, add, list } = await harbour()
  const code = await add('code', 'Fares')
  if (code.kind !== 'code') throw new Error('a code was asked for')
  const ids = [(await tag(0, 9, { kind: 'claim' })).id, (await tag(4, 9, { kind: 'figure' })).id]
  const of = { by: 'id' as const, annotations: ids }
  expect(await handlers['annotation.bulk']({ of, change: { do: 'add-code', code: code.id } })).toEqual({
    changed: 2,
  })
  expect((await list()).map(({ codes, revision }) => [codes, revision])).toEqual([
    [[code.id], 2],
    [[code.id], 2],
  ])
  await handlers['annotation.bulk']({ of, change: { do: 'remove' } })
  expect(await list()).toEqual([])
  await handlers['history.undo']({})
  await handlers['history.undo']({})
  expect((await list()).map(({ codes }) => codes)).toEqual([[], []])
})

test('Wednesday is the last one before the source', async () => {
  const { handlers, source } = await harbour()
  expect(await handlers['date.read']({ wording: 'Wednesday', source })).toEqual({
    date: '2025-02-26',
    against: '2025-02-28',
  })
})
