import type { z } from 'zod'
import { inWords } from '../../shared/contract/dispatch'

/**
 * Why `raw` is not a document of this schema, in words; null when it is one. Fields that the schema does not know
 * are no fault: a later version may have written them, and they must come through a change unharmed.
 */
export function faultOf(schema: z.ZodType, raw: unknown): string | null {
  let known = raw
  // Each round takes away the unknown fields that were found; others can only lie deeper.
  for (;;) {
    const checked = schema.safeParse(known)
    if (checked.success) return null
    const unknown = checked.error.issues.filter((issue) => issue.code === 'unrecognized_keys')
    if (unknown.length === 0 || unknown.length < checked.error.issues.length) return inWords(checked.error)
    // A check over several fields does not run beside an unknown one, so they are taken away and it is asked again.
    if (known === raw) known = structuredClone(raw)
    for (const { path, keys } of unknown) removeKeys(known, path, keys)
  }
}

function removeKeys(root: unknown, path: readonly PropertyKey[], keys: readonly string[]): void {
  let at = root
  for (const step of path) at = isObject(at) ? at[step] : undefined
  if (isObject(at)) for (const key of keys) Reflect.deleteProperty(at, key)
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null
}
