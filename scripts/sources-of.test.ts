import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { digestsOf } from './sources-of.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sourcebook-sources-'))
  write('harbour.ts', "import { quays } from './quays'\nexport const harbour = quays")
  write('quays.ts', 'export const quays = 31')
  write('ferry.ts', 'export const ferry = 1')
  write('beside.ts', 'export const beside = 1')
  mkdirSync(join(folder, 'fixtures'))
  write('fixtures/one.json', '{}')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text)
}

function digests(): Promise<string[]> {
  const [harbour, ferry, fixtures] = ['harbour.ts', 'ferry.ts', 'fixtures'].map((name) => join(folder, name))
  return digestsOf([[harbour ?? ''], [ferry ?? '', fixtures ?? '']])
}

test('the digest of a program changes with what it imports, and with nothing else', async () => {
  const [harbour, ferry] = await digests()
  write('beside.ts', 'export const beside = 2')
  expect(await digests()).toEqual([harbour, ferry])
  write('quays.ts', 'export const quays = 30')
  const after = await digests()
  expect(after[0]).not.toBe(harbour)
  expect(after[1]).toBe(ferry)
})

test('the digest of a folder changes with a file in it', async () => {
  const [harbour, ferry] = await digests()
  write('fixtures/two.json', '{}')
  const after = await digests()
  expect(after[0]).toBe(harbour)
  expect(after[1]).not.toBe(ferry)
})
