import type { z } from 'zod'
import { inWords } from '../../shared/contract/dispatch'
import { parseKnown } from '../../shared/model/known-fields'

/**
 * `raw` as a document of this schema, or why it is none. Fields that the schema does not know are no fault: a later
 * version may have written them, and they must come through a change unharmed. Fields that came later than the document
 * hold their default.
 */
export function readAs<T>(
  schema: z.ZodType<T>,
  raw: unknown,
): { readonly document: T; readonly fault: null } | { readonly document: null; readonly fault: string } {
  const checked = parseKnown(schema, raw)
  if (!checked.success) return { document: null, fault: inWords(checked.error) }
  fillIn(raw, checked.data)
  // The schema has just found no fault in it but fields it does not know.
  return { document: raw as T, fault: null }
}

/** Give `raw` what only the checked document has, which can only be defaults. */
function fillIn(raw: unknown, checked: unknown): void {
  if (!isObject(raw) || !isObject(checked)) return
  for (const key in checked) {
    if (key in raw) fillIn(raw[key], checked[key])
    else raw[key] = checked[key]
  }
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null
}
