import { lastIndexWhere } from '../anchoring/last-index-where'

type Span = { readonly start: number; readonly end: number }

/** As many as may begin inside of another one before it. */
const NESTED = 4

/** Find the one of `spans` that holds a place; they stand in the order of their starts. Null when none does. */
export function coveringIn<Kind extends Span>(spans: readonly Kind[]): (place: Span) => Kind | null {
  return ({ start, end }) => {
    const last = lastIndexWhere(spans, (span) => span.start <= start)
    for (let at = last; at >= 0 && at > last - NESTED; at -= 1) {
      const span = spans[at]
      if (span !== undefined && span.start <= start && end <= span.end) return span
    }
    return null
  }
}
