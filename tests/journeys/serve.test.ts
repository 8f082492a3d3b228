import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { builtApp } from './built'

type Served = {
  readonly host: ChildProcess
  readonly notebook: string
  /** The next of what it prints that is so. */
  readonly next: (what: RegExp) => Promise<string>
  readonly nextLink: () => Promise<string>
}

/** The loopback host as a person starts it: with a terminal that may send lines at any time. */
function serve(folder = mkdtempSync(join(tmpdir(), 'sourcebook-serve-'))): Served {
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
  const next = async (what: RegExp) => {
    for (;;) {
      const line = await lines.next()
      if (line.done === true) throw new Error('the host ended before it said that')
      const found = what.exec(line.value)
      if (found !== null) return found[0]
    }
  }
  return { host, notebook, next, nextLink: () => next(/http:\/\/127\.0\.0\.1:\d+\/#code=\S+/) }
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

test('a second one on the same notebook says that it can only be read, and a third has it once the first was killed', async () => {
  const first = serve()
  await first.nextLink()
  const folder = dirname(first.notebook)
  const second = serve(folder)
  expect(await second.next(/It can only be read.*/)).toContain('is open in another Sourcebook')
  const ended = once(first.host, 'exit')
  first.host.kill('SIGKILL')
  await ended
  const third = serve(folder)
  await third.nextLink()
  expect(JSON.parse(readFileSync(join(third.notebook, 'lock'), 'utf8'))).toMatchObject({
    pid: third.host.pid,
  })
})
