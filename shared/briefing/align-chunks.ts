import { diffArrays } from 'diff'

/** Chunks as they are now: what each reads, and its short name. */
export type Sequence = { readonly names: readonly string[]; readonly texts: readonly string[] }

/** What became of the chunks that a text once had, each by its number among the present ones. */
export type Side = {
  /** Where each stands unchanged; null for one that does not. */
  readonly same: readonly (number | null)[]
  /** What stands in its place where it does not; null where nothing does. */
  readonly instead: readonly (number | null)[]
  /** What was put in before each of them, and at the end. */
  readonly inserted: readonly (readonly number[])[]
}

/**
 * Find again in two texts, each changed on its own, the chunks that both once had. Of those only short names are known, so
 * where one is missing on both sides, what stands there now is told by how alike the two sides are.
 */
export function alignChunks(
  base: readonly string[],
  file: Sequence,
  brief: Sequence,
): { readonly file: Side; readonly brief: Side } {
  const inFile = sameIn(base, file.names)
  const inBrief = sameIn(base, brief.names)
  return {
    file: sideOf(inFile, file.texts, knownFrom(inBrief, brief.texts)),
    brief: sideOf(inBrief, brief.texts, knownFrom(inFile, file.texts)),
  }
}

/** Which texts a chunk may have had: its own where the other side still has it, else those that stand in its place there. */
type Known = (base: number) => readonly string[]

/** More comparisons than this are not worth their time: then one stands for the other in the order in which they come. */
const MOST_COMPARED = 10_000
const MOST_CANDIDATES = 20

function sameIn(base: readonly string[], names: readonly string[]): (number | null)[] {
  const same = base.map((): number | null => null)
  // What stands on one side alone is nowhere the same, and would make the search for the rest long.
  const ofBase = placesOf(base, new Set(names))
  const ofNames = placesOf(names, new Set(base))
  let left = 0
  let right = 0
  const changes = diffArrays(
    ofBase.map(({ name }) => name),
    ofNames.map(({ name }) => name),
  )
  for (const { added, removed, count } of changes) {
    if (!added && !removed)
      for (let each = 0; each < count; each += 1) {
        const from = ofBase[left + each]
        if (from !== undefined) same[from.at] = ofNames[right + each]?.at ?? null
      }
    if (!added) left += count
    if (!removed) right += count
  }
  return same
}

/** The names that the other side has too, with their numbers. */
function placesOf(names: readonly string[], others: ReadonlySet<string>) {
  return names.map((name, at) => ({ name, at })).filter(({ name }) => others.has(name))
}

function sideOf(same: readonly (number | null)[], texts: readonly string[], known: Known): Side {
  const instead = same.map((): number | null => null)
  const inserted = Array.from({ length: same.length + 1 }, (): number[] => [])
  for (const { missing, present } of runsOf(same, texts.length)) {
    let slot = missing.from
    for (const { base, now } of paired(missing, present, texts, known)) {
      if (base === null) inserted[slot]?.push(now)
      else {
        instead[base] = now
        slot = base + 1
      }
    }
  }
  return { same, instead, inserted }
}

type Run = { readonly from: number; readonly to: number }

/** Between what is unchanged: which chunks are missing, and which stand there now. */
function runsOf(same: readonly (number | null)[], count: number): { missing: Run; present: Run }[] {
  const runs: { missing: Run; present: Run }[] = []
  let missing = 0
  let present = 0
  for (const [base, at] of [...same, count].entries()) {
    if (at === null) continue
    runs.push({ missing: { from: missing, to: base }, present: { from: present, to: at } })
    missing = base + 1
    present = at + 1
  }
  return runs
}

function knownFrom(same: readonly (number | null)[], texts: readonly string[]): Known {
  const candidates = same.map((): readonly string[] => [])
  for (const { missing, present } of runsOf(same, texts.length)) {
    const there = texts.slice(present.from, Math.min(present.to, present.from + MOST_CANDIDATES))
    for (let base = missing.from; base < missing.to; base += 1) candidates[base] = there
  }
  return (base) => {
    const at = same[base] ?? null
    return at === null ? (candidates[base] ?? []) : texts.slice(at, at + 1)
  }
}

type Pair = { readonly base: number | null; readonly now: number }

/**
 * Every present chunk of a run, in order, with the missing one that it stands for: as many as there can be, and among
 * those the most alike.
 */
function paired(missing: Run, present: Run, texts: readonly string[], known: Known): Pair[] {
  const rows = present.to - present.from
  const columns = missing.to - missing.from
  if (rows === columns || rows * columns > MOST_COMPARED || columns === 0)
    return Array.from({ length: rows }, (_, row) => ({
      base: row < columns ? missing.from + row : null,
      now: present.from + row,
    }))
  const likeness = likenessOf(missing, present, texts, known)
  // best[row][column]: the most that the rest of both can be worth from there on.
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1))
  const worth = (row: number, column: number) => best[row]?.[column] ?? 0
  // A pair is worth more than all likeness together, so that as many are paired as there can be.
  const pairWorth = (row: number, column: number) =>
    rows + columns + likeness(row, column) + worth(row + 1, column + 1)
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1) {
      const value = Math.max(pairWorth(row, column), worth(row + 1, column), worth(row, column + 1))
      const line = best[row]
      if (line !== undefined) line[column] = value
    }
  const pairs: Pair[] = []
  let column = 0
  for (let row = 0; row < rows; row += 1) {
    while (column < columns && worth(row, column) === worth(row, column + 1)) column += 1
    const pair = column < columns && worth(row, column) === pairWorth(row, column)
    pairs.push({ base: pair ? missing.from + column : null, now: present.from + row })
    if (pair) column += 1
  }
  return pairs
}

function likenessOf(missing: Run, present: Run, texts: readonly string[], known: Known) {
  const words = new Map<string, Set<string>>()
  const wordsOf = (text: string) => {
    const seen = words.get(text) ?? new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    words.set(text, seen)
    return seen
  }
  return (row: number, column: number) =>
    Math.max(
      0,
      ...known(missing.from + column).map((text) =>
        alike(wordsOf(text), wordsOf(texts[present.from + row] ?? '')),
      ),
    )
}

/** From 0, no word in common, to 1, the same words. */
function alike(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length
  return one.size + other.size === 0 ? 1 : (2 * shared) / (one.size + other.size)
}
