'use strict'
const { chromium } = require('./chromium')
const { PRELOAD_WORLD, preloadScripts } = require('./preload-scripts')
const { standin } = require('./state')

/** One page of Chromium, opened for a window: prepared with its preload, and with all its requests paused for us. */
class Page {
  targetId = null
  attached
  #sessionId = null

  constructor(contents, size, preferences) {
    this.attached = this.#attach(contents, size, preferences)
    this.attached.catch(console.error)
  }

  async #attach(contents, { width, height }, preferences) {
    await chromium.started
    const blank = { url: 'about:blank', newWindow: true, width, height }
    const { targetId } = await chromium.cdp.send('Target.createTarget', blank)
    const { sessionId } = await chromium.cdp.send('Target.attachToTarget', { targetId, flatten: true })
    this.targetId = targetId
    this.#sessionId = sessionId
    standin.contentsBySession.set(sessionId, contents)
    const world = preferences.contextIsolation === false ? undefined : PRELOAD_WORLD
    await this.cdp('Page.enable')
    await this.cdp('Runtime.addBinding', { name: 'standinSend', executionContextName: world })
    for (const script of preloadScripts(preferences)) {
      await this.cdp('Page.addScriptToEvaluateOnNewDocument', script)
    }
    await this.cdp('Runtime.enable')
    await this.cdp('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] })
  }

  cdp(method, params) {
    return chromium.cdp.send(method, params, this.#sessionId)
  }

  /** Resolves once the page is gone. It hears of that before, and what it sends then still arrives, as in Electron. */
  async close() {
    await this.attached
    const gone = new Promise((resolve) => {
      chromium.cdp.on('event', ({ method, params }) => {
        if (method === 'Target.targetDestroyed' && params.targetId === this.targetId) resolve()
      })
    })
    // The driver, or the person, may have closed the page already.
    await this.cdp('Page.close').then(
      () => gone,
      () => {},
    )
    standin.contentsBySession.delete(this.#sessionId)
  }
}

module.exports = { Page }
