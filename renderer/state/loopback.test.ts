import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { GONE, loopbackBridge, SIGNED_OUT } from './loopback'

type Request = {
  readonly path: string
  readonly authorization: string | null
  readonly body: unknown
  readonly kept: boolean
}

/** Stands in for the server: `answer` decides what each request gets; an event stream stays open until `end`. */
function serve(answer: (path: string) => Response | Error) {
  const requests: Request[] = []
  let stream: ReadableStreamDefaultController<Uint8Array> | null = null
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null
    requests.push({ path, authorization: headers.get('authorization'), body, kept: init.keepalive === true })
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

// A bridge listens to its page for as long as that lives; here a page lives for one test.
let heard: Parameters<typeof window.addEventListener>[] = []
beforeEach(() => {
  sessionStorage.clear()
  heard = []
  const add = window.addEventListener.bind(window)
  vi.spyOn(window, 'addEventListener').mockImplementation((...given: (typeof heard)[number]) => {
    heard.push(given)
    add(...given)
  })
})
afterEach(() => {
  for (const [type, listener, options] of heard) window.removeEventListener(type, listener, options)
  vi.restoreAllMocks()
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

test('one request that is lost does not end it: the page is open again as soon as the stream answers', async () => {
  let lost = false
  const server = serve((path) =>
    lost && path === '/api/call/library.list' ? new TypeError('Failed to fetch') : granted(path),
  )
  const bridge = loopbackBridge()
  await vi.waitUntil(() => server.asked('/api/events').length === 1)
  const seen: string[] = []
  bridge.onConnection(() => seen.push(bridge.connection()))
  lost = true
  expect(await bridge.call('library.list', {})).toMatchObject({ ok: false })
  await expect.poll(() => seen).toEqual(['gone', 'open'])
  expect(server.asked('/api/events')).toHaveLength(2)
})

test('any good answer brings the page back, without waiting for the next look', async () => {
  let away = true
  const server = serve((path) => (away ? new TypeError('Failed to fetch') : granted(path)))
  const bridge = loopbackBridge()
  await expect.poll(() => bridge.connection()).toBe('gone')
  await expect.poll(() => server.asked('/api/events').length, { timeout: 5000 }).toBeGreaterThan(2) // pauses are long now
  away = false
  const before = server.asked('/api/events').length
  expect(await bridge.call('library.list', {})).toMatchObject({ ok: true })
  await expect.poll(() => bridge.connection()).toBe('open')
  expect(server.asked('/api/events')).toHaveLength(before + 1)
})

test('a fresh link that is opened in the same tab signs in, connects and leaves the address', async () => {
  let token = 'secret'
  const server = serve((path) => {
    if (path === '/api/session') return json({ ok: true, value: { token } })
    return sessionStorage.getItem('sourcebook-token') === 'fresh' ? granted(path) : json({}, 403)
  })
  const bridge = loopbackBridge()
  await expect.poll(() => bridge.connection()).toBe('signed-out')
  token = 'fresh'
  location.hash = '#code=another'
  await expect.poll(() => bridge.connection()).toBe('open')
  expect(location.hash).toBe('')
  expect(server.asked('/api/session').map(({ body }) => body)).toEqual([{ code: 'another' }])
  expect(server.asked('/api/events').at(-1)?.authorization).toBe('Bearer fresh')
})

test('what is asked while the page closes outlives it, as far as a browser allows', async () => {
  const server = serve(granted)
  const bridge = loopbackBridge()
  await bridge.call('library.list', {})
  window.dispatchEvent(new PageTransitionEvent('pagehide'))
  await bridge.call('annotation.update', { memo: 'short' })
  await bridge.call('annotation.update', { memo: 'ä'.repeat(40_000) })
  window.dispatchEvent(new PageTransitionEvent('pageshow'))
  await bridge.call('library.list', {})
  const calls = server.requests.filter(({ path }) => path.startsWith('/api/call/'))
  expect(calls.map(({ kept }) => kept)).toEqual([false, true, false, false])
})
