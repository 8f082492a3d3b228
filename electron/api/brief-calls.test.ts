import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { blankBrief } from '../../shared/briefing/edit-brief'
import type { Annotation } from '../../shared/model/annotation'
import type { BriefBlock, BriefDocument } from '../../shared/model/brief'
import { anyExcerpt } from '../../shared/model/excerpts'
import type { SourceId } from '../../shared/model/ids'
import { documentAt, putDocument } from '../store/testing/document-files'
import { openDesk } from './testing/desk'

const article =
  'Port fund splits the harbour council\nThe port gets nearly €40m.\nThe guild does not want it.'

let desk: Awaited<ReturnType<typeof openDesk>>
let source: SourceId
let figure: Annotation

beforeEach(async () => {
  desk = await openDesk()
  source = await desk.importText(article)
  figure = await desk.tag(source, 'nearly €40m', 'figure')
})

function paragraph(text: string): BriefBlock {
  return { type: 'paragraph', content: [{ type: 'text', text }] }
}

function documentOf(...content: BriefBlock[]): BriefDocument {
  return { type: 'doc', content }
}

function excerpt({ id, target }: Annotation, exact = 'nearly €40m'): BriefBlock {
  return { type: 'excerpt', attrs: { source: target.source, annotation: id, exact, declined: null } }
}

function figuresOf(sources: SourceId[]) {
  return { view: 'figures' as const, filter: { ...anyExcerpt, sources } }
}

test('what is written in a brief is kept, told to the windows, and no step to undo', async () => {
  const { id: brief } = await desk.call('brief.create', blankBrief('Who pays'))
  desk.events.length = 0
  const document = documentOf(paragraph('The state pays.'))
  const saved = await desk.call('brief.save', { brief, revision: 1, document })
  expect(saved).toMatchObject({ revision: 2, document })
  expect(desk.events).toEqual([{ kind: 'briefs' }])
  expect(await desk.call('history.state', {})).toEqual({ undo: 'new brief', redo: null })
  await desk.reopen()
  expect(await desk.call('brief.get', { brief })).toEqual(saved)
})

test('to undo after writing takes back the step before, which leaves what was written', async () => {
  const { id: brief } = await desk.call('brief.create', blankBrief('Who pays'))
  await desk.call('brief.rename', { brief, revision: 1, title: 'Who pays for it' })
  const document = documentOf(paragraph('The state pays.'))
  await desk.call('brief.save', { brief, revision: 2, document })
  expect(await desk.undo()).toBe('rename brief')
  expect(await desk.call('brief.get', { brief })).toMatchObject({ title: 'Who pays', document })
})

test('a title that is saved while it is typed is one step', async () => {
  const { id: brief } = await desk.call('brief.create', blankBrief('Who pays'))
  await desk.call('brief.rename', { brief, revision: 1, title: 'Who pays for' })
  await desk.call('brief.rename', { brief, revision: 2, title: 'Who pays for it' })
  expect(await desk.undo()).toBe('rename brief')
  expect(await desk.call('brief.get', { brief })).toMatchObject({ title: 'Who pays' })
})

test('what was written on sight of an older brief is refused, and the brief stays', async () => {
  const { id: brief } = await desk.call('brief.create', blankBrief('Who pays'))
  const document = documentOf(paragraph('The state pays.'))
  await desk.call('brief.save', { brief, revision: 1, document })
  desk.events.length = 0
  await expect(
    desk.call('brief.save', { brief, revision: 1, document: documentOf(paragraph('The port pays.')) }),
  ).rejects.toMatchObject({ reason: 'conflict' })
  expect(await desk.call('brief.get', { brief })).toMatchObject({ revision: 2, document })
  expect(desk.events).toEqual([])
})

test('to save what is there changes nothing and tells nobody', async () => {
  const { id: brief, document } = await desk.call('brief.create', blankBrief('Who pays'))
  desk.events.length = 0
  expect(await desk.call('brief.save', { brief, revision: 1, document })).toMatchObject({ revision: 1 })
  expect(desk.events).toEqual([])
})

