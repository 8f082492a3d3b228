import type { Timestamp } from '../../shared/model/time'

/** A clock that goes on by a millisecond at least at each look, so that no two moments are the same. */
export function increasingClock(now: () => Timestamp): () => Timestamp {
  let last = 0
  return () => {
    last = Math.max(Date.parse(now()), last + 1)
    return new Date(last).toISOString()
  }
}
