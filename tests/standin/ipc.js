'use strict'
const { EventEmitter } = require('node:events')
const { loud } = require('./loud')

const handlers = new Map()

const ipcMain = Object.assign(new EventEmitter(), {
  handle(channel, handler) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  },
  handleOnce(channel, handler) {
    ipcMain.handle(channel, (...values) => {
      handlers.delete(channel)
      return handler(...values)
    })
  },
  removeHandler: (channel) => {
    handlers.delete(channel)
  },
})

/**
 * Runs the handler of an `invoke` and gives its outcome to `answer`. Of an error only the text arrives, as in
 * Electron; so does a result that cannot be cloned, which makes `answer` reject.
 */
async function invoke({ id, channel, args }, event, answer) {
  const fail = (error) =>
    answer({ kind: 'result', id, error: `Error invoking remote method '${channel}': ${error}` })
  const handler = handlers.get(channel)
  try {
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    await answer({ kind: 'result', id, value: await handler(event, ...args) })
  } catch (error) {
    await fail(error)
  }
}

module.exports = { invoke, ipcMain: loud('ipcMain', ipcMain) }
