import type { PartialDate } from '../model/time'

/** The first day that a date may mean: `2025-02` begins on `2025-02-01`. */
export function firstDay(date: PartialDate): string {
  return date + '-01-01'.slice(date.length - 4)
}

/** A day behind which a date does not reach. Days are compared as text, so that every month may have 31. */
export function lastDay(date: PartialDate): string {
  return date + '-12-31'.slice(date.length - 4)
}

/** The earlier first, by the first day they may mean; the unknown last. */
export function byDate(a: PartialDate | null, b: PartialDate | null): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  const [one, two] = [firstDay(a), firstDay(b)]
  return one < two ? -1 : one > two ? 1 : a.length - b.length
}
