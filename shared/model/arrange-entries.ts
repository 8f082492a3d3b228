import type { Entry, EntryId, EntryUse } from './codebook'
import { fold, orderKey } from './fold'
import { rankOf, tokensOf } from './rank'

export type EntrySort = 'name' | 'count'

/** How the entries of one kind are to be listed. */
export type Arrangement = {
  /** Words that an entry is found by, in its name or a spelling. */
  readonly query: string
  readonly sort: EntrySort
  /** Entries under which nothing is shown. */
  readonly closed: ReadonlySet<EntryId>
}

/** A row of the list, which draws a tree as rows one below the other. */
export type EntryRow = {
  readonly entry: Entry
  readonly use: EntryUse
  /** 1 for an entry that stands under none. */
  readonly level: number
  /** Its place among those beside it, from 1, and how many these are. */
  readonly position: number
  readonly size: number
  /** Whether what stands under it is shown; null where nothing does. */
  readonly open: boolean | null
  /** False for an entry that is only there because one under it was found. */
  readonly found: boolean
}

/** The rows of the entries of one kind. What was found is shown with all that it stands under, whatever is closed. */
export function arrangeEntries(
  entries: readonly Entry[],
  uses: ReadonlyMap<EntryId, EntryUse>,
  { query, sort, closed }: Arrangement,
): EntryRow[] {
  const tokens = tokensOf(query)
  const usageOf = (id: EntryId) => uses.get(id) ?? { id, annotations: 0, spellings: [] }
  const isFound = (entry: Entry) =>
    [entry.name, ...otherSpellings(entry, usageOf(entry.id))].some(
      (name) => rankOf(fold(name), tokens) !== null,
    )
  const found = new Set(entries.filter(isFound).map(({ id }) => id))
  const shown = withAncestors(entries, found)

  const under = new Map<EntryId | null, Entry[]>()
  for (const entry of inOrder(entries, sort, usageOf)) {
    if (!shown.has(entry.id)) continue
    const parent = parentOf(entry)
    const siblings = under.get(parent)
    if (siblings === undefined) under.set(parent, [entry])
    else siblings.push(entry)
  }
  const rowsUnder = (parent: EntryId | null, level: number): EntryRow[] => {
    const siblings = under.get(parent) ?? []
    return siblings.flatMap((entry, index) => {
      const open = under.has(entry.id) ? tokens.length > 0 || !closed.has(entry.id) : null
      const row: EntryRow = {
        entry,
        use: usageOf(entry.id),
        level,
        position: index + 1,
        size: siblings.length,
        open,
        found: found.has(entry.id),
      }
      return open === true ? [row, ...rowsUnder(entry.id, level + 1)] : [row]
    })
  }
  return rowsUnder(null, 1)
}

/** What the entry stands under; null for nothing, and where nothing can. */
export function parentOf(entry: Entry): EntryId | null {
  return 'parent' in entry ? entry.parent : null
}

/** True for issues and codes, of which one can stand under another. */
export function isNested(kind: Entry['kind']): boolean {
  return kind === 'issue' || kind === 'code'
}

/** The entry itself and all that stands under it, near or far. */
export function familyOf(entries: readonly Entry[], id: EntryId): ReadonlySet<EntryId> {
  const family = new Set([id])
  // What is added is walked through too, so that each generation finds the next.
  for (const one of family) {
    for (const entry of entries) if (parentOf(entry) === one) family.add(entry.id)
  }
  return family
}

/** Every other spelling of an actor: those that a person gave, then those that annotations have, the frequent first. */
export function otherSpellings(entry: Entry, use: EntryUse): string[] {
  if (entry.kind !== 'actor') return []
  const all = [...entry.spellings, ...use.spellings.map(({ spelling }) => spelling)]
  return [...new Set(all)].filter((spelling) => spelling !== entry.name)
}

/** The entries, and all that they stand under. */
function withAncestors(entries: readonly Entry[], ids: ReadonlySet<EntryId>): ReadonlySet<EntryId> {
  const parents = new Map(entries.map((entry) => [entry.id, parentOf(entry)]))
  const all = new Set(ids)
  // What is added is walked through too, so that each parent adds its own.
  for (const id of all) {
    const parent = parents.get(id) ?? null
    if (parent !== null) all.add(parent)
  }
  return all
}

function inOrder(
  entries: readonly Entry[],
  sort: EntrySort,
  usageOf: (id: EntryId) => EntryUse,
): readonly Entry[] {
  const keyed = entries.map((entry) => ({
    entry,
    name: orderKey(entry.name),
    count: sort === 'count' ? usageOf(entry.id).annotations : 0,
  }))
  keyed.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return keyed.map(({ entry }) => entry)
}
