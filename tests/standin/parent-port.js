'use strict'
const { EventEmitter } = require('node:events')
const { isMainThread } = require('node:worker_threads')

// What a utility process has in place of the channel of a forked one. Messages wait until somebody listens. A thread beside
// it, which is started with the same options, has none.
if (isMainThread) {
  const parentPort = new EventEmitter()
  parentPort.postMessage = process.send.bind(process)
  parentPort.once('newListener', () => {
    process.on('message', (data) => parentPort.emit('message', { data, ports: [] }))
  })
  process.on('disconnect', () => process.exit())
  process.parentPort = parentPort
}
