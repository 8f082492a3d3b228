import type { Stretch } from './article'
import { firstOf } from './first-of'

/** Finds those that lie on a stretch of the text, among many in reading order that may overlap. */
export function among<One>(
  ones: readonly One[],
  extentOf: (one: One) => Stretch,
): (stretch: Stretch) => readonly One[] {
  // How far those reach that begin before each, so that the first which may lie on a stretch is soon found.
  const reaches: number[] = []
  let reach = 0
  for (const one of ones) {
    reach = Math.max(reach, extentOf(one).end)
    reaches.push(reach)
  }
  return ({ start, end }) => {
    const found: One[] = []
    for (let index = firstOf(0, ones.length, (at) => (reaches[at] ?? 0) > start); ; index += 1) {
      const one = ones[index]
      if (one === undefined) return found
      const extent = extentOf(one)
      if (extent.start >= end) return found
      if (extent.end > start) found.push(one)
    }
  }
}
