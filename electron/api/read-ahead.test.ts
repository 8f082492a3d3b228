import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { sampleId } from '../../shared/testing/samples'
import { readAhead } from './read-ahead'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  return () => void vi.useRealTimers()
})

/** A library of so many sources, and which of them were read. */
function ahead(sources: number, isBusy: () => boolean) {
  const library = Array.from({ length: sources }, (_, nth) => ({ id: sampleId('s', nth + 1) }))
  const read: string[] = []
  const known: string[] = []
  const context = {
    store: { library: () => library },
    annotations: { prepare: async (source: string) => void read.push(source) },
    texts: { prepare: async (source: string) => void known.push(source) },
    // Nothing else is asked of any of them.
  } as unknown as Parameters<typeof readAhead>[0]
  const { stop } = readAhead(context, isBusy)
  onTestFinished(stop)
  return { library, read, known, stop }
}

test('every source is read once, when the window has had its turn', async () => {
  const { library, read, known } = ahead(20, () => false)
  await vi.advanceTimersByTimeAsync(500)
  expect(read).toEqual([])
  await vi.advanceTimersByTimeAsync(5000)
  expect(read).toEqual(library.map(({ id }) => id))
  expect(known).toEqual(read)
})

test('nothing is read while a call is answered', async () => {
  let isBusy = true
  const { read } = ahead(3, () => isBusy)
  await vi.advanceTimersByTimeAsync(5000)
  expect(read).toEqual([])
  isBusy = false
  await vi.waitFor(() => expect(read).toHaveLength(3))
})

test('once stopped nothing more is read, though a call is never answered', async () => {
  const { read, stop } = ahead(3, () => true)
  await vi.advanceTimersByTimeAsync(1000)
  vi.useRealTimers()
  await stop()
  expect(read).toEqual([])
})
