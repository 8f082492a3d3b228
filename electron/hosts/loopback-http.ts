import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answer } from '../../shared/contract/answer'
import type { Session } from '../api/open-session'
import type { PageFiles } from './page-files'
import { pageHeaders } from './page-headers'

/** What this host needs of an open notebook. */
type Carried = Pick<Session, 'call' | 'onEvent'>

type Options = {
  readonly session: Carried
  readonly page: PageFiles
  /** 0 for a free one. */
  readonly port: number
}

/** The app in the person's own browser. */
export type LoopbackHost = {
  readonly origin: string
  /** A new link: it signs one page in, once, within a minute. */
  freshLink(): string
  /** How many pages listen for events, and when the last request came. */
  activity(): { readonly listening: number; readonly lastRequest: number }
  close(): Promise<void>
}

/** A call holds a chunk of a file or a pasted quote at most; 16 MiB leaves room for an exported brief to save. */
const MAX_BODY_BYTES = 16 * 1024 * 1024
const CODE_LIFETIME = 60_000

const forbidden: Answer<never> = {
  ok: false,
  error: { reason: 'forbidden', message: 'This page is not signed in to Sourcebook.' },
}

/**
 * Serve the app and its calls on 127.0.0.1 alone. A request counts only if Host and Origin are ours to the letter
 * (a page of another site, or a name that was rebound to this machine, has others), its body is JSON and it carries
 * the bearer token that a one-time code was exchanged for. There is no cookie: all ports of one host share those.
 */
export async function serveLoopback({ session, page, port }: Options): Promise<LoopbackHost> {
  const codes = new Map<string, number>()
  const tokens = new Set<string>()
  const streams = new Set<ServerResponse>()
  let origin = ''
  let lastRequest = Date.now()

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error(error)
      response.destroy()
    })
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    lastRequest = Date.now()
    const { host, origin: from } = request.headers
    if (host !== origin.slice('http://'.length)) return refuse(response)
    if (from !== undefined && from !== origin) return refuse(response)
    if (!['same-origin', 'none', undefined].includes(fetchSite(request))) return refuse(response)
    if (request.method === 'GET') return sendFile(response, request.url ?? '/')
    if (request.method !== 'POST' || from === undefined || !isJson(request)) return refuse(response)
    if (request.url === '/api/session') return signIn(request, response)
    if (!isSignedIn(request)) return refuse(response)
    if (request.url === '/api/events') return streamEvents(response)
    if (request.url?.startsWith('/api/call/') === true) return answerCall(request, response)
    return refuse(response)
  }

  function sendFile(response: ServerResponse, path: string): void {
    const file = page.get(path)
    if (file === undefined) return send(response, 404, 'text/plain; charset=utf-8', 'There is no such file.')
    send(response, 200, file.contentType, file.bytes)
  }

  async function signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, response)
    if (body === undefined) return
    const code = body !== null && typeof body === 'object' && 'code' in body ? body.code : null
    const made = typeof code === 'string' ? codes.get(digest(code)) : undefined
    if (typeof code === 'string') codes.delete(digest(code))
    if (made === undefined || Date.now() - made > CODE_LIFETIME) return refuse(response)
    const token = randomBytes(32).toString('base64url')
    tokens.add(digest(token))
    sendAnswer(response, { ok: true, value: { token } })
  }

  /** Compared by digests, so that the time it takes says nothing about the token. */
  function isSignedIn(request: IncomingMessage): boolean {
    const token = /^Bearer ([\w-]{43})$/.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined) return false
    const given = Buffer.from(digest(token), 'hex')
    return [...tokens].some((known) => timingSafeEqual(Buffer.from(known, 'hex'), given))
  }

  async function answerCall(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const input = await readBody(request, response)
    if (input === undefined) return
    const name = (request.url ?? '').slice('/api/call/'.length)
    sendAnswer(response, await session.call(name, input))
  }

  /** One event a line, for as long as the page is open. */
  function streamEvents(response: ServerResponse): void {
    response.writeHead(200, { ...pageHeaders, 'content-type': 'application/x-ndjson' })
    response.flushHeaders()
    streams.add(response)
    const stop = session.onEvent((event) => response.write(`${JSON.stringify(event)}\n`))
    response.on('close', () => {
      stop()
      streams.delete(response)
      lastRequest = Date.now()
    })
  }

  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(port, '127.0.0.1', listening)
  })
  // A server that listens on a port has an address with that port.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    origin,
    freshLink() {
      const code = randomBytes(32).toString('base64url')
      codes.set(digest(code), Date.now())
      return `${origin}/#code=${code}`
    },
    activity: () => ({ listening: streams.size, lastRequest }),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

function fetchSite(request: IncomingMessage): string | undefined {
  const site = request.headers['sec-fetch-site']
  return Array.isArray(site) ? site.join() : site
}

function isJson(request: IncomingMessage): boolean {
  return request.headers['content-type'] === 'application/json'
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** The JSON of a request; undefined when there is none, and the request has been answered or its sender has gone. */
async function readBody(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const bytes = await readBytes(request)
  if (bytes === 'gone') return undefined
  if (bytes === 'too large') {
    // What is left of the body is not read: the connection ends here.
    response.setHeader('connection', 'close')
    refuseInput(response, 'The call was refused: it is larger than 16 MB.')
    return undefined
  }
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    refuseInput(response, 'The call was refused: its body is not JSON.')
    return undefined
  }
}

async function readBytes(request: IncomingMessage): Promise<Buffer | 'too large' | 'gone'> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    // Not destroyed by a return, so that the refusal can still be sent.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      // A request in binary mode gives buffers.
      const bytes = chunk as Buffer
      size += bytes.length
      if (size > MAX_BODY_BYTES) return 'too large'
      chunks.push(bytes)
    }
  } catch (error) {
    // A page that is reloaded takes its requests with it.
    if (request.destroyed) return 'gone'
    throw error
  }
  return Buffer.concat(chunks)
}

function refuseInput(response: ServerResponse, message: string): void {
  sendAnswer(response, { ok: false, error: { reason: 'invalid-input', message } })
}

function refuse(response: ServerResponse): void {
  // What is left of the body is not read: the connection ends here.
  response.setHeader('connection', 'close')
  send(response, 403, 'application/json; charset=utf-8', JSON.stringify(forbidden))
}

function sendAnswer(response: ServerResponse, answer: Answer<unknown>): void {
  send(response, 200, 'application/json; charset=utf-8', JSON.stringify(answer))
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { ...pageHeaders, 'content-type': type })
  response.end(body)
}
