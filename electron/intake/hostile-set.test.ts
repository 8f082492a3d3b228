import { isDeepStrictEqual } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { Failure } from '../../shared/contract/failure'
import { assertNever } from '../../shared/model/assert-never'
import { type Becomes, floods, hostileFiles } from '../../tests/hostile/hostile-files'
import { mutations } from '../../tests/hostile/mutations'
import { ParserAnswer } from './parser-answer'
import { loadPdfjs } from './pdf/load-pdfjs'
import { readFile } from './read-file'

const prototypes = [Object.prototype, Array.prototype, Map.prototype, String.prototype, Function.prototype]
const owned = () => prototypes.map((prototype) => Reflect.ownKeys(prototype))
// It brings what an older JavaScript lacks.
await loadPdfjs()
const untouched = owned()
afterEach(() => {
  if (!isDeepStrictEqual(owned(), untouched)) throw new Error('a file reached a prototype')
})

/** What became of a file, which the schema allows, or the reason of a refusal that names it. */
async function outcome(name: string, bytes: Uint8Array): Promise<Becomes> {
  try {
    const parsed = await readFile(name, bytes)
    const believed = ParserAnswer.parse({ ok: true, parsed })
    if (!isDeepStrictEqual(believed, { ok: true, parsed }))
      throw new Error('the schema changed what was read')
    switch (parsed.what) {
      case 'text':
        return parsed.file.blocks.map(({ text }) => text)
      case 'references':
        return { references: parsed.references.map(({ title }) => title) }
      case 'annotations':
        return { annotations: parsed.annotations.map(({ exact, note }) => exact ?? note) }
      case 'archive':
        return { members: parsed.members.map((member) => member.name) }
      default:
        return assertNever(parsed)
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (!error.message.includes(`“${name}”`)) throw new Error('the refusal names no file', { cause: error })
    return { refused: error.reason }
  }
}

/** How much of it there is, or the reason of its refusal. */
function sizeOf(becomes: Becomes): number | string {
  if ('refused' in becomes) return becomes.refused
  if ('references' in becomes) return becomes.references.length
  if ('annotations' in becomes) return becomes.annotations.length
  return 'members' in becomes ? becomes.members.length : becomes.length
}

test.each(hostileFiles.map((file) => [file.name, file] as const))('%s', async (name, { bytes, becomes }) => {
  expect(await outcome(name, bytes)).toEqual(becomes)
})

test.each(floods)('%s', { timeout: 60_000 }, async (name, text, becomes) => {
  expect(sizeOf(await outcome(name, new TextEncoder().encode(text())))).toBe(becomes)
})

test('no change to these files ends in anything but valid blocks or a refusal', {
  timeout: 60_000,
}, async () => {
  let read = 0
  for (const { name, bytes } of mutations(hostileFiles, 2000, 1))
    if (!('refused' in (await outcome(name, bytes)))) read += 1
  // Most changes leave a page that can be read.
  expect(read).toBeGreaterThan(1000)
})
