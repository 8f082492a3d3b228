/**
 * The torture of the store: parts that each take one promise of docs/SAFETY.md and try to break it, many times over. A
 * short tier runs with the tests, a long one by `npm run torture` (see scripts/torture.mjs).
 *
 * A run is known by its seed: whatever is random in it comes from there, so that a run that failed can be made again. A
 * part is worth something only if it fails when the store is broken, so each has canaries: the same runs against a store
 * broken on purpose, which have to fail.
 */

/** What a part is asked to do: `count` runs, with the seeds `seed`, `seed + 1` and so on. */
export type Order = {
  readonly seed: number
  readonly count: number
  /** Aborted when time is up: the run in hand is finished, no other is begun. */
  readonly signal: AbortSignal
  /** Takes a sentence for whoever watches. */
  readonly note: (sentence: string) => void
  /** No more runs are made after this many that failed. */
  readonly enough: number
}

/** A promise that was broken, by the run with this seed. */
export type Broken = { readonly seed: number; readonly what: string }

export type Outcome = {
  /** How many runs were made. */
  readonly runs: number
  readonly failures: readonly Broken[]
  /** What was counted on the way, by what it is. Figures of several slices are added up. */
  readonly figures: Readonly<Record<string, number>>
}

export type Runs = (order: Order) => Promise<Outcome>

/**
 * The part against a store that was broken on purpose. It is seen when at least one run failed. Its runs are those of the
 * part that meet the break often, and none in which it depends on the machine whether they do.
 */
export type Canary = {
  /** What is missing in the store, such as “no fsync”. */
  readonly name: string
  /** How many runs are made at most before the break counts as unseen: so many that this happens less than once in 10^9 times. */
  readonly count: number
  readonly run: Runs
}

export type Part = {
  /** As in docs/SAFETY.md: “R3”. */
  readonly id: string
  readonly name: string
  /** What has to be true of every run, in a sentence. */
  readonly promise: string
  /** How many runs the short and the long tier make. */
  readonly counts: { readonly short: number; readonly long: number }
  /** Its module, the programs that it starts, and the files that it reads: while all that goes into them is the same, slices add up. */
  readonly made: readonly string[]
  /** What it needs of the machine and does not find there, in words; null when it can be made. */
  readonly missing?: () => string | null
  readonly run: Runs
  readonly canaries: readonly Canary[]
}

/** What one run found out: the promises it saw broken, in sentences, and what it counted. */
export type Run = {
  readonly broken: readonly string[]
  readonly figures?: Readonly<Record<string, number>>
}

/** Makes the runs of an order one after another. An error that is thrown is a broken promise like any other. */
export async function makeRuns(
  { seed, count, signal, enough }: Order,
  run: (seed: number) => Promise<Run>,
): Promise<Outcome> {
  const failures: Broken[] = []
  const figures: Record<string, number> = {}
  let runs = 0
  while (runs < count && !signal.aborted && failures.length < enough) {
    const its = seed + runs
    runs += 1
    try {
      const { broken, figures: counted = {} } = await run(its)
      addFigures(figures, counted)
      if (broken.length > 0) failures.push({ seed: its, what: broken.join('; ') })
    } catch (error) {
      failures.push({ seed: its, what: `it threw ${inFull(error)}` })
    }
  }
  return { runs, failures, figures }
}

/** Adds the figures of `more` to `sum`. */
export function addFigures(sum: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + value
}

/** An error with where it came from, for whoever has to find out. */
export function inFull(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `, because of ${inFull(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
