import { expect, test } from 'vitest'
import { projectText } from '../../shared/anchoring/text-projection'
import type { Input, Output } from '../../shared/contract/calls'
import type { Annotation } from '../../shared/model/annotation'
import type { SourceId } from '../../shared/model/ids'
import { openDesk } from './testing/desk'

const before = `Port fund splits the harbour council
By Ada Quill
Published March 4, 2025
The state offers the port nearly €40m over five years, the council said on Monday.
The guild of fishers does not want the money: it fears for the old quays.
Mayor Ines Okafor told the Courier that the council would vote on Friday.
A ferry to the outer islands runs twice a day, and three times in summer.`

/** The mayor's paragraph stands first now, the fund is another, the ferry is gone, and one paragraph is new. */
const after = `Port fund splits the harbour council
By Ada Quill
Published March 4, 2025
Updated March 5, 2025
Mayor Ines Okafor told the Courier that the council would vote on Friday.
The state offers the port nearly €45m over six years, the council said on Monday.
The guild of fishers does not want the money: it fears for the old quays.
Divers found the piles of the north mole in a better state than anybody had expected.`

async function opened() {
  const desk = await openDesk()
  const { call } = desk
  const source = await desk.importText(before, 'courier.txt')
  const revision = async (id: SourceId = source) => (await call('source.get', { source: id })).revision
  const all = (id: SourceId = source) => call('annotation.list', { source: id, kind: null })
  const byId = async (id: Annotation['id'], of: SourceId = source) => {
    const found = (await all(of)).find((one) => one.id === id)
    if (found === undefined) throw new Error(`there is no ${id}`)
    return found
  }
  return {
    ...desk,
    source,
    revision,
    all,
    byId,
    text: async (version: number, id: SourceId = source) =>
      projectText((await call('version.get', { source: id, version })).blocks).text,
    add: async (text: string, name = 'courier-2.txt', change: Partial<Input<'version.add'>> = {}) => {
      const from = await desk.importText(text, name)
      const added = await call('version.add', { source, revision: await revision(), from, ...change })
      return { from, ...added }
    },
    correct: async (edits: readonly [string, string][]): Promise<Output<'version.correct'>> => {
      const [newest] = (await call('source.get', { source })).versions.toReversed()
      if (newest === undefined) throw new Error('there is a version')
      const { blocks } = await call('version.get', { source, version: newest.number })
      return call('version.correct', {
        source,
        revision: await revision(),
        edits: edits.map(([words, text]) => {
          const block = blocks.find((one) => one.text.includes(words))
          if (block === undefined) throw new Error(`no block says ${words}`)
          return { block: block.id, text }
        }),
      })
    },
  }
}

/** Where words stand in the first version. */
function at(words: string) {
  return { start: before.indexOf(words), end: before.indexOf(words) + words.length }
}

const wordsOf = ({ target }: Annotation) => target.ranges.map(({ quote }) => quote.exact)

