import type { Session, WebContents } from 'electron'
import { isLocalRequest, isOfPage } from './our-page'

/** Denies a page every permission, download and request that leaves this computer. */
export function lockDownSession(session: Session, page: string): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  // The policy of the page already forbids this; here it also holds for what a policy does not see.
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isLocalRequest(url, page) }))
}

/** Keeps a window on our page: it goes nowhere else, opens no other window and holds no webview. */
export function lockDownContents(contents: WebContents, page: string): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    // Only a reload is left: of the page itself, in the main frame.
    if (!event.isMainFrame || !isReload(event.url, page)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
}

function isReload(url: string, page: string): boolean {
  return isOfPage(url, page) && new URL(url).pathname === '/'
}
