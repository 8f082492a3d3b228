'use strict'
const { EventEmitter } = require('node:events')

// Asked of every object by promises, inspectors and test libraries; to lack them is no fault of the app.
const ordinary = new Set([
  'then',
  'toJSON',
  'inspect',
  'constructor',
  'nodeType',
  'asymmetricMatch',
  '$$typeof',
  'default',
])

/**
 * `object`, with whatever it lacks failing by name. An app that uses more of Electron than the stand-in has must not
 * see `undefined`, which it could mistake for an answer.
 */
function loud(name, object) {
  return new Proxy(object, {
    get(target, key, receiver) {
      if (typeof key === 'string' && !(key in target) && !ordinary.has(key)) {
        throw new Error(`stand-in: ${name}.${key} is not implemented`)
      }
      return Reflect.get(target, key, receiver)
    },
  })
}

/** An emitter to extend: what neither an instance nor its classes have is looked for last here, and fails by name. */
function loudEmitter(name) {
  class Emitter extends EventEmitter {}
  Object.setPrototypeOf(Emitter.prototype, loud(name, EventEmitter.prototype))
  return Emitter
}

/** A function that answers `value` and does nothing: for what has no effect that a test could see. */
const inert = (value) => () => value

module.exports = { inert, loud, loudEmitter }
