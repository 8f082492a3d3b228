import type { Later } from './once-a-frame'

/** So many milliseconds late at most, however busy the page is. */
const LATEST = 100

/** When the page has time for it. */
export function whenIdle(job: () => void): Later {
  let waiting: number | null = null
  return {
    ask: () => {
      waiting ??= requestIdleCallback(
        () => {
          waiting = null
          job()
        },
        { timeout: LATEST },
      )
    },
    stop: () => {
      if (waiting !== null) cancelIdleCallback(waiting)
      waiting = null
    },
  }
}
