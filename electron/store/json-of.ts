/** JSON of the entries of lists, as long as the entries live. */
const remembered = new WeakMap<object, Uint8Array>()

/**
 * As JSON.stringify, for a document that is written again and again: its JSON in UTF-8, in parts that follow each other. The
 * entries of its lists are told anew only when they changed. An entry that is remembered is frozen, so that it cannot come to
 * differ from its JSON.
 */
export function jsonOf(document: object): Uint8Array[] {
  const parts: Uint8Array[] = []
  const fields: [string, unknown][] = Object.entries(document)
  for (const [key, value] of fields) {
    const json = Array.isArray(value) ? '' : JSON.stringify(value)
    // JSON.stringify has no text for undefined and leaves such a field out.
    if (json === undefined) continue
    parts.push(Buffer.from(`${parts.length === 0 ? '{' : ','}${JSON.stringify(key)}:${json}`))
    if (Array.isArray(value)) pushEntries(parts, value)
  }
  parts.push(parts.length === 0 ? EMPTY : END)
  return parts
}

/** As `jsonOf`, of which nothing is remembered: faster for a document that is written for the first time. */
export function jsonOnce(document: object): Uint8Array[] {
  return [Buffer.from(JSON.stringify(document))]
}

/** To be called when there is time: `jsonOf` will be asked for this document, or for one that shares its entries. */
export function rememberEntries(document: object): void {
  const values: unknown[] = Object.values(document)
  for (const entry of values.filter(Array.isArray).flat(1)) entryJson(entry)
}

const utf8 = new TextEncoder()
const EMPTY = Buffer.from('{}')
const END = Buffer.from('}')
const BEGIN_LIST = Buffer.from('[')
const COMMA = Buffer.from(',')
const END_LIST = Buffer.from(']')

function pushEntries(parts: Uint8Array[], list: readonly unknown[]): void {
  for (const [index, entry] of list.entries()) parts.push(index === 0 ? BEGIN_LIST : COMMA, entryJson(entry))
  if (list.length === 0) parts.push(BEGIN_LIST)
  parts.push(END_LIST)
}

function entryJson(entry: unknown): Uint8Array {
  if (typeof entry !== 'object' || entry === null) return Buffer.from(JSON.stringify(entry) ?? 'null')
  const known = remembered.get(entry)
  if (known !== undefined) return known
  // Not in the pool that small buffers share: one entry would hold the bytes of those that are gone.
  const json = utf8.encode(JSON.stringify(freezeDeep(entry)))
  remembered.set(entry, json)
  return json
}

function freezeDeep<Value extends object>(value: Value): Value {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) freezeDeep(part)
  return Object.freeze(value)
}
