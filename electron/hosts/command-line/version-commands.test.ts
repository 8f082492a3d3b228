import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { DiffRow } from '../../../shared/contract/intake'
import { Annotation } from '../../../shared/model/annotation'
import type { SourceId } from '../../../shared/model/ids'
import { Source, VersionEntry } from '../../../shared/model/source'
import { steadyPorts } from '../../testing/steady-ports'
import { temporaryFolder } from '../../testing/temporary-folder'
import { notebookLine } from './testing/notebook-line'
import { runLine } from './testing/run-line'

const first = `Port fund splits the harbour council
The state offers the port nearly €40m over five years, the council said on Monday evening.
The guild of fishers does not want the money: it fears for the old quays of the town.
Dredging is to begin in May, said a clerk who did not give his name.`
const later = first
  .replace('nearly €40m over five years', 'nearly €45m over six years')
  .replace('Dredging is to begin in May, said a clerk who did not give his name.', 'The mayor smiles.')

let folder = ''
let ports = steadyPorts()
let source: SourceId
let { notebook, run, json, imported } = notebookLine(folder, ports)

beforeEach(async () => {
  folder = await temporaryFolder()
  ports = steadyPorts()
  process.env['SOURCEBOOK_SETTINGS_DIR'] = join(folder, 'settings')
  ;({ notebook, run, json, imported } = notebookLine(folder, ports))
  source = await imported('courier.txt', first)
})

async function annotated(exact: string): Promise<string> {
  return (await json(Annotation, 'annotate', source, '--kind', 'claim', '--exact', exact)).id
}

/** The later text as the second version. */
async function updated() {
  return run('version', 'add', source, await imported('courier-2.txt', later))
}

describe('version', () => {
  test('add carries annotations along and says what is to be decided, which decisions lists', async () => {
    await annotated('The guild of fishers')
    const changed = await annotated('nearly €40m over five years')
    const lost = await annotated('said a clerk who did not give his name')
    const { code, out } = await updated()
    expect(code).toBe(0)
    expect(out).toBe(`version 2 of ${source}
annotations: 1 in place, 0 moved, 1 on changed words, 1 not found
“npx sourcebook version decisions ${source}” lists the 2 to be decided.`)
    const decisions = await run('version', 'decisions', source)
    const lines = decisions.out.split('\n')
    expect(lines).toHaveLength(2)
    expect(lines).toContain(
      `${lost}  not found in version 2; in version 1: “said a clerk who did not give his name”`,
    )
    expect(lines).toContainEqual(
      expect.stringMatching(
        new RegExp(`^${changed}  moved, \\d+ %: “.*€45m.*” was “nearly €40m over five years”$`),
      ),
    )
  })

  test('settle decides, each way', async () => {
    const changed = await annotated('nearly €40m over five years')
    const lost = await annotated('said a clerk who did not give his name')
    await updated()
    expect((await run('version', 'settle', changed, '--as', 'placed')).code).toBe(0)
    const put = await json(
      Annotation,
      'version',
      'settle',
      lost,
      '--as',
      'put',
      '--quote',
      'The mayor smiles',
    )
    expect(put).toMatchObject({ target: { version: 2, ranges: [{ quote: { exact: 'The mayor smiles' } }] } })
    expect((await run('version', 'decisions', source)).out).toBe('')
  })

  test('settle leaves one with the older version', async () => {
    const lost = await annotated('said a clerk who did not give his name')
    await updated()
    const kept = await json(Annotation, 'version', 'settle', lost, '--as', 'older')
    expect(kept).toMatchObject({ target: { version: 1 }, carried: { status: 'orphaned', settled: true } })
  })

  test('list names the file of each, or what was put right', async () => {
    await updated()
    await run('version', 'correct', source, 'smiles', 'frowns')
    const versions = await json(z.array(VersionEntry), 'version', 'list', source)
    expect(versions.map(({ number }) => number)).toEqual([1, 2, 3])
    const { out } = await run('version', 'list', source)
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^version 1 {2}2025-03-01 {2}courier\.txt .*SHA-256 [0-9a-f]{64}$/),
      expect.stringMatching(/^version 2 {2}2025-03-01 {2}courier-2\.txt .*SHA-256 [0-9a-f]{64}$/),
      expect.stringMatching(
        /^version 3 {2}2025-03-01 {2}version 2, put right by hand .*SHA-256 [0-9a-f]{64}$/,
      ),
    ])
  })

  test('correct puts words right that stand once, and refuses others', async () => {
    const on = await annotated('The guild of fishers')
    const { code, out } = await run('version', 'correct', source, 'does not want the money', 'wants no money')
    expect([code, out]).toEqual([
      0,
      `version 2 of ${source}\nannotations: 1 in place, 0 moved, 0 on changed words, 0 not found`,
    ])
    expect((await run('text', source)).out).toContain('The guild of fishers wants no money: it fears')
    expect((await json(z.array(Annotation), 'annotations', '--source', source)).map(({ id }) => id)).toEqual([
      on,
    ])
    expect(await run('version', 'correct', source, 'tolls', 'dues')).toMatchObject({
      code: 1,
      error: 'The text does not hold “tolls” within one paragraph.',
    })
    expect((await run('version', 'correct', source, 'the', 'a')).error).toContain('more than once')
  })

  test('compare marks what went and what came, of the newest two or of those named', async () => {
    await updated()
    await run('version', 'correct', source, 'smiles', 'frowns')
    expect((await run('version', 'compare', source)).out).toMatch(
      /^changed {3}.*mayor \[-smiles-\]\{\+frowns\+\}\.$/,
    )
    const { out } = await run('version', 'compare', source, '1', '2')
    expect(out).toContain('€[-40m-]{+45m+}')
    expect(out).not.toContain('The guild of fishers')
    const rows = await json(z.array(DiffRow), 'version', 'compare', source, '1', '2')
    expect(rows.filter(({ kind }) => kind === 'same')).toHaveLength(2)
    expect((await run('version', 'compare', source, '2', '2')).out).toBe('no difference')
  })
})

