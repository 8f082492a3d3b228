'use strict'
const { standinCodec } = require('./codec')
const { Frames } = require('./frames')
const { invoke, ipcMain } = require('./ipc')
const { loudEmitter } = require('./loud')
const { Page } = require('./page')
const { PRELOAD_WORLD } = require('./preload-scripts')
const { toPage } = require('./protocol')
const { answerRequest } = require('./requests')
const { defaultSession } = require('./session')
const { log, standin } = require('./state')

const codec = standinCodec()
const notModelled = { sandbox: false, nodeIntegration: true, webviewTag: true }
let lastId = 0

/** What a window shows: a page of Chromium, the app's preload in it, and the way between that and the main process. */
class WebContents extends loudEmitter('webContents') {
  id = ++lastId
  session = defaultSession
  frames = new Frames()
  /** The address of a navigation that the page itself asked for, and which the app may therefore refuse. */
  askedFor = null
  #window
  #preferences
  #page
  #preloadContext = null
  #openHandler = null
  /** The load that the app asked for: a page counts as loaded only after it has replaced the one before. */
  #load = { begun: false, end: () => {} }

  constructor(window, size, preferences) {
    super()
    for (const [name, value] of Object.entries(notModelled)) {
      if (preferences[name] === value) throw new Error(`stand-in: ${name}: ${value} is not implemented`)
    }
    this.#window = window
    this.#preferences = preferences
    this.#page = new Page(this, size, preferences)
  }

  /** An event of the page, from Chromium. */
  receive({ method, params }) {
    switch (method) {
      case 'Page.frameNavigated':
        this.frames.frameNavigated(params.frame)
        if (params.frame.parentId === undefined) this.#load.begun = true
        break
      case 'Page.frameRequestedNavigation':
        this.askedFor = params.url
        break
      case 'Page.domContentEventFired':
        this.emit('dom-ready', {})
        this.#window.drawn()
        break
      case 'Page.loadEventFired':
        this.emit('did-finish-load', {})
        if (this.#load.begun) this.#load.end()
        break
      case 'Runtime.executionContextCreated':
        this.#contextCreated(params.context)
        break
      case 'Runtime.executionContextDestroyed':
        this.frames.contextDestroyed(params.executionContextId)
        break
      case 'Runtime.bindingCalled':
        if (params.name === 'standinSend')
          void this.#hear(codec.decode(params.payload), params.executionContextId)
        break
      case 'Fetch.requestPaused':
        void answerRequest(this, params)
        break
      case 'Inspector.targetCrashed':
        this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
    }
  }

  #contextCreated(context) {
    this.frames.contextCreated(context)
    const isolated = this.#preferences.contextIsolation !== false
    const isOfPreload = isolated ? context.name === PRELOAD_WORLD : context.auxData?.isDefault
    if (isOfPreload && this.frames.isMain(context.auxData?.frameId)) this.#preloadContext = context.id
  }

  async #hear(message, contextId) {
    if (message.kind === 'open') {
      const details = { url: message.url, disposition: 'foreground-tab', frameName: '', features: '' }
      const { action } = this.#openHandler?.(details) ?? { action: 'allow' }
      // Not caught anywhere: it ends the app, as loudly as a call of something absent.
      if (action !== 'deny') throw new Error('stand-in: a window opened by a page is not implemented')
      return
    }
    const event = { sender: this, senderFrame: this.frames.ofContext(contextId) }
    if (message.kind === 'send') ipcMain.emit(message.channel, event, ...message.args)
    else await invoke(message, event, (answer) => this.#tell(answer, contextId))
  }

  async #tell(message, contextId) {
    const expression = `standinReceive(${JSON.stringify(codec.encode(message))})`
    if (contextId === null || this.isDestroyed()) return
    await this.cdp('Runtime.evaluate', { expression, contextId }).catch((error) =>
      log('lost:', error.message),
    )
  }

  send(channel, ...args) {
    codec.encode(args) // throws here, at the caller, for what cannot be cloned
    void this.#tell({ kind: 'message', channel, args }, this.#preloadContext)
  }

  async loadURL(url) {
    await this.#page.attached
    const loaded = new Promise((resolve) => {
      this.#load = { begun: false, end: resolve }
    })
    const { errorText } = await this.cdp('Page.navigate', { url: toPage(url) })
    if (errorText) throw Object.assign(new Error(`${errorText} loading '${url}'`), { code: errorText })
    await loaded
  }

  cdp(method, params) {
    return this.#page.cdp(method, params)
  }

  async detach() {
    await this.#page.close()
    this.emit('destroyed')
  }

  setWindowOpenHandler(handler) {
    this.#openHandler = handler
  }

  get targetId() {
    return this.#page.targetId
  }

  get mainFrame() {
    return this.frames.main()
  }

  getURL() {
    return this.frames.main()?.url ?? ''
  }

  /** Not documented by Electron, but there: how the window was made. */
  getLastWebPreferences() {
    return { ...this.#preferences }
  }

  isDestroyed() {
    return this.#window.isDestroyed()
  }

  reload() {
    void this.cdp('Page.reload')
  }

  /** Playwright finds the window of a page by this. */
  static fromDevToolsTargetId(targetId) {
    return [...standin.windows].map(({ webContents }) => webContents).find((one) => one.targetId === targetId)
  }
}

module.exports = { WebContents }
