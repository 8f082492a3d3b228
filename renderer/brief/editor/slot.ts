/** A place for one listener: whatever is open at the moment puts its own there. */
export type Slot<Listener> = {
  readonly get: () => Listener | null
  /** The function that it returns takes it away again. */
  readonly put: (listener: Listener) => () => void
}

export function createSlot<Listener>(): Slot<Listener> {
  let held: Listener | null = null
  return {
    get: () => held,
    put: (listener) => {
      held = listener
      return () => {
        if (held === listener) held = null
      }
    },
  }
}
