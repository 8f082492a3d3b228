'use strict'

const isBuffer = (value) => typeof Buffer !== 'undefined' && value instanceof Buffer
const toBase64 = (bytes) =>
  typeof Buffer === 'undefined' ? bytes.toBase64() : Buffer.from(bytes).toString('base64')
const fromBase64 = (text) =>
  typeof Buffer === 'undefined' ? Uint8Array.fromBase64(text) : new Uint8Array(Buffer.from(text, 'base64'))
const refuse = () => {
  throw new Error('An object could not be cloned.')
}

/**
 * Text for values, with the rules of the structured clone: used on both sides of the DevTools pipe, so this
 * file is also sent to the page as text. Refuses with Electron's words what cannot be cloned.
 */
function standinCodec() {
  function encode(value) {
    if (value === undefined) return ['undefined']
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number') {
      const plain = Number.isFinite(value) && !Object.is(value, -0)
      return plain ? value : ['number', Object.is(value, -0) ? '-0' : String(value)]
    }
    if (typeof value === 'bigint') return ['bigint', String(value)]
    if (typeof value !== 'object') return refuse()
    return encodeObject(value)
  }

  function encodeObject(value) {
    if (typeof Node !== 'undefined' && value instanceof Node) return refuse()
    if ([Promise, WeakMap, WeakSet].some((kind) => value instanceof kind)) return refuse()
    if (Array.isArray(value)) return ['array', value.map(encode)]
    if (value instanceof Date) return ['date', value.getTime()]
    if (value instanceof RegExp) return ['regexp', value.source, value.flags]
    if (value instanceof Map) return ['map', [...value].map(([key, item]) => [encode(key), encode(item)])]
    if (value instanceof Set) return ['set', [...value].map(encode)]
    if (value instanceof Error) return ['error', value.message, value.name]
    if (value instanceof ArrayBuffer) return ['bytes', toBase64(new Uint8Array(value)), 'ArrayBuffer']
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      return ['bytes', toBase64(bytes), isBuffer(value) ? 'Uint8Array' : value.constructor.name]
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encode(item)]))
  }

  // A plain object stands for itself; a list is always [kind, …].
  function decode(text) {
    if (Array.isArray(text)) return decodeKind(text)
    if (text === null || typeof text !== 'object') return text
    return Object.fromEntries(Object.entries(text).map(([key, item]) => [key, decode(item)]))
  }

  function decodeKind([kind, content, detail]) {
    switch (kind) {
      case 'undefined':
        return undefined
      case 'number':
        return Number(content)
      case 'bigint':
        return BigInt(content)
      case 'array':
        return content.map(decode)
      case 'date':
        return new Date(content)
      case 'regexp':
        return new RegExp(content, detail)
      case 'map':
        return new Map(content.map(([key, item]) => [decode(key), decode(item)]))
      case 'set':
        return new Set(content.map(decode))
      case 'error':
        return Object.assign(new Error(content), { name: detail })
      case 'bytes':
        return detail === 'ArrayBuffer'
          ? fromBase64(content).buffer
          : new globalThis[detail](fromBase64(content).buffer)
      default:
        throw new Error(`stand-in: no value of kind ${kind}`)
    }
  }

  return {
    encode: (value) => JSON.stringify(encode(value)),
    decode: (text) => decode(JSON.parse(text)),
  }
}

module.exports = { standinCodec }
