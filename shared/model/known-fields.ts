import { z } from 'zod'

/**
 * What the schema knows of `raw`. Fields that it does not know are no fault, however deep they lie: a later version may have
 * written them.
 */
export function parseKnown<T>(schema: z.ZodType<T>, raw: unknown): z.ZodSafeParseResult<T> {
  let known = raw
  // Each round takes away the unknown fields that were found; others can only lie deeper.
  for (;;) {
    const checked = schema.safeParse(known)
    if (checked.success) return checked
    const { issues } = checked.error
    const unknown = issues.filter((issue) => issue.code === 'unrecognized_keys')
    if (unknown.length < issues.length) return checked
    // A check over several fields does not run beside an unknown one, so they are taken away and it is asked again.
    known = without(known, unknown)
  }
}

/**
 * For a part of a document that comes back from whoever read it: fields that are not known here are passed over instead of
 * refused. The document itself keeps them: see `inPlaceOf`.
 */
export function asRead<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((given) => parseKnown(schema, given).data ?? given, schema)
}

type Unknown = { readonly path: readonly PropertyKey[]; readonly keys: readonly string[] }

/** `value`, which lies so deep, without these fields; what holds none of them is not copied. */
function without(value: unknown, unknown: readonly Unknown[], depth = 0): unknown {
  const gone = new Set<string>()
  const inside = new Map<string, Unknown[]>()
  for (const one of unknown) {
    const step = one.path[depth]
    if (step === undefined) for (const key of one.keys) gone.add(key)
    else if (!inside.get(String(step))?.push(one)) inside.set(String(step), [one])
  }
  const inner = (key: string, part: unknown) => {
    const its = inside.get(key)
    return its === undefined ? part : without(part, its, depth + 1)
  }
  if (Array.isArray(value)) return value.map((entry, index) => inner(String(index), entry))
  const fields = Object.entries(value ?? {}).filter(([key]) => !gone.has(key))
  return Object.fromEntries(fields.map(([key, part]) => [key, inner(key, part)]))
}
