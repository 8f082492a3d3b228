'use strict'
const { EventEmitter } = require('node:events')

// What a utility process has in place of the channel of a forked one.
const parentPort = new EventEmitter()
parentPort.postMessage = process.send.bind(process)
process.on('message', (data) => parentPort.emit('message', { data, ports: [] }))
process.on('disconnect', () => process.exit())
process.parentPort = parentPort
