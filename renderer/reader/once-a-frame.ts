/** A job that runs in the next frame, once, however often it was asked for. */
export type OnceAFrame = { readonly ask: () => void; readonly stop: () => void }

export function onceAFrame(job: () => void): OnceAFrame {
  let frame: number | null = null
  return {
    ask: () => {
      frame ??= requestAnimationFrame(() => {
        frame = null
        job()
      })
    },
    stop: () => {
      if (frame !== null) cancelAnimationFrame(frame)
      frame = null
    },
  }
}
