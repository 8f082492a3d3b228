'use strict'

/**
 * Catches what would open another window, in the page's own world, and hands it to setWindowOpenHandler. To let
 * Chromium open a real second page and close it again would confuse a test driver that watches pages.
 */
function standinNewWindows(bridge) {
  globalThis.open = (url) => {
    bridge.askToOpen(new URL(String(url ?? 'about:blank'), document.baseURI).href)
    return null
  }
  addEventListener('click', (event) => {
    const link = event.composedPath().find((node) => node.tagName === 'A')
    if (link?.target !== '_blank' || event.defaultPrevented) return
    event.preventDefault()
    globalThis.open(link.href)
  })
}

module.exports = { standinNewWindows }
