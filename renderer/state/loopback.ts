import type { Answer } from '../../shared/contract/answer'
import { startWords } from '../../shared/model/command-words'
import type { Bridge, Connection } from './host'

export const GONE = 'Sourcebook is not running any more.'
/**
 * What to do then. Only a page of the same address finds what this one keeps, and a host that is started anew has another port
 * unless it is named.
 */
export const GONE_WAY_ON = `${GONE} To go on in this tab, start it again in the terminal with ${startWords(`--port ${location.port} --no-open`)}, and open the link that it prints in this tab: then it saves what is not saved yet. Another tab does not have that.`
export const SIGNED_OUT =
  'This page is no longer signed in: press Enter in the terminal that runs Sourcebook for a fresh link, and open it in this tab.'

const TOKEN = 'sourcebook-token'
const FIRST_PAUSE = 500
const LONGEST_PAUSE = 10_000
/** A browser sends no more than this for a page that has gone. */
const KEPT_BYTES = 64 * 1024

export type Loopback = Bridge & {
  readonly connection: () => Connection
  readonly onConnection: (listener: () => void) => () => void
}

/**
 * The loopback server that served this page. A one-time code in the address is exchanged for a token, which
 * stays in sessionStorage: a cookie would be sent to every other server on this machine. Lives as long as the page.
 */
export function loopbackBridge(): Loopback {
  let connection: Connection = 'open'
  const watchers = new Set<() => void>()
  const listeners = new Set<(event: unknown) => void>()
  const become = (next: Connection) => {
    if (next === connection) return
    connection = next
    for (const watcher of watchers) watcher()
  }

  const tell = (event: unknown) => listeners.forEach((listener) => listener(event))
  let ready = signIn(become)
  let stream = new AbortController()
  /** Reads the events anew: whoever answers that is the one to be open to, and the views ask again then. */
  const connect = () => {
    stream.abort()
    stream = new AbortController()
    const { signal } = stream
    void ready.then(() => listen(become, tell, signal))
  }
  connect()
  // A fresh link that is opened in the tab of this page changes the fragment alone, and loads nothing.
  addEventListener('hashchange', () => {
    if (codeInAddress() === null) return
    ready = signIn(become)
    connect()
  })

  let leaving = false
  // Before anyone else hears of it: what they save on the way out is to arrive after the page has gone.
  addEventListener('pagehide', () => (leaving = true), { capture: true })
  addEventListener('pageshow', () => (leaving = false), { capture: true })

  return {
    connection: () => connection,
    onConnection: (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    call: async (name, input) => {
      await ready
      try {
        const response = await post(`/api/call/${name}`, input, { outlive: leaving })
        if (response.status === 403) {
          become('signed-out')
          return refused('forbidden', SIGNED_OUT)
        }
        if (connection !== 'open') connect()
        // A host of the same version wrote it; `dispatch` is the only thing that makes these answers.
        return (await response.json()) as Answer<unknown>
      } catch {
        if (connection === 'open') {
          become('gone')
          connect() // one lost request says little: the stream will tell
        }
        return refused('unavailable', GONE)
      }
    },
  }
}

function refused(reason: 'forbidden' | 'unavailable', message: string): Answer<never> {
  return { ok: false, error: { reason, message } }
}

type Way = { readonly outlive?: boolean; readonly signal?: AbortSignal | null }

function post(path: string, input: unknown, { outlive = false, signal = null }: Way = {}): Promise<Response> {
  const body = JSON.stringify(input)
  return fetch(path, {
    method: 'POST',
    signal,
    keepalive: outlive && new Blob([body]).size < KEPT_BYTES,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${sessionStorage.getItem(TOKEN) ?? ''}`,
    },
    body,
  })
}

function codeInAddress(): string | null {
  return /^#code=(.+)$/.exec(location.hash)?.[1] ?? null
}

async function signIn(become: (next: Connection) => void): Promise<void> {
  const code = codeInAddress()
  if (code === null) return
  history.replaceState(null, '', location.pathname + location.search)
  try {
    const response = await post('/api/session', { code: decodeURIComponent(code) })
    const token = response.ok ? tokenIn(await response.json()) : null
    if (token === null) become('signed-out')
    else sessionStorage.setItem(TOKEN, token)
  } catch {
    become('gone')
  }
}

function tokenIn(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('value' in answer)) return null
  const { value } = answer
  if (typeof value !== 'object' || value === null || !('token' in value)) return null
  return typeof value.token === 'string' ? value.token : null
}

/** Reads the stream of events until `signal` is aborted, with longer pauses while nobody answers. */
async function listen(
  become: (next: Connection) => void,
  tell: (event: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  let pause = FIRST_PAUSE
  while (!signal.aborted) {
    try {
      const response = await post('/api/events', {}, { signal })
      if (signal.aborted) return
      if (response.status === 403) return become('signed-out')
      if (response.ok && response.body !== null) {
        become('open')
        pause = FIRST_PAUSE
        await readLines(response.body, tell)
      }
    } catch {
      // Below: the same as a stream that ended.
    }
    if (signal.aborted) return
    become('gone')
    await new Promise((resolve) => {
      setTimeout(resolve, pause)
    })
    pause = Math.min(pause * 2, LONGEST_PAUSE)
  }
}

async function readLines(body: ReadableStream<Uint8Array>, tell: (event: unknown) => void): Promise<void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '') tell(JSON.parse(line))
  }
}
