import { beforeEach, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { openDesk } from './testing/desk'

beforeEach(async () => {
  vi.stubEnv('SOURCEBOOK_SETTINGS_DIR', await temporaryFolder())
})

const text =
  'Port Ellery signs its harbour fund\nMayor Ines Okafor met the guild.\n“The quay is not for sale,” Okafor said.'

test('a source is read for suggestions, and nothing of it is kept', async () => {
  const desk = await openDesk()
  const source = await desk.importText(text)
  const { revision } = await desk.call('source.get', { source })
  desk.events.length = 0
  const { suggestions, sections } = await desk.call('source.detect', { source, version: 1 })
  expect(suggestions).toMatchObject([
    { kind: 'quote', exact: 'The quay is not for sale,', speaker: 'Ines Okafor', cue: 'said', start: 69 },
  ])
  expect(sections).toMatchObject([{ kind: 'heading', start: 0 }, { kind: 'post' }])
  expect((await desk.call('source.get', { source })).revision).toBe(revision)
  expect(desk.events).toEqual([])
})

test('what is marked as frame is left out, and is back when the mark is gone', async () => {
  const desk = await openDesk()
  const source = await desk.importText(text)
  const { revision } = await desk.call('source.get', { source })
  const mark = {
    kind: 'frame' as const,
    from: 'b3' as const,
    to: 'b3' as const,
    origin: 'hand' as const,
    evidence: null,
  }
  await desk.call('source.update', { source, revision, structure: { version: 1, marks: [mark] } })
  expect((await desk.call('source.detect', { source, version: 1 })).suggestions).toEqual([])
  await desk.undo()
  expect((await desk.call('source.detect', { source, version: 1 })).suggestions).toHaveLength(1)
})

test('a version that is not there is refused', async () => {
  const desk = await openDesk()
  const source = await desk.importText(text)
  await expect(desk.call('source.detect', { source, version: 2 })).rejects.toThrow(/./)
})
