'use strict'
const { readFileSync, statSync } = require('node:fs')
const { open: openInspector } = require('node:inspector')
const { join, resolve } = require('node:path')
const { pathToFileURL } = require('node:url')
const { app, becomeReady } = require('./app')
const { BrowserWindow } = require('./browser-window')
const { startChromium } = require('./chromium')
const { ipcMain } = require('./ipc')
const { Menu } = require('./menu')
const { provideElectron } = require('./module-hook')
const { dialog, nativeTheme, screen, shell } = require('./outside')
const { protocol } = require('./protocol')
const { session, watchDownloads } = require('./session')
const { standin } = require('./state')
const { utilityProcess } = require('./utility-process')
const { WebContents } = require('./web-contents')

// In Electron the line starts with the executable; here Node stands before it.
process.argv.shift()
const line = process.argv.slice(1)

provideElectron({
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
  webContents: WebContents,
  standin,
})
process.versions.electron = require('electron/package.json').version
process.type = 'browser'
process.on('SIGTERM', () => app.quit())
process.on('SIGINT', () => app.quit())

// Playwright reads the inspector's address from stderr, and `-r` names the loader that makes the app wait for it.
if (line.some((word) => word.startsWith('--inspect'))) openInspector(0)
const { loaders, entry } = readLine(line)
for (const loader of loaders) require(loader)

void start(entry)

async function start(path) {
  try {
    await run(path)
  } catch (error) {
    console.error(error)
    app.exit(1)
  }
}

async function run(path) {
  const started = startChromium({ withPort: line.includes('--remote-debugging-port=0') })
  const script = statSync(path).isDirectory() ? scriptOf(path) : path
  app.name = standin.appPackage.productName ?? standin.appPackage.name ?? app.name
  await Promise.all([import(pathToFileURL(script).href), started])
  await watchDownloads()
  becomeReady()
}

function scriptOf(folder) {
  standin.appFolder = folder
  standin.appPackage = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, standin.appPackage.main ?? 'index.js')
}

/** The first word that is no switch names the app: a folder or a script. */
function readLine(words) {
  const loaders = []
  for (let at = 0; at < words.length; at++) {
    if (words[at] === '-r') loaders.push(words[++at])
    else if (!words[at].startsWith('-')) return { loaders, entry: resolve(words[at]) }
  }
  return { loaders, entry: process.cwd() }
}
