'use strict'
const { EventEmitter } = require('node:events')

/** The DevTools protocol over --remote-debugging-pipe: JSON messages, each ended by a NUL. */
class Cdp extends EventEmitter {
  #lastId = 0
  #waiting = new Map()
  #output

  constructor(output, input) {
    super()
    this.#output = output
    let rest = ''
    input.setEncoding('utf8')
    input.on('data', (text) => {
      const messages = (rest + text).split('\0')
      rest = messages.pop()
      for (const message of messages) this.#receive(JSON.parse(message))
    })
  }

  send(method, params = {}, sessionId) {
    const id = ++this.#lastId
    this.#output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve, reject })
    })
  }

  #receive(message) {
    if (message.id === undefined) {
      this.emit('event', message)
      return
    }
    const asked = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.error) asked?.reject(new Error(`${asked.method}: ${message.error.message}`))
    else asked?.resolve(message.result)
  }
}

module.exports = { Cdp }
