import { expect, test } from 'vitest'
import { projectText } from '../../shared/anchoring/text-projection'
import { blankBrief } from '../../shared/briefing/edit-brief'
import type { SourceId } from '../../shared/model/ids'
import { openDesk } from './testing/desk'

const text = `Port fund splits the harbour council
The state offers the port nearly €40m over five years, the council said on Monday.
The guild of fishers does not want the money: it fears for the old quays.
Island states sign a pact on tides
By Ada Quill
Five island states signed a pact on tides on Wednesday, a clerk of the assembly said.
The pact begins next year.`

async function opened() {
  const desk = await openDesk()
  const { call } = desk
  const source = await desk.importText(text)
  const { blocks } = await call('version.get', { source, version: 1 })
  const idOf = (words: string) => {
    const block = blocks.find((one) => one.text.includes(words))
    if (block === undefined) throw new Error(`no block says ${words}`)
    return block.id
  }
  const revision = async (id: SourceId = source) => (await call('source.get', { source: id })).revision
  return {
    ...desk,
    source,
    idOf,
    revision,
    textOf: async (id: SourceId, version = 1) =>
      projectText((await call('version.get', { source: id, version })).blocks).text,
    split: async (words = 'Island states') =>
      call('source.split', { source, revision: await revision(), at: idOf(words) }),
    list: (id: SourceId) => call('annotation.list', { source: id, kind: null }),
  }
}

const second = text.slice(text.indexOf('Island states'))

test('a second article becomes a source of its own, with what was highlighted in it', async () => {
  const { source, tag, split, list, call, textOf, idOf } = await opened()
  const first = await tag(source, 'nearly €40m', 'figure')
  const moved = await tag(source, 'Five island states signed a pact', 'claim')
  const { source: rest, second: id } = await split()
  expect(await textOf(id)).toBe(second)
  expect(await textOf(source)).toBe(text)
  expect(rest.versions).toHaveLength(1)
  expect(rest.structures[0]?.marks).toContainEqual(
    expect.objectContaining({ kind: 'unrelated', from: idOf('Island states'), source: id, origin: 'hand' }),
  )
  expect((await call('source.get', { source: id })).details.title).toBe('Island states sign a pact on tides')
  expect(await list(source)).toEqual([first])
  const [there, ...others] = await list(id)
  expect(others).toEqual([])
  expect(there).toMatchObject({ id: moved.id, created: moved.created, target: { source: id, version: 1 } })
  for (const { position, quote } of there?.target.ranges ?? [])
    expect(second.slice(position.start, position.end)).toBe(quote.exact)
  // What was split off is folded away in the first one, so that nothing is found twice.
  const { hits } = await call('search.run', { query: 'clerk', limit: 10, frame: false })
  expect(hits.map((hit) => hit.source)).toEqual([id])
})

test('what was read in the words that went is known of the second text alone', async () => {
  const desk = await openDesk()
  const late = ['Updated 6 sec ago', ...second.split('\n')]
  const source = await desk.importText(`${text.slice(0, -second.length)}${late.join('\n')}\n`)
  const get = (id: SourceId) => desk.call('source.get', { source: id })
  const fields = async (id: SourceId) => (await get(id)).inferences.map(({ field }) => field)
  const { blocks } = await desk.call('version.get', { source, version: 1 })
  const at = blocks.find((block) => block.text === late[0])?.id ?? 'b1'
  expect(await fields(source)).toContain('updated')
  const { revision } = await get(source)
  const split = await desk.call('source.split', { source, revision, at })
  expect(await fields(source)).not.toContain('updated')
  expect(await fields(split.second)).toContain('updated')
  await desk.undo()
  expect(await fields(source)).toContain('updated')
})

test('both keep the file that they come from, and can be proved', async () => {
  const { source, split, call } = await opened()
  const { second: id } = await split()
  const [one, two] = await Promise.all(
    [source, id].map((each) => call('version.get', { source: each, version: 1 })),
  )
  expect(two?.original).toEqual(one?.original)
  expect(two?.part).toEqual({ start: text.indexOf('Island states'), end: text.length })
  expect(await call('source.verify', { sources: [source, id] })).toMatchObject([
    { source, state: 'same' },
    { source: id, state: 'same' },
  ])
})

