import { forEachImport } from './imports.mjs'
import { globalUses, memberName, memberOfGlobalObject } from './names.mjs'
import { isIn, isTest, pathInHouse } from './place.mjs'

const modules =
  /^(node:)?(http|https|http2|net|tls|dgram|dns|dns\/promises)$|^(undici|ws|axios|got|node-fetch)$/
const globals = new Set([
  'EventSource',
  'RTCPeerConnection',
  'WebSocket',
  'WebTransport',
  'XMLHttpRequest',
  'fetch',
  'sendBeacon',
])

const mayListen = (path) => /^electron\/hosts\/loopback-http[\w-]*\.ts$/.test(path)
const mayFetch = (path) => /^renderer\/state\/(host|loopback[\w-]*)\.tsx?$/.test(path)
const mayServeFiles = (path) => isIn(path, 'electron/shell')

/** Sourcebook makes no network call: one host listens on loopback, one client in the window speaks to it, nothing else. */
export const noNetwork = {
  create(context) {
    const path = pathInHouse(context.filename)
    const judged = ['electron', 'renderer', 'shared'].some((room) => isIn(path, room)) && !isTest(path)
    if (!judged) return {}
    const report = (node, what) =>
      context.report({ node, message: `${what} reaches the network, and Sourcebook works without one.` })
    return {
      ...forEachImport(({ node, specifier, typeOnly, names }) => {
        if (typeOnly) return
        if (modules.test(specifier) && !mayListen(path)) report(node, `“${specifier}”`)
        if (specifier === 'electron' && names.includes('net') && !mayServeFiles(path))
          report(node, 'net of Electron')
      }),
      'Program:exit'() {
        if (mayFetch(path)) return
        for (const use of globalUses(context)) if (globals.has(use.name)) report(use, use.name)
      },
      MemberExpression(node) {
        if (mayFetch(path)) return
        if (memberName(node) === 'sendBeacon') report(node, 'sendBeacon')
        else if (globals.has(memberOfGlobalObject(node))) report(node, memberOfGlobalObject(node))
      },
    }
  },
}
