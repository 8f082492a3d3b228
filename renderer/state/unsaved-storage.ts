import type { Host } from './host'

/**
 * Where a page leaves what could not be saved, to be found when it is loaded again: the browser's own store, for this page
 * alone in a browser, where another page may have the same document, and beyond the window on the desktop, where there is
 * no other and none asks before it closes.
 */
export function unsavedStorage({ kind }: Host): Storage {
  return kind === 'desktop' ? localStorage : sessionStorage
}
