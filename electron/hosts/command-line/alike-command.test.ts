import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Alike } from '../../../shared/contract/intake'
import type { SourceId } from '../../../shared/model/ids'
import { SourceSummary } from '../../../shared/model/notebook'
import { openDesk } from '../../api/testing/desk'
import { steadyPorts } from '../../testing/steady-ports'
import { temporaryFolder } from '../../testing/temporary-folder'
import { alikeCommands } from './alike-command'
import { notebookLine } from './testing/notebook-line'
import { runLine } from './testing/run-line'

const port = `Port fund splits the harbour council
The state offers the port nearly €40m over five years, the council said on Monday evening.
The guild of fishers does not want the money: it fears for the old quays of the town.`
const ferries = `No ferry left the harbour
Nobody on the quay knew on that day why all of the ferries stayed where they were until dusk.
A clerk of the harbour said that he had read of it in the morning, and knew no more himself.`
const later = (text: string, words: string) => `${text}\n${words}`

let folder = ''
let ports = steadyPorts()
let { notebook, run, json, imported } = notebookLine(folder, ports)

beforeEach(async () => {
  folder = await temporaryFolder()
  ports = steadyPorts()
  process.env['SOURCEBOOK_SETTINGS_DIR'] = join(folder, 'settings')
  ;({ notebook, run, json, imported } = notebookLine(folder, ports))
})

const Taken = z.looseObject({ source: z.string(), value: z.unknown() })

const library = async () => (await json(z.array(SourceSummary), 'sources')).map(({ id }) => id)

/** Two texts, and each of them again with a sentence more. */
async function twice(): Promise<Record<'port' | 'ferries' | 'port2' | 'ferries2', SourceId>> {
  return {
    port: await imported('port.txt', port),
    ferries: await imported('ferries.txt', ferries),
    port2: await imported('port-2.txt', later(port, 'The mayor smiles.')),
    ferries2: await imported('ferries-2.txt', later(ferries, 'The mayor frowns.')),
  }
}

describe('without a decision', () => {
  test('the earlier texts that share most with a later one are listed, with how much', async () => {
    const { port: first, port2 } = await twice()
    const [alike, ...others] = await json(z.array(Alike), 'alike', port2)
    expect(others).toEqual([])
    expect(alike).toMatchObject({ source: first, same: false })
    expect(await json(z.array(Alike), 'alike', first)).toEqual([])
    const { out } = await run('alike', port2)
    expect(out).toMatch(new RegExp(`^${first}  \\d+ %  Port fund splits the harbour council$`))
  })

  test('of several texts, those of each are listed below it, and nothing is changed', async () => {
    const { port: first, ferries: other, port2, ferries2 } = await twice()
    const before = (await readdir(notebook, { recursive: true })).toSorted()
    const { out } = await run('alike', port2, ferries2)
    expect(out.split('\n').map((line) => line.replace(/ {2}\d+ %.*/, ''))).toEqual([
      port2,
      `    ${first}`,
      ferries2,
      `    ${other}`,
    ])
    expect((await readdir(notebook, { recursive: true })).toSorted()).toEqual(before)
  })
})

