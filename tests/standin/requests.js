'use strict'
const { preventable } = require('./preventable')
const { answerOf, fromPage } = require('./protocol')
const { applyPermissions, isAllowed } = require('./session')
const { log } = require('./state')

/** Answers a request that Chromium has paused: refuses it, lets the app's protocol answer, or lets it go on. */
async function answerRequest(contents, paused) {
  const { requestId } = paused
  try {
    const reason = await reasonToRefuse(contents, paused)
    if (reason !== null) {
      await contents.cdp('Fetch.failRequest', { requestId, errorReason: reason })
      return
    }
    const { request, resourceType } = paused
    const url = fromPage(request.url)
    if (resourceType === 'Document' && url !== request.url) await applyPermissions(contents, url)
    const answer = await answerOf({ ...request, url })
    if (answer === null) await contents.cdp('Fetch.continueRequest', { requestId })
    else await contents.cdp('Fetch.fulfillRequest', { requestId, ...answer })
  } catch (error) {
    log(paused.request.url, error)
    await contents.cdp('Fetch.failRequest', { requestId, errorReason: 'Failed' }).catch(() => {})
  }
}

async function reasonToRefuse(contents, { frameId, request, resourceType }) {
  const url = fromPage(request.url)
  if (resourceType === 'Document' && request.url === contents.askedFor) {
    contents.askedFor = null
    if (isNavigationPrevented(contents, url, contents.frames.isMain(frameId))) return 'Aborted'
  }
  return (await isAllowed({ url, method: request.method })) ? null : 'BlockedByClient'
}

function isNavigationPrevented(contents, url, isMainFrame) {
  const event = preventable({ url, isMainFrame })
  contents.emit('will-frame-navigate', event)
  if (isMainFrame && !event.defaultPrevented) contents.emit('will-navigate', event, url)
  return event.defaultPrevented
}

module.exports = { answerRequest }
