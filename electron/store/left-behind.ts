/**
 * These names but for the last generations that a brief left behind when it was moved, given all names among the briefs and in
 * the trash. A generation alone is a brief that lost its file, unless that lies somewhere else.
 */
export function withoutLeftBehind(names: readonly string[], all: readonly string[]): readonly string[] {
  const lonely = names.filter(
    (name) => isGeneration(name) && !names.includes(name.slice(0, -GENERATION.length)),
  )
  if (lonely.length === 0) return names
  const moved = new Set(all.filter((name) => name.endsWith('.json')).map(idIn))
  return names.filter((name) => !lonely.includes(name) || !moved.has(idIn(name)))
}

const GENERATION = '.previous'

function isGeneration(name: string): boolean {
  return name.startsWith('b-') && name.endsWith(`.json${GENERATION}`)
}

function idIn(name: string): string | undefined {
  return name.split('.')[0]
}
