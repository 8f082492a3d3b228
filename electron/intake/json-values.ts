/** Values that lie deeper in each other than this are in no format that is known here. */
const MOST_DEPTH = 200

/** The value that a text writes as JSON; null when it is none, or one that is built to be hard to read. */
export function parseJson(text: string): unknown {
  if (isDeep(text)) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isDeep(text: string): boolean {
  let depth = 0
  let isInString = false
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index]
    if (isInString) {
      if (sign === '\\') index += 1
      else if (sign === '"') isInString = false
    } else if (sign === '"') isInString = true
    else if (sign === '[' || sign === '{') depth += 1
    else if (sign === ']' || sign === '}') depth -= 1
    if (depth > MOST_DEPTH) return true
  }
  return false
}

/** What a value has under these names, one within the other; undefined where one has none. Nothing inherited counts. */
export function at(value: unknown, ...names: readonly string[]): unknown {
  let inner = value
  for (const name of names) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, name)) return undefined
    inner = Reflect.get(inner, name)
  }
  return inner
}

/** A text, or a number as one; empty for any other value. */
export function wordsOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : ''
}

/** The values of a list; a value that is none as a list of one, nothing as one of none. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}
