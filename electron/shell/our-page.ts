/** The address of the page in the app. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'sourcebook'
export const APP_PAGE = `${APP_SCHEME}://${APP_HOST}/`

/** What is asked about the sender of a call; Electron's IpcMainInvokeEvent has it all. */
type CallEvent = {
  readonly sender: object
  readonly senderFrame: { readonly url: string; readonly parent: object | null } | null
}

/** True when `url` has exactly the scheme and host of `page`; a prefix would also admit app://sourcebook.evil/. */
export function isOfPage(url: string, page: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host } = new URL(url)
  const ours = new URL(page)
  return protocol === ours.protocol && host === ours.host
}

/** True when a call comes from the main frame of `window`'s contents while that frame shows `page`. */
export function isFromPage(event: CallEvent, contents: object, page: string): boolean {
  const frame = event.senderFrame
  if (event.sender !== contents || frame === null) return false
  return frame.parent === null && isOfPage(frame.url, page)
}

/** True when a request stays on this computer: our own page, or bytes that the page or DevTools already hold. */
export function isLocalRequest(url: string, page: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host } = new URL(url)
  if (protocol === 'data:' || protocol === 'blob:' || protocol === 'devtools:') return true
  if (isOfPage(url, page)) return true
  // The development server also reloads the page over a WebSocket of its own address.
  const ours = new URL(page)
  return ours.protocol === 'http:' && protocol === 'ws:' && host === ours.host
}
