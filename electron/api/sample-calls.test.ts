import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readQuantity } from '../../shared/detection/figures/read-quantity'
import { anyExcerpt } from '../../shared/model/excerpts'
import { readSample, sampleTexts } from '../sample/sample'
import { breakableFileSystem, diskError } from '../store/testing/faulty-file-system'
import { steadyPorts } from '../testing/steady-ports'
import { openDesk } from './testing/desk'

type Desk = Awaited<ReturnType<typeof openDesk>>

const texts = join(import.meta.dirname, '../../resources/sample')

async function counts({ call }: Desk) {
  const { codebook, actors } = await call('codebook.get', {})
  return {
    sources: (await call('library.list', {})).length,
    annotations: (await call('annotation.list', { source: null, kind: null })).length,
    briefs: (await call('brief.list', {})).length,
    actors: actors.actors.length,
    issues: codebook.issues.length,
    measures: codebook.measures.length,
    codes: codebook.codes.length,
  }
}

const none = { sources: 0, annotations: 0, briefs: 0, actors: 0, issues: 0, measures: 0, codes: 0 }

test('the sample fills an empty notebook: every quote stands in its text, every name in the codebook', async () => {
  const desk = await openDesk()
  const sample = readSample()
  const { sources } = await desk.call('sample.add', {})
  expect(sources.length).toBe(6)
  expect(await counts(desk)).toEqual({
    sources: 6,
    annotations: sample.sources.reduce((sum, { annotations }) => sum + annotations.length, 0),
    briefs: 1,
    actors: sample.codebook.actors.length,
    issues: sample.codebook.issues.length,
    measures: sample.codebook.measures.length,
    codes: sample.codebook.codes.length,
  })
})

test('every annotation of the sample is finished but for the sum that cannot be read as a number', async () => {
  const desk = await openDesk()
  await desk.call('sample.add', {})
  const { rows } = await desk.call('excerpt.list', {
    arrangement: {
      filter: { ...anyExcerpt, status: 'open' },
      sort: 'place',
      descending: false,
      group: 'none',
    },
    offset: 0,
    limit: 100,
  })
  expect(rows.map(({ body }) => (body.kind === 'figure' ? body.asWritten : body.kind))).toEqual([
    'tens of millions',
  ])
})

test('every figure of the sample says what its words say', () => {
  const figures = readSample().sources.flatMap(({ annotations }) =>
    annotations.flatMap((one) => (one.kind === 'figure' && one.quantity !== null ? [one] : [])),
  )
  const stated = figures.map(({ asWritten, exact, quantity }) => ({ words: asWritten ?? exact, quantity }))
  expect(stated).toEqual(stated.map(({ words }) => ({ words, quantity: readQuantity(words) })))
})

test('every entry of its codebook is in use', async () => {
  const desk = await openDesk()
  await desk.call('sample.add', {})
  const { codebook } = await desk.call('codebook.get', {})
  const parents = codebook.issues.map(({ parent }) => parent)
  const unused = (await desk.call('codebook.use', {})).filter(
    ({ id, annotations }) => annotations === 0 && !parents.some((parent) => parent === id),
  )
  expect(unused).toEqual([])
})

test('its brief holds against its own checks, and cites what it says', async () => {
  const desk = await openDesk()
  const { brief } = await desk.call('sample.add', {})
  const checks = await desk.call('brief.check', { brief })
  expect(new Set(checks.map(({ rule }) => rule))).toEqual(new Set(['anonymous-origin', 'single-origin']))
  const { footnotes, files } = await desk.call('brief.export', {
    brief,
    format: 'markdown',
    over: null,
    choices: [],
  })
  expect(footnotes).toBeGreaterThan(20)
  expect(files[0]?.data).toContain('# What the harbour fund pays for, and who guards the quay')
})

test('its texts are kept as they were imported', async () => {
  for (const [name, text] of Object.entries(sampleTexts))
    expect(Buffer.from(text)).toEqual(await readFile(join(texts, name)))
})