test('evidence is given in the order in which it was asked for, and null for what is gone', async () => {
  const claim = await desk.tag(source, 'The guild does not want it.', 'claim')
  const other = await desk.importText('The Mercury says the guild pays.', 'mercury.txt')
  const remote = await desk.tag(other, 'the guild pays', 'claim')
  const passages = [remote, claim, figure, claim].map(({ id, target }) => ({
    source: target.source,
    annotation: id,
  }))
  expect((await desk.call('brief.evidence', { passages, live: [] })).passages).toEqual([
    remote,
    claim,
    figure,
    claim,
  ])
  await desk.call('annotation.remove', { source, annotation: claim.id })
  await desk.call('source.remove', { source: other })
  expect((await desk.call('brief.evidence', { passages, live: [] })).passages).toEqual([
    null,
    null,
    figure,
    null,
  ])
})

test('a passage is found by its own id where the source that was named has it no more', async () => {
  const both = await desk.importText('The Mercury says the guild pays.\nThe mayor smiles.', 'mercury.txt')
  const moved = await desk.tag(both, 'The mayor smiles.', 'claim')
  const { revision } = await desk.call('source.get', { source: both })
  const { second } = await desk.call('source.split', { source: both, revision, at: 'b2' })
  const passages = [{ source: both, annotation: moved.id }]
  const found = await desk.call('brief.evidence', { passages, live: [] })
  expect(found.passages).toEqual([await desk.only(second)])
})

test('a live block is answered by its own filter', async () => {
  const other = await desk.importText('The Mercury says: €50m.', 'mercury.txt')
  const remote = await desk.tag(other, '€50m', 'figure')
  const { live } = await desk.call('brief.evidence', {
    passages: [],
    live: [figuresOf([]), figuresOf([other]), figuresOf([source])],
  })
  const cited = live.map(({ rows }) =>
    rows.flatMap(({ cells }) => cells.flatMap(({ cites }) => cites.map(({ annotation }) => annotation))),
  )
  expect(cited.map((ids) => [...new Set(ids)].toSorted())).toEqual([
    [figure.id, remote.id].toSorted(),
    [remote.id],
    [figure.id],
  ])
})

test('a brief prints the words that its author saw last, and its check says that they changed', async () => {
  const { id: brief } = await desk.call('brief.create', blankBrief('Who pays'))
  await desk.call('brief.save', { brief, revision: 1, document: documentOf(excerpt(figure)) })
  await desk.call('annotation.update', {
    source,
    annotation: figure.id,
    revision: 1,
    ranges: [{ start: article.indexOf('gets'), end: article.indexOf('.\nThe guild') }],
  })
  const { files } = await desk.call('brief.export', { brief, format: 'markdown', over: null, choices: [] })
  expect(files[0]?.data).toContain('> nearly €40m[^1]')
  const checks = await desk.call('brief.check', { brief })
  expect(checks.map(({ rule }) => rule)).toContain('stale')
})

test('a brief whose source is in the trash is exported and checked, and says so', async () => {
  const { id: brief } = await desk.call('brief.create', blankBrief('Who pays'))
  await desk.call('brief.save', { brief, revision: 1, document: documentOf(excerpt(figure)) })
  await desk.call('source.remove', { source })
  const { files } = await desk.call('brief.export', { brief, format: 'markdown', over: null, choices: [] })
  expect(files[0]?.data).toContain('> nearly €40m[^1]')
  expect(files[0]?.data).toContain('no longer in the notebook')
  expect((await desk.call('brief.check', { brief })).map(({ rule }) => rule)).toContain('deleted')
})

