import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { GONE, loopbackBridge, SIGNED_OUT } from './loopback'

type Request = { readonly path: string; readonly authorization: string | null; readonly body: unknown }

/** Stands in for the server: `answer` decides what each request gets; an event stream stays open until `end`. */
function serve(answer: (path: string) => Response | Error) {
  const requests: Request[] = []
  let stream: ReadableStreamDefaultController<Uint8Array> | null = null
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null
    requests.push({ path, authorization: headers.get('authorization'), body })
    expect(headers.get('content-type')).toBe('application/json')
    expect(init.method).toBe('POST')
    const given = answer(path)
    if (given instanceof Error) throw given
    if (path !== '/api/events' || given.status !== 200) return given
    return new Response(new ReadableStream({ start: (controller) => void (stream = controller) }))
  })
  const encoder = new TextEncoder()
  return {
    requests,
    asked: (path: string) => requests.filter((request) => request.path === path),
    tell: (text: string) => stream?.enqueue(encoder.encode(text)),
    end: () => stream?.close(),
  }
}
const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status })
const granted = (path: string) =>
  path === '/api/session' ? json({ ok: true, value: { token: 'secret' } }) : json({ ok: true, value: [] })

beforeEach(() => sessionStorage.clear())
afterEach(() => {
  vi.unstubAllGlobals()
  sessionStorage.clear()
  history.replaceState(null, '', location.pathname + location.search)
})

test('the code in the address is exchanged for a token, leaves the address, and every call carries the token', async () => {
  location.hash = '#code=once-only'
  const server = serve(granted)
  const bridge = loopbackBridge()
  expect(await bridge.call('library.list', {})).toEqual({ ok: true, value: [] })
  expect(server.asked('/api/session')[0]?.body).toEqual({ code: 'once-only' })
  expect(location.hash).toBe('')
  expect(server.asked('/api/call/library.list')[0]?.authorization).toBe('Bearer secret')
})

test('a page that is loaded again is still signed in', async () => {
  sessionStorage.setItem('sourcebook-token', 'kept')
  const server = serve(granted)
  await loopbackBridge().call('library.list', {})
  expect(server.asked('/api/session')).toEqual([])
  expect(server.asked('/api/call/library.list')[0]?.authorization).toBe('Bearer kept')
})

test('a page that is refused says how to get a fresh link', async () => {
  serve(() => json({ ok: false, error: { reason: 'forbidden', message: 'No.' } }, 403))
  const bridge = loopbackBridge()
  const answer = await bridge.call('library.list', {})
  expect(answer).toEqual({ ok: false, error: { reason: 'forbidden', message: SIGNED_OUT } })
  expect(bridge.connection()).toBe('signed-out')
})

test('a server that has gone is an answer in words, not an exception', async () => {
  serve(() => new TypeError('Failed to fetch'))
  const bridge = loopbackBridge()
  const answer = await bridge.call('library.list', {})
  expect(answer).toEqual({ ok: false, error: { reason: 'unavailable', message: GONE } })
  expect(bridge.connection()).toBe('gone')
})

test('events arrive one a line, however the stream is cut', async () => {
  const server = serve(granted)
  const bridge = loopbackBridge()
  const told: unknown[] = []
  bridge.onEvent((event) => told.push(event))
  await vi.waitUntil(() => server.asked('/api/events').length === 1)
  server.tell('{"kind":"library"}\n{"kind":"bri')
  server.tell('efs"}\n')
  await expect.poll(() => told).toEqual([{ kind: 'library' }, { kind: 'briefs' }])
})

test('when the stream ends the page says that the server has gone, asks again, and says when it is back', async () => {
  const server = serve(granted)
  const bridge = loopbackBridge()
  const seen: string[] = []
  bridge.onConnection(() => seen.push(bridge.connection()))
  await vi.waitUntil(() => server.asked('/api/events').length === 1)
  server.end()
  await vi.waitUntil(() => server.asked('/api/events').length === 2, 5000)
  await expect.poll(() => seen).toEqual(['gone', 'open'])
})