describe('a decision', () => {
  test('makes each of several texts the next version of the one that it is most alike to', async () => {
    const { port: first, ferries: other, port2, ferries2 } = await twice()
    const { code, out } = await run('alike', port2, ferries2, '--as', 'version')
    expect(code).toBe(0)
    expect(out).toContain(`version 2 of ${first}\n`)
    expect(out).toContain(`version 2 of ${other}\n`)
    expect(await library()).toEqual([first, other])
    expect((await run('text', first)).out).toContain('The mayor smiles.')
  })

  test('takes duplicates away, and says how they come back', async () => {
    const { port: first, ferries: other, port2, ferries2 } = await twice()
    const { out } = await run('alike', port2, '--as', 'duplicate')
    expect(out).toBe(
      `moved to the trash: ${port2}, a duplicate of ${first}; “npx sourcebook restore ${port2}” brings it back.`,
    )
    expect(await library()).toEqual([first, other, ferries2])
  })

  test('keeps texts as separate, so that they are asked about no more until that is taken back', async () => {
    const { port: first, port2 } = await twice()
    const { out } = await run('alike', port2, '--as', 'separate')
    expect(out).toContain(`${port2} is separate from ${first}; `)
    expect((await run('alike', port2)).out).toBe('')
    expect((await run('review', 'list', port2)).out).not.toContain('--as separate')
    expect((await run('alike', port2, '--as', 'undecided')).out).toBe(
      `${port2} is no longer kept separate from ${first}`,
    )
    expect((await run('alike', port2)).out).toContain(first)
  })

  test('is taken back about a text that is in the trash, too, and says so', async () => {
    const { port: first, port2 } = await twice()
    await run('alike', port2, '--as', 'separate')
    await run('remove', first)
    const [taken] = await json(z.array(Taken), 'alike', port2, '--as', 'undecided')
    expect(taken).toMatchObject({ source: port2, value: { as: 'undecided', of: [first] } })
    expect((await run('alike', port2, '--as', 'undecided')).out).toBe(`${port2}: nothing to take back`)
    await run('restore', first)
    expect((await run('alike', port2)).out).toContain(first)
  })

  test('that cannot be made is refused in one way, however often the source is named', async () => {
    const { port2 } = await twice()
    await run('version', 'correct', port2, 'smiles', 'frowns')
    const once = await run('alike', port2, '--as', 'version')
    expect(once).toMatchObject({ code: 1, out: '', error: expect.not.stringContaining('sources') as string })
    expect(await run('alike', port2, port2, '--as', 'version')).toEqual(once)
  })

  test('concerns the one that is named, of several that a text is like', async () => {
    const { port: first, port2 } = await twice()
    const third = await imported('port-3.txt', later(port, 'The mayor yawns.'))
    await run('alike', third, '--as', 'separate', '--to', first)
    expect((await json(z.array(Alike), 'alike', third)).map(({ source }) => source)).toEqual([port2])
    expect(await run('alike', third, '--as', 'version', '--to', first)).toMatchObject({
      code: 1,
      error: `The source ${third} is not asked about with ${first}: “npx sourcebook alike ${third}” lists those that it is like.`,
    })
  })

  test('does not throw words away unseen that share an address alone', async () => {
    const { port: first, ferries: other } = await twice()
    for (const source of [first, other]) await run('details', source, '--url', 'https://courier.example/port')
    const { code, out } = await run('alike', other, '--as', 'duplicate')
    expect([code, out]).toEqual([
      0,
      `${other} stays: it shares only its address with ${first}; --to with one of them takes it away all the same.`,
    ])
    expect(await library()).toContain(other)
    await run('alike', other, '--as', 'duplicate', '--to', first)
    expect(await library()).not.toContain(other)
  })

  test('that one text does not bear holds up none of the others', async () => {
    const { port: first, ferries: other, port2, ferries2 } = await twice()
    await run('version', 'correct', port2, 'smiles', 'frowns')
    const { code, out, error } = await run('alike', port2, ferries2, first, '--as', 'version')
    expect([code, error]).toEqual([1, '1 of 3 sources were refused; the lines above say why.'])
    expect(out).toMatch(new RegExp(`^refused  ${port2}: .+\\.$`, 'm'))
    expect(out).toContain(`version 2 of ${other}\n`)
    expect(out).toContain(`${first}: no earlier source is like it`)
    expect(await library()).toEqual([first, other, port2])
    const asked = await run('alike', port2, first, '--as', 'version', '--json')
    expect(JSON.parse(asked.out)).toMatchObject([
      { source: port2, ok: false, reason: expect.any(String) as string },
      { source: first, ok: true, value: { of: [] } },
    ])
  })

  test('about several texts is one step to undo', async () => {
    const desk = await openDesk()
    const [first, other] = [await desk.importText(port, 'a.txt'), await desk.importText(ferries, 'b.txt')]
    const third = await desk.importText(later(port, 'The mayor smiles.'), 'c.txt')
    const fourth = await desk.importText(later(ferries, 'The mayor frowns.'), 'd.txt')
    for (const as of ['version', 'duplicate', 'separate'] as const) {
      const plan = alikeCommands['alike']?.plan({ words: [third, fourth], values: { as } }, ports)
      await plan?.run(desk.call)
      await desk.undo()
      expect((await desk.call('library.list', {})).map(({ id }) => id)).toEqual([first, other, third, fourth])
      for (const source of [third, fourth])
        expect(await desk.call('source.alike', { source })).toHaveLength(1)
    }
  })
})

test.each([
  [['alike'], 'Name the source.'],
  [['alike', 'A', '--as', 'twin'], '--as takes version, duplicate, separate, undecided, not “twin”.'],
  [['alike', 'A', '--to', 'B'], '--to goes with --as.'],
])('%j is wrong usage, and says what is right', async (line, words) => {
  const { code, out, error } = await runLine(line, ports)
  expect([code, out]).toEqual([2, ''])
  expect(error).toContain(words)
})

test('a name that leads nowhere is refused before anything is done', async () => {
  const { port2 } = await twice()
  const before = await library()
  expect(await run('alike', port2, 'Nobody', '--as', 'duplicate')).toMatchObject({
    code: 1,
    error: expect.stringContaining('“Nobody”') as string,
  })
  expect(await library()).toEqual(before)
})
