import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { formatReference } from '../../../shared/briefing/reference'
import { AnnotationId, SourceId } from '../../../shared/model/ids'
import { openNotebook } from '../../store/open-notebook'
import { documentAt, putDocument } from '../../store/testing/document-files'
import { steadyPorts } from '../../testing/steady-ports'
import { temporaryFolder } from '../../testing/temporary-folder'
import type { Call } from './commands'
import { runCommandLine } from './run-command-line'
import { runLine } from './testing/run-line'

const article =
  'Port fund splits the harbour council\nThe port gets nearly €40m.\nThe guild does not want it.\nThe mayor smiles.'

let folder = ''
let notebook = ''
let ports = steadyPorts()
let source: SourceId
let figure: AnnotationId
let claim: AnnotationId

beforeEach(async () => {
  folder = await temporaryFolder()
  notebook = join(folder, 'Harbour')
  ports = steadyPorts()
  process.env['SOURCEBOOK_SETTINGS_DIR'] = join(folder, 'settings')
  await writeFile(join(folder, 'courier.txt'), article)
  const { out } = await run('import', join(folder, 'courier.txt'), '--json')
  const [report] = z.array(z.looseObject({ source: SourceId })).parse(JSON.parse(out))
  if (report === undefined) throw new Error('nothing was imported')
  source = report.source
  figure = await annotated('nearly €40m', 'figure')
  claim = await annotated('The guild does not want it.', 'claim')
  await run('brief', 'new', '--title', 'Who pays')
  await run('brief', 'add', 'Who pays', '--all')
})

function run(...line: string[]) {
  return runLine([...line, '--notebook', notebook], ports)
}

async function annotated(exact: string, kind: string): Promise<AnnotationId> {
  const { out } = await run('annotate', source, '--kind', kind, '--exact', exact, '--json')
  return z.looseObject({ id: AnnotationId }).parse(JSON.parse(out)).id
}

/** Runs a call of the contract, as `call` does. */
const call: Call = async (name, input) => {
  const { out } = await run('call', name, JSON.stringify(input))
  // The call of that name answered it.
  return (JSON.parse(out) as { value: never }).value
}

test('a brief whose text this version does not know is listed, and refused in words where it is to be shown', async () => {
  const [file = ''] = (await readdir(join(notebook, 'briefs'))).filter((name) => name.endsWith('.json'))
  const { document } = await documentAt(notebook, `briefs/${file}`)
  const later = { ...(document as object), document: { type: 'doc', content: [{ type: 'aside' }] } }
  await putDocument(notebook, `briefs/${file}`, later, { sequence: 9 })
  expect((await run('brief', 'list')).out).toContain('Who pays')
  const { code, error } = await run('brief', 'show', 'Who pays')
  expect([code, error]).toEqual([1, expect.stringContaining('“Who pays” holds something that this version')])
})

async function exported(name = 'brief.md'): Promise<string> {
  const path = join(folder, name)
  expect(await run('export', 'Who pays', '--out', path)).toMatchObject({ code: 0, error: '' })
  return path
}

async function edit(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(path, 'utf8')
  expect(text).toContain(from)
  await writeFile(path, text.replace(from, to))
}

