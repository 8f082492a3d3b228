import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type CallName, CHUNK_BYTES, type Input, type Output } from '../../shared/contract/calls'
import type { FileReport } from '../../shared/contract/intake'
import type { BulkFile } from './bulk-files'

const SERVE = 'out/main/serve.js'
const PROBE = 'tests/bench/host-probe.mjs'

/** As many files as a window has on their way. */
const AT_ONCE = 4

/** How long events of the host waited, in milliseconds, and the most memory it took, in megabytes. */
export type Probe = { readonly p99: number; readonly longest: number; readonly peak: number }

export type BulkHost = {
  readonly call: <Name extends CallName>(name: Name, input: Input<Name>) => Promise<Output<Name>>
  /** Imports files as a window does, some at a time. */
  readonly importAll: (files: readonly BulkFile[], batch: string) => Promise<FileReport[]>
  /** What was seen since this was last asked. */
  readonly probe: () => Promise<Probe>
}

/**
 * Runs `job` with the built app as a browser's host, with the notebook in `folder` open. With `follows`, the library is asked
 * for whenever it changed, as a window does.
 */
export async function inBulkHost(
  home: string,
  { folder, follows }: { readonly folder: string; readonly follows: boolean },
  job: (host: BulkHost) => Promise<void>,
): Promise<void> {
  if (!existsSync(SERVE)) throw new Error('This suite drives the built app: run “npm run build” first.')
  const child = spawn(
    process.execPath,
    ['--import', `./${PROBE}`, SERVE, '--no-open', '--notebook', folder],
    {
      env: { ...process.env, SOURCEBOOK_SETTINGS_DIR: join(home, 'settings') },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  )
  try {
    const { origin, hash } = new URL(await linkOf(child))
    const leaving = new AbortController()
    const post = (path: string, body: unknown, token: string, signal?: AbortSignal) =>
      fetch(`${origin}${path}`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
        signal: signal ?? null,
      })
    const signedIn = await post('/api/session', { code: hash.slice('#code='.length) }, '')
    // The host has just made the code, so it answers with a token.
    const { value } = (await signedIn.json()) as { value: { token: string } }
    const { token } = value
    const call: BulkHost['call'] = async (name, input) => {
      // The host answers by its contract.
      const answer = (await (await post(`/api/call/${name}`, input, token)).json()) as
        | { ok: true; value: never }
        | { ok: false; error: { message: string } }
      if (!answer.ok) throw new Error(answer.error.message)
      return answer.value
    }
    const following = follows
      ? follow(await post('/api/events', {}, token, leaving.signal), call)
      : Promise.resolve()
    await job({
      call,
      importAll: (files, batch) => importAll(call, files, batch),
      probe: () => probeOf(child),
    })
    leaving.abort()
    await following
  } finally {
    const ended = once(child, 'exit')
    child.kill()
    await ended
  }
}

/** Asks for the library again whenever it changed, and never twice at once. */
async function follow(events: Response, call: BulkHost['call']): Promise<void> {
  let asking: Promise<unknown> | null = null
  const ask = () => {
    asking ??= call('library.list', {})
      .catch(() => undefined)
      .finally(() => {
        asking = null
      })
  }
  const decoder = new TextDecoder()
  try {
    // The stream of a response gives bytes.
    for await (const bytes of events.body as AsyncIterable<Uint8Array>)
      if (decoder.decode(bytes).includes('"library"')) ask()
  } catch {
    // It was closed from this side.
  }
  await (asking ?? Promise.resolve())
}

async function importAll(
  call: BulkHost['call'],
  files: readonly BulkFile[],
  batch: string,
): Promise<FileReport[]> {
  const reports: FileReport[] = []
  const waiting = files.values()
  const lane = async () => {
    for (const { name, bytes } of waiting) {
      const { import: id } = await call('import.begin', { name, size: bytes.length, batch })
      for (let offset = 0; offset < bytes.length; offset += CHUNK_BYTES) {
        const piece = Buffer.from(bytes.subarray(offset, offset + CHUNK_BYTES)).toString('base64')
        await call('import.chunk', { import: id, offset, bytes: piece })
      }
      reports.push(await call('import.end', { import: id }))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return reports
}

async function probeOf(child: ChildProcess): Promise<Probe> {
  const answered = once(child, 'message')
  child.send('anew')
  // The probe sends nothing else.
  const [probe] = (await answered) as [Probe]
  return probe
}

/** The link with its one-time code, as the host prints it. */
async function linkOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the host was started without a pipe for what it prints')
  for await (const line of createInterface({ input: stdout })) {
    const link = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(line)
    if (link !== null) return link[0]
  }
  throw new Error('the host ended without printing a link')
}
