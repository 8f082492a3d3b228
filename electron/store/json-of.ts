/** JSON of the entries of lists, as long as the entries live. */
const remembered = new WeakMap<object, string>()

/**
 * As JSON.stringify, for a document that is written again and again: the entries of its lists are told anew only
 * when they changed. An entry that is remembered is frozen, so that it cannot come to differ from its JSON.
 */
export function jsonOf(document: object): string {
  const fields = Object.entries(document).flatMap(([key, value]: [string, unknown]) => {
    const json = Array.isArray(value) ? `[${value.map(entryJson).join(',')}]` : JSON.stringify(value)
    // JSON.stringify has no text for undefined and leaves such a field out.
    return json === undefined ? [] : `${JSON.stringify(key)}:${json}`
  })
  return `{${fields.join(',')}}`
}

function entryJson(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return JSON.stringify(entry) ?? 'null'
  const known = remembered.get(entry)
  if (known !== undefined) return known
  const json = JSON.stringify(freezeDeep(entry))
  remembered.set(entry, json)
  return json
}

function freezeDeep<Value extends object>(value: Value): Value {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) freezeDeep(part)
  return Object.freeze(value)
}
