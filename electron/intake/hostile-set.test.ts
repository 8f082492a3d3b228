import { isDeepStrictEqual } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { Failure } from '../../shared/contract/failure'
import { floods, hostileFiles } from '../../tests/hostile/hostile-files'
import { mutations } from '../../tests/hostile/mutations'
import { ReadFile } from './parser-answer'
import { readFile } from './read-file'

const prototypes = [Object.prototype, Array.prototype, Map.prototype, String.prototype, Function.prototype]
const owned = () => prototypes.map((prototype) => Reflect.ownKeys(prototype))
const untouched = owned()
afterEach(() => {
  if (!isDeepStrictEqual(owned(), untouched)) throw new Error('a file reached a prototype')
})

/** The blocks of a file, which the schema allows, or the reason of a refusal that names it. */
function outcome(name: string, bytes: Uint8Array): readonly string[] | { readonly refused: string } {
  try {
    const file = readFile(name, bytes)
    if (!isDeepStrictEqual(ReadFile.parse(file), file)) throw new Error('the schema changed what was read')
    return file.blocks.map(({ text }) => text)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (!error.message.includes(`“${name}”`)) throw new Error('the refusal names no file', { cause: error })
    return { refused: error.reason }
  }
}

test.each(hostileFiles.map((file) => [file.name, file] as const))('%s', (name, { bytes, becomes }) => {
  expect(outcome(name, bytes)).toEqual(becomes)
})

test.each(floods)('%s', { timeout: 60_000 }, (name, text, becomes) => {
  const ended = outcome(name, new TextEncoder().encode(text()))
  expect('refused' in ended ? ended.refused : ended.length).toBe(becomes)
})

test('no change to these files ends in anything but valid blocks or a refusal', { timeout: 60_000 }, () => {
  let read = 0
  for (const { name, bytes } of mutations(hostileFiles, 2000, 1))
    if (!('refused' in outcome(name, bytes))) read += 1
  // Most changes leave a page that can be read.
  expect(read).toBeGreaterThan(1000)
})
