import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Failure } from '../../shared/contract/failure'
import { documentAt, putDocument } from '../store/testing/document-files'
import { forgetEarlierStates } from '../store/testing/forget-earlier-states'
import { steadyPorts } from '../testing/steady-ports'
import { openDesk } from './testing/desk'

const text = 'Port fund splits the harbour council\nThe port gets nearly €40m.\nThe guild does not want it.'

async function opened(ports = steadyPorts()) {
  const desk = await openDesk(ports)
  const source = await desk.importText(text)
  const folder = join(desk.folder, 'sources', source)
  return {
    ...desk,
    source,
    original: join(folder, 'v1.txt'),
    blocks: join(folder, 'v1.json'),
    verify: async () => {
      const [found, ...others] = await desk.call('source.verify', { sources: [source, source] })
      expect(others).toEqual([])
      return found
    },
  }
}

test('a text that is as it was imported is told by its file and by its words', async () => {
  const { source, verify, call } = await opened()
  const { original } = await call('version.get', { source, version: 1 })
  expect(await verify()).toEqual({
    source,
    version: 1,
    title: 'Port fund splits the harbour council',
    fileName: 'courier.txt',
    sha256: original.sha256,
    state: 'same',
    message: '',
  })
})

test('a file that was changed by a single character is told', async () => {
  const { verify, original } = await opened()
  const bytes = await readFile(original, 'utf8')
  await writeFile(original, bytes.replace('40', '41'))
  expect(await verify()).toMatchObject({ state: 'bytes-differ' })
  await rm(original)
  expect(await verify()).toMatchObject({
    state: 'missing',
    message: expect.stringContaining('courier.txt') as string,
  })
})

test('a version whose words are not those of its file is told, and what that may mean', async () => {
  const { verify, folder, reopen, source, call } = await opened()
  const path = `sources/${source}/v1.json`
  const { document } = await documentAt(folder, path)
  const words = JSON.stringify(document).replace('€40m', '€90m')
  await putDocument(folder, path, JSON.parse(words))
  await reopen()
  expect(JSON.stringify(await call('version.get', { source, version: 1 }))).toContain('€90m')
  expect(await verify()).toMatchObject({
    state: 'text-differs',
    message: expect.stringContaining('this version was changed') as string,
  })
})

test('a file that cannot be read any more is told in words, and the others are verified', async () => {
  const ports = steadyPorts()
  let broken = false
  const { source, call, importText } = await opened({
    ...ports,
    parseFile: async (name, bytes, signal) => {
      if (broken && name === 'courier.txt')
        throw new Failure('parser-failed', 'The reader of this format broke down.')
      return ports.parseFile(name, bytes, signal)
    },
  })
  const second = await importText('Quite another text about the tolls of the mole.', 'tolls.txt')
  broken = true
  expect(await call('source.verify', { sources: [source, second] })).toMatchObject([
    { state: 'unreadable', message: expect.stringContaining('broke down') as string },
    { state: 'same' },
  ])
})

test('a source that is damaged is one of the findings, and the others are verified', async () => {
  const { source, call, importText, folder, reopen } = await opened()
  const second = await importText('Quite another text about the tolls of the mole.', 'tolls.txt')
  await reopen()
  await forgetEarlierStates(folder)
  await writeFile(join(folder, 'sources', source, 'source.json'), 'not a document')
  expect(await call('source.verify', { sources: [source, second] })).toMatchObject([
    { source, state: 'unreadable', message: expect.stringContaining('source.json) is damaged') as string },
    { source: second, state: 'same' },
  ])
  const none = 's-9999999999999999' as const
  await expect(call('source.verify', { sources: [none] })).rejects.toMatchObject({ reason: 'not-found' })
})

test('a correction that was split is held against its own text', async () => {
  const { source, call } = await opened()
  // By its first words a reader of files would take it for a page.
  const edits = [{ block: 'b1' as const, text: '<!doctype html><html> is how a page begins.' }]
  const { source: put } = await call('version.correct', { source, revision: 1, edits })
  const { second } = await call('source.split', { source, revision: put.revision, at: 'b2' })
  expect(await call('source.verify', { sources: [second] })).toMatchObject([{ state: 'same' }])
})

test('verifying changes nothing on the disk', async () => {
  const { verify, folder } = await opened()
  const before = (await readdir(folder, { recursive: true })).toSorted()
  await verify()
  expect((await readdir(folder, { recursive: true })).toSorted()).toEqual(before)
})

test('a correction is held against its own text, which no parser has to read', async () => {
  const ports = steadyPorts()
  const parsed: string[] = []
  const { source, call } = await opened({
    ...ports,
    parseFile: async (name, bytes, signal) => {
      parsed.push(name)
      return ports.parseFile(name, bytes, signal)
    },
  })
  const edits = [{ block: 'b2' as const, text: `The port gets \u0001 nothing.\n${'long '.repeat(5000)}` }]
  await call('version.correct', { source, revision: 1, edits })
  parsed.length = 0
  expect(await call('source.verify', { sources: [source] })).toMatchObject([
    { state: 'same' },
    { state: 'same' },
  ])
  expect(parsed).toEqual(['courier.txt'])
  const { blocks } = await call('version.get', { source, version: 2 })
  expect(blocks[1]?.text).toBe('The port gets ␁ nothing.')
  // As on import, no paragraph is too long to be drawn.
  expect(Math.max(...blocks.map(({ text: words }) => words.length))).toBeLessThanOrEqual(20_000)
})
