import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openApp, startAlone } from './drive'
import { type Fault, plant } from './faulty-build'

// The journeys on the stand-in are worth something only if they fail where Electron would. Each fault here is planted
// in a copy of the built app, and must show.

type NamedFault = Fault & { readonly name: string; readonly shows: string }

/** What a journey sees of an app: that it works, or how it does not. */
async function outcomeOf(build: string): Promise<string> {
  const driver = await openApp('standin', { build })
  try {
    const answer = await driver.page.evaluate(async () => {
      // The preload puts it there, or does not.
      const { sourcebook } = window as unknown as {
        sourcebook?: { call(...values: unknown[]): Promise<object> }
      }
      if (sourcebook === undefined) return 'window.sourcebook is missing'
      const { state } = await navigator.permissions.query({ name: 'geolocation' })
      if (state !== 'denied') return `geolocation is ${state}`
      return sourcebook.call('notebook.state', {}).then(JSON.stringify, String)
    })
    return [answer, ...driver.problems].join('\n')
  } finally {
    await driver.close()
  }
}

const inTheWindow: readonly NamedFault[] = [
  {
    name: 'context isolation is off',
    folder: 'out/main',
    find: /contextIsolation: true/,
    replacement: 'contextIsolation: false',
    shows: 'contextBridge API can only be used when contextIsolation is enabled',
  },
  {
    name: 'the preload is an ES module',
    folder: 'out/preload',
    find: /^/,
    replacement: "import 'electron'\n",
    shows: 'Cannot use import statement outside a module',
  },
  {
    name: 'the preload needs Node',
    folder: 'out/preload',
    find: /^/,
    replacement: "require('node:fs')\n",
    shows: 'module not found: node:fs',
  },
  {
    name: 'the preload is not where main looks for it',
    folder: 'out/main',
    find: /preload\.cjs/,
    replacement: 'preload.js',
    shows: 'ENOENT',
  },
  {
    name: 'the preload writes to its own window instead of the bridge',
    folder: 'out/preload',
    find: /\w+\.contextBridge\.exposeInMainWorld\(("sourcebook"),/,
    replacement: 'Object.assign(window, { sourcebook: null }, ',
    shows: 'window.sourcebook is missing',
  },
  {
    name: 'preload and main use different channels',
    folder: 'out/preload',
    find: /"sourcebook:call"/,
    replacement: '"sourcebook:calls"',
    shows: "No handler registered for 'sourcebook:calls'",
  },
  {
    name: 'the page is looked for under another host',
    folder: 'out/main',
    find: /host === "sourcebook" && request/,
    replacement: 'host === "other" && request',
    shows: '404',
  },
  {
    name: 'the sender is compared with another page',
    folder: 'out/main',
    find: /frame\.parent === null/,
    replacement: 'frame.parent !== null',
    shows: 'forbidden',
  },
  {
    name: 'the policy forbids the page its own scripts',
    folder: 'out/main',
    find: /script-src 'self'/,
    replacement: "script-src 'none'",
    shows: 'Content Security Policy',
  },
  {
    name: 'permissions are not refused',
    folder: 'out/main',
    find: /session\.setPermission(Request|Check)Handler\(.*\);/g,
    replacement: '',
    shows: 'geolocation is granted',
  },
]

test.each(inTheWindow)('the window shows it when $name', async ({ shows, ...fault }) => {
  const build = plant(fault)
  const outcome = await outcomeOf(build)
  rmSync(build, { recursive: true })
  expect(outcome).toContain(shows)
})

const atStart: readonly NamedFault[] = [
  {
    name: 'the sandbox is off',
    folder: 'out/main',
    find: /sandbox: true/,
    replacement: 'sandbox: false',
    shows: 'sandbox: false is not implemented',
  },
  {
    name: 'the scheme is not registered',
    folder: 'out/main',
    find: /protocol\.registerSchemesAsPrivileged\(/,
    replacement: 'void (',
    shows: "loading 'app://sourcebook/'",
  },
  {
    name: 'main uses a part of Electron that does not exist',
    folder: 'out/main',
    find: /app\.enableSandbox\(\)/,
    replacement: 'app.enableSandboxes()',
    shows: 'app.enableSandboxes is not implemented',
  },
  {
    name: 'main uses __dirname, which an ES module lacks',
    folder: 'out/main',
    find: /import\.meta\.dirname/,
    replacement: '__dirname',
    shows: '__dirname is not defined',
  },
]

test.each(atStart)('the app does not start when $name', async ({ shows, ...fault }) => {
  const build = plant(fault)
  const line = ['--notebook', join(build, 'notebook')]
  const { code, said } = await startAlone('standin', line, { settings: join(build, 'settings'), build })
  rmSync(build, { recursive: true })
  expect(code).toBe(1)
  expect(said).toContain(shows)
})
