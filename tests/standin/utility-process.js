'use strict'
const { fork } = require('node:child_process')
const { join } = require('node:path')
const { loud, loudEmitter } = require('./loud')

// A utility process is a Node process here; in Electron it is a child of the browser process with Node in it.

class UtilityProcess extends loudEmitter('UtilityProcess') {
  #child

  constructor(path, args, { env, execArgv, stdio } = {}) {
    super()
    this.#child = fork(path, args, {
      env,
      execArgv: [...(execArgv ?? []), '--require', join(__dirname, 'parent-port.js')],
      stdio: [stdio ?? 'inherit', stdio ?? 'inherit', stdio ?? 'inherit', 'ipc'],
      serialization: 'advanced',
    })
    this.#child.on('spawn', () => this.emit('spawn'))
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.on('exit', (code) => this.emit('exit', code))
    process.once('exit', () => this.kill())
  }

  get pid() {
    return this.#child.pid
  }

  postMessage(message) {
    this.#child.send(message)
  }

  kill() {
    return this.#child.kill('SIGKILL')
  }
}

const utilityProcess = loud('utilityProcess', {
  fork: (path, args = [], options = {}) => new UtilityProcess(path, args, options),
})

module.exports = { utilityProcess }
