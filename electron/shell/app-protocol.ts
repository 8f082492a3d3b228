import { protocol } from 'electron'
import type { PageFiles } from '../hosts/page-files'
import { pageHeaders } from '../hosts/page-headers'
import { APP_HOST, APP_SCHEME } from './our-page'

/**
 * Makes app:// an address like https://, with an origin of its own, so that the content security policy, fetch and
 * the check of who sends a call work as on the web. To be called before the app is ready.
 */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true }
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }])
}

/** Answers app://sourcebook/ from the list of files read at start; everything else is not found. */
export function serveAppPage(files: PageFiles): void {
  protocol.handle(APP_SCHEME, (request) => answerFromList(files, request))
}

/** One request for a file of the page, answered from the list alone. */
export function answerFromList(files: PageFiles, request: Pick<Request, 'method' | 'url'>): Response {
  const { host, pathname } = new URL(request.url)
  const file = host === APP_HOST && request.method === 'GET' ? files.get(pathname) : undefined
  if (file === undefined) return new Response('Not found', { status: 404, headers: pageHeaders })
  return new Response(file.bytes, { headers: { ...pageHeaders, 'content-type': file.contentType } })
}