test('a text that came again is the next version, and highlights stand on their words in it', async () => {
  const { source, tag, add, byId, call, text, importText } = await opened()
  const exact = await tag(source, 'it fears for the old quays', 'claim')
  const moved = await tag(source, 'the council would vote on Friday', 'claim')
  const fuzzy = await tag(source, 'the port nearly €40m over five years', 'figure')
  const lost = await tag(source, 'A ferry to the outer islands runs twice a day', 'claim')
  await call('annotation.update', { source, annotation: exact.id, revision: 1, memo: 'Why?' })
  const { source: now, carried, from } = await add(after)

  expect(now.versions.map(({ number }) => number)).toEqual([1, 2])
  expect(await text(2)).toBe(after)
  expect(await text(1)).toBe(before)
  expect(carried).toEqual({ exact: 1, moved: 1, fuzzy: 1, orphaned: 1 })
  expect((await call('library.list', {})).map(({ id }) => id)).toEqual([source])
  expect(await call('trash.list', { source: null })).toMatchObject([{ source: from }])

  const stays = await byId(exact.id)
  expect(stays).toMatchObject({
    memo: 'Why?',
    created: exact.created,
    revision: 3,
    target: { source, version: 2 },
    earlier: [{ version: 1, ranges: exact.target.ranges }],
    carried: { into: 2, status: 'exact', score: 1, settled: true },
  })
  for (const { position, quote } of stays.target.ranges)
    expect(after.slice(position.start, position.end)).toBe(quote.exact)
  expect(await byId(moved.id)).toMatchObject({ carried: { status: 'moved', settled: true } })

  const changed = await byId(fuzzy.id)
  expect(wordsOf(changed)).toEqual(['the port nearly €45m over six years'])
  expect(changed).toMatchObject({
    body: { kind: 'figure', asWritten: 'the port nearly €45m over six years' },
    carried: { status: 'fuzzy', settled: false },
  })

  const orphan = await byId(lost.id)
  expect(orphan.target).toEqual(lost.target)
  expect(orphan).toMatchObject({ carried: { into: 2, status: 'orphaned', settled: false } })
  expect(orphan).not.toHaveProperty('earlier')
  // The second source may be imported again: it is not there any more.
  await importText(after, 'courier-2.txt')
})

test('a new version is one step: undone, all is as it was; done again, as it became', async () => {
  const desk = await opened()
  const { source, tag, undo, redo, call, importText, all, text } = desk
  await tag(source, 'it fears for the old quays', 'claim')
  await tag(source, 'A ferry to the outer islands runs twice a day', 'claim')
  const from = await importText(after, 'courier-2.txt')
  const theirs = await tag(from, 'Divers found the piles', 'claim')
  const state = async () => ({
    versions: (await call('source.get', { source })).versions,
    details: (await call('source.get', { source })).details,
    here: (await all()).map((one) => ({ ...one, revision: 0, modified: '' })),
    library: (await call('library.list', {})).map(({ id, counts }) => [id, counts.claim]),
  })
  const earlier = await state()
  await call('version.add', { source, revision: await desk.revision(), from })
  const later = await state()
  expect(later.library).toEqual([[source, 3]])
  expect(later.here.find(({ id }) => id === theirs.id)).toMatchObject({ target: { source, version: 2 } })
  expect(await undo()).toBe('new version of Port fund splits the harbour council')
  expect(await state()).toEqual(earlier)
  expect(await all(from)).toMatchObject([{ id: theirs.id, target: { source: from, version: 1 } }])
  await expect(text(2)).rejects.toMatchObject({ reason: 'not-found' })
  await redo()
  expect(await state()).toEqual(later)
  expect(await text(2)).toBe(after)
  await desk.reopen()
  expect(await state()).toEqual(later)
})

test('steps that came after it are taken back before it, and leave no trace of the version', async () => {
  const { source, tag, add, undo, call, byId } = await opened()
  const { id } = await tag(source, 'it fears for the old quays', 'claim')
  await add(after)
  await call('annotation.update', { source, annotation: id, revision: 2, memo: 'Kept' })
  await call('source.update', { source, revision: 2, memo: 'On the whole' })
  expect(await undo()).toBe('memo on source')
  expect(await undo()).toBe('memo on claim')
  expect(await undo()).toMatch('new version')
  expect(await byId(id)).toMatchObject({ memo: '', target: { version: 1 } })
  expect(await byId(id)).not.toHaveProperty('carried')
  expect(await byId(id)).not.toHaveProperty('earlier')
})

test('a highlight that was deleted in a version that was undone does not come back into nowhere', async () => {
  const { source, add, undo, call } = await opened()
  await add(after)
  const place = { by: 'quote' as const, exact: 'Divers found the piles', prefix: '', suffix: '' }
  await call('annotation.create', { source, version: 2, place, body: { kind: 'claim' } })
  await undo()
  await undo()
  const [deleted] = await call('trash.list', { source })
  if (deleted?.kind !== 'annotation') throw new Error('it is in the trash')
  const restore = call('trash.restore', { kind: 'annotation', source, annotation: deleted.annotation.id })
  await expect(restore).rejects.toMatchObject({ reason: 'not-found' })
})

