import type { z } from 'zod'
import { shortened } from '../../../shared/model/shortened'
import type { Typed } from './commands'
import { UsageError } from './io'

/** The one word a command takes. */
export function onlyWord({ words }: Typed, what: string): string {
  const [word, ...rest] = words
  if (word === undefined || word === '') throw new UsageError(`Name the ${what}.`)
  if (rest.length > 0) throw new UsageError(`Name one ${what}; “${rest[0]}” is one too many.`)
  return word
}

/** For a command that takes no words. */
export function expectNoWords({ words: [word] }: Typed): void {
  if (word !== undefined) throw new UsageError(`“${word}” is one word too many.`)
}

/** The text given for an option; null when it was not given. */
export function textOf({ values }: Typed, option: string): string | null {
  const value = values[option]
  return typeof value === 'string' ? value : null
}

/** All the texts given for an option that may be repeated. */
export function textsOf({ values }: Typed, option: string): string[] {
  const value = values[option]
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

/** The whole number given for an option; null when it was not given. */
export function numberOf(typed: Typed, option: string): number | null {
  const text = textOf(typed, option)
  if (text === null) return null
  if (!/^\d{1,15}$/.test(text)) throw new UsageError(`--${option} takes a whole number, not “${text}”.`)
  return Number(text)
}

/** How many are wanted at the most, from 1 to `most`; `usual` when it was not given. */
export function limitOf(
  typed: Typed,
  { most, usual }: { readonly most: number; readonly usual: number },
): number {
  const limit = numberOf(typed, 'limit') ?? usual
  if (limit >= 1 && limit <= most) return limit
  throw new UsageError(`--limit takes a number from 1 to ${most}, not “${textOf(typed, 'limit')}”.`)
}

/** `text` as the schema has it, or a usage error that says what an option takes. */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  text: unknown,
  takes: string,
): z.infer<Schema> {
  const result = schema.safeParse(text)
  if (!result.success) throw new UsageError(`${takes}, not “${shortened(String(text))}”.`)
  return result.data
}
