import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { steadyPorts } from '../testing/steady-ports'
import { openDesk } from './testing/desk'
import { importOn, outcomeOf } from './testing/import-files'
import { sourceIn } from './testing/source-in'

const story = (nth: number) =>
  `Harbour story ${nth}\n\nThe council of Port Ellery met for the ${nth}th time and spoke of pier ${nth}.\n`

const fixture = (path: string) => readFileSync(join(import.meta.dirname, '../../tests/fixtures', path))

test('the files of a batch are one step, and come back together', async () => {
  const desk = await openDesk()
  const names = Array.from({ length: 12 }, (_, nth) => `story-${nth}.txt`)
  await Promise.all(names.map((name, nth) => importOn(desk, name, story(nth), { batch: 'dropped' })))
  expect(await desk.call('library.list', {})).toHaveLength(12)
  expect((await desk.call('history.state', {})).undo).toMatch(/^import story-\d+.txt and 11 more$/)
  await desk.undo()
  expect(await desk.call('library.list', {})).toEqual([])
  expect((await desk.call('history.state', {})).undo).toBeNull()
  await desk.redo()
  expect(await desk.call('library.list', {})).toHaveLength(12)
})

test('the next batch is a step of its own', async () => {
  const desk = await openDesk()
  for (const [nth, batch] of ['one', 'one', 'two', 'two'].entries())
    await importOn(desk, `story-${nth}.txt`, story(nth), { batch })
  await desk.undo()
  expect(await desk.call('library.list', {})).toHaveLength(2)
})

test('what was found in a text is told with it', async () => {
  const desk = await openDesk()
  const { findings } = outcomeOf(
    await importOn(desk, 'two-articles.txt', fixture('structure/two-articles.txt')),
    'added',
  )
  expect(findings.split?.at).toMatch(/^b\d+$/)
  expect(findings.split?.heading).not.toBe('')
  const blog = outcomeOf(await importOn(desk, 'live.txt', fixture('structure/aggregator-copy.txt')), 'added')
  expect(blog.findings.posts).toBeGreaterThan(3)
  expect(blog.findings.frame).toBeGreaterThan(1)
})

test('the same bytes are not added again unless a person wants it', async () => {
  const desk = await openDesk()
  const first = sourceIn(await importOn(desk, 'a.txt', story(1)))
  const second = await importOn(desk, 'copy of a.txt', story(1))
  expect(second).toMatchObject({
    source: first,
    outcome: { what: 'known', title: 'Harbour story 1' },
  })
  const third = await importOn(desk, 'a.txt', story(1), { again: true })
  expect(outcomeOf(third, 'added').findings.alike).toMatchObject([{ source: first, share: 1, same: true }])
  expect(await desk.call('library.list', {})).toHaveLength(2)
})

test('the same bytes twice at once are added once', async () => {
  const desk = await openDesk()
  const reports = await Promise.all(
    ['a.txt', 'b.txt', 'c.txt'].map((name) => importOn(desk, name, story(1), { batch: 'dropped' })),
  )
  const outcomes = reports.map((report) => (report.ok ? report.outcome.what : report.message))
  expect(outcomes.toSorted()).toEqual(['added', 'known', 'known'])
})

test('bytes whose source went to the trash are not known, and are known again when it comes back', async () => {
  const desk = await openDesk()
  const first = sourceIn(await importOn(desk, 'a.txt', story(1)))
  await desk.call('source.remove', { source: first })
  expect(outcomeOf(await importOn(desk, 'a.txt', story(1)), 'added').findings.alike).toEqual([])
  await desk.undo()
  await desk.undo()
  expect(await importOn(desk, 'a.txt', story(1))).toMatchObject({ source: first, outcome: { what: 'known' } })
})

test('bytes are known again after a restart', async () => {
  const desk = await openDesk()
  const first = sourceIn(await importOn(desk, 'a.txt', story(1)))
  await desk.reopen()
  expect(await importOn(desk, 'a.txt', story(1))).toMatchObject({ source: first, outcome: { what: 'known' } })
})

test('each file of an archive is imported once, and a bibliography in it last', async () => {
  const desk = await openDesk()
  const archive = zipSync({
    'notes/refs.bib': strToU8('@article{a,\n title={Harbour story 1},\n journal={The Courier}\n}\n'),
    'notes/a.txt': strToU8(story(1)),
    'b.txt': strToU8(story(2)),
  })
  const { members } = outcomeOf(await importOn(desk, 'all.zip', archive, { batch: 'x' }), 'archive')
  expect(members.map(({ name }) => name).at(-1)).toBe('notes/refs.bib')
  const reports = []
  for (const { handle } of members) reports.push(await desk.call('import.member', { handle, batch: 'x' }))
  expect(reports.map(({ file }) => file).toSorted()).toEqual(['a.txt', 'b.txt', 'refs.bib'])
  expect((await desk.call('library.list', {})).map(({ outlet }) => outlet ?? '').toSorted()).toEqual([
    '',
    'The Courier',
  ])
  await expect(desk.call('import.member', { handle: members[0]?.handle ?? '' })).rejects.toMatchObject({
    reason: 'not-found',
  })
  await desk.undo()
  expect(await desk.call('library.list', {})).toEqual([])
})

test('the files of an archive are let go when its import is cancelled', async () => {
  const desk = await openDesk()
  const bytes = Buffer.from(zipSync({ 'a.txt': strToU8(story(1)) }))
  const { import: id } = await desk.call('import.begin', { name: 'all.zip', size: bytes.length })
  await desk.call('import.chunk', { import: id, offset: 0, bytes: bytes.toString('base64') })
  const { members } = outcomeOf(await desk.call('import.end', { import: id }), 'archive')
  await desk.call('import.cancel', { import: id })
  await expect(desk.call('import.member', { handle: members[0]?.handle ?? '' })).rejects.toMatchObject({
    reason: 'not-found',
  })
})

test('a file that cannot be read is refused, and does not keep the same bytes from being tried again', async () => {
  const { parseFile, ...ports } = steadyPorts(() => undefined)
  let times = 0
  const desk = await openDesk({
    ...ports,
    parseFile: async (name, bytes, signal) => {
      times += 1
      if (times === 1) throw new Error('the disk of the parser burnt')
      return parseFile(name, bytes, signal)
    },
  })
  await expect(importOn(desk, 'a.txt', story(1))).rejects.toMatchObject({ reason: 'bug' })
  expect(outcomeOf(await importOn(desk, 'a.txt', story(1)), 'added').what).toBe('added')
})
