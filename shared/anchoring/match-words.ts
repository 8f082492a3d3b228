/** Texts that differ in more words than this between two runs were written anew there. */
const MOST_DIFFERENT = 300

/** How many times longer than a run what differs on both sides of it must be, so that the run is a coincidence. */
const COINCIDENCE = 3

/**
 * Pair the words of `x` from `i0` to `i1` with the same ones of `y` from `j0` to `j1`, in order and as many as there can
 * be (Myers, An O(ND) difference algorithm, 1986). Few words that two different passages have in common are left out.
 */
export function matchWords(
  x: Int32Array,
  i0: number,
  i1: number,
  y: Int32Array,
  j0: number,
  j1: number,
  pair: (i: number, j: number) => void,
): void {
  let head = 0
  while (i0 + head < i1 && j0 + head < j1 && x[i0 + head] === y[j0 + head]) head += 1
  let tail = 0
  while (i1 - tail > i0 + head && j1 - tail > j0 + head && x[i1 - tail - 1] === y[j1 - tail - 1]) tail += 1
  const runs: Run[] = [{ i: i0, j: j0, length: head }]
  runs.push(
    ...longestRuns(x.subarray(i0 + head, i1 - tail), y.subarray(j0 + head, j1 - tail), i0 + head, j0 + head),
  )
  runs.push({ i: i1 - tail, j: j1 - tail, length: tail })
  for (const { i, j, length } of withoutCoincidences(runs))
    for (let step = 0; step < length; step += 1) pair(i + step, j + step)
}

type Run = { readonly i: number; readonly j: number; readonly length: number }

/** The first and the last run touch what is known and stay. */
function withoutCoincidences(runs: readonly Run[]): Run[] {
  return runs.filter(({ i, j, length }, index) => {
    const before = runs[index - 1]
    const behind = runs[index + 1]
    if (before === undefined || behind === undefined) return true
    const left = Math.max(i - before.i - before.length, j - before.j - before.length)
    const right = Math.max(behind.i - i - length, behind.j - j - length)
    return COINCIDENCE * length > Math.min(left, right)
  })
}

function longestRuns(x: Int32Array, y: Int32Array, atX: number, atY: number): Run[] {
  const [n, m] = [x.length, y.length]
  if (n === 0 || m === 0) return []
  const most = Math.min(n + m, MOST_DIFFERENT)
  const middle = most + 1
  const furthest = new Int32Array(2 * most + 3)
  const trace: Int32Array[] = []
  for (let d = 0; d <= most; d += 1) {
    trace.push(furthest.slice(middle - d - 1, middle + d + 2))
    for (let k = -d; k <= d; k += 2) {
      const above = furthest[middle + k + 1] ?? 0
      const beside = furthest[middle + k - 1] ?? 0
      let i = k === -d || (k !== d && beside < above) ? above : beside + 1
      let j = i - k
      while (i < n && j < m && x[i] === y[j]) {
        i += 1
        j += 1
      }
      furthest[middle + k] = i
      if (i >= n && j >= m)
        return runsBack(trace, n, m).map((run) => ({ ...run, i: run.i + atX, j: run.j + atY }))
    }
  }
  return []
}

/** Follows the way back from the end; `trace[d]` holds the diagonals from -d-1 to d+1. */
function runsBack(trace: readonly Int32Array[], n: number, m: number): Run[] {
  const runs: Run[] = []
  let [i, j] = [n, m]
  for (let d = trace.length - 1; d >= 0; d -= 1) {
    const furthest = trace[d] ?? new Int32Array(0)
    const k = i - j
    const above = furthest[k + d + 2] ?? 0
    const beside = furthest[k + d] ?? 0
    const down = k === -d || (k !== d && beside < above)
    const start = d === 0 ? 0 : down ? above : beside + 1
    if (i > start) runs.push({ i: start, j: start - k, length: i - start })
    i = down ? above : beside
    j = down ? above - k - 1 : beside - k + 1
  }
  return runs.toReversed()
}
