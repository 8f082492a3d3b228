import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { SourceId } from '../../shared/model/ids'
import { failureOf } from '../store/testing/failure-of'
import { steadyPorts } from '../testing/steady-ports'
import { openDesk } from './testing/desk'
import { importOn, outcomeOf } from './testing/import-files'
import { sourceIn } from './testing/source-in'

const text = 'Harbour story\n\nThe council of Port Ellery spoke of the pier, and of 12 million crowns.\n'

/** A notebook without backups outside, with a text and a highlight in it. */
async function deskWithText({ backedUp = true } = {}) {
  const desk = await openDesk({
    ...steadyPorts(),
    outsideBackups: { wanted: async () => null, want: async () => undefined },
  })
  const source = sourceIn(await importOn(desk, 'pier.txt', text))
  await desk.tag(source, '12 million crowns', 'figure')
  if (backedUp) await desk.call('backup.make', {})
  const path = (file: string) => join(desk.folder, 'sources', source, file)
  return { ...desk, source, path, import: () => importOn(desk, 'again.txt', text) }
}

const lose = {
  zeroed: async (path: string) => writeFile(path, Buffer.alloc((await readFile(path)).length)),
  missing: (path: string) => rm(path),
}
const sha256 = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

describe.each(['zeroed', 'missing'] as const)('importing a file again of which the bytes are %s', (how) => {
  test('puts the original back, and says so', async () => {
    const { call, source, path, ...desk } = await deskWithText()
    await lose[how](path('v1.txt'))
    const report = await desk.import()
    expect(report).toMatchObject({ source, notices: [] })
    const { message } = outcomeOf(report, 'mended')
    expect(message).toBe('The original of “Harbour story” was lost or was damaged; this file put it back.')
    expect(await readFile(path('v1.txt'), 'utf8')).toBe(text)
    expect(await call('source.verify', { sources: [source] })).toMatchObject([{ state: 'same' }])
    expect(await call('library.list', {})).toHaveLength(1)
    expect(await call('backup.losses', {})).toEqual([])
    const [incident] = (await call('health.read', {})).incidents
    expect(incident).toMatchObject({ file: `sources/${source}/v1.txt`, mended: true })
    // What lay there is kept.
    const kept = incident?.keptAs ?? null
    expect(kept === null ? '' : await readFile(join(desk.folder, kept), 'latin1')).toMatch(
      how === 'zeroed' ? /^\0+$/ : /^$/,
    )
    expect(outcomeOf(await desk.import(), 'known').title).toBe('Harbour story')
  })

  test('puts the text back, byte for byte, with the highlights in it', async () => {
    const { call, source, path, only, ...desk } = await deskWithText()
    const before = [await only(source), await sha256(path('v1.json'))]
    await lose[how](path('v1.txt'))
    await lose[how](path('v1.json'))
    await desk.reopen()
    expect((await failureOf(call('version.get', { source, version: 1 }))).reason).toBe('damaged')
    expect(outcomeOf(await desk.import(), 'mended').message).toBe(
      'The original and the text of “Harbour story” were lost or damaged; this file put them back.',
    )
    expect([await only(source), await sha256(path('v1.json'))]).toEqual(before)
    expect((await call('health.check', { texts: true })).faults).toEqual([])
  })
})

test('that backups are not whole is told once, and so is that they are again', async () => {
  const desk = await deskWithText()
  await lose.zeroed(desk.path('v1.txt'))
  const told = async () => {
    const { incidents } = await desk.call('health.read', {})
    return incidents.filter(({ file }) => file === 'backups').map(({ mended }) => mended)
  }
  for (let times = 0; times < 2; times += 1) expect(await desk.call('backup.losses', {})).toHaveLength(1)
  expect(await told()).toEqual([false])
  await desk.import()
  expect(await desk.call('backup.losses', {})).toEqual([])
  expect(await told()).toEqual([true, false])
})

