import { z } from 'zod'

/** A moment, in UTC, as `Date.prototype.toISOString` writes it. */
export const Timestamp = z.iso.datetime()
export type Timestamp = z.infer<typeof Timestamp>

/** A date as far as it is known: `2025`, `2025-02` or `2025-02-26`. */
export const PartialDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'write a date as 2025, 2025-02 or 2025-02-26')
  .refine((date) => Number(date.slice(8)) <= daysIn(date), 'there is no such day')
export type PartialDate = z.infer<typeof PartialDate>

const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Days of the month that a date lies in, in the Gregorian calendar; 31 where no month is given. */
function daysIn(date: string): number {
  const [year = 0, month = 1] = date.split('-').map(Number)
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && isLeap ? 29 : (days[month - 1] ?? 31)
}
