import { strFromU8, unzipSync } from 'fflate'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { blankBrief } from '../../shared/briefing/edit-brief'
import type { Annotation } from '../../shared/model/annotation'
import { type BriefBlock, BriefFormat } from '../../shared/model/brief'
import { anyExcerpt } from '../../shared/model/excerpts'
import type { BriefId, SourceId } from '../../shared/model/ids'
import { column, makePdf } from '../../tests/fixtures/pdf/make-pdf'
import { readExport } from '../export/read-export'
import { openDesk } from './testing/desk'
import { importOn } from './testing/import-files'
import { sourceIn } from './testing/source-in'

const article =
  'Port fund splits the harbour council\nThe port gets nearly €40m.\nThe guild does not want it.\nThe mayor smiles.'

let desk: Awaited<ReturnType<typeof openDesk>>
let source: SourceId
let passages: Annotation[] = []
let brief: BriefId

beforeEach(async () => {
  desk = await openDesk()
  source = await desk.importText(article)
  passages = [
    await desk.tag(source, 'nearly €40m', 'figure'),
    await desk.tag(source, 'The guild does not want it.', 'claim'),
    await desk.tag(source, 'The mayor smiles.', 'claim'),
  ]
  brief = (await desk.call('brief.create', blankBrief('Vol. 2: who pays'))).id
})

function seen(at: number) {
  const passage = passages[at]
  if (passage === undefined) throw new Error(`there is no passage ${at}`)
  const exact = passage.target.ranges[0]?.quote.exact ?? ''
  return { source: passage.target.source, annotation: passage.id, exact, declined: null }
}

function sentence(text: string, at: number): BriefBlock {
  return {
    type: 'paragraph',
    content: [
      { type: 'text', text },
      { type: 'citation', attrs: seen(at) },
    ],
  }
}

function quote(at: number): BriefBlock {
  return { type: 'excerpt', attrs: seen(at) }
}

function table(view: 'figures' | 'claims' | 'sources'): BriefBlock {
  return { type: 'live', attrs: { view, filter: anyExcerpt, caption: null, seen: null, declined: null } }
}

async function write(...content: BriefBlock[]): Promise<void> {
  const { revision } = await desk.call('brief.get', { brief })
  await desk.call('brief.save', { brief, revision, document: { type: 'doc', content } })
}

async function exported(format: BriefFormat, over: string | null = null) {
  return desk.call('brief.export', { brief, format, over, choices: [] })
}

async function textOf(format: BriefFormat, over: string | null = null): Promise<string> {
  const { files, clashes } = await exported(format, over)
  expect(clashes).toEqual([])
  return files[0]?.data ?? ''
}

function everyForm() {
  return Promise.all(BriefFormat.options.map((format) => exported(format)))
}

async function namesOf(format: BriefFormat, name?: string): Promise<string[]> {
  const given = name === undefined ? {} : { name }
  const { files } = await desk.call('brief.export', { brief, format, ...given, over: null, choices: [] })
  return files.map((file) => file.name)
}

describe.each(['markdown', 'pandoc', 'obsidian'] as const)('as %s over an earlier export', (format) => {
  const typed = 'Ask the guild.  \n\n'

  beforeEach(() => write(sentence('The port waits.', 0), quote(0), quote(1)))

  test('is what it would be in a new file, when nothing was typed', async () => {
    const before = await textOf(format)
    await write(sentence('Nobody smiles.', 2), sentence('The port waits.', 0), quote(0), quote(1))
    expect(await textOf(format, before)).toBe(await textOf(format))
  })

  test('keeps what was typed in, with every footnote numbered anew', async () => {
    const before = (await textOf(format)).replace('> nearly', `${typed}> nearly`)
    await write(sentence('Nobody smiles.', 2), sentence('The port waits.', 0), quote(0), quote(1))
    expect(await textOf(format, before)).toBe((await textOf(format)).replace('> nearly', `${typed}> nearly`))
  })

  test('changes nothing when it is repeated', async () => {
    const before = (await textOf(format)).replace('> nearly', `As [^1] says.\n\n> nearly`)
    await write(sentence('Nobody smiles.', 2), sentence('The port waits.', 0), quote(0), quote(1))
    const once = await textOf(format, before)
    expect(once).toContain('As [^1] says.')
    expect(await textOf(format, once)).toBe(once)
  })
})

test('words that look like notes, code or comments are the same after footnotes were given other labels', async () => {
  const nasty = [
    'see [^1] and [^2]: this',
    'a `[^1]` b `` [^2] ` [^1]',
    '\\[^1] \\\\[^2] \\`[^1]\\`',
    '<!-- Written by Sourcebook. [^1] -->',
    '> quoted [^1]',
    '[^1]: not a note',
  ]
  const odd = await desk.importText(`Odd words\n${nasty.join('\n')}\n`, 'odd.txt')
  const tagged = await Promise.all(nasty.map((words) => desk.tag(odd, words, 'claim')))
  const quotes = tagged.map(({ id }, at): BriefBlock => {
    return { type: 'excerpt', attrs: { source: odd, annotation: id, exact: nasty[at] ?? '', declined: null } }
  })
  const own: BriefBlock = {
    type: 'paragraph',
    content: [
      { type: 'text', text: '[^1]', marks: [{ type: 'code' }] },
      { type: 'text', text: ' and [^1] `' },
    ],
  }
  for (const format of ['markdown', 'pandoc', 'obsidian'] as const) {
    await write(own, ...quotes)
    const before = (await textOf(format)).replace('> see', 'As [^2] says.\n\n> see')
    await write(sentence('Nobody smiles.', 2), own, ...quotes)
    const after = await textOf(format, before)
    expect(after).toContain('As [^2] says.')
    const { quotes: read, dangling } = readExport(after)
    expect(read.map(({ words }) => words)).toEqual(nasty)
    expect(read.map(({ references }) => references)).toEqual(
      tagged.map(({ id }) => [`sourcebook:${odd}/${id}`]),
    )
    expect(dangling).toEqual([])
    expect(await textOf(format, after)).toBe(after)
  }
})

