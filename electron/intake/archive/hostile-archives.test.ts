import { isDeepStrictEqual } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { Failure } from '../../../shared/contract/failure'
import { docxFiles, docxOf } from '../../../tests/hostile/docx-files'
import { epubFiles, epubOf } from '../../../tests/hostile/epub-files'
import { mutations } from '../../../tests/hostile/mutations'
import { type ArchiveFile, archiveFiles } from '../../../tests/hostile/zip-files'
import { Parsed } from '../parser-answer'
import { readZip } from './read-zip'

// Whatever an archive or a document in one holds, it is read into what the schema allows, or refused in words that name it.

const prototypes = [Object.prototype, Array.prototype, Map.prototype, String.prototype, Function.prototype]
const owned = () => prototypes.map((prototype) => Reflect.ownKeys(prototype))
const untouched = owned()
afterEach(() => {
  if (!isDeepStrictEqual(owned(), untouched)) throw new Error('a file reached a prototype')
})

async function outcome(name: string, bytes: Uint8Array): Promise<ArchiveFile['becomes']> {
  try {
    const parsed = await readZip(name, bytes)
    if (!isDeepStrictEqual(Parsed.parse(parsed), parsed)) throw new Error('the schema changed what was read')
    if (parsed.what === 'text') return parsed.file.blocks.map(({ text }) => text)
    return parsed.what === 'archive' ? parsed.members.map((member) => member.name) : []
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (!error.message.includes(`“${name}”`)) throw new Error('the refusal names no file', { cause: error })
    return { refused: error.reason }
  }
}

const all = [...archiveFiles, ...docxFiles, ...epubFiles]

test.each(all.map((file) => [file.name, file] as const))('%s', async (name, { bytes, becomes }) => {
  expect(await outcome(name, bytes)).toEqual(becomes)
})

const small = all.filter(({ bytes }) => bytes.length < 20_000)

test('no change to the bytes of these files ends in anything but a valid answer or a refusal', {
  timeout: 60_000,
}, async () => {
  let refused = 0
  for (const { name, bytes } of mutations(small, 1500, 1))
    if ('refused' in (await outcome(name, bytes))) refused += 1
  // A checksum finds most of them out.
  expect(refused).toBeGreaterThan(500)
})

/** The markup of documents that are read, to be changed and put into an archive that is whole. */
const markup = {
  docx: '<w:p><w:pPr><w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>One</w:t></w:r><w:r><w:t> two</w:t><w:br/></w:r><w:ins><w:r><w:t>three</w:t></w:r></w:ins><w:del><w:r><w:delText>no</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p></w:tc></w:tr></w:tbl>',
  epub: '<h1>One</h1><p>Two<a epub:type="noteref" href="#n">1</a><span epub:type="pagebreak" id="p2" title="2"/></p><aside epub:type="footnote" id="n"><p>Note</p></aside><svg><title>x</title></svg><math alttext="x"><mi>x</mi></math>',
}

test('no change to their markup does either', { timeout: 60_000 }, async () => {
  const files = Object.entries(markup).map(([name, text]) => ({
    name,
    bytes: new TextEncoder().encode(text),
  }))
  let read = 0
  for (const { name, bytes } of mutations(files, 1500, 2)) {
    const changed = Buffer.from(bytes).toString()
    const note = '<w:footnote w:id="2"><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:footnote>'
    const packed =
      name === 'docx'
        ? docxOf(changed, { footnotes: note, numbering: changed })
        : epubOf({ chapters: [changed] })
    if (!('refused' in (await outcome(name, packed)))) read += 1
  }
  // Most changes leave a document that can be read.
  expect(read).toBeGreaterThan(1000)
})
