'use strict'
const { fromPage } = require('./protocol')

/** The frames of a window and the script contexts in them, as Chromium reports both. */
class Frames {
  #frames = new Map()
  #frameOfContext = new Map()

  frameNavigated(frame) {
    this.#frames.set(frame.id, frame)
  }

  contextCreated(context) {
    this.#frameOfContext.set(context.id, context.auxData?.frameId)
  }

  contextDestroyed(contextId) {
    this.#frameOfContext.delete(contextId)
  }

  has(frameId) {
    return this.#frames.has(frameId)
  }

  /** A frame not heard of yet is the main frame of a page that is just opening. */
  isMain(frameId) {
    return this.#frames.get(frameId)?.parentId === undefined
  }

  /** Electron's view of the frame in which a context runs. */
  ofContext(contextId) {
    const frame = this.#frames.get(this.#frameOfContext.get(contextId))
    return frame === undefined ? null : view(frame)
  }

  main() {
    const frame = [...this.#frames.values()].find(({ parentId }) => parentId === undefined)
    return frame === undefined ? null : view(frame)
  }
}

function view(frame) {
  const url = fromPage(frame.url)
  const [origin] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/.exec(url) ?? ['null']
  return { url, origin, parent: frame.parentId === undefined ? null : {}, isDestroyed: () => false }
}

module.exports = { Frames }
