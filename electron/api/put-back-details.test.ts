import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { SourceId } from '../../shared/model/ids'
import { documentAt, putDocument } from '../store/testing/document-files'
import { breakableFileSystem, diskError } from '../store/testing/faulty-file-system'
import { steadyPorts } from '../testing/steady-ports'
import { openDesk } from './testing/desk'
import { importOn, outcomeOf } from './testing/import-files'
import { loseDetails } from './testing/lose-details'
import { sourceIn } from './testing/source-in'

const text = 'Quays of Orrefjord\n\nThe port pays 12 million crowns for the old quays of the town.\n'
const later = `${text}\nThe council has agreed to that by now.\n`

type Ports = Parameters<typeof openDesk>[0]

/** A notebook without backups outside, with a text that has a title of its own and a highlight in it. */
async function deskWithText(ports: Partial<Ports> = {}) {
  const desk = await openDesk({
    ...steadyPorts(),
    outsideBackups: { wanted: async () => null, want: async () => undefined },
    ...ports,
  })
  const source = sourceIn(await importOn(desk, 'quays.txt', text))
  await desk.tag(source, '12 million crowns', 'figure')
  const { revision } = await desk.call('source.get', { source })
  await desk.call('source.update', {
    source,
    revision,
    details: { title: 'The quays', outlet: 'Orre Courier' },
    status: 'read',
  })
  return { ...desk, source, import: () => importOn(desk, 'again.txt', text) }
}

type Desk = Awaited<ReturnType<typeof deskWithText>>

/** Makes the later text the second version of the source. */
async function addVersion(desk: Desk): Promise<void> {
  const from = await desk.importText(later, 'later.txt')
  const { revision } = await desk.call('source.get', { source: desk.source })
  await desk.call('version.add', { source: desk.source, revision, from })
}

async function memoOf({ call, source }: Pick<Desk, 'call' | 'source'>): Promise<string> {
  return (await call('source.get', { source })).memo
}

async function writeMemo({ call, source }: Pick<Desk, 'call' | 'source'>, memo: string): Promise<void> {
  const { revision } = await call('source.get', { source })
  await call('source.update', { source, revision, memo })
}

async function versionsOf({ call }: Pick<Desk, 'call'>, source: SourceId): Promise<readonly number[]> {
  return (await call('source.get', { source })).versions.map(({ number }) => number)
}

describe('a source of which the details are lost comes back when its file is imported again:', () => {
  test('its texts and highlights as they were, its details as the list of sources has them', async () => {
    const desk = await deskWithText()
    const before = await desk.only(desk.source)
    const { revision } = await desk.call('source.get', { source: desk.source })
    await loseDetails(desk, desk.source, { listed: true })
    const report = await desk.import()
    expect(report).toMatchObject({ source: desk.source, notices: [] })
    expect(outcomeOf(report, 'mended').message).toMatch(
      /^The details of “The quays” were lost or damaged; with this file it is there again/,
    )
    expect(await desk.only(desk.source)).toEqual(before)
    const { source } = desk
    expect(await desk.call('source.get', { source })).toMatchObject({
      details: { title: 'The quays', outlet: 'Orre Courier' },
      status: 'read',
      versions: [{ number: 1, original: { fileName: 'quays.txt' } }],
    })
    // A window that is still open saw the one that was lost.
    expect((await desk.call('source.get', { source })).revision).toBeGreaterThan(revision)
    expect(await desk.call('library.list', {})).toMatchObject([{ title: 'The quays', counts: { figure: 1 } }])
    expect((await desk.call('health.check', { texts: true })).faults).toEqual([])
    const [incident] = (await desk.call('health.read', {})).incidents
    expect(incident).toMatchObject({ file: `sources/${source}/source.json`, mended: true })
    // What lay there is kept.
    expect(await readFile(join(desk.folder, incident?.keptAs ?? ''), 'utf8')).toBe('{')
  })

  test('and as the file tells them where no list has them; it is open as before afterwards', async () => {
    const desk = await deskWithText()
    await loseDetails(desk, desk.source)
    expect(await desk.call('library.list', {})).toEqual([])
    expect(outcomeOf(await desk.import(), 'mended').title).toBe('Quays of Orrefjord')
    expect((await desk.call('notebook.state', {})).damaged).toEqual([])
    await desk.tag(desk.source, 'the old quays', 'claim')
    await desk.reopen()
    const { source } = desk
    expect(await desk.call('source.get', { source })).toMatchObject({
      details: { title: 'Quays of Orrefjord', outlet: null },
      inferences: [{ field: 'title' }, { field: 'language' }],
    })
    expect(await desk.call('annotation.list', { source, kind: null })).toHaveLength(2)
    expect(outcomeOf(await desk.import(), 'known').title).toBe('Quays of Orrefjord')
  })
})

test('where a text of it is lost, too, the file is a new source, and the old one stays as it is', async () => {
  const desk = await deskWithText()
  const { source } = desk
  const version = join(desk.folder, 'sources', source, 'v2.json')
  writeFileSync(version, '{')
  await loseDetails(desk, source)
  const report = await desk.import()
  expect(sourceIn(report)).not.toBe(source)
  expect(report.notices).toEqual([
    expect.stringMatching(
      /^The same file was imported before as “Quays of Orrefjord”.* not all of its texts/,
    ),
  ])
  // Once that is put right, it comes back all the same.
  rmSync(version)
  expect(outcomeOf(await desk.import(), 'mended').title).toBe('Quays of Orrefjord')
  expect((await importOn(desk, 'b.txt', 'Another text of the harbour.')).notices).toEqual([])
})

