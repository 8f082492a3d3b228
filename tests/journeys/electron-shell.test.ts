import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { blankBrief } from '../../shared/briefing/edit-brief'
import type { Answer } from '../../shared/contract/answer'
import { builtApp } from './built'
import { type Driver, kinds, openApp, startAlone } from './drive'

// What only the desktop app has: its window, its menu, its dialogs and its beginning and end.

const windowed = kinds.filter((kind) => kind !== 'loopback')

/** Runs a call as a script of the page would. */
function call(page: Page, name: string, input: unknown): Promise<Answer<unknown>> {
  return page.evaluate(
    async (asked) => {
      // The preload put it there; its type is that of the bridge.
      const { sourcebook } = window as unknown as {
        sourcebook: { call(...values: unknown[]): Promise<never> }
      }
      return sourcebook.call(asked.name, asked.input)
    },
    { name, input },
  )
}

/** Sends the window somewhere as the app itself would, which nothing prevents. */
function load(main: ElectronApplication, url: string): Promise<void> {
  return main.evaluate(
    ({ BrowserWindow }, address) => BrowserWindow.getAllWindows()[0]?.loadURL(address),
    url,
  )
}

/** The main process of a driver that has one. */
function mainOf({ app }: Driver): ElectronApplication {
  if (app === null) throw new Error('This kind of app has no main process to reach into.')
  return app
}

describe.each(windowed)('the window (%s)', (kind) => {
  let driver: Driver
  let page: Page
  let main: ElectronApplication
  beforeAll(async () => {
    driver = await openApp(kind)
    page = driver.page
    main = mainOf(driver)
  })
  afterAll(() => driver.close())

  test('shows the page at app://sourcebook/, and the page has nothing to complain about', async () => {
    const url = await main.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
    )
    expect(url).toBe('app://sourcebook/')
    expect(await page.title()).toContain('Sourcebook')
    expect(driver.problems).toEqual([])
  })

  test('reaches the notebook through the preload', async () => {
    expect(await call(page, 'notebook.state', {})).toMatchObject({
      ok: true,
      value: { folder: driver.notebook },
    })
    expect(await call(page, 'no.such.call', {})).toMatchObject({
      ok: false,
      error: { reason: 'unknown-call' },
    })
  })

  test('gives the page two functions and nothing else of Electron or Node', async () => {
    const seen = await page.evaluate(() => ({
      given: Object.keys((window as unknown as { sourcebook: object }).sourcebook), // as the preload exposed it
      leaked: ['require', 'process', 'module', 'ipcRenderer', 'Buffer'].filter((name) => name in window),
    }))
    expect(seen).toEqual({ given: ['call', 'onEvent'], leaked: [] })
  })

  test('is made with every setting that guards it', async () => {
    const preferences = await main.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      // Electron has this function but does not document it.
      return (contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences()
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    })
  })

  test('cannot be made smaller than its panes need', async () => {
    const smallest = await main.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getMinimumSize(),
    )
    expect(smallest).toEqual([860, 560])
  })
})

