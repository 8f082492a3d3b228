import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import type { SourceId } from '../../shared/model/ids'
import { temporaryFolder } from '../testing/temporary-folder'
import { openDesk } from './testing/desk'

const text = 'Port fund splits the council\nThe port gets nearly €40m.\nThe guild does not want it.'

beforeEach(async () => {
  vi.stubEnv('SOURCEBOOK_SETTINGS_DIR', await temporaryFolder())
})

/** A notebook, and how to ask what is found in it. */
async function desk() {
  const opened = await openDesk()
  const search = async (query: string) => {
    for (;;) {
      const answer = await opened.call('search.run', { query, limit: 50, frame: false })
      if (answer.missing === 0) return answer
    }
  }
  const kinds = async (query: string) => (await search(query)).hits.map(({ kind }) => kind).toSorted()
  return {
    search,
    kinds,
    call: opened.call,
    undo: opened.undo,
    importText: () => opened.importText(text),
    tag: (...given: Parameters<typeof opened.tag>) => opened.tag(...given),
    reopen: (how: { readOnly?: boolean } = {}) => opened.reopen(how),
  }
}

/** The files in which words are kept. */
async function keptFiles(): Promise<string[]> {
  const cache = join(process.env['SOURCEBOOK_SETTINGS_DIR'] ?? '', 'cache/search')
  const [folder = ''] = await readdir(cache)
  return (await readdir(join(cache, folder))).map((name) => join(cache, folder, name))
}

test('what is imported, tagged and noted is found at once', async () => {
  const { importText, tag, call, kinds, search } = await desk()
  expect(await kinds('port')).toEqual([])
  const source = await importText()
  expect(await kinds('port')).toEqual(['details', 'text'])
  const annotation = await tag(source, 'nearly €40m', 'figure')
  // Without asking twice.
  const { total, missing } = await call('search.run', { query: 'nearly', limit: 50, frame: false })
  expect([total, missing]).toEqual([2, 0])
  await call('annotation.update', { source, annotation: annotation.id, revision: 1, memo: 'ask the guild' })
  expect(await kinds('ask')).toEqual(['annotation'])
  expect((await search('ask')).hits[0]).toMatchObject({ annotation: annotation.id, snippet: 'ask the guild' })
})

test('what is deleted is not found, and is again when it is brought back', async () => {
  const { importText, tag, call, kinds, undo } = await desk()
  const source = await importText()
  const { id } = await tag(source, 'nearly €40m', 'figure')
  expect(await kinds('nearly')).toEqual(['annotation', 'text'])
  await call('annotation.remove', { source, annotation: id })
  expect(await kinds('nearly')).toEqual(['text'])
  await call('source.remove', { source })
  expect(await kinds('nearly')).toEqual([])
  await undo()
  await undo()
  expect(await kinds('nearly')).toEqual(['annotation', 'text'])
})

test('frame is left out from the moment it is marked', async () => {
  const { importText, call, kinds } = await desk()
  const source = await importText()
  const { revision } = await call('source.get', { source })
  const structure = {
    version: 1,
    marks: [
      {
        kind: 'frame' as const,
        from: 'b3' as const,
        to: 'b3' as const,
        origin: 'hand' as const,
        evidence: null,
      },
    ],
  }
  expect(await kinds('guild')).toEqual(['text'])
  await call('source.update', { source, revision, structure })
  expect(await kinds('guild')).toEqual([])
})

test('actors are found by the names that the codebook has for them', async () => {
  const { importText, tag, call, search } = await desk()
  const source = await importText()
  const { id, body } = await tag(source, 'The guild does not want it', 'position')
  const { id: actor } = await call('codebook.add', {
    kind: 'actor',
    name: 'Fish traders',
    spellings: ['the guild'],
  })
  if (body.kind !== 'position' || !actor.startsWith('p-')) throw new Error('a position of an actor')
  await call('annotation.update', {
    source,
    annotation: id,
    revision: 1,
    body: { ...body, actor: actor as `p-${string}` },
  })
  expect((await search('actor:traders')).hits).toMatchObject([{ annotation: id }])
  expect((await search('actor:guild want')).hits).toMatchObject([{ annotation: id }])
  expect((await search('actor:council')).total).toBe(0)
})