test('a text can be split again, and so can a part of it', async () => {
  const { source, split, call, textOf } = await opened()
  const { second: id } = await split()
  const { blocks } = await call('version.get', { source: id, version: 1 })
  const { second: third } = await call('source.split', {
    source: id,
    revision: 1,
    at: blocks.at(-1)?.id ?? 'b1',
  })
  expect(await textOf(third)).toBe('The pact begins next year.')
  const verified = await call('source.verify', { sources: [source, id, third] })
  expect(verified.map(({ state }) => state)).toEqual(['same', 'same', 'same'])
})

test('splitting is one step, and what was done to a moved highlight outlives it', async () => {
  const { source, tag, split, list, undo, redo, call } = await opened()
  const { id: annotation } = await tag(source, 'Five island states signed a pact', 'claim')
  const before = await call('source.get', { source })
  const listed = await list(source)
  const { second: id } = await split()
  expect(await undo()).toBe('split text')
  expect((await call('library.list', {})).map((one) => one.id)).toEqual([source])
  expect({ ...(await call('source.get', { source })), revision: 1 }).toEqual({ ...before, revision: 1 })
  expect(await list(source)).toEqual([{ ...listed[0], revision: 3 }])
  await redo()
  expect((await list(id)).map((one) => one.id)).toEqual([annotation])
  expect(await list(source)).toEqual([])
})

test('what points over the border stays with the first text', async () => {
  const { source, call, split, list } = await opened()
  const start = text.indexOf('it fears')
  const place = { by: 'position' as const, ranges: [{ start, end: text.indexOf(' sign a pact') }] }
  await call('annotation.create', { source, version: 1, place, body: { kind: 'claim' } })
  const { second: id } = await split()
  expect(await list(source)).toHaveLength(1)
  expect(await list(id)).toEqual([])
})

test('a brief still finds what moved, and cites the text that it stands in now', async () => {
  const { source, tag, split, call } = await opened()
  await tag(source, 'Five island states signed a pact', 'claim')
  const brief = await call('brief.create', blankBrief('Tides'))
  await call('brief.add', { brief: brief.id, annotations: 'all' })
  const { second: id } = await split()
  const exported = JSON.stringify(
    await call('brief.export', { brief: brief.id, format: 'markdown', over: null, choices: [] }),
  )
  expect(exported).toContain('Island states sign a pact on tides')
  expect(exported).toContain(`sourcebook:${id}/`)
  expect(exported).not.toContain('no longer in the notebook')
  expect(exported).not.toContain('was deleted')
})

test('nothing is split off at the first paragraph, or at one that is not there', async () => {
  const { source, call, split, idOf } = await opened()
  await expect(split('Port fund')).rejects.toMatchObject({ reason: 'invalid-input' })
  await expect(call('source.split', { source, revision: 1, at: 'b99' })).rejects.toMatchObject({
    reason: 'invalid-input',
  })
  await expect(call('source.split', { source, revision: 9, at: idOf('Island') })).rejects.toMatchObject({
    reason: 'conflict',
  })
  expect(await call('library.list', {})).toHaveLength(1)
})

test('the overlay and the decisions on the stretch go with it', async () => {
  const { source, call, split, idOf, revision } = await opened()
  const at = idOf('The pact begins')
  const frame = { kind: 'frame' as const, from: at, to: at, origin: 'hand' as const, evidence: null }
  const start = text.indexOf('By Ada')
  await call('source.update', {
    source,
    revision: await revision(),
    structure: { version: 1, marks: [frame] },
    decisions: [
      {
        rule: 'structure caption',
        passage: { version: 1, start, end: start + 12 },
        verdict: 'rejected',
        reason: null,
      },
    ],
  })
  const { second: id } = await split()
  const there = await call('source.get', { source: id })
  expect(there.structures[0]?.marks).toContainEqual({ ...frame, from: 'b4', to: 'b4' })
  const own = second.indexOf('By Ada')
  expect(there.decisions).toContainEqual({
    rule: 'structure caption',
    passage: { version: 1, start: own, end: own + 12 },
    verdict: 'rejected',
    reason: null,
  })
  expect(there.decisions).toContainEqual(expect.objectContaining({ rule: `separate ${source}` }))
})

test('what was split off may become a version of the first text, and is no other article in it', async () => {
  const { source, call, split, revision } = await opened()
  const { second: id } = await split()
  const { source: now } = await call('version.add', { source, revision: await revision(), from: id })
  const marks = now.structures.find(({ version }) => version === 2)?.marks ?? []
  expect(marks.filter(({ kind }) => kind === 'unrelated')).toEqual([])
  expect(now.decisions.filter(({ rule }) => rule === `separate ${source}`)).toEqual([])
})
