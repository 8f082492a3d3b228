import { setTimeout as pause } from 'node:timers/promises'
import type { SourceId } from '../../shared/model/ids'
import type { Later } from '../store/catalogue-writer'
import { LibraryCheck } from '../store/library-check'
import type { SessionContext } from './session-context'

/** A window asks for what it shows first; after that there is time. */
const AFTER_MS = 1000
/** Between two batches of sources, and until it is looked again whether a call is answered. */
const PAUSE_MS = 5

const afterTheWindow: Later = (job) => {
  const timer = setTimeout(job, AFTER_MS).unref()
  return () => clearTimeout(timer)
}

/**
 * Reads all annotations and what an import is held against, a few sources at a time and none while a call is answered
 * (`isBusy`), so that the table of excerpts, what is compared and the first import need not wait. `stop` resolves when nothing is read any more.
 */
export function readAhead(
  { store, annotations, texts }: Pick<SessionContext, 'store' | 'annotations' | 'texts'>,
  isBusy: () => boolean,
): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController()
  const read = async (source: SourceId) => {
    while (isBusy() && !stopping.signal.aborted) await pause(PAUSE_MS)
    if (stopping.signal.aborted) return
    await annotations.prepare(source)
    await texts.prepare(source)
  }
  const check = new LibraryCheck(() => store.library().map(({ id }) => id), read, afterTheWindow, PAUSE_MS)
  return {
    stop: () => {
      stopping.abort()
      return check.stop()
    },
  }
}
