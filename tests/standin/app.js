'use strict'
const { EventEmitter } = require('node:events')
const { homedir, tmpdir } = require('node:os')
const { join } = require('node:path')
const { inert, loud } = require('./loud')
const { prevented } = require('./preventable')
const { requestSingleInstanceLock } = require('./single-instance')
const { standin } = require('./state')

const folders = {
  home: homedir(),
  appData: join(homedir(), '.config'),
  documents: join(homedir(), 'Documents'),
  downloads: join(homedir(), 'Downloads'),
  desktop: join(homedir(), 'Desktop'),
  temp: tmpdir(),
  exe: process.execPath,
}

function getPath(name) {
  if (name === 'userData' && folders.userData === undefined) return join(folders.appData, app.name)
  if (folders[name] === undefined) throw new Error(`Failed to get '${name}' path`)
  return folders[name]
}

let announceReady
const ready = new Promise((resolve) => {
  announceReady = resolve
})

let quitting = false

/** before-quit, the windows' close, will-quit and quit, in Electron's order; any listener may stop it. */
async function quit() {
  if (quitting) return
  if (prevented(app, 'before-quit')) return
  quitting = true
  for (const window of Array.from(standin.windows)) {
    await window.close()
    if (!window.isDestroyed()) {
      quitting = false
      return
    }
  }
  if (prevented(app, 'will-quit')) {
    quitting = false
    return
  }
  exit(0)
}

function exit(code = 0) {
  app.emit('quit', {}, code)
  process.exit(code)
}

/** When the last window has closed, the app quits unless it listens for that itself. */
function lastWindowClosed() {
  if (quitting) return
  if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
  else void quit()
}

async function tellOfLaterInstance(line, folder, data) {
  await ready
  app.emit('second-instance', {}, line, folder, data)
}

function beforeReady(name) {
  if (standin.ready) throw new Error(`app.${name}() can only be called before app is ready`)
}

const app = Object.assign(new EventEmitter(), {
  name: 'Electron',
  isPackaged: false,
  whenReady: () => ready,
  isReady: () => standin.ready,
  getName: () => app.name,
  getVersion: () => standin.appPackage.version ?? '0.0.0',
  getAppPath: () => standin.appFolder,
  getLocale: inert('en-US'),
  getPath,
  setPath: (name, path) => {
    folders[name] = path
  },
  enableSandbox: () => beforeReady('enableSandbox'),
  setAppUserModelId: inert(),
  focus: inert(),
  requestSingleInstanceLock: (data = {}) => {
    return requestSingleInstanceLock(getPath('userData'), data, tellOfLaterInstance)
  },
  quit: () => void quit(),
  exit,
})

function becomeReady() {
  standin.ready = true
  app.emit('will-finish-launching')
  app.emit('ready', {}, {})
  announceReady()
}

module.exports = { app: loud('app', app), becomeReady, lastWindowClosed }
