/** What a suite found about one thing: our time, the peer or limit of the same run, and their ratio. */
export type Row = {
  readonly name: string
  readonly ours: Summary
  readonly peer: Summary & { readonly name: string }
  /** Ours by peer, from the medians. */
  readonly ratio: number
  /** The ratio we mean to stay under. */
  readonly target: number
  /** What was counted, where it was not time; milliseconds when absent. */
  readonly unit?: string
  /** Whether the work that was timed was really done; a row that is not correct says nothing. */
  readonly correct: boolean
}

/** Times in milliseconds, or what else the row counts. */
export type Summary = { readonly median: number; readonly p95: number; readonly runs: number }

export function summarise(times: readonly number[]): Summary {
  return { median: quantile(times, 0.5), p95: quantile(times, 0.95), runs: times.length }
}

/** The time that this share of all times stays below. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export function makeRow(
  name: string,
  ours: readonly number[],
  peer: { readonly name: string; readonly times: readonly number[] },
  { target, correct }: { target: number; correct: boolean },
): Row {
  const one = summarise(ours)
  const two = summarise(peer.times)
  return {
    name,
    ours: one,
    peer: { name: peer.name, ...two },
    ratio: one.median / two.median,
    target,
    correct,
  }
}