describe('what can be read, or may be read at another time, is never replaced:', () => {
  test('details that the disk does not give back for a moment', async () => {
    const disk = breakableFileSystem()
    const desk = await deskWithText({ fs: disk.fs })
    await writeMemo(desk, 'kept')
    await desk.reopen()
    disk.breakBy((_, { call, path }) =>
      call === 'read' && path.endsWith('source.json') ? diskError('EIO') : null,
    )
    const report = await desk.import()
    disk.mend()
    expect(sourceIn(report)).not.toBe(desk.source)
    expect(await memoOf(desk)).toBe('kept')
  })

  test('details that a later version wrote', async () => {
    const desk = await deskWithText()
    const name = `sources/${desk.source}/source.json`
    await desk.reopen()
    const { sequence, document } = await documentAt(desk.folder, name)
    await putDocument(
      desk.folder,
      name,
      { ...Object(document), status: 'skimmed' },
      { sequence: sequence + 1 },
    )
    const before = readFileSync(join(desk.folder, name))
    await desk.reopen()
    expect(sourceIn(await desk.import())).not.toBe(desk.source)
    expect(readFileSync(join(desk.folder, name))).toEqual(before)
  })

  test('details that came back while the file was read: what was saved in them since stays', async () => {
    let meanwhile: (() => Promise<void>) | null = null
    const ports = steadyPorts()
    const desk = await deskWithText({
      parseFile: async (...file) => {
        const parsed = await ports.parseFile(...file)
        const run = meanwhile
        meanwhile = null
        await run?.()
        return parsed
      },
    })
    await addVersion(desk)
    await loseDetails(desk, desk.source, { listed: true })
    meanwhile = async () => {
      expect(outcomeOf(await importOn(desk, 'later.txt', later), 'mended').title).toBe('The quays')
      await writeMemo(desk, 'acknowledged')
    }
    expect(outcomeOf(await desk.import(), 'added').findings.alike).not.toEqual([])
    expect(await memoOf(desk)).toBe('acknowledged')
  })
})

describe('the texts of a source that comes back are those that it had:', () => {
  test('not one that was undone', async () => {
    const desk = await deskWithText()
    await addVersion(desk)
    await desk.undo()
    await loseDetails(desk, desk.source, { listed: true })
    outcomeOf(await desk.import(), 'mended')
    expect(await versionsOf(desk, desk.source)).toEqual([1])
  })

  test('or one that is said to may be among them, where no list tells', async () => {
    const desk = await deskWithText()
    await addVersion(desk)
    await desk.undo()
    await loseDetails(desk, desk.source)
    expect(outcomeOf(await desk.import(), 'mended').message).toMatch(
      /2 versions: one that you had undone may/,
    )
  })

  test.each([
    ['which the list of sources knows', true],
    ['in which a highlight stands', false],
  ])('and where the newest is missing, %s, nothing comes back', async (_, listed) => {
    const desk = await deskWithText()
    await addVersion(desk)
    for (const name of ['v2.json', 'v2.txt']) rmSync(join(desk.folder, 'sources', desk.source, name))
    await loseDetails(desk, desk.source, { listed })
    const report = await desk.import()
    expect(sourceIn(report)).not.toBe(desk.source)
    expect(report.notices).toEqual([expect.stringMatching(/not all of its texts are whole/)])
  })

  test('one that was put right by hand is known as such', async () => {
    const desk = await deskWithText()
    const { source } = desk
    const { revision } = await desk.call('source.get', { source })
    const { blocks } = await desk.call('version.get', { source, version: 1 })
    const block = blocks.at(-1)?.id
    if (block === undefined) throw new Error('there is no paragraph')
    const edits = [{ block, text: 'The port pays 12 million crowns for the new quays.' }]
    await desk.call('version.correct', { source, revision, edits })
    const before = (await desk.call('source.get', { source })).versions
    await loseDetails(desk, source, { listed: true })
    outcomeOf(await desk.import(), 'mended')
    expect((await desk.call('source.get', { source })).versions).toEqual(before)
  })
})

test('details that are lost once more come back as a later state than any that a window saw', async () => {
  let hours = 0
  const desk = await deskWithText({
    now: () => new Date(Date.UTC(2026, 0, 1, (hours += 1))).toISOString(),
  })
  const revisions: number[] = []
  for (let times = 0; times < 2; times += 1) {
    await loseDetails(desk, desk.source, { listed: true })
    outcomeOf(await desk.import(), 'mended')
    await writeMemo(desk, `${times}`)
    revisions.push((await desk.call('source.get', { source: desk.source })).revision)
  }
  expect(revisions[1]).toBeGreaterThan(revisions[0] ?? Number.POSITIVE_INFINITY)
})

test('an import that was cancelled while the file was read puts nothing back', async () => {
  let cancel: (() => Promise<unknown>) | null = null
  const ports = steadyPorts()
  const desk = await deskWithText({
    parseFile: async (name, bytes) => {
      const parsed = await ports.parseFile(name, bytes)
      await cancel?.()
      return parsed
    },
  })
  await loseDetails(desk, desk.source, { listed: true })
  const bytes = Buffer.from(text)
  const { import: id } = await desk.call('import.begin', { name: 'again.txt', size: bytes.length })
  await desk.call('import.chunk', { import: id, offset: 0, bytes: bytes.toString('base64') })
  cancel = () => desk.call('import.cancel', { import: id })
  expect(await desk.call('import.end', { import: id })).toMatchObject({ ok: false, source: null })
  expect(readFileSync(join(desk.folder, 'sources', desk.source, 'source.json'), 'utf8')).toBe('{')
})
