import { isDeepStrictEqual } from 'node:util'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { Failure } from '../../../shared/contract/failure'
import { column, makePdf } from '../../../tests/fixtures/pdf/make-pdf'
import { mutations } from '../../../tests/hostile/mutations'
import { hostilePdfs } from '../../../tests/hostile/pdf-files'
import { Parsed } from '../parser-answer'
import { loadPdfjs } from './load-pdfjs'
import { readPdf } from './read-pdf'

const prototypes = [Object.prototype, Array.prototype, Map.prototype, String.prototype, Function.prototype]
const owned = () => prototypes.map((prototype) => Reflect.ownKeys(prototype))
let untouched = owned()
// The library itself adds to them what older programs lack, once.
beforeAll(async () => {
  await loadPdfjs()
  untouched = owned()
})
afterEach(() => {
  if ('hit' in globalThis) throw new Error('a file ran what it holds')
  if (!isDeepStrictEqual(owned(), untouched)) throw new Error('a file reached a prototype')
})

/** The blocks of a file, which the schema allows, or the reason of a refusal that names it. */
async function outcome(name: string, bytes: Uint8Array): Promise<readonly string[] | string> {
  try {
    const file = await readPdf(name, bytes)
    Parsed.parse({ what: 'text', file })
    if (/javascript:|file:|passwd/.test(JSON.stringify(file))) throw new Error('a link leads astray')
    return file.blocks.map(({ text }) => text)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (!error.message.includes(`“${name}”`)) throw new Error('the refusal names no file', { cause: error })
    return error.reason
  }
}

test.each(hostilePdfs.map((file) => [file.name, file] as const))('%s', async (name, { bytes, becomes }) => {
  const ended = await outcome(name, bytes())
  expect('refused' in becomes ? becomes.refused : [becomes]).toContainEqual(ended)
})

test('no change to a file ends in anything but valid blocks or a refusal', { timeout: 60_000 }, async () => {
  const bytes = makePdf({
    info: { Title: 'Report' },
    labels: '0 <</S /r>>',
    pages: [
      {
        drawn: column('Words of a page that say something about the port.'),
        links: [{ url: 'https://example.org', rect: [60, 90, 200, 110] }],
      },
      { drawn: column('Words of another page.') },
    ],
  })
  let read = 0
  for (const changed of mutations([{ name: 'report.pdf', bytes }], 150, 1))
    if (typeof (await outcome(changed.name, changed.bytes)) !== 'string') read += 1
  expect(read).toBeGreaterThan(40)
})
