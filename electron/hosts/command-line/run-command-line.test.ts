import { once } from 'node:events'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { basename, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { FileReport } from '../../../shared/contract/intake'
import { Annotation } from '../../../shared/model/annotation'
import { Brief } from '../../../shared/model/brief'
import { SourceId } from '../../../shared/model/ids'
import { SourceSummary, TrashEntry } from '../../../shared/model/notebook'
import { Source } from '../../../shared/model/source'
import { sourceIn } from '../../api/testing/source-in'
import { openNotebook } from '../../store/open-notebook'
import { steadyPorts } from '../../testing/steady-ports'
import { temporaryFolder } from '../../testing/temporary-folder'
import { runLine } from './testing/run-line'

const fixtures = join(import.meta.dirname, '../../../tests/fixtures/harbour')
const agency = join(fixtures, 'agency.txt')
const blog = join(fixtures, 'live-blog.txt')
const ports = steadyPorts()
let folder = ''
let notebook = ''

beforeEach(async () => {
  folder = await temporaryFolder()
  notebook = join(folder, 'Harbour')
  process.env['SOURCEBOOK_SETTINGS_DIR'] = join(folder, 'settings')
})

/** What a test types into standard input. */
let typed: readonly string[] = []

function run(...line: string[]) {
  return runLine(line, ports, () => typed)
}

/** Run a command on the notebook that must succeed, and take its JSON. */
async function json<Schema extends z.ZodType>(schema: Schema, ...line: string[]): Promise<z.infer<Schema>> {
  const { code, out, error } = await run(...line, '--notebook', notebook, '--json')
  expect(error).toBe('')
  expect(code).toBe(0)
  return schema.parse(JSON.parse(out))
}

const Sources = z.array(SourceSummary)
const Annotations = z.array(Annotation)
const Reports = z.array(FileReport)
const Trash = z.array(TrashEntry)
const Text = z.strictObject({
  id: SourceId,
  version: z.int(),
  text: z.string(),
  blocks: z.array(z.looseObject({ start: z.int(), end: z.int() })),
})

/** Import files that must all arrive; gives their sources. */
async function imported(...files: string[]): Promise<SourceId[]> {
  return (await json(Reports, 'import', ...files)).map(sourceIn)
}

async function importedOne(file: string): Promise<SourceId> {
  const [source] = await imported(file)
  if (source === undefined) throw new Error('nothing was imported')
  return source
}

test('the whole job: import, tag, brief, export', async () => {
  const reports = await json(Reports, 'import', agency, blog)
  const [wire, live] = reports.map(sourceIn)
  if (wire === undefined || live === undefined) throw new Error('there are two files')
  expect(reports[0]).toMatchObject({
    file: agency,
    ok: true,
    source: wire,
    outcome: { what: 'added' },
    notices: [],
    reason: null,
    message: null,
  })

  const sources = await json(Sources, 'sources')
  expect(sources.map(({ title }) => title)).toEqual([
    'State offers Port Ellery a fund for its harbour but no guards',
    'Port Ellery live: fund agreed, but no word on who guards the quay',
  ])

  const { text, version, blocks } = await json(Text, 'text', live)
  expect(version).toBe(1)
  expect(text.slice(blocks[1]?.start, blocks[1]?.end)).toContain('Published March 4, 2025')
  expect(blocks[1]).toMatchObject({
    id: 'b2',
    kind: 'paragraph',
    frame: true,
    repeat: null,
    time: null,
    updated: false,
  })

  const start = text.indexOf('nearly €40 million')
  const figure = await json(
    Annotation,
    'annotate',
    live,
    '--kind',
    'figure',
    '--start',
    String(start),
    '--end',
    String(start + 18),
  )
  expect(figure.target.ranges[0]?.quote.exact).toBe('nearly €40 million')
  const claim = await json(
    Annotation,
    'annotate',
    wire,
    '--kind',
    'claim',
    '--exact',
    'not to sign an agreement on the harbour',
    '--memo',
    'Who told them?',
  )
  const body = JSON.stringify({ stance: 'opposes' })
  const position = await json(
    Annotation,
    'annotate',
    wire,
    '--kind',
    'position',
    '--exact',
    'the mayor cannot sign it',
    '--body',
    body,
  )
  expect(position.body).toMatchObject({ kind: 'position', stance: 'opposes', actor: null })
  expect((await json(Annotations, 'annotations')).map(({ id }) => id)).toEqual([
    claim.id,
    position.id,
    figure.id,
  ])
  expect(await json(Annotations, 'annotations', '--source', live, '--kind', 'figure')).toEqual([figure])

  await json(
    Source,
    'details',
    wire,
    '--outlet',
    'Coastal Press',
    '--published',
    '2025-02-28',
    '--author',
    'A. Reed',
  )
  const brief = await json(Brief, 'brief', 'new', '--title', 'Who guards the quay')
  await json(Brief, 'brief', 'add', brief.id, '--annotation', figure.id, claim.id)
  await json(Brief, 'brief', 'add', 'Who guards the quay', '--all')

  const { out: markdown } = await run('export', brief.id, '--notebook', notebook)
  expect(markdown).toContain('> not to sign an agreement on the harbour[^1]')
  expect(markdown).toContain(
    '[^1]: Coastal Press, “State offers Port Ellery a fund for its harbour but no guards”, 28 February 2025, version 1, paragraph 9.',
  )
  const file = join(folder, 'brief.md')
  await run('export', brief.id, '--out', file, '--notebook', notebook)
  expect(await readFile(file, 'utf8')).toBe(`${markdown}\n`)
})

test('the notebook that was open last is the one meant', async () => {
  await imported(agency)
  const { code, out } = await run('sources', '--json')
  expect(code).toBe(0)
  expect(Sources.parse(JSON.parse(out))).toHaveLength(1)
})

test('each bad file is refused by name, and the others are imported', async () => {
  const folderFile = join(folder, 'a-folder')
  await mkdir(folderFile)
  const empty = join(folder, 'empty.txt')
  await writeFile(empty, '')
  const binary = join(folder, 'binary.txt')
  await writeFile(binary, Uint8Array.of(1, 0, 2))
  const latin = join(folder, 'latin.txt')
  await writeFile(latin, Uint8Array.of(0x63, 0x61, 0x66, 0xe9))
  const large = join(folder, 'large.txt')
  await writeFile(large, Buffer.alloc(50 * 1024 * 1024 + 1, 0x61))
  const gone = join(folder, 'gone.txt')
  const { code, out } = await run(
    'import',
    empty,
    binary,
    agency,
    latin,
    large,
    folderFile,
    gone,
    blog,
    '--notebook',
    notebook,
    '--json',
  )
  expect(code).toBe(1)
  const reports = Reports.parse(JSON.parse(out))
  expect(reports.map(({ file, reason }) => [file, reason])).toEqual([
    [folderFile, 'empty'],
    [empty, 'empty'],
    [binary, 'binary'],
    [agency, null],
    [latin, null],
    [large, 'too-large'],
    [gone, 'gone'],
    [blog, null],
  ])
  const refused = reports.filter(({ ok }) => !ok)
  expect(refused.every(({ file, message }) => message?.includes(basename(file)))).toBe(true)
  expect(await json(Sources, 'sources')).toHaveLength(3)
})

test('what is neither a file nor a folder is refused by name', async () => {
  const path = join(folder, 'socket.txt')
  const server = createServer().listen(path)
  await once(server, 'listening')
  const { code, out } = await run('import', path, '--notebook', notebook, '--json')
  server.close()
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject([{ ok: false, reason: 'unreadable' }])
  expect(out).toContain('“socket.txt”')
})

test('memo, unannotate and remove do what they say', async () => {
  const source = await importedOne(agency)
  const { id } = await json(
    Annotation,
    'annotate',
    source,
    '--kind',
    'claim',
    '--exact',
    'a landlord’s paper',
  )
  expect(await json(Annotation, 'memo', id, 'Strong words')).toMatchObject({
    memo: 'Strong words',
    revision: 2,
  })
  await json(z.object({}), 'unannotate', id)
  expect(await json(Annotations, 'annotations')).toEqual([])
  await json(z.object({}), 'remove', source)
  expect(await json(Sources, 'sources')).toEqual([])
  expect(await readdir(join(notebook, 'trash'))).toHaveLength(1)
})

test('what was deleted is listed, and comes back by its id', async () => {
  const source = await importedOne(agency)
  const { id } = await json(Annotation, 'annotate', source, '--kind', 'claim', '--exact', 'Short Url')
  const brief = await json(Brief, 'brief', 'new', '--title', 'Who pays')
  await json(z.object({}), 'unannotate', id)
  expect(await json(Trash, 'trash', '--source', source)).toMatchObject([
    { kind: 'annotation', annotation: { id } },
  ])
  const { out } = await run('trash', '--source', source, '--notebook', notebook)
  expect(out).toMatch(new RegExp(`^${id}  annotation  claim “Short Url”\n +deleted: 2025-`))
  expect(await json(z.unknown(), 'restore', id)).toEqual({ restored: id })
  expect((await json(Annotations, 'annotations')).map((annotation) => annotation.id)).toEqual([id])

  await json(z.object({}), 'remove', source)
  expect(await json(Trash, 'trash')).toMatchObject([{ kind: 'source', source }])
  expect((await run('restore', source, '--notebook', notebook)).out).toBe(`restored: ${source}`)
  expect((await json(Annotations, 'annotations')).map((annotation) => annotation.id)).toEqual([id])

  await run('call', 'brief.remove', JSON.stringify({ brief: brief.id }), '--notebook', notebook)
  expect((await run('trash', '--notebook', notebook)).out).toContain(`${brief.id}  brief       Who pays`)
  await json(z.unknown(), 'restore', brief.id)
  expect((await run('brief', 'list', '--notebook', notebook)).out).toContain('Who pays')
  expect(await json(Trash, 'trash')).toEqual([])
})

test('preferences are changed also while a window has the notebook open', async () => {
  await imported(agency)
  const store = await openNotebook(notebook, ports)
  const set = await run('call', 'preferences.set', '{"theme":"dark"}', '--notebook', notebook)
  expect([set.code, set.out]).toEqual([0, expect.stringContaining('"theme":"dark"')])
  await store.close()
})

test.each([
  ['no command', [], 'usage: sourcebook COMMAND'],
  ['an unknown command', ['fetch'], 'There is no command “fetch”.'],
  ['an unknown option', ['sources', '--colour'], "Unknown option '--colour'"],
  ['import without files', ['import'], 'usage: sourcebook import PATH... [--again]'],
  ['text without a source', ['text'], 'usage: sourcebook text SOURCE'],
  [
    'an unknown kind',
    ['annotate', 's', '--kind', 'opinion'],
    '--kind takes one of claim, figure, position, not “opinion”.',
  ],
  ['no place', ['annotate', 's', '--kind', 'claim'], 'either --start and --end, or --exact'],
  [
    'offsets that are no numbers',
    ['annotate', 's', '--kind', 'claim', '--start', 'a', '--end', '2'],
    '--start takes a whole number',
  ],
  [
    'a body that is no JSON',
    ['annotate', 's', '--kind', 'claim', '--exact', 'x', '--body', '{'],
    '--body takes a JSON object',
  ],
  ['a brief without a title', ['brief', 'new'], 'usage: sourcebook brief new --title T'],
  ['nothing to add', ['brief', 'add', 'b'], '--annotation with ids, or --all'],
  ['restore without an id', ['restore'], 'usage: sourcebook restore ID'],
  ['restore by a title', ['restore', 'Who pays'], 'restore takes the id of'],
  ['an unknown format', ['export', 'b', '--format', 'doc'], '--format takes one of markdown'],
])('%s is wrong usage: exit code 2 and the right usage', async (_, line, words) => {
  await imported(agency)
  const { code, out, error } = await run(...line, ...(line.length === 0 ? [] : ['--notebook', notebook]))
  expect(code).toBe(2)
  expect(out + error).toContain(words)
})

test.each([
  ['a source that is not there', ['text', 's-00000000000000zz'], 'There is no source'],
  [
    'words the source does not say',
    ['annotate', 'SOURCE', '--kind', 'claim', '--exact', 'never said'],
    'does not say “never said”',
  ],
  ['words it says twice', ['annotate', 'SOURCE', '--kind', 'claim', '--exact', 'the officials'], 'prefix'],
  [
    'offsets outside the text',
    ['annotate', 'SOURCE', '--kind', 'claim', '--start', '90000', '--end', '90001'],
    'There are no words',
  ],
  [
    'a body with a field it does not have',
    ['annotate', 'SOURCE', '--kind', 'claim', '--exact', 'Short Url', '--body', '{"colour":"red"}'],
    'colour',
  ],
  [
    'a source that is not in the trash',
    ['restore', 'SOURCE'],
    'in the trash; it may have been restored already',
  ],
  [
    'an annotation that is in no trash',
    ['restore', 'a-00000000000000zz'],
    'There is no annotation a-00000000000000zz in the trash of any source',
  ],
  ['a brief that is not there', ['export', 'No such brief'], 'There is no brief “No such brief”'],
])('%s fails: exit code 1 and one sentence', async (_, line, words) => {
  const source = await importedOne(agency)
  const named = line.map((word) =>
    word === 'SOURCE' ? source : word === 'the officials' ? 'official' : word,
  )
  const { code, out, error } = await run(...named, '--notebook', notebook)
  expect(code).toBe(1)
  expect(out).toBe('')
  expect(error).toContain(words === 'prefix' ? 'times: add the words before it as prefix' : words)
  expect(error.split('\n')).toHaveLength(1)
})

test('a command that only looks makes no notebook', async () => {
  const { code, error } = await run('sources', '--notebook', notebook)
  expect(code).toBe(1)
  expect(error).toContain('There is no folder')
  await expect(readdir(notebook)).rejects.toThrow('ENOENT')
})

test('a folder that holds something else is not made a notebook', async () => {
  await mkdir(notebook)
  await writeFile(join(notebook, 'letter.txt'), 'Dear all')
  const { code, error } = await run('import', agency, '--notebook', notebook)
  expect(code).toBe(1)
  expect(error).toContain(notebook)
  expect(await readdir(notebook)).toEqual(['letter.txt'])
})

test('while a window has the notebook open, a change is refused and looking is not', async () => {
  const source = await importedOne(agency)
  const store = await openNotebook(notebook, ports)
  const { code, error } = await run(
    'annotate',
    source,
    '--kind',
    'claim',
    '--exact',
    'Short Url',
    '--notebook',
    notebook,
  )
  expect(code).toBe(1)
  expect(error).toMatch(/open/i)
  expect(await json(Sources, 'sources')).toHaveLength(1)
  await store.close()
  await json(Annotation, 'annotate', source, '--kind', 'claim', '--exact', 'Short Url')
})

test('a damaged source is shown as it was last backed up while one only looks, and is left as it is', async () => {
  const source = await importedOne(agency)
  const file = join(notebook, 'sources', source, 'source.json')
  await writeFile(file, 'hurt')
  expect((await run('text', source, '--notebook', notebook)).code).toBe(0)
  expect(await readFile(file, 'utf8')).toBe('hurt')
})

test('a damaged source of which nothing good is known is refused and left as it is', async () => {
  const source = await importedOne(agency)
  await rm(join(notebook, 'backups'), { recursive: true })
  const file = join(notebook, 'sources', source, 'source.json')
  const whole = await readFile(file)
  const hurt = whole.subarray(0, whole.length / 2)
  await writeFile(file, hurt)
  const { code, error } = await run('text', source, '--notebook', notebook)
  expect(code).toBe(1)
  expect(error).toContain('source.json')
  expect(await readFile(file)).toEqual(Buffer.from(hurt))
})

test('wrong usage is told before anything is made, opened or remembered', async () => {
  expect((await run('import', '--notebook', notebook)).code).toBe(2)
  expect((await run('brief', 'new', '--notebook', notebook)).code).toBe(2)
  expect(await readdir(folder)).toEqual([])
})

test.each(['constructor', 'toString', '__proto__'])('“%s” is no command', async (name) => {
  const { code, error } = await run(name)
  expect(code).toBe(2)
  expect(error).toContain(`There is no command “${name}”.`)
})

test.each([
  ['sources', 'extra'],
  ['brief', 'list', 'extra'],
  ['annotations', 'extra'],
  ['trash', 'extra'],
  ['annotate', 's', '--kind', 'claim', '--start', '0', '--end', '5', '--prefix', 'x'],
])('words that a command does not take are not passed over: %s %s', async (...line) => {
  await imported(agency)
  expect((await run(...line, '--notebook', notebook)).code).toBe(2)
})

test('what stands behind -- is text, whatever it looks like', async () => {
  const source = await importedOne(agency)
  const { id } = await json(Annotation, 'annotate', source, '--kind', 'claim', '--exact', 'Short Url')
  const { code, error } = await run('memo', id, '-5 percent', '--notebook', notebook)
  expect(code).toBe(2)
  expect(error).toContain("'--'")
  await run('memo', '--notebook', notebook, '--', id, '--help')
  expect((await json(Annotations, 'annotations'))[0]?.memo).toBe('--help')
})

test('a line of calls that is no call is answered, and the next one runs', async () => {
  await imported(agency)
  typed = ['nonsense', '{"name":"library.list","input":{}}', '{"name":5}']
  const { code, out } = await run('call', '--notebook', notebook)
  expect(code).toBe(1)
  expect(out.split('\n').map((line) => line.slice(0, 11))).toEqual([
    '{"ok":false',
    '{"ok":true,',
    '{"ok":false',
  ])
})

test('looking at details needs no lock', async () => {
  const source = await importedOne(agency)
  const store = await openNotebook(notebook, ports)
  expect((await json(Source, 'details', source)).details.title).toContain('Port Ellery')
  expect((await run('call', 'library.list', '--notebook', notebook)).code).toBe(0)
  expect((await run('details', source, '--outlet', 'X', '--notebook', notebook)).code).toBe(1)
  await store.close()
})

test('--help behind a command prints its usage', async () => {
  const { code, out } = await run('annotate', '--help')
  expect(code).toBe(0)
  expect(out).toMatch(/^usage: sourcebook annotate SOURCE/)
})

test('sources shows the date by which a source is known: when it was updated where it does not say when it was published', async () => {
  const [source = ''] = await imported(agency)
  await json(z.looseObject({}), 'details', source, '--published', '', '--updated', '2025-02-17')
  expect((await run('sources', '--notebook', notebook)).out).toContain(', 2025-02-17; ')
})

test('a list says that it lacks what could not be read, and of which text that is', async () => {
  const [source = '', other = ''] = await imported(agency, blog)
  for (const one of [source, other])
    await json(Annotation, 'annotate', one, '--kind', 'claim', '--start', '0', '--end', '20')
  await rm(join(notebook, 'backups'), { recursive: true })
  const file = join(notebook, 'sources', source, 'annotations', '1.json')
  await writeFile(file, '')
  await rm(`${file}.previous`, { force: true })
  const [{ title } = { title: '' }] = await json(Sources, 'sources')
  for (const how of [[], ['--json']]) {
    const { code, out, error } = await run('annotations', '--notebook', notebook, ...how)
    expect(code).toBe(1)
    expect(out).toContain(other)
    expect(error).toContain(`of “${title}” (sources/${source}/annotations/1.json) is damaged`)
  }
})

test('a source whose folder is gone is named where sources are listed and where files are looked at', async () => {
  const [source = ''] = await imported(agency, blog)
  const [{ title } = { title: '' }] = await json(Sources, 'sources')
  await rm(join(notebook, 'backups'), { recursive: true })
  await rm(join(notebook, 'sources', source), { recursive: true })
  // First by whoever only looks, then by whoever might have brought it back, and after that.
  for (const command of ['sources', 'verify', 'sources', 'verify']) {
    const { code, out, error } = await run(command, '--notebook', notebook)
    expect([command, code]).toEqual([command, 1])
    expect(command === 'verify' ? out : error).toContain(`“${title}” (sources/${source}) was there`)
  }
})
