'use strict'
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { compileFunction } = require('node:vm')

const PRELOAD_WORLD = 'Electron Isolated Context'

const part = (path) => readFileSync(join(__dirname, path), 'utf8').replace(/^module\.exports.*$/m, '')
const sharedText = `${part('codec.js')};${part('page/bridge.js')};const codec = standinCodec();`
const newWindowsText = part('page/new-windows.js')
const preloadText = part('page/preload.js')

/**
 * The scripts that every document of a window starts with: the page's half of the bridge in the page's own world, and
 * the preload in a world of its own. Without context isolation there is no bridge, and both share one world.
 */
function preloadScripts({ preload, contextIsolation = true }) {
  const body = preload === undefined ? '' : preloadBody(preload)
  const values = JSON.stringify({
    platform: process.platform,
    arch: process.arch,
    versions: process.versions,
    env: {},
  })
  const run = `${sharedText}${preloadText}
    const post = globalThis.standinSend
    delete globalThis.standinSend
    const bridge = ${contextIsolation ? "standinBridge('isolated', codec)" : 'null'}
    standinPreload({ codec, bridge, post, processValues: ${values}, preload: ${body || '() => {}'} })`
  const inPage = `${sharedText}${newWindowsText}standinNewWindows(standinBridge('main', codec))`
  return [
    ...(contextIsolation ? [{ source: `(() => {${inPage}})()` }] : []),
    // A sandboxed preload runs in the main frame only.
    {
      source: `if (window === top) (() => {${run}})()`,
      ...(contextIsolation && { worldName: PRELOAD_WORLD }),
    },
  ]
}

const parameters = ['require', 'module', 'exports', 'process']

/** The preload as a function; one that cannot be read or is not CommonJS becomes its error, told when it runs. */
function preloadBody(path) {
  try {
    const text = readFileSync(path, 'utf8')
    compileFunction(text, parameters, { filename: path })
    return `function (${parameters.join()}) {${text}\n}`
  } catch (error) {
    return `() => { throw new Error(${JSON.stringify(`${path}: ${String(error)}`)}) }`
  }
}

module.exports = { PRELOAD_WORLD, preloadScripts }