describe.each(windowed)('the page is kept in (%s)', (kind) => {
  let driver: Driver
  let page: Page
  let main: ElectronApplication
  beforeEach(async () => {
    driver = await openApp(kind)
    page = driver.page
    main = mainOf(driver)
  })
  afterEach(() => driver.close())

  const addressOf = () =>
    main.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())

  test('every file comes with the policy, and a file that is not on the list is not found', async () => {
    const answers = await page.evaluate(async () => {
      const paths = ['/', '/nothing.js', '/../package.json', '/%2e%2e/%2e%2e/package.json', '//etc/passwd']
      return Promise.all(
        paths.map(async (path) => {
          const { status, headers } = await fetch(location.origin + path)
          return { path, status, policy: headers.get('content-security-policy') }
        }),
      )
    })
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 404, 404, 404])
    for (const { policy } of answers) expect(policy).toContain("default-src 'none'; script-src 'self'")
  })

  test('the policy is enforced: no inline script, no HTML from text, no request to another server', async () => {
    let asked = 0
    const server = createServer((_request, response) => {
      asked++
      response.end('')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    // A server that listens on a port has an address of this form.
    const { port } = server.address() as AddressInfo
    const outcome = await page.evaluate(async (elsewhere) => {
      const script = document.createElement('script')
      const tried: string[] = []
      const refused = async (attempt: () => unknown) => {
        try {
          await attempt()
        } catch (error) {
          tried.push(error instanceof Error ? error.name : String(error))
        }
      }
      await refused(() => script.append('window.ran = true'))
      await refused(() => document.body.append(script))
      await refused(() => Object.assign(document.createElement('p'), { innerHTML: '<b>bold</b>' }))
      await refused(() => fetch(elsewhere))
      const picture = new Image()
      await refused(
        () =>
          new Promise((resolve, reject) => {
            picture.addEventListener('load', resolve)
            picture.addEventListener('error', () => reject(new Error('not loaded')))
            picture.src = elsewhere
          }),
      )
      return { ran: 'ran' in window, tried }
    }, `http://127.0.0.1:${port}/`)
    server.close()
    expect(outcome).toEqual({ ran: false, tried: ['TypeError', 'TypeError', 'Error'] })
    expect(asked).toBe(0)
    expect(driver.problems.join('\n')).toContain('Content Security Policy')
  })

  test('it goes nowhere else, by script or by link', async () => {
    await page.evaluate(() => location.assign('https://example.com/'))
    await page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), {
        href: 'app://elsewhere/',
        textContent: 'Elsewhere',
      })
      document.body.append(link)
      link.click()
    })
    expect(await call(page, 'notebook.state', {})).toMatchObject({ ok: true })
    expect(await addressOf()).toBe('app://sourcebook/')
  })

  test('it opens no second window', async () => {
    const opened = await page.evaluate(() => window.open('https://example.com/') !== null)
    await page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), {
        href: '/',
        target: '_blank',
        textContent: 'New',
      })
      document.body.append(link)
      link.click()
    })
    expect(await call(page, 'notebook.state', {})).toMatchObject({ ok: true })
    expect(opened).toBe(false)
    expect(main.windows()).toHaveLength(1)
  })

  test('it is given no permission', async () => {
    const states = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi'] as const
      return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
    })
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'denied'])
  })

  test('it downloads nothing', async () => {
    await main.evaluate(({ session }) => {
      const heard = new Promise<boolean>((resolve) => {
        session.defaultSession.once('will-download', (event) => resolve(event.defaultPrevented))
      })
      Object.assign(globalThis, { heard })
    })
    await page.evaluate(() => {
      const href = URL.createObjectURL(new Blob(['text']))
      const link = Object.assign(document.createElement('a'), {
        href,
        download: 'text.txt',
        textContent: 'Save',
      })
      document.body.append(link)
      link.click()
    })
    const prevented = await main.evaluate(() => (globalThis as unknown as { heard: Promise<boolean> }).heard) // put there above
    expect(prevented).toBe(true)
  })

  test('a call from any other page is refused, though the preload runs there too', async () => {
    await load(main, 'data:text/html,<title>Elsewhere</title>')
    await page.waitForURL(/^data:/)
    for (const [name, input] of [
      ['notebook.state', {}],
      ['brief.create', blankBrief('Mine')],
    ] as const) {
      expect(await call(page, name, input)).toMatchObject({ ok: false, error: { reason: 'forbidden' } })
    }
    await load(main, 'app://sourcebook/')
    await page.waitForURL(/sourcebook/)
    expect(await call(page, 'brief.list', {})).toEqual({ ok: true, value: [] })
  })

  test('a page that crashed is offered again', async () => {
    await page.evaluate(() => Object.assign(window, { before: true }))
    const loaded = page.waitForEvent('load')
    await main.evaluate(({ BrowserWindow, dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false })
      const details = { reason: 'crashed', exitCode: 1 }
      BrowserWindow.getAllWindows()[0]?.webContents.emit('render-process-gone', {}, details)
    })
    await loaded
    expect(await page.evaluate(() => 'before' in window)).toBe(false)
  })
})

