'use strict'
const { EventEmitter } = require('node:events')
const { chromium } = require('./chromium')
const { loud } = require('./loud')
const { prevented } = require('./preventable')
const { protocol, toPage } = require('./protocol')
const { standin } = require('./state')

const asked = { permission: null, check: null, device: null, beforeRequest: null }

const defaultSession = Object.assign(new EventEmitter(), {
  protocol,
  setPermissionRequestHandler: (handler) => {
    asked.permission = handler
  },
  setPermissionCheckHandler: (handler) => {
    asked.check = handler
  },
  setDevicePermissionHandler: (handler) => {
    asked.device = handler
  },
  webRequest: loud('session.webRequest', {
    onBeforeRequest: (filter, listener) => {
      asked.beforeRequest = listener ?? filter
    },
  }),
})

/** Whether the app lets a request go out. */
async function isAllowed(details) {
  if (asked.beforeRequest === null) return true
  const answer = await new Promise((resolve) => {
    asked.beforeRequest(details, resolve)
  })
  return answer.cancel !== true
}

// Electron's names for what a page may ask, and Chromium's.
const permissions = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
]

/** Sets what the page at `url` may do to what the app's handlers answer. Without handlers Electron grants it all. */
async function applyPermissions(contents, url) {
  const origin = new URL(toPage(url)).origin
  for (const [permission, name] of permissions) {
    const setting = (await isGranted(contents, permission, url)) ? 'granted' : 'denied'
    await chromium.cdp.send('Browser.setPermission', { permission: { name }, setting, origin })
  }
}

async function isGranted(contents, permission, url) {
  const details = { isMainFrame: true, requestingUrl: url }
  if (asked.check !== null && !asked.check(contents, permission, url, details)) return false
  if (asked.permission === null) return true
  return new Promise((resolve) => {
    asked.permission(contents, permission, resolve, details)
  })
}

/** Hears of every download; nothing is ever written. */
async function watchDownloads() {
  chromium.cdp.on('event', ({ method, params }) => {
    if (method === 'Browser.downloadWillBegin') receiveDownload(params)
  })
  await chromium.cdp.send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true })
}

/** A download that no listener prevented is noted. */
function receiveDownload({ frameId, url, suggestedFilename }) {
  const contents = [...standin.contentsBySession.values()].find(({ frames }) => frames.has(frameId))
  const item = loud('DownloadItem', { getURL: () => url, getFilename: () => suggestedFilename })
  if (prevented(defaultSession, 'will-download', item, contents)) return
  standin.recorded.push({ name: 'download', args: [url] })
}

module.exports = {
  applyPermissions,
  defaultSession: loud('session.defaultSession', defaultSession),
  isAllowed,
  watchDownloads,
  session: loud('session', { defaultSession: loud('session.defaultSession', defaultSession) }),
}
