import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type CallName, calls, type Input, type Output } from '../../../shared/contract/calls'
import { FileReport } from '../../../shared/contract/intake'
import type { AttributionChain } from '../../../shared/model/annotation'
import type { EntryKind } from '../../../shared/model/codebook'
import type { SourceId } from '../../../shared/model/ids'
import { sourceIn } from '../../api/testing/source-in'
import { steadyPorts } from '../../testing/steady-ports'
import { temporaryFolder } from '../../testing/temporary-folder'
import { runLine } from './testing/run-line'

const fixtures = join(import.meta.dirname, '../../../tests/fixtures/harbour')
let ports = steadyPorts()
let notebook = ''

function run(...line: string[]) {
  return runLine([...line, '--notebook', notebook], ports)
}

/** What a command prints that must succeed, line by line. */
async function lines(...line: string[]): Promise<string[]> {
  const { code, out, error } = await run(...line)
  expect({ code, error }).toEqual({ code: 0, error: '' })
  return out.split('\n')
}

async function call<Name extends CallName>(name: Name, input: Input<Name>): Promise<Output<Name>> {
  const { out } = await run('call', name, JSON.stringify(input))
  const answer = z.object({ value: z.unknown() }).parse(JSON.parse(out))
  // It has just been checked by the schema of that very call.
  return calls[name].output.parse(answer.value) as Output<Name>
}

async function add(kind: EntryKind, name: string): Promise<string> {
  return (await call('codebook.add', { kind, name })).id
}

async function tag(source: SourceId, exact: string, kind: string, body: object): Promise<void> {
  await lines('annotate', source, '--kind', kind, '--exact', exact, '--body', JSON.stringify(body))
}

function hop(role: AttributionChain[number]['role'], asWritten: string, actor: string | null = null) {
  return { role, asWritten, actor, anonymous: asWritten.includes('not named') }
}

beforeEach(async () => {
  const folder = await temporaryFolder()
  ports = steadyPorts()
  notebook = join(folder, 'Harbour')
  process.env['SOURCEBOOK_SETTINGS_DIR'] = join(folder, 'settings')
  const files = ['live-blog.txt', 'agency.txt'].map((name) => join(fixtures, name))
  const reports = z.array(FileReport).parse(JSON.parse((await run('import', ...files, '--json')).out))
  const [blog, agency] = reports.map(sourceIn)
  if (blog === undefined || agency === undefined) throw new Error('both files are good')
  await lines('details', blog, '--outlet', 'Ellery Courier', '--published', '2025-03-04')
  await lines('details', agency, '--outlet', 'Coastal Press', '--published', '2025-02-28')

  const okafor = await add('actor', 'Ines Okafor')
  const ndiaye = await add('actor', 'Carla Ndiaye')
  const guards = await add('issue', 'Guards on the quay')
  const measure = await add('measure', 'Needed for the harbour')
  const money = { upper: null, unit: 'EUR', approximate: true, bound: 'about' }
  await tag(blog, 'nearly €40 million', 'figure', {
    measure,
    quantity: { ...money, value: 4e7 },
    scope: 'paid by the state',
    attribution: [hop('outlet', 'the Courier')],
  })
  await tag(blog, 'about €65 million', 'figure', {
    measure,
    quantity: { ...money, value: 6.5e7 },
    asOf: '2025-02',
    attribution: [hop('outlet', 'the Courier'), hop('speaker', "The Dockers' Guild")],
  })
  await tag(blog, 'the town for €40 million in fees', 'figure', {
    asWritten: '€40 million',
    quantity: { ...money, value: 4e7, bound: 'exact', approximate: false },
  })
  await tag(agency, 'I did not let the treasurer sign because the text does not protect us yet', 'position', {
    actor: okafor,
    issue: guards,
    stance: 'supports',
    dateSaid: '2025-02-27',
    attribution: [hop('outlet', 'Coastal Press'), hop('speaker', 'Okafor', okafor)],
  })
  await tag(blog, 'the state would not pay for guards', 'position', {
    actor: ndiaye,
    issue: guards,
    stance: 'opposes',
  })
  await tag(blog, 'the council of Port Ellery is to recommend the harbour fund', 'claim', {
    statement: 'The council will back the fund',
    certainty: 'hedged',
    attribution: [hop('outlet', 'the Courier'), hop('speaker', 'two officials who were not named')],
  })
})

