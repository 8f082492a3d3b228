/** What was found right, what was found though it is not there, and what was not found. */
export type Tally = { readonly right: number; readonly wrong: number; readonly missed: number }

export const nothing: Tally = { right: 0, wrong: 0, missed: 0 }

export function sum(one: Tally, other: Tally): Tally {
  return {
    right: one.right + other.right,
    wrong: one.wrong + other.wrong,
    missed: one.missed + other.missed,
  }
}

/** Share of what was found that is right; null when nothing was found. */
export function precision({ right, wrong }: Tally): number | null {
  return right + wrong === 0 ? null : right / (right + wrong)
}

/** Share of what is there that was found; null when nothing is there. */
export function recall({ right, missed }: Tally): number | null {
  return right + missed === 0 ? null : right / (right + missed)
}

/** The tallies of several texts, field by field, in the order in which the fields first come. */
export function sumUp(all: readonly Readonly<Record<string, Tally>>[]): Record<string, Tally> {
  const sums: Record<string, Tally> = {}
  for (const tallies of all)
    for (const [field, tally] of Object.entries(tallies)) sums[field] = sum(sums[field] ?? nothing, tally)
  return sums
}
