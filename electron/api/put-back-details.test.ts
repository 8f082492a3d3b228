import { rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { steadyPorts } from '../testing/steady-ports'
import { openDesk } from './testing/desk'
import { importOn, outcomeOf } from './testing/import-files'
import { loseDetails } from './testing/lose-details'
import { sourceIn } from './testing/source-in'

const text = 'Quays of Orrefjord\n\nThe port pays 12 million crowns for the old quays of the town.\n'

/** A notebook without backups outside, with a text that has a title of its own and a highlight in it. */
async function deskWithText() {
  const desk = await openDesk({
    ...steadyPorts(),
    outsideBackups: { wanted: async () => null, want: async () => undefined },
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
