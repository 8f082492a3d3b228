import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { SourceId } from '../../../shared/model/ids'
import { Source } from '../../../shared/model/source'
import { openDesk } from '../../api/testing/desk'
import { steadyPorts } from '../../testing/steady-ports'
import { temporaryFolder } from '../../testing/temporary-folder'
import { detailsCommands } from './details-command'
import { notebookLine } from './testing/notebook-line'
import { runLine } from './testing/run-line'

const port =
  'Port fund splits the harbour council\nBy Ada Byrne\nThe guild of fishers does not want the money.'
const ferries = 'No ferry left the harbour\nNobody on the quay knew on that day why the ferries stayed.'

let ports = steadyPorts()
let { run, json, imported } = notebookLine('', ports)
let source: SourceId
let other: SourceId

beforeEach(async () => {
  const folder = await temporaryFolder()
  ports = steadyPorts()
  process.env['SOURCEBOOK_SETTINGS_DIR'] = join(folder, 'settings')
  ;({ run, json, imported } = notebookLine(folder, ports))
  source = await imported('port.txt', port)
  other = await imported('ferries.txt', ferries)
})

const detailsOf = async (id: SourceId) => (await json(Source, 'details', id)).details

describe('one source', () => {
  test('dates are taken as people write them', async () => {
    await run('details', source, '--published', '26 February 2025', '--updated', '2025-03')
    expect(await detailsOf(source)).toMatchObject({ published: '2025-02-26', updated: '2025-03' })
    await run('details', source, '--updated', '')
    expect(await detailsOf(source)).toMatchObject({ published: '2025-02-26', updated: null })
    expect(await run('details', source, '--published', 'soon')).toMatchObject({
      code: 1,
      error: '--published takes a date, such as 2025-02-26, “26 February 2025” or 2025; “soon” is none.',
    })
  })

  test('a language says which way it is written', async () => {
    await run('details', source, '--language', 'AR')
    expect(await detailsOf(source)).toMatchObject({ language: 'ar', direction: 'rtl' })
    await run('details', source, '--language', 'pt-br')
    expect(await detailsOf(source)).toMatchObject({ language: 'pt-BR', direction: 'ltr' })
  })

  test('a detail that is emptied is not found again', async () => {
    expect((await detailsOf(source)).authors).toEqual(['Ada Byrne'])
    await run('details', source, '--author', '')
    expect((await run('review', 'list', source, 'authors')).out).toMatch(/^authors +refused$/)
    expect((await run('review', 'again', source)).out).toBe('nothing would change')
  })
})

describe('several sources', () => {
  test('are shown one below the other', async () => {
    const { out } = await run('details', source, other)
    expect(out.split('\n').filter((line) => /^s-|title/.test(line))).toEqual([
      source,
      '    title      Port fund splits the harbour council',
      other,
      '    title      No ferry left the harbour',
    ])
  })

  test('get the same details, and a program is told of each', async () => {
    const Each = z.array(z.strictObject({ source: z.string(), ok: z.literal(true), value: Source }))
    const set = [
      '--outlet',
      'The Courier',
      '--published',
      '4 March 2025',
      '--kind',
      'wire',
      '--language',
      'en',
    ]
    const each = await json(Each, 'details', source, other, ...set)
    expect(each.map((one) => one.source)).toEqual([source, other])
    for (const { value } of each)
      expect(value.details).toMatchObject({ outlet: 'The Courier', published: '2025-03-04', kind: 'wire' })
  })

  test('get them in one step to undo', async () => {
    const desk = await openDesk()
    const sources = [await desk.importText(port, 'a.txt'), await desk.importText(ferries, 'b.txt')]
    const outlets = async () => (await desk.call('library.list', {})).map(({ outlet }) => outlet)
    const plan = detailsCommands['details']?.plan(
      { words: sources, values: { outlet: 'The Courier' } },
      ports,
    )
    await plan?.run(desk.call)
    expect(await outlets()).toEqual(['The Courier', 'The Courier'])
    await desk.undo()
    expect(await outlets()).toEqual([null, null])
  })

  test('a name that leads nowhere, or a date that is none, is refused before anything is set', async () => {
    for (const line of [
      ['details', source, 'Nobody', '--outlet', 'The Courier'],
      ['details', source, other, '--outlet', 'The Courier', '--published', 'soon'],
    ])
      expect((await run(...line)).code).toBe(1)
    expect((await detailsOf(source)).outlet).toBe(null)
  })
})

test.each([
  [['details'], 'Name the source.'],
  [['details', 'A', 'B', '--title', 'C'], '--title and --url are of one source'],
  [['details', 'A', '--title', ' '], '--title takes 1 to 500 characters'],
  [['details', 'A', '--outlet', 'o'.repeat(501)], '--outlet takes at most 500 characters, not “ooooo'],
  [
    ['details', 'A', '--url', 'courier'],
    '--url takes an address such as https://example.org/page, not “courier”.',
  ],
  [
    ['details', 'A', '--kind', 'blog'],
    '--kind takes article, live-blog, summary, wire, document, not “blog”.',
  ],
  [
    ['details', 'A', '--language', 'English'],
    '--language takes a tag such as en, de or pt-BR, not “English”.',
  ],
  [['details', 'A', '--language', '?'], '--language takes a tag'],
])('%j is wrong usage, and says what is right', async (line, words) => {
  const { code, out, error } = await runLine(line, ports)
  expect([code, out]).toEqual([2, ''])
  expect(error).toContain(words)
})
