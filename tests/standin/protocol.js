'use strict'
const { loud } = require('./loud')
const { standin } = require('./state')

const privileged = new Set()
const handlers = new Map()

const protocol = loud('protocol', {
  registerSchemesAsPrivileged(schemes) {
    if (standin.ready)
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges = {} } of schemes) {
      if (privileges.standard && privileges.secure && privileges.supportFetchAPI) privileged.add(scheme)
    }
  },
  handle: (scheme, handler) => {
    handlers.set(scheme, handler)
  },
  unhandle: (scheme) => {
    handlers.delete(scheme)
  },
  isProtocolHandled: (scheme) => handlers.has(scheme),
})

// Chromium knows no scheme of ours. app://host/ is shown as http://host.app.localhost/, which is a secure context with
// an origin of its own, as app:// is in Electron when it was registered as such; all others fail to load.
const appUrl = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)/
const pageUrl = /^http:\/\/([^/]*)\.([a-z][a-z0-9+.-]*)\.localhost(?=[/?#]|$)/

const toPage = (url) =>
  url.replace(appUrl, (all, scheme, host) =>
    handlers.has(scheme) && privileged.has(scheme) ? `http://${host}.${scheme}.localhost` : all,
  )
const fromPage = (url) =>
  url.replace(pageUrl, (all, host, scheme) => (handlers.has(scheme) ? `${scheme}://${host}` : all))

/** The app's answer to a request for one of its own schemes, as Fetch.fulfillRequest takes it; null for others. */
async function answerOf({ url, method, headers, postData }) {
  const handler = handlers.get(url.slice(0, url.indexOf(':')))
  if (handler === undefined) return null
  const request = new Request('http://standin', {
    method,
    headers,
    ...(postData !== undefined && { body: postData }),
  })
  const response = await handler(Object.defineProperty(request, 'url', { value: url }))
  return {
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  }
}

module.exports = { answerOf, fromPage, protocol, toPage }
