'use strict'
const Module = require('node:module')
const { loud } = require('./loud')

const names = new Set(['electron', 'electron/main'])
const dataUrl = (text) => `data:text/javascript,${encodeURIComponent(text)}`

function replace(name, change) {
  Module[name] = change(Module[name].bind(Module))
}

/** Makes `electron` mean `exports`: for require, for import, and for the inspector, through which Playwright asks. */
function provideElectron(exports) {
  const electron = loud('electron', exports)
  globalThis.standinElectron = exports

  replace(
    '_load',
    (load) =>
      (id, ...rest) =>
        names.has(id) ? electron : load(id, ...rest),
  )
  replace(
    '_resolveFilename',
    (resolve) =>
      (id, ...rest) =>
        names.has(id) ? id : resolve(id, ...rest),
  )

  const exported = Object.keys(exports).map((name) => `export const ${name} = standinElectron.${name};`)
  const url = dataUrl(exported.join('\n'))
  const hook = `const names = ${JSON.stringify([...names])}
    export const resolve = (id, context, next) =>
      names.includes(id) ? { url: ${JSON.stringify(url)}, shortCircuit: true } : next(id, context)`
  Module.register(dataUrl(hook))
}

module.exports = { provideElectron }
