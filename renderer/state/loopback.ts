import type { Answer } from '../../shared/contract/answer'
import type { Bridge, Connection } from './host'

export const GONE =
  'Sourcebook is not running any more: start it again in the terminal, and open the link it prints.'
export const SIGNED_OUT =
  'This page is no longer signed in: press Enter in the terminal that runs Sourcebook for a fresh link.'

const TOKEN = 'sourcebook-token'
const FIRST_PAUSE = 500
const LONGEST_PAUSE = 10_000

export type Loopback = Bridge & {
  readonly connection: () => Connection
  readonly onConnection: (listener: () => void) => () => void
}

/**
 * The loopback server that served this page. A one-time code in the address is exchanged for a token, which
 * stays in sessionStorage: a cookie would be sent to every other server on this machine.
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

  const ready = signIn(become)
  void ready.then(() => listen(become, (event) => listeners.forEach((listener) => listener(event))))

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
        const response = await post(`/api/call/${name}`, input)
        if (response.status === 403) {
          become('signed-out')
          return refused('forbidden', SIGNED_OUT)
        }
        // A host of the same version wrote it; `dispatch` is the only thing that makes these answers.
        return (await response.json()) as Answer<unknown>
      } catch {
        become('gone')
        return refused('unavailable', GONE)
      }
    },
  }
}

function refused(reason: 'forbidden' | 'unavailable', message: string): Answer<never> {
  return { ok: false, error: { reason, message } }
}

function post(path: string, body: unknown): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${sessionStorage.getItem(TOKEN) ?? ''}`,
    },
    body: JSON.stringify(body),
  })
}

async function signIn(become: (next: Connection) => void): Promise<void> {
  const code = /^#code=(.+)$/.exec(location.hash)?.[1]
  if (code === undefined) return
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

/** Reads the stream of events for as long as the page lives, with longer pauses while nobody answers. */
async function listen(become: (next: Connection) => void, tell: (event: unknown) => void): Promise<void> {
  let pause = FIRST_PAUSE
  for (;;) {
    try {
      const response = await post('/api/events', {})
      if (response.status === 403) return become('signed-out')
      if (response.ok && response.body !== null) {
        become('open')
        pause = FIRST_PAUSE
        await readLines(response.body, tell)
      }
    } catch {
      // Below: the same as a stream that ended.
    }
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
