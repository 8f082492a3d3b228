import { request } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Answer } from '../../shared/contract/answer'
import type { NotebookEvent } from '../../shared/contract/events'
import { type LoopbackHost, serveLoopback } from './loopback-http'

const called = vi.fn<(name: string, input: unknown) => void>()
const listeners = new Set<(event: NotebookEvent) => void>()
let host: LoopbackHost

beforeEach(async () => {
  called.mockReset()
  listeners.clear()
  const session = {
    async call(name: string, input: unknown): Promise<Answer<unknown>> {
      called(name, input)
      return { ok: true, value: { name } }
    },
    onEvent(listener: (event: NotebookEvent) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const page = new Map([['/', { bytes: new Uint8Array([60]), contentType: 'text/html; charset=utf-8' }]])
  host = await serveLoopback({ session, page, port: 0 })
})

afterEach(() => host.close())

type Sent = {
  readonly method?: string
  readonly path?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}
type Got = {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly text: string
}

/** A request with exactly these headers: `fetch` would not let a test send a foreign Host or Origin. */
function send({
  method = 'POST',
  path = '/api/call/library.list',
  headers = {},
  body = '{}',
}: Sent): Promise<Got> {
  const { hostname, port } = new URL(host.origin)
  return new Promise((got, failed) => {
    const sent = request({ hostname, port, method, path, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
      })
      response.on('end', () => got({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    sent.on('error', failed)
    if (method !== 'GET') sent.write(body)
    sent.end()
  })
}

/** The answer in a response; the host sends nothing else as JSON. */
function answerIn<Value>(text: string): Answer<Value> {
  // What was written is an Answer, and each test knows of which value.
  return JSON.parse(text) as Answer<Value>
}

function refusalIn(text: string): string {
  const answer = answerIn(text)
  return answer.ok ? 'no refusal' : answer.error.message
}

const codeOf = (link: string) => link.split('#code=')[1] ?? ''
const ours = () => ({ host: host.origin.slice(7), origin: host.origin, 'content-type': 'application/json' })

async function signIn(code = codeOf(host.freshLink())): Promise<string> {
  const { text } = await send({ path: '/api/session', headers: ours(), body: JSON.stringify({ code }) })
  const answer = answerIn<{ token: string }>(text)
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value.token
}

test('a page that was signed in by a link gets answers', async () => {
  const token = await signIn()
  const { status, text } = await send({ headers: { ...ours(), authorization: `Bearer ${token}` } })
  expect(status).toBe(200)
  expect(JSON.parse(text)).toEqual({ ok: true, value: { name: 'library.list' } })
})

test('only a request that is right in every part is answered; any other is refused before it has an effect', async () => {
  const token = await signIn()
  const good = { ...ours(), authorization: `Bearer ${token}` }
  const port = new URL(host.origin).port
  const values: Record<string, readonly (string | null)[]> = {
    host: [good.host, `localhost:${port}`, 'sourcebook.example', `127.0.0.1:1`, `127.0.0.1.example:${port}`],
    origin: [
      good.origin,
      null,
      'null',
      'https://sourcebook.example',
      `http://localhost:${port}`,
      'http://127.0.0.1:1',
      `${good.origin}.example`,
    ],
    'content-type': [
      'application/json',
      null,
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-8',
    ],
    authorization: [
      good.authorization,
      null,
      'Bearer ',
      `Bearer ${token.slice(0, -1)}`,
      `Bearer ${'A'.repeat(43)}`,
      `bearer ${token}`,
      `Basic ${token}`,
    ],
    'sec-fetch-site': [null, 'same-origin', 'none', 'cross-site', 'same-site'],
  }
  const passes = new Map<string, readonly (string | null)[]>(
    Object.entries(values).map(([name, [first = null]]) => [name, [first]]),
  )
  passes.set('sec-fetch-site', [null, 'same-origin', 'none'])

  let rows: Record<string, string | null>[] = [{}]
  for (const [name, choices] of Object.entries(values)) {
    rows = rows.flatMap((row) => choices.map((choice) => ({ ...row, [name]: choice })))
  }
  let passed = 0
  for (const row of rows) {
    const headers = Object.fromEntries(
      Object.entries(row).filter((entry): entry is [string, string] => entry[1] !== null),
    )
    const right = Object.entries(row).every(([name, value]) => passes.get(name)?.includes(value))
    called.mockReset()
    const { status } = await send({ headers })
    expect(status, JSON.stringify(row)).toBe(right ? 200 : 403)
    expect(called).toHaveBeenCalledTimes(right ? 1 : 0)
    if (right) passed += 1
  }
  expect(passed).toBe(3)
  expect(rows.length).toBeGreaterThan(5000)
}, 120_000)

test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])('%s changes nothing', async (method) => {
  const token = await signIn()
  const { status } = await send({ method, headers: { ...ours(), authorization: `Bearer ${token}` } })
  expect([403, 404]).toContain(status)
  expect(called).not.toHaveBeenCalled()
})

test('a link signs one page in, once', async () => {
  const code = codeOf(host.freshLink())
  await signIn(code)
  await expect(signIn(code)).rejects.toThrow('not signed in')
})

test('a link is good for a minute', async () => {
  const link = host.freshLink()
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000)
  await expect(signIn(codeOf(link))).rejects.toThrow('not signed in')
  vi.restoreAllMocks()
})

test('what is no code is refused', async () => {
  const complaints = vi.spyOn(console, 'error')
  for (const body of ['{}', '{"code":1}', '{"code":""}', '[]', 'null', 'nonsense']) {
    const { text } = await send({ path: '/api/session', headers: ours(), body })
    expect(answerIn(text).ok).toBe(false)
  }
  expect(complaints).not.toHaveBeenCalled()
})

test('a page and its files come with the headers that confine them, and nothing outside the list is served', async () => {
  const headers = { host: host.origin.slice(7) }
  const page = await send({ method: 'GET', path: '/', headers })
  expect(page.status).toBe(200)
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect(page.headers['set-cookie']).toBeUndefined()
  expect(page.headers['access-control-allow-origin']).toBeUndefined()
  for (const path of [
    '/../package.json',
    '/%2e%2e/package.json',
    '//etc/passwd',
    '/index.html?x',
    '/api/call/library.list',
  ]) {
    expect((await send({ method: 'GET', path, headers })).status, path).toBe(404)
  }
  expect((await send({ method: 'GET', path: '/', headers: { host: 'rebound.example' } })).status).toBe(403)
})

test('a body that is too large or no JSON is refused in words', async () => {
  const headers = { ...ours(), authorization: `Bearer ${await signIn()}` }
  expect(refusalIn((await send({ headers, body: 'nonsense' })).text)).toContain('not JSON')
  const large = JSON.stringify('x'.repeat(17 * 1024 * 1024))
  const answer = await send({ headers, body: large })
  expect(refusalIn(answer.text)).toContain('larger than 16 MB')
  expect(called).not.toHaveBeenCalled()
}, 30_000)

test('events arrive as lines for as long as a page listens', async () => {
  const token = await signIn()
  const gone = new AbortController()
  const response = await fetch(`${host.origin}/api/events`, {
    method: 'POST',
    headers: { origin: host.origin, 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: '{}',
    signal: gone.signal,
  })
  await vi.waitFor(() => expect(listeners.size).toBe(1))
  expect(host.activity().listening).toBe(1)
  for (const listener of listeners) listener({ kind: 'library' })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toBe('{"kind":"library"}\n')
  gone.abort()
  await vi.waitFor(() => expect(listeners.size).toBe(0))
})
