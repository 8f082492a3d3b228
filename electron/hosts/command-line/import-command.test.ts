import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { FileReport } from '../../../shared/contract/intake'
import { openDesk } from '../../api/testing/desk'
import { steadyPorts } from '../../testing/steady-ports'
import { temporaryFolder } from '../../testing/temporary-folder'
import { importCommands } from './import-command'
import { runLine } from './testing/run-line'

const port = `Port fund splits the harbour council
The state offers the port nearly €40m over five years, the council said on Monday.
The guild of fishers does not want the money: it fears for the old quays.`
const ferries = 'No ferry today\nNo ferry left the harbour on that day, and nobody on the quay could say why.'
const bib =
  '@article{one, title={No ferry today}, journal={Harbour Review}, year={2024}}\n@article{two, title={Unread}}'
const highlights = JSON.stringify([
  {
    id: 'x1',
    uri: 'https://courier.example/port',
    text: 'By whom?',
    tags: ['money'],
    document: { title: ['Port fund splits the harbour council'] },
    target: [{ selector: [{ type: 'TextQuoteSelector', exact: 'nearly €40m', prefix: '', suffix: '' }] }],
  },
  {
    id: 'x2',
    uri: 'https://courier.example/port',
    text: '',
    tags: [],
    document: { title: ['Port fund splits the harbour council'] },
    target: [
      { selector: [{ type: 'TextQuoteSelector', exact: 'Tolls doubled in spring', prefix: '', suffix: '' }] },
    ],
  },
])

let folder = ''
let notebook = ''
let ports = steadyPorts()

beforeEach(async () => {
  folder = await temporaryFolder()
  notebook = join(folder, 'Harbour')
  ports = steadyPorts()
  process.env['SOURCEBOOK_SETTINGS_DIR'] = join(folder, 'settings')
})

function run(...line: string[]) {
  return runLine([...line, '--notebook', notebook], ports)
}