test('figures: who puts it at what, and since when', async () => {
  expect(await lines('figures')).toEqual([
    'Needed for the harbour',
    '  EUR; ×1.6, from “nearly €40 million” to “about €65 million”; scopes differ',
    '    nearly €40 million  about  the Courier         2025-03-04  paid by the state  Ellery Courier',
    "    about €65 million   about  The Dockers' Guild  2025-02                        Ellery Courier",
    '',
    'Without a measure',
    '  EUR',
    '    €40 million  2025-03-04  Ellery Courier',
    '',
    'One number for several things',
    '  €40m',
    '    Needed for the harbour  nearly €40 million  the Courier  Ellery Courier',
    '    without a measure       €40 million                      Ellery Courier',
  ])
})

test('positions: who is for it', async () => {
  expect(await lines('positions', '--issue', 'guards on the quay')).toEqual([
    'Guards on the quay',
    '  Carla Ndiaye  against  2025-03-04                               Ellery Courier  “the state would not pay for guards”',
    '  Ines Okafor   for      2025-02-27  Coastal Press → Ines Okafor  Coastal Press   “I did not let the treasurer sign because the text does not protect us yet”',
  ])
  expect((await lines('positions', '--stance', 'supports')).join('\n')).not.toContain('Ndiaye')
})

test('claims: where they come from', async () => {
  expect(await lines('claims')).toEqual([
    'Without an issue: 1 claim in 1 outlet, 1 origin (anonymous)',
    '  2025-03-04  Ellery Courier  hedged  the Courier → two officials who were not named (anonymous)  The council will back the fund',
  ])
})

test('excerpts: a table in groups, page by page, and the answer of the call with --json', async () => {
  const table = await lines('excerpts', '--group', 'kind', '--kind', 'position', '--kind', 'claim')
  expect(table.map((line) => line.replace(/a-\d+/, 'ID'))).toEqual([
    'claim: 1',
    'ID  claim     open  2025-03-04  Ellery Courier  “the council of Port Ellery is to recommend the harbour fund”',
    '',
    'position: 2',
    'ID  position        2025-03-04  Ellery Courier  “the state would not pay for guards”',
    'ID  position        2025-02-28  Coastal Press   “I did not let the treasurer sign because the text does not protect us yet”',
  ])
  const page = await lines('excerpts', '--group', 'kind', '--limit', '1', '--offset', '2')
  expect([page[0], page.at(-1)]).toEqual(['figure: 3', '3 more: --offset 3 goes on'])
  const { out } = await run('excerpts', '--text', 'GUARDS', '--json')
  const { rows, total } = calls['excerpt.list'].output.parse(JSON.parse(out))
  expect([rows.length, total]).toEqual([1, 1])
  const compared = (await run('figures', '--measure', '', '--json')).out
  expect(calls['compare.figures'].output.parse(JSON.parse(compared)).measures).toHaveLength(1)
})

test('a headline and a name stand on one line and leave room for the passages', async () => {
  const [blog] = await call('library.list', {})
  if (blog === undefined) throw new Error('there are two sources')
  await lines('details', blog.id, '--outlet', '', '--title', 'Guards on the quay, and who is to pay for them')
  const listed = await lines('sources')
  expect(listed.join('\n')).toMatch(/; 1 claim, \d figures, \d positions?$/m)
  await lines('codebook', 'add', 'actor', 'Guild of\n \u001b dockers')
  expect((await lines('codebook', 'list', '--kind', 'actor')).at(-1)).toMatch(/ 0 {2}Guild of dockers$/)
  const rows = (await lines('excerpts')).filter((line) => line.includes('Guards on the quay'))
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) expect(row).toMatch(/ {2}Guards on the quay, and who is to pay f… {2}“/)
})

test('a name that is not known is refused with those that are', async () => {
  const { code, out, error } = await run('positions', '--actor', 'Avery')
  expect({ code, out, error }).toEqual({
    code: 1,
    out: '',
    error: 'There is no actor “Avery”: there is “Ines Okafor”, “Carla Ndiaye”.',
  })
})

test.each([
  ['figures', '--stance', 'maybe'],
  ['figures', '--from', 'yesterday'],
  ['claims', '--status', 'done'],
  ['excerpts', '--sort', 'colour'],
  ['excerpts', '--group', 'value'],
  ['excerpts', '--kind', 'opinion'],
  ['excerpts', '--limit', '0'],
  ['excerpts', '--limit', '1001'],
  ['positions', 'word'],
])('what is not understood is wrong usage: %s %s %s', async (...line) => {
  expect((await run(...line)).code).toBe(2)
})