test('an export over an earlier one keeps what was typed, and gives no file while there is a clash', async () => {
  const { id: brief } = await desk.call('brief.create', blankBrief('Who pays'))
  const first = documentOf(paragraph('The state pays.'), excerpt(figure))
  await desk.call('brief.save', { brief, revision: 1, document: first })
  const ask = { brief, format: 'markdown' as const }
  const { files } = await desk.call('brief.export', { ...ask, over: null, choices: [] })
  const typed = (files[0]?.data ?? '').replace('> nearly', 'Ask the guild.\n\n> nearly')
  const kept = await desk.call('brief.export', { ...ask, over: typed, choices: [] })
  expect(kept).toMatchObject({ kept: 1, clashes: [] })
  expect(kept.files[0]?.data).toBe(typed)

  const second = documentOf(paragraph('The ministry pays.'), excerpt(figure))
  await desk.call('brief.save', { brief, revision: 2, document: second })
  const both = typed.replace('The state pays.', 'The state pays, they say.')
  const clash = await desk.call('brief.export', { ...ask, over: both, choices: [] })
  expect(clash).toMatchObject({
    files: [],
    clashes: [{ file: 'The state pays, they say.', brief: 'The ministry pays.' }],
  })
  const decided = await desk.call('brief.export', { ...ask, over: both, choices: ['file'] })
  expect(decided.files[0]?.data).toContain('The state pays, they say.')
})

test('a document that is none is refused, and what is on the disk stays to the byte', async () => {
  const { id: brief } = await desk.call('brief.create', blankBrief('Who pays'))
  const path = join(desk.folder, 'briefs', `${brief}.json`)
  const before = await readFile(path)
  const wrong: unknown[] = [
    null,
    { type: 'doc', content: null },
    { type: 'doc', content: [null] },
    { type: 'doc', content: [{ type: 'aside', content: [] }] },
    { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: '' }] }] },
    { type: 'doc', content: [{ ...paragraph('Words'), attrs: { tone: 'calm' } }] },
    { type: 'doc', content: [{ type: 'paragraph', content: [paragraph('Words')] }] },
  ]
  // What no caller of ours sends.
  for (const document of wrong)
    await expect(
      desk.call('brief.save', { brief, revision: 1, document: document as BriefDocument }),
    ).rejects.toMatchObject({ reason: 'invalid-input' })
  expect(await readFile(path)).toEqual(before)
})

test('a brief whose text this version does not know is listed, given as it was found and written over by nothing', async () => {
  const { id: brief } = await desk.call('brief.create', blankBrief('Who pays'))
  const path = `briefs/${brief}.json`
  const { document } = await documentAt(desk.folder, path)
  await desk.reopen() // nothing of it is known yet
  // As a later version might write it; there is no earlier state of it.
  const later = {
    ...(document as object),
    document: { type: 'doc', content: [{ type: 'aside', words: 'Kept' }] },
  }
  await putDocument(desk.folder, path, later, { sequence: 9 })
  await rm(join(desk.folder, 'backups'), { recursive: true, force: true })
  const bytes = await readFile(join(desk.folder, path))
  expect(await desk.call('brief.get', { brief })).toEqual(later)
  expect(await desk.call('brief.list', {})).toEqual([
    expect.objectContaining({ id: brief, title: 'Who pays', excerpts: 0 }),
  ])
  expect((await desk.call('notebook.state', {})).damaged).toEqual([expect.stringContaining('does not know')])
  const save = { brief, revision: 1, document: documentOf(paragraph('Mine')) }
  await expect(desk.call('brief.save', save)).rejects.toMatchObject({ reason: 'newer-format' })
  expect(await readFile(join(desk.folder, path))).toEqual(bytes)
})

test('a brief that can be read again is told as damaged no longer', async () => {
  const { id: brief } = await desk.call('brief.create', blankBrief('Who pays'))
  const path = `briefs/${brief}.json`
  const bytes = await readFile(join(desk.folder, path))
  await desk.reopen() // nothing of it is known yet
  await rm(join(desk.folder, 'backups'), { recursive: true, force: true })
  await writeFile(join(desk.folder, path), 'hurt')
  const damaged = async () => {
    await desk.call('brief.list', {})
    return (await desk.call('notebook.state', {})).damaged
  }
  expect(await damaged()).toEqual([expect.stringContaining(brief)])
  await writeFile(join(desk.folder, path), bytes)
  expect(await damaged()).toEqual([])
})