describe('brief', () => {
  test('is begun by a template, with the excerpts that pass a filter', async () => {
    const { code, out } = await run(
      'brief',
      'new',
      '--title',
      'Checked',
      '--template',
      'fact-check',
      '--text',
      'guild',
    )
    expect(code).toBe(0)
    const drafted = await run('export', out)
    expect(drafted.out).toContain(formatReference({ source, annotation: claim }))
    expect(drafted.out).not.toContain(figure)
  })

  test.each([
    [
      ['brief', 'new', '--title', 'A', '--template', 'sonnet'],
      '--template takes one of blank, situation-brief',
    ],
    [['brief', 'new', '--title', 'A', '--stance', 'sideways'], '--stance takes one of'],
    [['brief', 'new', '--title', ' '], 'Give the brief a title'],
    [['brief', 'rename', 'Who pays'], 'Give the new title'],
    [['brief', 'show'], 'Name the brief.'],
    [['export', 'Who pays', '--clash', 'both'], '--clash takes file or brief, not “both”.'],
    [['export', 'Who pays', '--check', 'brief.md'], '“Who pays” is one word too many.'],
    [['brief'], 'new, add, list, show, check, rename or delete'],
  ])('%j is wrong usage', async (line, words) => {
    const { code, error } = await runLine(line, ports)
    expect(code).toBe(2)
    expect(error).toContain(words)
  })

  test('is shown, renamed, and deleted so that it can come back', async () => {
    expect((await run('brief', 'show', 'Who pays')).out).toContain(
      '2 excerpts, 0 citations, 0 live blocks\n  Claims\n',
    )
    expect((await run('brief', 'rename', 'Who pays', '--title', 'Who pays for it')).out).toBe(
      'renamed: Who pays for it',
    )
    const { out } = await run('brief', 'delete', 'Who pays for it')
    const [id = ''] = /b-\w+/.exec(out) ?? []
    expect((await run('brief', 'list')).out).toBe('')
    expect((await run('restore', id)).code).toBe(0)
    expect((await run('brief', 'list')).out).toContain('Who pays for it')
  })

  test('is checked: what may be wrong is said, and the exit code is 1', async () => {
    const { code, out, error } = await run('brief', 'check', 'Who pays')
    expect(code).toBe(1)
    expect(out).toContain('“nearly €40m”\n    Nothing says what “nearly €40m” counts')
    expect(error).toMatch(/^\d+ things? to look at\.$/)
    const checks = JSON.parse((await run('brief', 'check', 'Who pays', '--json')).out) as { rule: string }[]
    expect(checks.map(({ rule }) => rule)).toContain('figure-without-measure')
    const { out: empty } = await run('brief', 'new', '--title', 'Nothing')
    expect(await run('brief', 'check', empty)).toMatchObject({
      code: 0,
      out: 'Nothing to look at.',
      error: '',
    })
  })
})

test('what only looks at briefs needs no lock', async () => {
  const [named] = await call('brief.list', {})
  const store = await openNotebook(notebook, ports)
  const looking = [
    ['brief', 'check', 'Who pays'],
    ['brief', 'show', 'Who pays'],
    ['export', 'Who pays'],
    ['call', 'brief.check', JSON.stringify({ brief: named?.id })],
    ['call', 'brief.evidence', JSON.stringify({ passages: [], live: [] })],
  ]
  for (const line of looking) expect((await run(...line)).out).not.toBe('')
  expect((await run('brief', 'delete', 'Who pays')).error).toContain('open')
  await store.close()
})