describe.each(windowed)('menu and dialogs (%s)', (kind) => {
  let driver: Driver
  let page: Page
  let main: ElectronApplication
  beforeAll(async () => {
    driver = await openApp(kind)
    page = driver.page
    main = mainOf(driver)
  })
  afterAll(() => driver.close())

  test('each entry of the menu reaches the window as a command', async () => {
    await page.evaluate(() => {
      const heard: unknown[] = []
      // As the preload exposed it.
      const { sourcebook } = window as unknown as {
        sourcebook: { onEvent(listener: (event: { kind: string }) => void): void }
      }
      sourcebook.onEvent((event) => {
        if (event.kind === 'command') heard.push(event) // the page acts on them, which makes other events
      })
      Object.assign(window, { heard })
    })
    const commands = ['import', 'export', 'undo', 'redo', 'find', 'palette', 'keys']
    await main.evaluate(({ Menu }, ids) => {
      for (const id of ids) Menu.getApplicationMenu()?.getMenuItemById(id)?.click()
    }, commands)
    const heard = () => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard) // put there above
    await expect
      .poll(heard, { timeout: 10_000 })
      .toEqual(commands.map((command) => ({ kind: 'command', command })))
  })

  test('a file is chosen in the dialog of the desktop, and its path stays in the main process', async () => {
    await main.evaluate(
      ({ dialog }, path) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
      },
      join(builtApp(), 'package.json'),
    )
    const answer = await call(page, 'desktop.chooseFiles', {})
    expect(answer).toMatchObject({ ok: true, value: [{ name: 'package.json' }] })
    expect(JSON.stringify(answer)).not.toContain(builtApp())
  })

  test('a brief is saved where the dialog says, and nowhere when it is cancelled', async () => {
    const target = join(mkdtempSync(join(tmpdir(), 'sourcebook-save-')), 'brief.md')
    const asked = { fileName: 'brief.md' }
    const files = [{ name: 'brief.md', encoding: 'utf8' as const, data: '# A brief\n' }]
    await main.evaluate(({ dialog }) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' })
    })
    expect(await call(page, 'desktop.chooseSave', asked)).toEqual({ ok: true, value: null })
    await main.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    }, target)
    const place = await call(page, 'desktop.chooseSave', asked)
    expect(place).toMatchObject({ ok: true, value: { name: 'brief.md', text: null } })
    // What the line above has seen.
    const { handle } = (place as { value: { handle: string } }).value
    expect(await call(page, 'desktop.writeExport', { handle, files })).toMatchObject({ ok: true })
    expect(await call(page, 'desktop.writeExport', { handle, files })).toMatchObject({ ok: false })
    expect(readFileSync(target, 'utf8')).toBe('# A brief\n')
  })
})

describe.each(windowed)('beginning and end (%s)', (kind) => {
  let folder: string
  let settings: string
  let notebook: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sourcebook-shell-'))
    settings = join(folder, 'settings')
    notebook = join(folder, 'notebook')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('quitting gives the notebook free and ends without an error', async () => {
    const driver = await openApp(kind, { notebook, settings })
    const held = join(notebook, 'lock')
    expect(existsSync(held)).toBe(true)
    const exited = once(mainOf(driver).process(), 'exit')
    await driver.close()
    expect(await exited).toEqual([0, null])
    expect(existsSync(held)).toBe(false)
  })

  test('closing the window ends the app, and what was acknowledged is there at the next start', async () => {
    const first = await openApp(kind, { notebook, settings })
    await call(first.page, 'brief.create', blankBrief('Heat pumps'))
    const exited = once(mainOf(first).process(), 'exit')
    await mainOf(first).evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    expect(await exited).toEqual([0, null])
    const second = await openApp(kind, { notebook, settings })
    expect(await call(second.page, 'brief.list', {})).toMatchObject({
      ok: true,
      value: [{ title: 'Heat pumps' }],
    })
    await second.close()
  })

  test('the window comes back where and as large as it was left', async () => {
    const left = { x: 60, y: 40, width: 1000, height: 640 }
    const first = await openApp(kind, { notebook, settings })
    await mainOf(first).evaluate(({ BrowserWindow }, bounds) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(bounds)
    }, left)
    await first.close()
    const second = await openApp(kind, { notebook, settings })
    const bounds = await mainOf(second).evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getBounds(),
    )
    expect(bounds).toEqual(left)
    await second.close()
  })

  test('started again, it brings its window to the front and ends the second start', async () => {
    const driver = await openApp(kind, { notebook, settings })
    const main = mainOf(driver)
    const shown = main.evaluate(
      ({ BrowserWindow, dialog }) =>
        new Promise<{ minimized: boolean | undefined; message: string }>((resolve) => {
          const window = BrowserWindow.getAllWindows()[0]
          window?.minimize()
          dialog.showMessageBox = (...values: unknown[]) => {
            // Called with the window and the options.
            const { detail } = values[1] as { detail: string }
            resolve({ minimized: window?.isMinimized(), message: detail })
            return Promise.resolve({ response: 0, checkboxChecked: false })
          }
        }),
    )
    const other = join(folder, 'another notebook')
    const { code } = await startAlone(kind, ['--notebook', other], { settings })
    expect(code).toBe(0)
    expect(await shown).toEqual({ minimized: false, message: expect.stringContaining(other) as string })
    expect(existsSync(other)).toBe(false)
    await driver.close()
  })

  test('a start that cannot succeed says why in one sentence and ends with code 1', async () => {
    const { code, said } = await startAlone(kind, ['--notebook'], { settings })
    expect(code).toBe(1)
    expect(said).toContain('Write the folder of the notebook after --notebook')
  })
})
