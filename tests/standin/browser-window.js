'use strict'
const { app, lastWindowClosed } = require('./app')
const { loud, loudEmitter } = require('./loud')
const { prevented } = require('./preventable')
const { standin } = require('./state')
const { WebContents } = require('./web-contents')

let lastId = 0

class BrowserWindow extends loudEmitter('window') {
  id = ++lastId
  #bounds
  #minimum
  #title
  #visible
  /** @type {Promise<void> | null} */
  #ended = null
  #maximized = false
  #minimized = false
  #drawn = false
  #destroyed = false

  constructor(options = {}) {
    super()
    if (!standin.ready) throw new Error('Cannot create BrowserWindow before app is ready')
    const { x = 0, y = 0, width = 800, height = 600, show = true, title = app.name } = options
    this.#bounds = { x, y, width, height }
    this.#minimum = [options.minWidth ?? 0, options.minHeight ?? 0]
    this.#title = title
    this.#visible = show
    this.webContents = new WebContents(this, this.#bounds, options.webPreferences ?? {})
    standin.windows.add(this)
    app.emit('web-contents-created', {}, this.webContents)
    app.emit('browser-window-created', {}, this)
  }

  /** The page has been laid out for the first time. */
  drawn() {
    if (this.#drawn) return
    this.#drawn = true
    this.emit('ready-to-show')
  }

  /** Resolves once the window has closed or a listener has kept it open. */
  async close() {
    if (this.#ended === null && prevented(this, 'close')) return
    await this.#end()
  }

  destroy() {
    void this.#end()
  }

  async #end() {
    this.#ended ??= this.#leave()
    await this.#ended
  }

  /** The page is left first: what it sends as it goes still comes from a window that is there. */
  async #leave() {
    await this.webContents.detach()
    this.#destroyed = true
    standin.windows.delete(this)
    this.emit('closed')
    if (standin.windows.size === 0) lastWindowClosed()
  }

  isDestroyed() {
    return this.#destroyed
  }

  loadURL(url) {
    return this.webContents.loadURL(url)
  }

  show() {
    this.#visible = true
    this.emit('show')
  }

  isVisible() {
    return this.#visible
  }

  focus() {
    this.emit('focus')
  }

  minimize() {
    this.#minimized = true
  }

  restore() {
    this.#minimized = false
  }

  isMinimized() {
    return this.#minimized
  }

  maximize() {
    this.#maximized = true
  }

  unmaximize() {
    this.#maximized = false
  }

  isMaximized() {
    return this.#maximized
  }

  getTitle() {
    return this.#title
  }

  getBounds() {
    return { ...this.#bounds }
  }

  /** The bounds that the window has when it is not maximized; the stand-in has no others. */
  getNormalBounds() {
    return { ...this.#bounds }
  }

  setBounds(bounds) {
    Object.assign(this.#bounds, bounds)
  }

  getMinimumSize() {
    return this.#minimum
  }

  static getAllWindows() {
    return [...standin.windows]
  }

  static getFocusedWindow() {
    return [...standin.windows].at(-1) ?? null
  }
}

module.exports = { BrowserWindow: loud('BrowserWindow', BrowserWindow) }
