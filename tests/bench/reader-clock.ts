/** The clock of the page. This is the benchmark: here times are measured, and nothing is asserted about them. */
// oxlint-disable-next-line house/no-timed-assertions
const now = () => performance.now()

/** Milliseconds from the start of `job`, at the start of a frame, until that frame is painted. */
export function frameTime(job: () => void): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const start = now()
      afterPaint(() => resolve(now() - start))
      job()
    })
  })
}

/** The same, and how long it takes until the page has time for something else. */
export async function openTime(
  job: () => void,
): Promise<{ readonly open: number; readonly settled: number }> {
  let start = 0
  const open = await frameTime(() => {
    start = now()
    job()
  })
  await idle()
  return { open, settled: Math.max(open, now() - start) }
}

/** Scrolls down a step a frame and says how long the page worked in each: handlers, layout and paint. */
export function scrollTimes(scroller: Element, step: number, frames: number): Promise<number[]> {
  const times: number[] = []
  return new Promise((resolve) => {
    const over = new AbortController()
    // The first to hear of it, so that what the page does then is counted.
    addEventListener(
      'scroll',
      () => {
        const start = now()
        afterPaint(() => times.push(now() - start))
      },
      { capture: true, signal: over.signal },
    )
    const move = (left: number) => {
      const before = scroller.scrollTop
      scroller.scrollTop += step
      if (left > 0 && scroller.scrollTop !== before) requestAnimationFrame(() => move(left - 1))
      else {
        over.abort()
        resolve(times)
      }
    }
    requestAnimationFrame(() => move(frames))
  })
}

/** Milliseconds that `job` takes. */
export function jobTime(job: () => void): number {
  const start = now()
  job()
  return now() - start
}

/** Resolves when the page has more than half a frame for something else. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    const check = (deadline: IdleDeadline) => {
      if (deadline.timeRemaining() > 8) resolve()
      else requestIdleCallback(check)
    }
    requestIdleCallback(check)
  })
}

/** A message that is sent within a frame arrives when that frame has been painted. */
function afterPaint(job: () => void): void {
  const { port1, port2 } = new MessageChannel()
  port1.addEventListener(
    'message',
    () => {
      port1.close()
      job()
    },
    { once: true },
  )
  port1.start()
  port2.postMessage(null)
}
