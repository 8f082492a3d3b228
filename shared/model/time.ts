import { z } from 'zod'

/** A moment, in UTC, as `Date.prototype.toISOString` writes it. */
export const Timestamp = z.iso.datetime()
export type Timestamp = z.infer<typeof Timestamp>

/** A date as far as it is known: `2025`, `2025-02` or `2025-02-26`. */
export const PartialDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'write a date as 2025, 2025-02 or 2025-02-26')
export type PartialDate = z.infer<typeof PartialDate>
