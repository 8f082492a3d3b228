import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { beforeEach, expect, test } from 'vitest'
import { blankBrief } from '../../shared/briefing/edit-brief'
import type { Annotation } from '../../shared/model/annotation'
import { type BriefBlock, type BriefFormat, BriefFormat as Format } from '../../shared/model/brief'
import { anyExcerpt } from '../../shared/model/excerpts'
import type { BriefId, SourceId } from '../../shared/model/ids'
import { checkExport } from '../hosts/command-line/check-export'
import { temporaryFolder } from '../testing/temporary-folder'
import { openDesk } from './testing/desk'

const override = 'The port \u202egets nearly €40m.'
const isolate = 'The guild \u2066does not want it.'
const passages = [override, isolate]
const title = 'Port \u202efund \u2067splits the council'
const outlet = 'The \u2066Courier'
/** Words of ours behind those of the source, and signs by which a form divides them. */
const ours =
  /\b(?:version 1|4 March 2025|sourcebook:|paragraph \d|imported|SHA-256)|” in|(?<=\S)”,|(?<=\S)(?:","| \|)/g

let desk: Awaited<ReturnType<typeof openDesk>>
let source: SourceId
let brief: BriefId
let tagged: Annotation[] = []

beforeEach(async () => {
  desk = await openDesk()
  source = await desk.importText(['Port fund splits the council', ...passages, 'Last.'].join('\n'))
  tagged = []
  for (const exact of passages) tagged.push(await desk.tag(source, exact, 'claim'))
  await desk.call('source.update', {
    source,
    revision: 1,
    details: { title, outlet, published: '2025-03-04' },
  })
  brief = (await desk.call('brief.create', blankBrief('Who \u202epays'))).id
  const { revision } = await desk.call('brief.get', { brief })
  const attrs = tagged.map(({ id }, at) => ({
    source,
    annotation: id,
    exact: passages[at] ?? '',
    declined: null,
  }))
  const content: BriefBlock[] = [
    ...attrs.map((seen): BriefBlock => ({ type: 'excerpt', attrs: seen })),
    ...(['claims', 'sources'] as const).map(
      (view): BriefBlock => ({
        type: 'live',
        attrs: { view, filter: anyExcerpt, caption: null, seen: null, declined: null },
      }),
    ),
  ]
  await desk.call('brief.save', { brief, revision, document: { type: 'doc', content } })
})

test.each(Format.options)('as %s, our own words behind what is left open stand in order', async (format) => {
  const paragraphs = await readParagraphs(format)
  const words = paragraphs.join('\n')
  for (const quote of passages) expect(words).toContain(quote)
  expect(words.match(ours)?.length).toBeGreaterThan(2)
  const turned = paragraphs.filter((paragraph) =>
    [...paragraph.matchAll(ours)].some(({ index }) => openBefore(paragraph, index) > 0),
  )
  expect(turned).toEqual([])
  // Nothing was added to the words of the source but what closes them.
  for (const paragraph of paragraphs.filter((one) => passages.some((quote) => one.startsWith(quote))))
    expect(passages).toContain(paragraph.replace(/[\u202c\u2069]+(?:\[\^\d\])?$/, ''))
})

test.each(['markdown', 'pandoc', 'obsidian', 'html'] as const)(
  'as %s, every quote holds, also in a file that was written before, and is found when the file is imported',
  async (format) => {
    const text = await written(format)
    const folder = await temporaryFolder()
    for (const each of [text, text.replaceAll(/[\u202c\u2069]/g, '')]) {
      const file = join(folder, format === 'html' ? 'Brief.html' : 'Brief.md')
      await writeFile(file, each)
      const { value } = await checkExport(file, desk.call)
      expect(value).toMatchObject({ quotes: 2, copies: 1, faults: [] })
    }
    const again = await desk.importText(text, format === 'html' ? 'Brief.html' : 'Brief.md')
    const { blocks } = await desk.call('version.get', { source: again, version: 1 })
    const found = blocks.map((block) => block.text).join('\n')
    for (const quote of passages) expect(found).toContain(quote)
  },
)

test('a quote that was turned by hand does not hold', async () => {
  const file = join(await temporaryFolder(), 'Brief.md')
  await writeFile(file, (await written('markdown')).replace('The guild', '\u202eThe guild'))
  const { value } = await checkExport(file, desk.call)
  expect(value).toMatchObject({ faults: [{ rule: 'words-differ' }] })
})

async function written(format: BriefFormat): Promise<string> {
  const { files } = await desk.call('brief.export', { brief, format, over: null, choices: [], copies: true })
  return files[0]?.data ?? ''
}

/** The lines of a text, or what a reader of the form shows as a paragraph. */
async function readParagraphs(format: BriefFormat): Promise<string[]> {
  const { files } = await desk.call('brief.export', { brief, format, over: null, choices: [], copies: true })
  if (format === 'docx') return docxParagraphs(Buffer.from(files[0]?.data ?? '', 'base64'))
  if (format === 'html') return htmlParagraphs(parse(files[0]?.data ?? ''))
  return files.flatMap(({ data }) => data.split(/\r?\n/)).map((line) => line.replace(/^(?:> |- )/, ''))
}

function docxParagraphs(bytes: Uint8Array): string[] {
  const parts = unzipSync(bytes)
  return ['word/document.xml', 'word/footnotes.xml'].flatMap((name) =>
    [...strFromU8(parts[name] ?? new Uint8Array()).matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) =>
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, words = '']) => words).join(''),
    ),
  )
}

function htmlParagraphs(node: DefaultTreeAdapterTypes.Node): string[] {
  if (['p', 'h1', 'h2', 'li', 'td', 'title'].includes(node.nodeName)) return [wordsOf(node)]
  return 'childNodes' in node ? node.childNodes.flatMap(htmlParagraphs) : []
}

function wordsOf(node: DefaultTreeAdapterTypes.Node): string {
  if ('value' in node) return node.value
  if (node.nodeName === 'sup') return ''
  return 'childNodes' in node ? node.childNodes.map(wordsOf).join('') : ''
}

/** How many controls of direction are open at a place in a line. */
function openBefore(line: string, index: number): number {
  const open: string[] = []
  for (const sign of line.slice(0, index)) {
    if ('\u202a\u202b\u202d\u202e'.includes(sign)) open.push('embedding')
    if ('\u2066\u2067\u2068'.includes(sign)) open.push('isolate')
    if (sign === '\u202c' && open.at(-1) === 'embedding') open.pop()
    if (sign === '\u2069' && open.includes('isolate')) open.length = open.lastIndexOf('isolate')
  }
  return open.length
}