describe('export', () => {
  test('writes the same to a file as to standard output', async () => {
    const path = await exported()
    expect(await readFile(path, 'utf8')).toBe(`${(await run('export', 'Who pays')).out}\n`)
  })

  test('again into the same file keeps what was typed in between', async () => {
    const path = await exported()
    await edit(path, '> nearly', 'Ask the guild.  \n\n> nearly')
    const before = await readFile(path, 'utf8')
    const { code, out } = await run('export', 'Who pays', '--out', path)
    expect([code, out]).toEqual([0, `written: ${path}\n1 stretch typed into it kept`])
    expect(await readFile(path, 'utf8')).toBe(before)
    await annotated('The mayor smiles.', 'claim')
    await run('brief', 'add', 'Who pays', '--all')
    await run('export', 'Who pays', '--out', path)
    const after = await readFile(path, 'utf8')
    expect(after).toContain('Ask the guild.  \n\n> nearly')
    expect(after).toContain('> The mayor smiles.')
  })

  test('over a file that changed where the brief did shows both and writes nothing, until it is told which', async () => {
    const path = await exported()
    await edit(path, '# Who pays', '# Who really pays')
    await run('brief', 'rename', 'Who pays', '--title', 'Who will pay')
    const before = await readFile(path, 'utf8')
    const refused = await run('export', 'Who will pay', '--out', path)
    expect(refused.code).toBe(1)
    expect(refused.out).toBe('1.\n  in the file:\n    # Who really pays\n  in the brief:\n    # Who will pay')
    expect(refused.error).toContain('so nothing was written')
    expect(await readFile(path, 'utf8')).toBe(before)
    const json = await run('export', 'Who will pay', '--out', path, '--json')
    expect(json).toMatchObject({ code: 1, error: '' })
    expect(JSON.parse(json.out)).toMatchObject({
      files: [],
      saved: [],
      clashes: [{ file: '# Who really pays' }],
    })
    await run('export', 'Who will pay', '--out', path, '--clash', 'file')
    expect(await readFile(path, 'utf8')).toMatch(/^# Who really pays\n/)
    await edit(path, 'Who really pays', 'Who pays at last')
    await run('brief', 'rename', 'Who will pay', '--title', 'Who must pay')
    await run('export', 'Who must pay', '--out', path, '--clash', 'brief')
    expect(await readFile(path, 'utf8')).toMatch(/^# Who must pay\n/)
  })

  test.each(['markdown', 'html', 'docx'])('as %s over a file of somebody else is refused', async (format) => {
    const path = join(folder, 'mine')
    await writeFile(path, 'My own words.\n')
    const line = ['export', 'Who pays', '--format', format, '--out', path]
    const refused = await run(...line)
    expect(refused.code).toBe(1)
    expect(refused.error).toContain('--clash brief to replace it')
    expect(refused.out).toBe('')
    expect(await readFile(path, 'utf8')).toBe('My own words.\n')
    expect((await run(...line, '--clash', 'brief')).code).toBe(0)
    expect(await readFile(path, 'utf8')).not.toContain('My own words.')
  })

  test('as a web page replaces one that was not touched, and no other', async () => {
    const path = join(folder, 'brief.html')
    const line = ['export', 'Who pays', '--format', 'html', '--out', path]
    await run(...line)
    expect((await run(...line)).code).toBe(0)
    await edit(path, '<h1', '<p>Mine</p><h1')
    const refused = await run(...line)
    expect(refused.code).toBe(1)
    expect(refused.error).toContain('was changed since it was exported')
    expect(await readFile(path, 'utf8')).toContain('<p>Mine</p>')
  })

  test('for pandoc writes the bibliography beside it under the same name, and replaces no other', async () => {
    const path = join(folder, 'Chosen.md')
    const line = ['export', 'Who pays', '--format', 'pandoc', '--out', path]
    expect((await run(...line)).out).toBe(
      ['md', 'bib', 'json'].map((ending) => `written: ${join(folder, `Chosen.${ending}`)}`).join('\n'),
    )
    expect(await readFile(path, 'utf8')).toContain('bibliography: "Chosen.bib"')
    await run('details', source, '--outlet', 'The Courier')
    expect((await run(...line)).code).toBe(0)
    await writeFile(join(folder, 'Chosen.bib'), '@misc{mine}')
    const refused = await run(...line)
    expect([refused.code, refused.out]).toEqual([1, ''])
    expect(refused.error).toContain('Chosen.bib is there already')
    expect(await readFile(join(folder, 'Chosen.bib'), 'utf8')).toBe('@misc{mine}')
  })

  test('of a form that is no text needs a file', async () => {
    const { code, error } = await run('export', 'Who pays', '--format', 'docx')
    expect([code, error]).toEqual([1, 'This form cannot be printed: say with --out which file to write.'])
    expect((await run('export', 'Who pays', '--format', 'docx', '--json')).code).toBe(0)
  })
})

async function check(path: string) {
  const { code, out } = await run('export', '--check', path, '--json')
  return { code, ...(JSON.parse(out) as { faults: { rule: string }[]; origin: unknown; quotes: number }) }
}

describe('export --check', () => {
  test.each(['markdown', 'pandoc', 'obsidian', 'html'])(
    'passes a brief that was exported as %s',
    async (format) => {
      const path = join(folder, 'brief')
      await run('export', 'Who pays', '--format', format, '--out', path)
      const { code, out, error } = await run('export', '--check', path)
      expect([code, error]).toEqual([0, ''])
      expect(out).toBe(
        `Exported as ${format} from “Who pays”, which has not changed since.\n2 quotes, 2 references`,
      )
    },
  )

  test.each(['markdown', 'pandoc', 'obsidian', 'html'])(
    'holds the copies that are named against the notebook, as %s',
    async (format) => {
      const path = join(folder, 'brief')
      await run('export', 'Who pays', '--format', format, '--copies', '--out', path)
      const passed = await run('export', '--check', path)
      expect([passed.code, passed.error]).toEqual([0, ''])
      expect(passed.out).toMatch(/which has not changed since\.\n2 quotes, 2 references, 1 copy$/)
      const { versions } = await call('source.get', { source })
      const sha256 = versions[0]?.original.sha256 ?? ''
      await edit(path, sha256, `${sha256.slice(0, -1)}${sha256.endsWith('0') ? '1' : '0'}`)
      const { code, faults } = await check(path)
      expect([code, faults.map(({ rule }) => rule)]).toEqual([1, ['copy-differs']])
      expect((await run('export', '--check', path)).out).toContain(
        'No version in this notebook is the copy that is named: “Port fund splits the harbour council”, version 1',
      )
    },
  )

  test('finds the copy of a text that became a version of another source', async () => {
    const path = join(folder, 'brief.md')
    await run('export', 'Who pays', '--copies', '--out', path)
    const other = join(folder, 'earlier.txt')
    await writeFile(other, article.replace('nearly €40m', 'about €30m'))
    const [earlier] = JSON.parse((await run('import', other, '--json')).out) as { source: string }[]
    await run('version', 'add', earlier?.source ?? '', source)
    expect((await check(path)).faults).toEqual([])
  })

  test('follows highlights that went to a source that was split off', async () => {
    const path = await exported()
    await run('split', source, 'b3')
    const { code, out } = await run('export', '--check', path)
    expect(code).toBe(0)
    expect(out).toContain('which reads otherwise now in')
  })

  test('finds words that were changed by hand, and references that were mangled', async () => {
    const path = await exported()
    await edit(path, '> nearly €40m', '> exactly €40m')
    await edit(path, `${claim}>`, `${claim}x>`)
    const { code, faults } = await check(path)
    expect(code).toBe(1)
    expect(faults.map(({ rule }) => rule)).toEqual(['words-differ', 'unreadable-reference'])
    const { out, error } = await run('export', '--check', path)
    expect(out).toContain('in the file:     exactly €40m\n    in the notebook: nearly €40m')
    expect(error).toBe(`2 things in ${path} did not hold.`)
  })

  test('finds words that were changed in a web page', async () => {
    const path = join(folder, 'brief.html')
    await run('export', 'Who pays', '--format', 'html', '--out', path)
    await edit(path, 'nearly €40m', 'exactly €40m')
    expect((await check(path)).faults).toMatchObject([{ rule: 'words-differ', notebook: 'nearly €40m' }])
  })

  test('says that a passage is in the trash, or its source, or nowhere', async () => {
    const path = await exported()
    await run('unannotate', claim)
    expect((await check(path)).faults).toMatchObject([{ rule: 'leads-nowhere', state: 'in-trash' }])
    await run('remove', source)
    expect((await check(path)).faults).toMatchObject([{ state: 'in-trash' }, { state: 'in-trash' }])
    await edit(path, `${source}/${figure}`, `s-0000000000000099/${figure}`)
    expect((await check(path)).faults).toMatchObject([{ state: 'in-trash' }, { state: 'absent' }])
  })

  test('finds quotes without a reference and marks without a footnote', async () => {
    const path = join(folder, 'typed.md')
    await writeFile(path, '> Typed\n\nWords[^3].\n')
    const { code, faults, origin } = await check(path)
    expect([code, origin]).toEqual([1, null])
    expect(faults.map(({ rule }) => rule)).toEqual(['quote-without-reference', 'footnote-missing'])
  })

  test('says that the brief changed since, and that it is gone, without failing for that', async () => {
    const path = await exported()
    await run('brief', 'rename', 'Who pays', '--title', 'Who will pay')
    const changed = await run('export', '--check', path)
    expect(changed.code).toBe(0)
    expect(changed.out).toContain(
      'from “Who will pay”, which reads otherwise now in 1 stretch: export it again.',
    )
    await run('brief', 'delete', 'Who will pay')
    const gone = await run('export', '--check', path)
    expect(gone.code).toBe(0)
    expect(gone.out).toContain('which is no longer in this notebook')
  })

  test('of what is no text fails in a sentence', async () => {
    for (const name of ['absent.md', '.'])
      expect((await run('export', '--check', join(folder, name))).error).toMatch(/cannot be checked: .*\.$/)
  })
})

function reference(): string {
  return `sourcebook:${source}/${figure}`
}

describe('open', () => {
  const started: string[] = []

  async function open(...line: string[]) {
    started.length = 0
    const out: string[] = []
    const error: string[] = []
    const io = {
      out: (text: string) => void out.push(text),
      error: (text: string) => void error.push(text),
      lines: async function* () {},
      stopLines: () => {},
      progress: () => {},
    }
    const code = await runCommandLine(
      ['open', ...line, '--notebook', notebook],
      io,
      ports,
      async (opened) => {
        started.push(opened)
        // The app finds the notebook free.
        const store = await openNotebook(opened, ports)
        expect(store.readOnly).toBeNull()
        await store.close()
        return 0
      },
    )
    return { code, out: out.join('\n'), error: error.join('\n') }
  }
  test('prints the passage with its citation and surroundings, and starts the app there', async () => {
    const { code, out } = await open(reference())
    expect(code).toBe(0)
    expect(out).toBe(`figure “nearly €40m”
Outlet not known, “Port fund splits the harbour council”, no date, version 1, paragraph 2.

    Port fund splits the harbour council

    The port gets nearly €40m.

    The guild does not want it.`)
    expect(started).toEqual([notebook])
    expect(await call('notebook.lastRead', {})).toEqual({ source })
    const { place } = await call('source.get', { source: source })
    expect(place).toEqual({ version: 1, offset: article.indexOf('nearly') })
  })

  test('takes a reference as Markdown writes it', async () => {
    expect((await open(`<${reference()}>`, '--print')).out).toContain('nearly €40m')
  })

  test('follows a highlight that went to a source that was split off, or that its text became a version of', async () => {
    const written = `sourcebook:${source}/${claim}`
    const { out } = await run('split', source, 'b3', '--json')
    const { second } = JSON.parse(out) as { second: string }
    const split = await open(written, '--print')
    expect(split.out).toContain('claim “The guild does not want it.”\n')
    expect(split.out).toContain('version 1, paragraph 1.\n\n    The guild')
    const other = join(folder, 'later.txt')
    await writeFile(other, 'The guild does not want it.\nThe mayor smiles no more.')
    const [later] = JSON.parse((await run('import', other, '--json')).out) as { source: string }[]
    await run('version', 'add', later?.source ?? '', second)
    const joined = JSON.parse((await open(written, '--json')).out) as { reference: string }
    expect(joined.reference).toBe(`sourcebook:${later?.source}/${claim}`)
    expect((await open(written)).code).toBe(0)
    expect(await call('notebook.lastRead', {})).toEqual({ source: later?.source })
  })

  test('only prints when that is asked for', async () => {
    expect(JSON.parse((await open(reference(), '--json')).out)).toMatchObject({
      reference: reference(),
      within: 'The port gets nearly €40m.',
      before: 'Port fund splits the harbour council',
    })
    expect((await open(reference(), '--print')).out).toContain('version 1, paragraph 2')
    expect(started).toEqual([])
    expect((await call('source.get', { source: source })).place).toBeNull()
  })

  test('says how to go there while the notebook is open elsewhere', async () => {
    const store = await openNotebook(notebook, ports)
    const { code, out } = await open(reference())
    await store.close()
    expect(code).toBe(0)
    expect(out).toContain('figure “nearly €40m”')
    expect(out).toContain(`press Ctrl+K there and paste ${reference()}`)
    expect(started).toEqual([])
  })

  test('names the computer that has the notebook without a sign that a terminal obeys', async () => {
    const store = await openNotebook(notebook, ports)
    const lock = join(notebook, 'lock')
    const record = JSON.parse(await readFile(lock, 'utf8')) as Record<string, unknown>
    await writeFile(lock, JSON.stringify({ ...record, host: 'quay\u001b[2J', boot: 'another' }))
    const { out } = await open(reference())
    await store.close()
    expect(out).toContain('The notebook is open on the computer “quay [2J”')
  })

  test.each([
    ['nonsense', 'is no reference to a passage'],
    ['sourcebook:s-1/a-1', 'is no reference to a passage'],
    ['sourcebook:s-0000000000000099/a-0000000000000099', 'There is no passage sourcebook:s-'],
  ])('refuses %s in one sentence', async (written, words) => {
    const { code, out, error } = await open(written)
    expect([code, out]).toEqual([1, ''])
    expect(error).toContain(words)
    expect(error).not.toContain('\n')
    expect(started).toEqual([])
  })

  test('leaves the folder as it was', async () => {
    await open(reference())
    expect(await readdir(notebook)).not.toContain('lock')
  })
})
