import type { Source } from './source'

/**
 * What is typed in a line of the details of a source, as the name of what is one step to undo: where one detail is another. Null
 * where several are, and for a kind, which is chosen, and a date, which is saved once it is written out.
 */
export function lineTyped(before: Source, after: Source): string | null {
  const now = new Map<string, unknown>(Object.entries(after.details))
  const [name, ...others] = Object.entries(before.details).flatMap(([one, value]) =>
    JSON.stringify(value) === JSON.stringify(now.get(one)) ? [] : [one],
  )
  const isTyped = name !== undefined && !['kind', 'published', 'updated'].includes(name)
  return isTyped && others.length === 0 ? `${name} of ${after.id}` : null
}