test('an actor that was merged into another is found by the names of both, until that is undone', async () => {
  const { importText, tag, call, search, undo } = await desk()
  const source = await importText()
  const { id, body } = await tag(source, 'The guild does not want it', 'position')
  const add = async (name: string) => (await call('codebook.add', { kind: 'actor', name })).id
  const [guild, traders] = [await add('Harbour guild'), await add('Fish traders')]
  if (body.kind !== 'position' || !guild.startsWith('p-')) throw new Error('a position of an actor')
  const actor = guild as `p-${string}` // it begins with that
  await call('annotation.update', { source, annotation: id, revision: 1, body: { ...body, actor } })
  const total = async (query: string) => (await search(query)).total
  expect([await total('actor:guild'), await total('actor:traders')]).toEqual([1, 0])
  await call('codebook.merge', { kind: 'actor', from: [guild], into: traders })
  expect([await total('actor:guild'), await total('actor:traders')]).toEqual([1, 1])
  await undo()
  expect([await total('actor:guild'), await total('actor:traders')]).toEqual([1, 0])
})

test('what is in the trash is not found in the next session either, and is once it is restored', async () => {
  const { importText, call, reopen, kinds } = await desk()
  const source = await importText()
  expect(await kinds('nearly')).toEqual(['text'])
  await call('source.remove', { source })
  await reopen()
  expect(await kinds('nearly')).toEqual([])
  await call('trash.restore', { kind: 'source', source })
  expect(await kinds('nearly')).toEqual(['text'])
})

test('the next session reads what was kept, and only what changed in between', async () => {
  const { importText, reopen, kinds } = await desk()
  await importText()
  expect(await kinds('port')).toEqual(['details', 'text'])
  await reopen()
  const before = await keptFiles()
  expect(new Set(before.map((path) => path.split('.').at(-1)))).toEqual(new Set(['texts', 'words']))
  expect(await kinds('port')).toEqual(['details', 'text'])
  await reopen()
  expect(await keptFiles()).toEqual(before) // nothing was read anew, so nothing was kept anew
})

test('what was deleted while nobody searched is not in the first answer of the next session', async () => {
  const { importText, tag, call, reopen, kinds } = await desk()
  const source = await importText()
  const { id } = await tag(source, 'nearly €40m', 'figure')
  expect(await kinds('nearly')).toEqual(['annotation', 'text'])
  await reopen()
  await call('annotation.remove', { source, annotation: id })
  await reopen()
  const { hits } = await call('search.run', { query: 'nearly', limit: 50, frame: false })
  expect(hits.map(({ kind }) => kind)).toEqual(['text'])
})

test('a notebook that is only looked at is searched too', async () => {
  const { importText, reopen, kinds } = await desk()
  await importText()
  await reopen({ readOnly: true })
  expect(await kinds('nearly')).toEqual(['text'])
})

test.each<[string, (path: string) => Promise<unknown>]>([
  ['emptied', (path) => writeFile(path, '')],
  ['filled with zeros', async (path) => writeFile(path, Buffer.alloc((await readFile(path)).length))],
  ['cut short', async (path) => writeFile(path, (await readFile(path)).subarray(0, -7))],
  [
    'changed in its last bytes',
    async (path) =>
      writeFile(path, Buffer.concat([(await readFile(path)).subarray(0, -9), Buffer.from('portports')])),
  ],
])('kept files that were %s are made anew in silence', async (_, damage) => {
  for (const kind of ['words', 'texts']) {
    const { importText, reopen, search, kinds } = await desk()
    const source: SourceId = await importText()
    await search('port')
    await reopen()
    for (const path of await keptFiles()) if (path.endsWith(kind)) await damage(path)
    const { hits, notices } = await search('want')
    expect(hits).toMatchObject([{ kind: 'text', source, snippet: 'The guild does not want it.' }])
    expect(await kinds('council')).toEqual(['details', 'text'])
    expect(notices).toEqual([])
    vi.stubEnv('SOURCEBOOK_SETTINGS_DIR', await temporaryFolder())
  }
})

test('a folder that cannot be written to keeps nothing, and searching works', async () => {
  const blocked = join(await temporaryFolder(), 'file')
  await writeFile(blocked, '')
  vi.stubEnv('SOURCEBOOK_SETTINGS_DIR', blocked)
  const { importText, kinds } = await desk()
  await importText()
  expect(await kinds('port')).toEqual(['details', 'text'])
})
