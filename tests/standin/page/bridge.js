'use strict'

const isPlain = (value) =>
  value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype
const mapValues = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]))

/**
 * One half of contextBridge. It runs twice in each page: in the page's own world (`side` 'main') and in the world of
 * the preload (`side` 'isolated'). Values cross as text in DOM events, which are synchronous; functions cross as ids.
 */
function standinBridge(side, codec) {
  const other = side === 'main' ? 'isolated' : 'main'
  const send = (type, message) =>
    dispatchEvent(new CustomEvent(`standin:${other}:${type}`, { detail: JSON.stringify(message) }))
  const receive = (type, listener) =>
    addEventListener(
      `standin:${side}:${type}`,
      (event) => {
        event.stopImmediatePropagation()
        listener(JSON.parse(event.detail))
      },
      true,
    )

  const functions = new Map()

  function wrap(value) {
    const walk = (item) => {
      if (typeof item === 'function') {
        const id = `${side}${functions.size}`
        functions.set(id, item)
        return { standinFunction: id }
      }
      if (Array.isArray(item)) return item.map(walk)
      return isPlain(item) ? mapValues(item, walk) : item
    }
    return codec.encode(walk(value))
  }

  function unwrap(text) {
    const walk = (item) => {
      if (Array.isArray(item)) return item.map(walk)
      if (!isPlain(item)) return item
      return typeof item.standinFunction === 'string' ? remote(item.standinFunction) : mapValues(item, walk)
    }
    return walk(codec.decode(text))
  }

  // A call of a function that lives in the other world. The answer is there when dispatchEvent returns; a promise is
  // announced by it and settled later.
  const waiting = new Map()
  let calls = 0
  const remote =
    (id) =>
    (...args) => {
      const call = calls++
      let answer = null
      waiting.set(call, (first) => {
        answer = first
      })
      send('call', { call, id, args: wrap(args) })
      if (answer === null) throw new Error('stand-in: the other world did not answer')
      if (!answer.promised) return settle(answer)
      return new Promise((resolve, reject) => {
        waiting.set(call, (later) => {
          try {
            resolve(settle(later))
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)))
          }
        })
      })
    }
  const settle = ({ error, value }) => {
    if (error !== undefined) throw unwrap(error)
    return unwrap(value)
  }

  receive('return', (answer) => {
    const listener = waiting.get(answer.call)
    if (!answer.promised) waiting.delete(answer.call)
    listener?.(answer)
  })

  receive('call', ({ call, id, args }) => {
    const answer = (outcome) => send('return', { call, ...outcome })
    const fail = (error) => answer({ error: wrap(error instanceof Error ? error : new Error(String(error))) })
    const succeed = (value) => {
      let wrapped
      try {
        wrapped = wrap(value)
      } catch (error) {
        fail(error)
        return
      }
      answer({ value: wrapped })
    }
    try {
      const result = functions.get(id)(...unwrap(args))
      if (result instanceof Promise) {
        answer({ promised: true })
        result.then(succeed, fail)
      } else succeed(result)
    } catch (error) {
      fail(error)
    }
  })

  const freeze = (value) => {
    if (value !== null && typeof value === 'object') {
      Object.values(value).forEach(freeze)
      Object.freeze(value)
    }
    return value
  }
  receive('expose', ({ name, api }) => {
    Object.defineProperty(globalThis, name, { value: freeze(unwrap(api)), enumerable: true })
  })

  return {
    expose: (name, api) => send('expose', { name, api: wrap(api) }),
    askToOpen: (url) => send('open', { url }),
    onOpen: (listener) => receive('open', ({ url }) => listener(url)),
  }
}

module.exports = { standinBridge }