test('nor on other words, once another version has the number of the one that was undone', async () => {
  const { source, add, undo, call } = await opened()
  await add(after)
  const place = { by: 'quote' as const, exact: 'Divers found the piles', prefix: '', suffix: '' }
  const { id } = await call('annotation.create', { source, version: 2, place, body: { kind: 'claim' } })
  await undo()
  await undo()
  await add(before.replace('€40m', '€50m'), 'courier-3.txt')
  const restore = () => call('trash.restore', { kind: 'annotation', source, annotation: id })
  await expect(restore()).rejects.toMatchObject({ reason: 'not-found' })
  expect(await call('trash.list', { source })).toMatchObject([{ annotation: { id } }])
  await undo()
  await add(after, 'courier-4.txt')
  await restore()
  expect(await call('annotation.list', { source, kind: null })).toMatchObject([{ id }])
})

test('what a person set stays; what was inferred follows the newer file', async () => {
  const { source, call, revision, importText } = await opened()
  await call('source.update', { source, revision: 1, details: { outlet: 'The Courier', kind: 'wire' } })
  const from = await importText(`Another headline for the fund\n${after}`, 'other.txt')
  await call('source.update', {
    source: from,
    revision: 1,
    details: { outlet: 'A wrong one', url: 'https://courier.example/fund' },
    memo: 'From the second reading',
  })
  const { source: now } = await call('version.add', { source, revision: await revision(), from })
  expect(now.details).toMatchObject({
    title: 'Another headline for the fund',
    outlet: 'The Courier',
    kind: 'wire',
    url: 'https://courier.example/fund',
  })
  expect(now.inferences.find(({ field }) => field === 'title')?.evidence).toMatchObject({ version: 2 })
  expect(now.inferences.map(({ field }) => field)).not.toContain('outlet')
  expect(now.memo).toBe('From the second reading')
})

test('orphans are looked for again in the next version, but not those that a person left behind', async () => {
  const { source, tag, add, byId, call } = await opened()
  const tried = await tag(source, 'A ferry to the outer islands runs twice a day', 'claim')
  const left = await tag(source, 'three times in summer', 'claim')
  await add(after)
  await call('annotation.settle', { source, annotation: left.id, revision: 2, as: { what: 'older' } })
  await add(
    `${after}\nA ferry to the outer islands runs twice a day, and three times in summer.`,
    'third.txt',
  )
  expect(await byId(tried.id)).toMatchObject({
    target: { version: 3 },
    earlier: [{ version: 1 }],
    carried: { into: 3, settled: true },
  })
  expect(await byId(left.id)).toMatchObject({
    target: { version: 1 },
    carried: { into: 2, status: 'orphaned', settled: true },
  })
})

test('what nobody has decided yet stays to be decided when a further version comes', async () => {
  const { source, tag, add, byId } = await opened()
  const { id } = await tag(source, 'the port nearly €40m over five years', 'figure')
  await add(after)
  await add(`${after}\nOne more line stands at the end of it.`, 'third.txt')
  expect(await byId(id)).toMatchObject({
    target: { version: 3 },
    earlier: [{ version: 1 }, { version: 2 }],
    carried: { into: 3, status: 'fuzzy', settled: false },
  })
})

