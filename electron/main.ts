import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  app,
  BrowserWindow,
  session as browserSession,
  type IpcMainInvokeEvent,
  ipcMain,
  Menu,
} from 'electron'
import { EVENT_CHANNEL } from '../shared/contract/channel'
import type { NotebookEvent } from '../shared/contract/events'
import { findNotebook, rememberNotebook } from './api/find-notebook'
import { openSession } from './api/open-session'
import { systemPorts } from './api/ports'
import { recoverNotebook } from './api/recover-notebook'
import { changeSettings, preferredTheme, readSettings } from './api/settings'
import { serveElectronIpc } from './hosts/electron-ipc'
import { inTheme, readPageFiles } from './hosts/page-files'
import { parseApart } from './intake/parse-apart'
import { workApart, workProgram } from './long-texts/work-apart'
import { searchApart, searchProgram } from './search/search-apart'
import { registerAppScheme, serveAppPage } from './shell/app-protocol'
import { readArguments } from './shell/arguments'
import { chooseNotebook } from './shell/choose-notebook'
import { electronDesktop } from './shell/desktop'
import { followHistory } from './shell/follow-history'
import { finishBeforeLeaving, refuseToStart } from './shell/leaving'
import { lockDownContents, lockDownSession } from './shell/lock-down'
import { type Command, menuTemplate } from './shell/menu'
import { APP_PAGE, isFromPage } from './shell/our-page'
import { answerLaterInstances, becomeOnlyInstance } from './shell/single-instance'
import { utilityParser } from './shell/utility-parser'
import { utilityProgram } from './shell/utility-program'
import { openWindow } from './shell/window'

const built = join(import.meta.dirname, '..')
const developmentServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL
const page = developmentServer ?? APP_PAGE

registerAppScheme()
app.enableSandbox()
keepProfileBesideSettings()
main().catch(refuseToStart)

async function main(): Promise<void> {
  const { notebook, takeOver, anew } = readArguments(process.argv.slice(1))
  if (!becomeOnlyInstance(notebook)) return app.quit()
  await app.whenReady()

  const settings = await readSettings()
  const folder = await findNotebook({ named: notebook, anew }).catch(openInPlace)
  if (folder === null) return app.quit()
  const parseFile = parseApart(utilityParser(join(import.meta.dirname, 'parser.js')))
  const openSearch = searchApart(utilityProgram(searchProgram(join(import.meta.dirname, 'searcher.js'))))
  const work = workApart(utilityProgram(workProgram(join(import.meta.dirname, 'worker.js'))))
  const session = await openSession(
    { folder, desktop: electronDesktop(ourWindow), takeOver, prepare: true },
    { ...systemPorts, parseFile, openSearch, work },
  )
  await rememberNotebook(folder)
  let windowKept: Promise<unknown> = Promise.resolve()
  finishBeforeLeaving(async () => {
    await Promise.allSettled([windowKept]) // where the window stood is not worth a message
    await session.close()
  })

  if (developmentServer === undefined) {
    serveAppPage(inTheme(await readPageFiles(join(built, 'renderer')), preferredTheme))
  }
  lockDownSession(browserSession.defaultSession, page)
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents, page))
  serveElectronIpc({ ipcMain, session, isOurs, send })
  const mac = process.platform === 'darwin'
  followHistory(session, (history) => {
    const template = menuTemplate({ mac, packaged: app.isPackaged, history, send: command })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  })

  const window = await openWindow({
    page,
    preload: join(built, 'preload/preload.cjs'),
    packaged: app.isPackaged,
    left: settings.window,
    theme: preferredTheme(),
    onClose: (state) => {
      windowKept = changeSettings((before) => ({ ...before, window: state }))
    },
  })
  answerLaterInstances(window, folder)
}

/** What is opened in place of a notebook that is not there; null when the person would rather leave. */
async function openInPlace(error: unknown): Promise<string | null> {
  const chosen = await chooseNotebook(error)
  if (chosen === null) return null
  const { open, folder } = chosen
  if (open !== 'recovered') return findNotebook({ named: folder, anew: open === 'empty' }).catch(openInPlace)
  const of = { from: null, id: chosen.lost.id, number: null, folder }
  await recoverNotebook(of, systemPorts)
  return folder
}

/** There is one window; null before it opens and after it closed. */
function ourWindow(): BrowserWindow | null {
  return BrowserWindow.getAllWindows()[0] ?? null
}

function isOurs(event: IpcMainInvokeEvent): boolean {
  const window = ourWindow()
  return window !== null && isFromPage(event, window.webContents, page)
}

function send(event: NotebookEvent): void {
  ourWindow()?.webContents.send(EVENT_CHANNEL, event)
}

function command(command: Command): void {
  send({ kind: 'command', command })
}

/** With settings of its own, an app also has a Chromium profile of its own, and so does not meet a running one. */
function keepProfileBesideSettings(): void {
  const settings = process.env.SOURCEBOOK_SETTINGS_DIR
  if (!settings) return
  const profile = join(settings, 'window')
  mkdirSync(profile, { recursive: true })
  app.setPath('userData', profile)
}
