import { EventEmitter } from 'node:events'
import type { Session, WebContents } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import { lockDownContents, lockDownSession } from './lock-down'
import { APP_PAGE } from './our-page'

/** An event as Electron gives it to those who may prevent what it announces. */
function announced(fields: object = {}) {
  return { ...fields, preventDefault: vi.fn() }
}

describe('a session', () => {
  type Answer<Value> = (value: Value) => void
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler:
      vi.fn<(ask: (contents: null, name: string, answer: Answer<boolean>) => void) => void>(),
    setPermissionCheckHandler: vi.fn<(check: () => boolean) => void>(),
    setDevicePermissionHandler: vi.fn<(check: () => boolean) => void>(),
    webRequest: {
      onBeforeRequest:
        vi.fn<(ask: (request: { url: string }, answer: Answer<{ cancel: boolean }>) => void) => void>(),
    },
  })
  // As much of a session as is locked down.
  lockDownSession(session as unknown as Session, APP_PAGE)

  test.each(['clipboard-read', 'media', 'geolocation', 'notifications', 'fullscreen', 'openExternal'])(
    'grants no page %s',
    (permission) => {
      const granted: boolean[] = []
      session.setPermissionRequestHandler.mock.calls[0]?.[0](null, permission, (answer) =>
        granted.push(answer),
      )
      expect(granted).toEqual([false])
    },
  )

  test('says so when a page asks what it may do, and gives it no device', () => {
    expect(session.setPermissionCheckHandler.mock.calls[0]?.[0]()).toBe(false)
    expect(session.setDevicePermissionHandler.mock.calls[0]?.[0]()).toBe(false)
  })

  test('downloads nothing', () => {
    const download = announced()
    session.emit('will-download', download)
    expect(download.preventDefault).toHaveBeenCalledOnce()
  })

  test.each([
    ['app://sourcebook/assets/index.js', false],
    ['https://example.com/', true],
    ['file:///etc/passwd', true],
  ])('cancels a request for %s: %s', (url, cancelled) => {
    const answers: unknown[] = []
    session.webRequest.onBeforeRequest.mock.calls[0]?.[0]({ url }, (answer) => answers.push(answer))
    expect(answers).toEqual([{ cancel: cancelled }])
  })
})

describe('the contents of a window', () => {
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: vi.fn<(ask: (details: { url: string }) => { action: string }) => void>(),
  })
  // As much of them as is locked down.
  lockDownContents(contents as unknown as WebContents, APP_PAGE)

  test('open no other window, not even of our own page', () => {
    const ask = contents.setWindowOpenHandler.mock.calls[0]?.[0]
    expect(ask?.({ url: APP_PAGE })).toEqual({ action: 'deny' })
    expect(ask?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' })
  })

  test.each(['will-attach-webview', 'will-redirect'])('prevent %s', (name) => {
    const event = announced({ url: APP_PAGE, isMainFrame: true })
    contents.emit(name, event)
    expect(event.preventDefault).toHaveBeenCalledOnce()
  })

  test.each([
    ['a reload', APP_PAGE, true, true],
    ['another file of ours', 'app://sourcebook/assets/index.js', true, false],
    ['another page', 'https://example.com/', true, false],
    ['a page whose address begins like ours', 'app://sourcebook.evil.example/', true, false],
    ['our page in a frame', APP_PAGE, false, false],
  ])('are asked to show %s', (_, url, isMainFrame, shown) => {
    const event = announced({ url, isMainFrame })
    contents.emit('will-frame-navigate', event)
    expect(event.preventDefault).toHaveBeenCalledTimes(shown ? 0 : 1)
  })
})