test('passages that were joined come through joined, and what is in the trash is left alone', async () => {
  const { source, add, byId, call, tag } = await opened()
  const ranges = [at('The guild of fishers'), at('it fears for the old quays')]
  const place = { by: 'position' as const, ranges }
  const { id } = await call('annotation.create', { source, version: 1, place, body: { kind: 'claim' } })
  const gone = await tag(source, 'the council said on Monday', 'claim')
  await call('annotation.remove', { source, annotation: gone.id })
  await add(after)
  expect(wordsOf(await byId(id))).toEqual(['The guild of fishers', 'it fears for the old quays'])
  expect(await call('trash.list', { source })).toMatchObject([{ annotation: gone }])
})

test('a highlight may be made in an old version; it is looked for when the next one comes', async () => {
  const { source, add, byId, tag } = await opened()
  await add(after)
  const { id } = await tag(source, 'it fears for the old quays', 'claim')
  expect(await byId(id)).toMatchObject({ target: { version: 1 } })
  expect(await byId(id)).not.toHaveProperty('carried')
  await add(`${after}\nOne more line stands at the end of it.`, 'third.txt')
  expect(await byId(id)).toMatchObject({ target: { version: 3 }, carried: { into: 3, status: 'exact' } })
})

test('a text with versions of its own, or the text itself, is refused, and nothing changes', async () => {
  const { source, add, call, revision, importText } = await opened()
  await add(after)
  const other = await importText('Quite another text about the tolls of the mole.', 'tolls.txt')
  await expect(call('version.add', { source: other, revision: 1, from: source })).rejects.toMatchObject({
    reason: 'invalid-input',
    message: expect.stringContaining('2 versions') as string,
  })
  await expect(
    call('version.add', { source, revision: await revision(), from: source }),
  ).rejects.toMatchObject({ reason: 'invalid-input' })
  await expect(call('version.add', { source, revision: 1, from: other })).rejects.toMatchObject({
    reason: 'conflict',
  })
  expect((await call('library.list', {})).map(({ id }) => id)).toEqual([source, other])
})

test('what is read and where one was follows into the new version', async () => {
  const { source, add, call, undo, text } = await opened()
  await call('source.keepPlace', { source, version: 1, offset: before.indexOf('The guild') + 4 })
  const { source: now } = await add(after)
  expect((await text(2)).slice(now.place?.offset)).toMatch(/^The guild/)
  expect(now.place?.version).toBe(2)
  await undo()
  expect((await call('source.get', { source })).place?.version).toBe(1)
})

test('new versions in one batch are one step', async () => {
  const { source, add, call, undo, importText } = await opened()
  const second = await importText('Quite another text about the tolls of the mole.', 'tolls.txt')
  const from = await importText('Quite another text about the tolls of the old mole.', 'tolls-2.txt')
  await add(after, 'courier-2.txt', { batch: 'again' })
  await call('version.add', { source: second, revision: 1, from, batch: 'again' })
  await call('source.update', { source, revision: 2, details: { outlet: 'The Courier' }, batch: 'again' })
  expect(await undo()).toBe('new version of Port fund splits the harbour council and 2 more')
  const versions = async (id: SourceId) => (await call('source.get', { source: id })).versions.length
  expect([await versions(source), await versions(second)]).toEqual([1, 1])
})

test('what a person marked in the older version holds in the newer one, and what was rejected stays away', async () => {
  const { source, add, call, revision } = await opened()
  const { blocks } = await call('version.get', { source, version: 1 })
  const idOf = (words: string) => blocks.find(({ text }) => text.includes(words))?.id ?? 'b1'
  const guild = idOf('The guild')
  const frame = { kind: 'frame' as const, from: guild, to: guild, origin: 'hand' as const, evidence: null }
  const passage = { version: 1, start: before.indexOf('Mayor'), end: before.indexOf('\nA ferry') }
  await call('source.update', {
    source,
    revision: await revision(),
    structure: { version: 1, marks: [frame] },
    decisions: [{ rule: 'structure caption', passage, verdict: 'rejected', reason: null }],
  })
  const { source: now } = await add(after)
  const newer = (await call('version.get', { source, version: 2 })).blocks
  const marked = now.structures.find(({ version }) => version === 2)?.marks ?? []
  expect(marked).toContainEqual({
    ...frame,
    from: newer.find(({ text }) => text.startsWith('The guild'))?.id,
    to: newer.find(({ text }) => text.startsWith('The guild'))?.id,
  })
  const start = after.indexOf('Mayor')
  expect(now.decisions).toContainEqual({
    rule: 'structure caption',
    passage: { version: 2, start, end: after.indexOf('\nThe state') },
    verdict: 'rejected',
    reason: null,
  })
})