test('restored in part, a source has what is left of it, and gets the rest when its file is imported again', async () => {
  const { call, source, path, only, ...desk } = await deskWithText()
  const tagged = await only(source)
  await call('annotation.remove', { source, annotation: tagged.id })
  await lose.zeroed(path('v1.txt'))
  await lose.missing(path('v1.json'))
  const [backup] = await call('backup.list', {})
  const which = { number: backup?.number ?? 0, place: 'notebook' as const }
  expect((await failureOf(call('backup.restore', which))).reason).toBe('damaged')
  const lost = {
    lost: 1,
    messages: [
      '“Harbour story” has lost the text and the file that it was read from; all else of it is whole. Import “pier.txt” again to put that back.',
    ],
  }
  expect(await call('backup.look', which)).toEqual(lost)
  expect(await call('backup.restore', { ...which, partly: true })).toEqual(lost)
  expect((await only(source)).id).toBe(tagged.id)
  expect((await call('health.read', {})).incidents[0]).toMatchObject({
    mended: false,
    message: lost.messages[0],
  })
  outcomeOf(await desk.import(), 'mended')
  expect((await call('health.check', { texts: true })).faults).toEqual([])
  await call('backup.restore', which)
})

test('a text that no backup knows is put back where it is as long and made of the same passages', async () => {
  const { call, source, path, ...desk } = await deskWithText({ backedUp: false })
  const before = await sha256(path('v1.json'))
  await rm(path('v1.json'))
  await rm(join(desk.folder, 'backups'), { recursive: true, force: true })
  expect(outcomeOf(await desk.import(), 'mended').message).toBe(
    'The text of “Harbour story” was lost or was damaged; this file put it back.',
  )
  expect(await sha256(path('v1.json'))).toBe(before)
  expect(await call('annotation.list', { source, kind: null })).toHaveLength(1)
})

test('a text that the file does not give as it was is not put in its place, and that is said', async () => {
  const ports = steadyPorts()
  let isOther = false
  const parseFile: typeof ports.parseFile = async (name, bytes, signal) => {
    const parsed = await ports.parseFile(name, bytes, signal)
    if (!isOther || parsed.what !== 'text') return parsed
    const blocks = parsed.file.blocks.map((block) => ({ ...block, text: `${block.text}!` }))
    return { ...parsed, file: { ...parsed.file, blocks } }
  }
  const desk = await openDesk({
    ...ports,
    parseFile,
    outsideBackups: { wanted: async () => null, want: async () => undefined },
  })
  const source = sourceIn(await importOn(desk, 'pier.txt', text))
  await desk.call('backup.make', {})
  const path = join(desk.folder, 'sources', source, 'v1.json')
  await rm(path)
  isOther = true
  const report = await importOn(desk, 'pier.txt', text)
  expect(report).toMatchObject({ outcome: { what: 'known' } })
  expect(report.notices).toEqual([
    'The text of “Harbour story” is lost, and this file does not give it again as it was; import the file all the same to have its text as a new source.',
  ])
  await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('two sources that were read from the same bytes both get them back', async () => {
  const desk = await deskWithText()
  const second = sourceIn(await importOn(desk, 'pier.txt', text, { again: true }))
  const path = (id: SourceId) => join(desk.folder, 'sources', id, 'v1.txt')
  for (const id of [desk.source, second]) await lose.zeroed(path(id))
  const report = await desk.import()
  expect(outcomeOf(report, 'mended').title).toBe('Harbour story')
  expect(report.notices).toEqual([
    'The original of “Harbour story” was lost or was damaged; this file put it back.',
  ])
  for (const id of [desk.source, second]) expect(await readFile(path(id), 'utf8')).toBe(text)
})

test('a source that the disk does not give back keeps nobody from adding its file as a new one', async () => {
  const desk = await deskWithText()
  await rm(desk.path('v1.txt'))
  await mkdir(desk.path('v1.txt'))
  expect(await desk.import()).toMatchObject({ ok: false, reason: 'disk-error' })
  outcomeOf(await importOn(desk, 'pier.txt', text, { again: true }), 'added')
})

test('bytes that cannot be put back are not called known', async () => {
  const desk = await deskWithText()
  await lose.zeroed(desk.path('v1.txt'))
  await desk.reopen({ readOnly: true })
  onTestFinished(() => desk.reopen())
  expect(await desk.import()).toMatchObject({ ok: false, reason: 'read-only' })
  expect(await readFile(desk.path('v1.txt'), 'latin1')).toMatch(/^\0+$/)
})