test('split makes the rest a source of its own, with its highlights', async () => {
  const moved = await annotated('The guild of fishers')
  const { code, out } = await run('split', source, 'b3')
  expect(code).toBe(0)
  const [, second = ''] = /^\S+ ends before b3; the rest is (s-\d+)$/.exec(out) ?? []
  expect((await json(z.array(Annotation), 'annotations', '--source', second)).map(({ id }) => id)).toEqual([
    moved,
  ])
  expect((await run('text', second)).out).not.toContain('Port fund splits')
  expect((await run('split', source, 'b99')).code).toBe(1)
})

describe('wrong usage', () => {
  test.each([
    [['version'], 'list, add, correct, compare, decisions or settle'],
    [['version', 'list'], 'Name the source.'],
    [['version', 'add', 'A'], 'the source that holds its newer text'],
    [['version', 'correct', 'A', 'b'], 'the words to put right, and what they should be'],
    [['version', 'correct', 'A', '', 'b'], 'the words to put right'],
    [['version', 'compare', 'A', '1'], 'both versions or none'],
    [['version', 'compare', 'A', '0', 'x'], 'A version is a number from 1, not “0”.'],
    [['version', 'decisions'], 'Name the source.'],
    [['version', 'settle', 'a-0000000000000001'], '--as takes placed, older or put'],
    [['version', 'settle', 'a-0000000000000001', '--as', 'put'], '--quote goes with --as put'],
    [
      ['version', 'settle', 'a-0000000000000001', '--as', 'older', '--quote', 'x'],
      '--quote goes with --as put',
    ],
    [['split', 'A'], 'the block where the second article begins'],
    [['split', 'A', '38'], 'A block is named like b38, not “38”.'],
    [['import'], 'Name the files to import.'],
  ])('%j says what is right', async (line, words) => {
    const { code, out, error } = await runLine(line, ports)
    expect([code, out]).toEqual([2, ''])
    expect(error).toContain(words)
  })

  test('a source that is not there is named', async () => {
    for (const line of [
      ['version', 'list', 'Nobody'],
      ['split', 'Nobody', 'b2'],
    ])
      expect(await run(...line)).toMatchObject({
        code: 1,
        error: expect.stringContaining('“Nobody”') as string,
      })
  })
})

test('what only looks leaves the notebook unlocked, and changes nothing', async () => {
  const before = (await readdir(notebook, { recursive: true })).toSorted()
  for (const line of [
    ['version', 'list', source],
    ['version', 'compare', source],
    ['version', 'decisions', source],
  ])
    expect((await run(...line)).code).toBe(0)
  expect((await readdir(notebook, { recursive: true })).toSorted()).toEqual(before)
  expect(Source.parse(JSON.parse((await run('details', source, '--json')).out)).revision).toBe(1)
})