/** Writes a file among those of the test, and answers its path. */
async function written(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

async function reports(...line: string[]): Promise<FileReport[]> {
  const { out } = await run('import', ...line, '--json')
  return z.array(FileReport).parse(JSON.parse(out))
}

const whatOf = (report: FileReport) => (report.ok ? report.outcome.what : report.reason)

test('a text is told with what was found in it', async () => {
  const path = await written('port.txt', port)
  const { code, out } = await run('import', path)
  expect(code).toBe(0)
  expect(out).toMatch(/^imported {2}\S+port\.txt as s-\d+\n/)
  expect(out).toContain('“Port fund splits the harbour council”, outlet not known, no date')
})

test('a folder brings in what is below it, without what belongs to the system or to a saved page', async () => {
  await mkdir(join(folder, 'texts', 'older'), { recursive: true })
  await mkdir(join(folder, 'texts', 'page_files'))
  for (const [name, text] of [
    ['texts/older/ferries.txt', ferries],
    ['texts/port.txt', port],
    ['texts/.hidden', 'no text'],
    ['texts/page.html', '<!doctype html><p>The tolls of the mole were doubled, and nobody was asked.</p>'],
    ['texts/page_files/style.txt', 'no text either'],
  ] as const)
    await written(name, text)
  const { code, out } = await run('import', join(folder, 'texts'))
  expect(code).toBe(0)
  expect([...out.matchAll(/imported {2}.*\/texts\/(\S+)/g)].map(([, name]) => name)).toEqual([
    'page.html',
    'port.txt',
    'older/ferries.txt',
  ])
  expect(out).toMatch(/\n3 imported$/)
})

test('a folder without files is said to be one, and the files beside it are imported', async () => {
  await mkdir(join(folder, 'nothing'))
  const path = await written('port.txt', port)
  const { code, out, error } = await run('import', join(folder, 'nothing'), path)
  expect(code).toBe(1)
  expect(out).toContain('“nothing” is a folder without files to read.')
  expect(out).toMatch(/\n1 refused, 1 imported$/)
  expect(error).toBe('Some files were not imported; the lines above say why.')
})

test('an archive is followed by the files in it, and by those that are left out', async () => {
  const path = await written(
    'texts.zip',
    zipSync({ 'a/port.txt': strToU8(port), 'refs.bib': strToU8(bib), 'z.txt': strToU8(ferries) }),
  )
  const all = await reports(path)
  expect(all.map((report) => [report.file, whatOf(report)])).toEqual([
    [path, 'archive'],
    [`${path} › a/port.txt`, 'added'],
    [`${path} › z.txt`, 'added'],
    [`${path} › refs.bib`, 'references'],
  ])
  const { code, out } = await run('import', path)
  expect(code).toBe(0)
  expect(out).toContain('3 files in it.')
  expect(out).toMatch(/\n1 opened as archives, 2 known already, 1 read for details$/)
})

test('the same file is known, and added all the same when that is asked for', async () => {
  const path = await written('port.txt', port)
  const [first] = await reports(path)
  const known = await run('import', path)
  expect(known.code).toBe(0)
  expect(known.out).toMatch(
    new RegExp(`^known {5}\\S+ as ${first?.source}\\n.*--again adds them all the same\\.$`),
  )
  const [again] = await reports(path, '--again')
  expect(again).toMatchObject({ ok: true, outcome: { what: 'added' } })
  expect(again?.source).not.toBe(first?.source)
  const { out } = await run('import', path, '--again')
  expect(out).toContain(`“npx sourcebook version add ${first?.source} `)
})

test('bibliographies and annotations in a folder find its texts, wherever they stand among them', async () => {
  await mkdir(join(folder, 'texts'))
  await written('texts/a.bib', bib)
  await written('texts/b.json', highlights)
  for (let each = 0; each < 6; each += 1)
    await written(`texts/c${each}.txt`, `${'Tide '.repeat(each + 3)}rose.`)
  await written('texts/ferries.txt', ferries)
  await written('texts/port.txt', port)
  const { code, out } = await run('import', join(folder, 'texts'))
  expect(code).toBe(0)
  expect(out).toContain('1 source got details from it.\n          No source for “Unread”.')
  expect(out).toContain('1 found exactly, 0 approximately, 0 here already, 1 not found.')
  expect(out).toContain('Not found: “Tolls doubled in spring” (')
  expect(out).toMatch(/\n8 imported, 1 read for details, 1 read for annotations$/)
})

test('all that was named is one step to undo, the files of archives too', async () => {
  const desk = await openDesk()
  const before = await desk.importText('An older text about the mole.', 'older.txt')
  const archive = await written('texts.zip', zipSync({ 'port.txt': strToU8(port) }))
  const path = await written('ferries.txt', ferries)
  const plan = importCommands['import']?.plan({ words: [archive, path], values: {} }, ports)
  await plan?.run(desk.call)
  expect(await desk.call('library.list', {})).toHaveLength(3)
  await desk.undo()
  expect((await desk.call('library.list', {})).map(({ id }) => id)).toEqual([before])
})

describe('a file that cannot be read', () => {
  test.each([
    ['empty.txt', '', 'empty'],
    ['binary.txt', Uint8Array.of(1, 0, 2), 'binary'],
    ['broken.pdf', '%PDF-1.7\nnothing', 'unreadable'],
    ['broken.zip', 'PK\u0003\u0004nothing', 'unreadable'],
    ['broken.docx', 'PK\u0003\u0004nothing', 'unreadable'],
  ])('%s is refused by its name, in a sentence', async (name, content, reason) => {
    const path = await written(name, content)
    const [report] = await reports(path)
    expect(report).toMatchObject({ file: path, ok: false, source: null, reason })
    expect(report?.ok === false && report.message).toMatch(new RegExp(`^“${name}” .*\\.$`))
    const { code, out } = await run('import', path)
    expect(code).toBe(1)
    expect(out).toBe(`refused   ${path}: ${report?.ok === false ? report.message : ''}`)
  })
})
