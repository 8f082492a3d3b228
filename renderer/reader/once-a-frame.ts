/** A job that runs later, once, however often it was asked for until then. */
export type Later = { readonly ask: () => void; readonly stop: () => void }

/** In the next frame. */
export function onceAFrame(job: () => void): Later {
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