test('a text is put right paragraph by paragraph, as a new version whose highlights stay on their words', async () => {
  const { source, tag, correct, byId, text, call, undo, redo } = await opened()
  const vote = await tag(source, 'the council would vote on Friday', 'claim')
  const fund = await tag(source, 'nearly €40m', 'figure')
  const { source: now, carried } = await correct([
    ['Mayor Ines', 'Mayor Ines Okafor told the Courier:\nthe council would vote on Friday.'],
    ['A ferry', ''],
    ['The state offers', 'The state offers the port nearly €41m over five years, the council said.'],
  ])
  const { details } = await call('source.get', { source })
  expect(now.details).toEqual(details)
  expect(now.versions).toMatchObject([{ number: 1 }, { number: 2, corrects: 1 }])
  expect(now.versions[0]).not.toHaveProperty('corrects')
  expect(await text(2)).toBe(
    before
      .replace('told the Courier that the', 'told the Courier:\nthe')
      .replace('€40m over five years, the council said on Monday', '€41m over five years, the council said')
      .replace(/\nA ferry.*$/, ''),
  )
  const { blocks } = await call('version.get', { source, version: 2 })
  expect(blocks.map(({ id }) => id)).toEqual(blocks.map((_, index) => `b${index + 1}`))
  expect(wordsOf(await byId(vote.id))).toEqual(['the council would vote on Friday'])
  expect(carried.exact).toBe(1)
  expect(wordsOf(await byId(fund.id))).toEqual(['nearly €41m'])
  expect(await undo()).toBe('correct text')
  expect(await byId(vote.id)).toMatchObject({ target: vote.target })
  await redo()
  expect(await text(2)).toContain('€41m')
})

test('the file of a correction is its own text, so that both copies can be proved', async () => {
  const { source, correct, call } = await opened()
  const { source: now } = await correct([['A ferry', 'A ferry runs to the outer islands.']])
  const [first, second] = now.versions
  expect(second?.original).toMatchObject({
    fileName: 'courier (corrected).txt',
    mediaType: 'text/plain',
    encoding: 'utf-8',
  })
  expect(second?.original.sha256).not.toBe(first?.original.sha256)
  await correct([['A ferry', 'A ferry runs to all islands.']])
  expect(await call('source.verify', { sources: [source] })).toMatchObject([
    { version: 1, state: 'same', message: '' },
    { version: 2, state: 'same', fileName: 'courier (corrected).txt' },
    { version: 3, state: 'same', fileName: 'courier (corrected).txt' },
  ])
})

test.each<[string, [string, string][], string]>([
  [
    'that changes nothing',
    [['A ferry', 'A ferry to the outer islands runs twice a day, and three times in summer.']],
    'reads as it did',
  ],
  ['that leaves nothing', before.split('\n').map((line) => [line, '']), 'Nothing would be left'],
  [
    'that names a paragraph twice',
    [
      ['A ferry', 'x'],
      ['A ferry', 'y'],
    ],
    'named twice',
  ],
])('a correction %s is refused', async (_, edits, message) => {
  const { correct, call, source } = await opened()
  await expect(correct(edits)).rejects.toMatchObject({
    reason: 'invalid-input',
    message: expect.stringContaining(message) as string,
  })
  expect((await call('source.get', { source })).versions).toHaveLength(1)
})

