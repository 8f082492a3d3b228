import type { Reason } from './failure'

/** What every call answers, whichever host it came through. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: { readonly reason: Reason; readonly message: string } }
