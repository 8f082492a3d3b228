import { beforeEach, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { openDesk } from './testing/desk'

beforeEach(async () => {
  vi.stubEnv('SOURCEBOOK_SETTINGS_DIR', await temporaryFolder())
})

const text =
  'Port Ellery signs its harbour fund\nMayor Ines Okafor met the guild.\n“The quay is not for sale,” Okafor said.'

test('a source is read for suggestions, and nothing of it is kept', async () => {
  const { call, importText, events } = await openDesk()
  const source = await importText(text)
  const { revision } = await call('source.get', { source })
  events.length = 0
  const { suggestions, sections } = await call('source.detect', { source, version: 1 })
  expect(suggestions).toMatchObject([
    { kind: 'quote', exact: 'The quay is not for sale,', speaker: 'Ines Okafor', cue: 'said', start: 69 },
  ])
  expect(sections).toMatchObject([{ kind: 'heading', start: 0 }, { kind: 'post' }])
  expect((await call('source.get', { source })).revision).toBe(revision)
  expect(events).toEqual([])
})

test('what is marked as frame is left out, and is back when the mark is gone', async () => {
  const { call, importText, undo } = await openDesk()
  const source = await importText(text)
  const { revision } = await call('source.get', { source })
  const mark = {
    kind: 'frame' as const,
    from: 'b3' as const,
    to: 'b3' as const,
    origin: 'hand' as const,
    evidence: null,
  }
  await call('source.update', { source, revision, structure: { version: 1, marks: [mark] } })
  expect((await call('source.detect', { source, version: 1 })).suggestions).toEqual([])
  await undo()
  expect((await call('source.detect', { source, version: 1 })).suggestions).toHaveLength(1)
})

test('a version that is not there is refused', async () => {
  const { call, importText } = await openDesk()
  const source = await importText(text)
  await expect(call('source.detect', { source, version: 2 })).rejects.toThrow(/./)
})
