import type { z } from 'zod'
import { inWords } from '../../shared/contract/dispatch'

/**
 * `raw` as a document of this schema, or why it is none. Fields that the schema does not know are no fault: a later
 * version may have written them, and they must come through a change unharmed. Fields that came later than the document
 * hold their default.
 */
export function readAs<T>(
  schema: z.ZodType<T>,
  raw: unknown,
): { readonly document: T; readonly fault: null } | { readonly document: null; readonly fault: string } {
  let known = raw
  // Each round takes away the unknown fields that were found; others can only lie deeper.
  for (;;) {
    const checked = schema.safeParse(known)
    if (checked.success) {
      fillIn(raw, checked.data)
      // The schema has just found no fault in it but fields it does not know.
      return { document: raw as T, fault: null }
    }
    const unknown = checked.error.issues.filter((issue) => issue.code === 'unrecognized_keys')
    if (unknown.length === 0 || unknown.length < checked.error.issues.length)
      return { document: null, fault: inWords(checked.error) }
    // A check over several fields does not run beside an unknown one, so they are taken away and it is asked again.
    if (known === raw) known = structuredClone(raw)
    for (const { path, keys } of unknown) removeKeys(known, path, keys)
  }
}

/** Give `raw` what only the checked document has, which can only be defaults. */
function fillIn(raw: unknown, checked: unknown): void {
  if (!isObject(raw) || !isObject(checked)) return
  for (const key in checked) {
    if (key in raw) fillIn(raw[key], checked[key])
    else raw[key] = checked[key]
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