test('the overlay follows a correction, with the words that it rests on', async () => {
  const { source, correct, call, revision } = await opened()
  const { blocks } = await call('version.get', { source, version: 1 })
  const idOf = (words: string) => blocks.find(({ text }) => text.includes(words))?.id ?? 'b1'
  const marks = [
    {
      kind: 'caption' as const,
      from: idOf('A ferry'),
      to: idOf('A ferry'),
      origin: 'inferred' as const,
      evidence: { version: 1, ...at('twice a day') },
    },
    {
      kind: 'summary' as const,
      from: idOf('The state'),
      to: idOf('The guild'),
      origin: 'inferred' as const,
      evidence: null,
    },
  ]
  await call('source.update', { source, revision: await revision(), structure: { version: 1, marks } })
  const { source: now } = await correct([
    ['Mayor Ines', ''],
    ['The state', 'The state offers the port\nnearly €40m over five years, the council said on Monday.'],
  ])
  const newer = await call('version.get', { source, version: 2 })
  const { text } = projectText(newer.blocks)
  const placeOf = (words: string) => newer.blocks.find((block) => block.text.includes(words))?.id
  const start = text.indexOf('twice a day')
  expect(now.structures.find(({ version }) => version === 2)?.marks).toEqual([
    {
      ...marks[0],
      from: placeOf('A ferry'),
      to: placeOf('A ferry'),
      evidence: { version: 2, start, end: start + 11 },
    },
    { ...marks[1], from: placeOf('The state'), to: placeOf('The guild') },
  ])
})

test('two versions are laid side by side', async () => {
  const { source, add, call } = await opened()
  await add(after)
  const rows = await call('version.compare', { source, from: 1, to: 2 })
  expect(rows.find(({ kind }) => kind === 'removed')?.parts[0]?.text).toContain('A ferry')
  expect(rows.filter(({ kind }) => kind === 'added').map(({ parts }) => parts[0]?.text)).toContain(
    'Updated March 5, 2025',
  )
})

test('search and detection go by the newest version', async () => {
  const { source, add, call, undo } = await opened()
  const hits = async (query: string) =>
    (await call('search.run', { query, limit: 10, frame: false })).hits.filter(
      (hit) => hit.kind === 'text' && hit.source === source,
    ).length
  expect([await hits('ferry'), await hits('divers')]).toEqual([1, 0])
  await add(after)
  expect([await hits('ferry'), await hits('divers')]).toEqual([0, 1])
  const { suggestions } = await call('source.detect', { source, version: 2 })
  expect(JSON.stringify(suggestions)).toContain('€45m')
  await undo()
  expect([await hits('ferry'), await hits('divers')]).toEqual([1, 0])
})

test('what is found is the text of the version that is there, not of an undone one of the same number', async () => {
  const { call, undo, correct } = await opened()
  const hits = async (query: string) => (await call('search.run', { query, limit: 10, frame: false })).total
  await correct([['A ferry', 'A barge runs twice a day.']])
  expect([await hits('barge'), await hits('raft')]).toEqual([1, 0])
  await undo()
  await correct([['A ferry', 'A raft runs twice a day.']])
  expect([await hits('barge'), await hits('raft')]).toEqual([0, 1])
})

test('only what is frame, a repeat or another article is left out of searching', async () => {
  const { source, call, revision } = await opened()
  const stretch = { from: 'b6' as const, to: 'b6' as const, origin: 'hand' as const, evidence: null }
  const found = async (mark: Input<'source.update'>['structure']) => {
    await call('source.update', { source, revision: await revision(), structure: mark })
    return (await call('search.run', { query: 'Okafor', limit: 10, frame: false })).total
  }
  for (const kind of ['caption', 'standfirst', 'summary'] as const)
    expect(await found({ version: 1, marks: [{ kind, ...stretch }] })).toBe(1)
  for (const kind of ['frame', 'unrelated'] as const)
    expect(await found({ version: 1, marks: [{ kind, ...stretch }] })).toBe(0)
})
