'use strict'

/**
 * Runs the app's preload as a sandboxed one: `require` gives `electron` and nothing else. `post` carries text to the
 * main process; what comes back arrives at globalThis.standinReceive, which only the world of the preload has.
 */
function standinPreload({ codec, bridge, post, processValues, preload }) {
  const listeners = new Map()
  const listenersOf = (channel) => listeners.get(channel) ?? []
  const add = (channel, listener) => {
    listeners.set(channel, [...listenersOf(channel), listener])
    return ipcRenderer
  }
  const remove = (channel, listener) => {
    const kept = listenersOf(channel).filter((entry) => entry !== listener && entry.original !== listener)
    listeners.set(channel, kept)
    return ipcRenderer
  }
  const once = (channel, listener) => {
    const entry = (...values) => {
      remove(channel, entry)
      listener(...values)
    }
    entry.original = listener
    return add(channel, entry)
  }

  const waiting = new Map()
  let invocations = 0
  const send = (message) => post(codec.encode(message))
  const invoke = (channel, ...args) =>
    new Promise((resolve, reject) => {
      const id = invocations++
      send({ kind: 'invoke', id, channel, args }) // what cannot be cloned rejects here
      waiting.set(id, { resolve, reject })
    })

  const ipcRenderer = {
    invoke,
    send: (channel, ...args) => send({ kind: 'send', channel, args }),
    on: add,
    addListener: add,
    once,
    off: remove,
    removeListener: remove,
    removeAllListeners: (channel) => {
      listeners.delete(channel)
      return ipcRenderer
    },
    sendSync: () => {
      throw new Error('stand-in: ipcRenderer.sendSync is not implemented')
    },
  }

  globalThis.standinReceive = (text) => {
    const message = codec.decode(text)
    if (message.kind === 'message') {
      for (const listener of listenersOf(message.channel)) listener({ sender: ipcRenderer }, ...message.args)
      return
    }
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) asked?.resolve(message.value)
    else asked?.reject(new Error(message.error))
  }

  const exposed = new Set()
  const contextBridge = {
    exposeInMainWorld(name, api) {
      if (bridge === null)
        throw new Error('contextBridge API can only be used when contextIsolation is enabled')
      if (exposed.has(name))
        throw new Error('Cannot bind an API on top of an existing property on the window object')
      exposed.add(name)
      bridge.expose(name, api)
    },
  }
  bridge?.onOpen((url) => send({ kind: 'open', url }))

  const require = (id) => {
    if (id === 'electron' || id === 'electron/renderer') return { contextBridge, ipcRenderer }
    throw new Error(`module not found: ${id}`)
  }
  const module = { exports: {} }
  try {
    preload(require, module, module.exports, { ...processValues, type: 'renderer', sandboxed: true })
  } catch (error) {
    console.error('Unable to load preload script:', String(error))
  }
}

module.exports = { standinPreload }