test('one undo takes all of it away, and redo brings it back', async () => {
  const desk = await openDesk()
  const { sources, brief } = await desk.call('sample.add', {})
  const full = await counts(desk)
  const exported = { brief, format: 'markdown' as const, over: null, choices: [] }
  const before = await desk.call('brief.export', exported)
  expect(await desk.undo()).toBe('add the sample')
  expect(await counts(desk)).toEqual(none)
  expect(await desk.call('history.state', {})).toEqual({ undo: null, redo: 'add the sample' })
  expect(await desk.redo()).toBe('add the sample')
  expect(await counts(desk)).toEqual(full)
  expect(await desk.call('brief.export', exported)).toEqual(before)
  expect((await desk.call('library.list', {})).map(({ id }) => id)).toEqual(sources)
})

test('windows are told once, when all of it is there', async () => {
  const desk = await openDesk()
  desk.events.length = 0
  await desk.call('sample.add', {})
  const told = desk.events.map((event) => JSON.stringify(event))
  expect(new Set(told).size).toBe(told.length)
  expect(desk.events).toContainEqual({ kind: 'library' })
})

test('a notebook with texts is left as it is, in words', async () => {
  const desk = await openDesk()
  await desk.importText('Port fund splits the harbour council\nThe port gets nearly €40m.')
  const before = await counts(desk)
  await expect(desk.call('sample.add', {})).rejects.toThrow('This notebook has texts already')
  expect(await counts(desk)).toEqual(before)
})

/** A desk on a disk of which the test says how it writes; told of no bug. */
async function deskOnDisk() {
  const disk = breakableFileSystem()
  const desk = await openDesk({ ...steadyPorts(() => {}), fs: disk.fs })
  /** From the first of these writes on, the disk is full, for as many as are given. */
  const fillUp = (first: number, count = Infinity) => {
    let writes = -1
    disk.breakBy((_, { call }) => {
      if (call !== 'write') return null
      writes += 1
      return writes >= first && writes < first + count ? diskError('ENOSPC') : null
    })
  }
  return { desk, disk, fillUp }
}

test('wherever a write fails, the notebook is as empty as before, and the sample can be added', async () => {
  const { desk: whole, disk: well } = await deskOnDisk()
  well.mend()
  await whole.call('sample.add', {})
  const full = await counts(whole)
  const writes = well.steps().filter(({ call }) => call === 'write').length
  for (const part of [0, 0.02, 0.2, 0.4, 0.6, 0.8, 1]) {
    const { desk, disk, fillUp } = await deskOnDisk()
    fillUp(Math.round(part * (writes - 1)), 1)
    await expect(desk.call('sample.add', {}), `${part}`).rejects.toThrow('is full')
    expect(await counts(desk), `${part}`).toEqual(none)
    expect(await desk.call('history.state', {})).toEqual({ undo: null, redo: null })
    disk.mend()
    await desk.call('sample.add', {})
    expect(await counts(desk)).toEqual(full)
  }
})

test('on a disk that stays full, the texts are taken away, and what is left goes with an undo', async () => {
  const { desk, disk, fillUp } = await deskOnDisk()
  fillUp(40)
  await expect(desk.call('sample.add', {})).rejects.toThrow('is full')
  expect(await counts(desk)).toMatchObject({ sources: 0, annotations: 0, briefs: 0 })
  disk.mend()
  expect(await desk.undo()).toBe('add the sample')
  expect(await counts(desk)).toEqual(none)
  await expect(desk.redo()).rejects.toThrow('only half')
  await desk.call('sample.add', {})
  expect(await counts(desk)).toMatchObject({ sources: 6, briefs: 1 })
})

test('asked for twice at once, it is there once', async () => {
  const desk = await openDesk()
  const [one, two] = await Promise.allSettled([desk.call('sample.add', {}), desk.call('sample.add', {})])
  expect([one.status, two.status]).toEqual(['fulfilled', 'rejected'])
  expect(await counts(desk)).toMatchObject({ sources: 6, briefs: 1 })
})

test('the exported brief that the documents show is that of the sample', async () => {
  const desk = await openDesk()
  const { brief } = await desk.call('sample.add', {})
  const { files } = await desk.call('brief.export', { brief, format: 'markdown', over: null, choices: [] })
  const shown = await readFile(join(import.meta.dirname, '../../docs/sample-brief.md'), 'utf8')
  expect(withoutIds(shown)).toBe(withoutIds(files[0]?.data ?? ''))
})

/** Ids are made anew in each notebook, and what a file says of itself hangs on them. */
function withoutIds(markdown: string): string {
  return markdown.replaceAll(/(?<=sourcebook:)[-\w]+\/[-\w]+/g, 'ID').replace(/<!-- Written by[^>]*-->/, '')
}
