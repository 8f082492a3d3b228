import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { CALL_CHANNEL } from '../../shared/contract/channel'
import type { NotebookEvent } from '../../shared/contract/events'
import { serveElectronIpc } from './electron-ipc'

type FakeCall = { readonly from: 'our window' | 'elsewhere' }
type Listener = (event: FakeCall, ...values: unknown[]) => Promise<unknown>

/** An open notebook, an ipcMain and one window, all pretended. */
function served() {
  const listeners = new Map<string, Listener>()
  const heard = new Set<(event: NotebookEvent) => void>()
  const session = {
    call: vi.fn(async (name: string, input: unknown) => ({ ok: true as const, value: { name, input } })),
    onEvent(listener: (event: NotebookEvent) => void) {
      heard.add(listener)
      return () => {
        heard.delete(listener)
      }
    },
  }
  const sent: NotebookEvent[] = []
  const stop = serveElectronIpc<FakeCall>({
    ipcMain: {
      handle: (channel, listener) => listeners.set(channel, listener),
      removeHandler: (channel) => listeners.delete(channel),
    },
    session,
    isOurs: (event) => event.from === 'our window',
    send: (event) => sent.push(event),
  })
  const call = (from: FakeCall['from'], ...values: unknown[]) =>
    listeners.get(CALL_CHANNEL)?.({ from }, ...values)
  const tell = (event: NotebookEvent) => heard.forEach((listener) => listener(event))
  return { listeners, session, sent, stop, call, tell }
}

test('a call from our window reaches the notebook with its name and input, and its answer comes back', async () => {
  const { call } = served()
  const answer = await call('our window', 'library.list', {})
  expect(answer).toEqual({ ok: true, value: { name: 'library.list', input: {} } })
})

test('there is one channel, and a third argument goes nowhere', async () => {
  const { listeners, session, call } = served()
  await call('our window', 'library.list', {}, 'more')
  expect([...listeners.keys()]).toEqual([CALL_CHANNEL])
  expect(session.call).toHaveBeenCalledWith('library.list', {})
})

test('whatever another frame sends, it is refused and nothing happens', async () => {
  const { session, call } = served()
  await fc.assert(
    fc.asyncProperty(fc.array(fc.anything(), { maxLength: 4 }), async (values) => {
      expect(await call('elsewhere', ...values)).toMatchObject({ ok: false, error: { reason: 'forbidden' } })
    }),
    { numRuns: 1000 },
  )
  expect(session.call).not.toHaveBeenCalled()
})

test('a name that is not a text is refused, whatever it is', async () => {
  const { session, call } = served()
  const notText = fc.anything().filter((value) => typeof value !== 'string')
  await fc.assert(
    fc.asyncProperty(notText, async (name) => {
      expect(await call('our window', name, {})).toMatchObject({
        ok: false,
        error: { reason: 'unknown-call' },
      })
    }),
    { numRuns: 1000 },
  )
  expect(session.call).not.toHaveBeenCalled()
})

test('events reach the window until the host is stopped', () => {
  const { sent, listeners, stop, tell } = served()
  tell({ kind: 'library' })
  stop()
  tell({ kind: 'briefs' })
  expect(sent).toEqual([{ kind: 'library' }])
  expect(listeners.size).toBe(0)
})
