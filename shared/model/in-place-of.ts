import type { z } from 'zod'
import { parseKnown } from './known-fields'

/**
 * `given`, which takes the place of what is `there`, with the fields that are there and that the schema does not know: whoever
 * gives it may not have seen them. What is an entry of a list keeps its own as long as it can be told which one it was.
 */
export function inPlaceOf<T>(schema: z.ZodType<T>, there: T, given: T): T {
  if (schema.safeParse(there).success) return given
  const known = parseKnown(schema, there)
  // It says what is given, and beside it only what may be there anyway.
  return known.success ? (withUnknown(there, known.data, given) as T) : given
}

function withUnknown(there: unknown, known: unknown, given: unknown): unknown {
  if (isList(there) && isList(known) && isList(given)) {
    const before = partnersIn(known, given)
    return given.map((entry, at) => {
      const was = before.get(at)
      return was === undefined ? entry : withUnknown(there[was], known[was], entry)
    })
  }
  if (!isObject(there) || !isObject(known) || !isObject(given) || known['kind'] !== given['kind'])
    return given
  // In the order in which they are there, so that what did not change is written as it was.
  const kept = Object.entries(there).flatMap(([key, part]) => {
    if (!Object.hasOwn(known, key)) return [[key, part] as const]
    return Object.hasOwn(given, key) ? [[key, withUnknown(part, known[key], given[key])] as const] : []
  })
  const others = Object.entries(given).filter(([key]) => !Object.hasOwn(there, key))
  return Object.fromEntries([...kept, ...others])
}

/**
 * Which entry of a list each of the new list was, by their places: the one that says the same, else the one that begins at the
 * same block. Where as many are left without a beginning, they changed where they stand; else nobody can tell which is which.
 */
function partnersIn(known: readonly unknown[], given: readonly unknown[]): Map<number, number> {
  const partners = new Map<number, number>()
  let before = [...known.entries()]
  let now = [...given.entries()]
  for (const nameOf of [wholly, startOf]) {
    const named = byName(before, nameOf)
    for (const [at, entry] of now) {
      const was = named.get(nameOf(entry))?.pop()
      if (was !== undefined) partners.set(at, was)
    }
    const taken = new Set(partners.values())
    before = before.filter(([at]) => !taken.has(at))
    now = now.filter(([at]) => !partners.has(at))
  }
  const changed = now.filter(([, entry]) => startOf(entry) === null)
  const left = before.filter(([, entry]) => startOf(entry) === null)
  if (changed.length !== left.length) return partners
  return new Map([...partners, ...changed.map(([at], nth) => [at, left[nth]?.[0] ?? nth] as const)])
}

type Placed = readonly [place: number, entry: unknown]

/** The places of entries by their names, the last first; those without a name are left out. */
function byName(entries: readonly Placed[], nameOf: (entry: unknown) => string | null) {
  const named = new Map<string | null, number[]>()
  for (const [at, entry] of entries.toReversed()) {
    const name = nameOf(entry)
    if (name !== null && !named.get(name)?.push(at)) named.set(name, [at])
  }
  return named
}

function wholly(entry: unknown): string {
  return JSON.stringify(entry)
}

/** Of a mark in a text: what it is, and where it begins. */
function startOf(entry: unknown): string | null {
  return isObject(entry) && 'from' in entry ? JSON.stringify([entry['kind'], entry['from']]) : null
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !isList(value)
}