test('what a source is called may change under typed text', async () => {
  await write(quote(0))
  const before = (await textOf('markdown')).replace('> nearly', 'Ask the guild.\n\n> nearly')
  await desk.call('source.update', { source, revision: 1, details: { outlet: 'The Courier' } })
  const after = await textOf('markdown', before)
  expect(after).toContain('Ask the guild.\n\n> nearly')
  expect(after).toContain('[^1]: The Courier, ')
  expect(after).not.toContain('utlet not known')
})

test('the same brief is the same bytes in every form, whatever the time', async () => {
  await write(sentence('The port waits.', 0), quote(1), table('figures'))
  const first = await everyForm()
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  vi.setSystemTime(new Date('2031-07-01T12:30:00'))
  expect(await everyForm()).toEqual(first)
})

test('files are called after the brief, or as was chosen, and those beside them too', async () => {
  await write(quote(0), table('figures'), table('claims'), table('figures'))
  expect(await namesOf('markdown')).toEqual(['Vol. 2 who pays.md'])
  expect(await namesOf('pandoc')).toEqual(['md', 'bib', 'json'].map((ending) => `Vol. 2 who pays.${ending}`))
  expect(await namesOf('csv', 'Tables')).toEqual(['Tables.csv', 'Tables.claims.csv', 'Tables.figures-2.csv'])
})

test('a passage of a PDF is cited with the label of its page', async () => {
  const bytes = makePdf({
    labels: '0 <</S /D /St 11>>',
    pages: [
      { drawn: column('The port waits for a loan that nobody has promised so far.') },
      { drawn: column('The guild would rather see the quays go than the tides.') },
    ],
  })
  const report = sourceIn(await importOn(desk, 'report.pdf', bytes))
  passages = [await desk.tag(report, 'see the quays go', 'claim')]
  await write(quote(0))
  expect(await textOf('markdown')).toMatch(/^\[\^1\]: .*, version 1, p\. 12, paragraph 2\. </m)
  expect(await textOf('pandoc')).toMatch(/^\[\^1\]: \[@\w+, page 12, paragraph 2, version 1\] /m)
})

function exportCopies(format: BriefFormat, over: string | null = null) {
  return desk.call('brief.export', { brief, format, over, choices: [], copies: true })
}

describe('with the copies that it quotes', () => {
  const heading = { markdown: '## Copies quoted', pandoc: '# Copies quoted', obsidian: '## Copies quoted' }

  test.each(BriefFormat.options)('as %s, it names the file and its SHA-256', async (format) => {
    await write(sentence('The port waits.', 0), quote(1), table('figures'))
    const { versions } = await desk.call('source.get', { source })
    const sha256 = versions[0]?.original.sha256 ?? ''
    const { files } = await exportCopies(format)
    const texts = files.map(({ encoding, data }) =>
      encoding === 'utf8'
        ? data
        : strFromU8(unzipSync(Buffer.from(data, 'base64'))['word/document.xml'] ?? new Uint8Array()),
    )
    expect(texts.filter((text) => text.includes(sha256))).toHaveLength(1)
    expect(texts.join('\n')).toContain('courier.txt')
    expect(files.map(({ name }) => name).filter((name) => name.includes('copies'))).toEqual(
      format === 'csv' ? ['Vol. 2 who pays.copies.csv'] : [],
    )
  })

  test.each(['markdown', 'pandoc', 'obsidian'] as const)(
    'as %s over an earlier export, what was typed stays, with them and without them again',
    async (format) => {
      await write(quote(0))
      const typed = 'Ask the guild.  \n\n> nearly'
      const bare = (await textOf(format)).replace('> nearly', typed)
      const named = (await exportCopies(format, bare)).files[0]?.data ?? ''
      expect(named).toContain(typed)
      expect(named).toContain(heading[format])
      expect(await textOf(format, named)).toBe(bare)
    },
  )

  test('a brief without tables has one, of the copies', async () => {
    await write(quote(0))
    expect((await exportCopies('csv')).files.map(({ name }) => name)).toEqual(['Vol. 2 who pays.csv'])
  })
})

test('a brief without tables has none to export', async () => {
  await write(quote(0))
  await expect(exported('csv')).rejects.toThrow('This brief has no table')
})

test('what was typed into a web page is shown, not lost', async () => {
  await write(quote(0))
  const page = await textOf('html')
  expect(await textOf('html', page)).toBe(page)
  const edited = page.replace('<h1', '<p>Mine</p><h1')
  expect(await exported('html', edited)).toMatchObject({
    files: [],
    clashes: [{ file: edited, brief: page }],
  })
})

test('a file that is left as it is has nothing written beside it', async () => {
  await write(quote(0))
  const ask = { brief, format: 'pandoc' as const, over: 'typed by somebody' }
  const left = await desk.call('brief.export', { ...ask, choices: ['file'] })
  expect(left.files.map(({ data }) => data)).toEqual(['typed by somebody'])
  expect((await desk.call('brief.export', { ...ask, choices: ['brief'] })).files).toHaveLength(3)
})
