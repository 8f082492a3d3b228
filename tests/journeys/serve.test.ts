import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { builtApp } from './built'

type Served = {
  readonly host: ChildProcess
  readonly notebook: string
  readonly nextLink: () => Promise<string>
}

/** The loopback host as a person starts it: with a terminal that may send lines at any time. */
function serve(): Served {
  const folder = mkdtempSync(join(tmpdir(), 'sourcebook-serve-'))
  const notebook = join(folder, 'Harbour')
  const host = spawn(process.execPath, ['out/main/serve.js', '--no-open', '--notebook', notebook], {
    cwd: builtApp(),
    env: { ...process.env, SOURCEBOOK_SETTINGS_DIR: join(folder, 'settings') },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    host.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })
  const lines = createInterface({ input: host.stdout })[Symbol.asyncIterator]()
  return {
    host,
    notebook,
    nextLink: async () => {
      for (;;) {
        const line = await lines.next()
        if (line.done === true) throw new Error('the host ended without a link')
        const link = /http:\/\/127\.0\.0\.1:\d+\/#code=\S+/.exec(line.value)
        if (link !== null) return link[0]
      }
    },
  }
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s on sight of the link ends the host in order, however often it comes',
  async (signal) => {
    const { host, notebook, nextLink } = serve()
    await nextLink()
    const ended = once(host, 'exit')
    host.kill(signal)
    host.kill(signal)
    expect(await ended).toEqual([0, null])
    expect(readdirSync(notebook)).not.toContain('lock')
  },
)

test('Enter prints a fresh link, which signs another page in', async () => {
  const { host, nextLink } = serve()
  const first = await nextLink()
  host.stdin?.write('\n')
  const second = await nextLink()
  expect(second).not.toBe(first)
  for (const link of [first, second]) {
    const { origin, hash } = new URL(link)
    const answer = await fetch(`${origin}/api/session`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ code: hash.slice('#code='.length) }),
    })
    expect(answer.status).toBe(200)
  }
})
