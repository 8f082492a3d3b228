/** A pair of words that are less alike than this is only made where about as many words came as went. */
const ALIKE = 0.5

/**
 * Say which of the words that stand now replaced which of the old ones, in order: for each old word the index of the new
 * one, or -1. As many as can be are paired, and among those the most alike; where that leaves a choice, those nearest to
 * the beginning of the lists. Where far more or fewer words stand now, only words that are alike are paired.
 */
export function pairChanged(old: readonly string[], now: readonly string[]): number[] {
  const uneven = Math.max(old.length, now.length) > 2 * Math.min(old.length, now.length) + 1
  const weight = (i: number, j: number) => {
    const alike = likeness(old[i] ?? '', now[j] ?? '')
    return uneven && alike < ALIKE ? 0 : 1 + alike
  }
  const width = now.length + 1
  // best[i * width + j]: what the pairs of the rest of both, from there on, are worth at most.
  const best = new Float64Array((old.length + 1) * width)
  const bestAt = (i: number, j: number) => best[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      best[i * width + j] = Math.max(weight(i, j) + bestAt(i + 1, j + 1), bestAt(i + 1, j), bestAt(i, j + 1))
  const pairs = old.map(() => -1)
  for (let i = 0, j = 0; i < old.length && j < now.length && bestAt(i, j) > 0; ) {
    if (bestAt(i, j) === weight(i, j) + bestAt(i + 1, j + 1)) {
      if (weight(i, j) > 0) pairs[i] = j
      i += 1
      j += 1
    } else if (bestAt(i, j) === bestAt(i + 1, j)) i += 1
    else j += 1
  }
  return pairs
}

/** How much of two words is the same at their beginnings and ends, from 0 to 1. */
function likeness(one: string, two: string): number {
  const shorter = Math.min(one.length, two.length)
  let head = 0
  while (head < shorter && one[head] === two[head]) head += 1
  let tail = 0
  while (tail < shorter - head && one[one.length - 1 - tail] === two[two.length - 1 - tail]) tail += 1
  return (head + tail) / Math.max(one.length, two.length, 1)
}
