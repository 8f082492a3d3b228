import type { Annotation, AnnotationBody, AttributionChain } from './annotation'
import type { Actor, Actors, Code, Codebook, Entry, EntryId, EntryKind, Issue, Measure } from './codebook'
import { fold } from './fold'
import type { ActorId, CodeId, IssueId, MeasureId } from './ids'

/** The two documents that hold the shared lists. */
export type Books = { readonly codebook: Codebook; readonly actors: Actors }

/** An entry as the file has it, be it in use or gone. */
type Kept =
  | (Actor & { readonly kind: 'actor' })
  | (Issue & { readonly kind: 'issue' })
  | (Measure & { readonly kind: 'measure' })
  | (Code & { readonly kind: 'code' })

/** What changes in an entry: the fields that are there. */
export type EntryEdit = { readonly kind: EntryKind; readonly id: EntryId } & Partial<
  Pick<Actor, 'name' | 'description' | 'spellings'> &
    Pick<Code, 'colour'> & { readonly parent: EntryId | null }
>

/** The entries in use, in the order in which they were made. */
export function entriesOf(books: Books): Entry[] {
  return keptOf(books).flatMap(({ gone, ...entry }) => (gone === null ? [entry] : []))
}

/** The books without what was merged or removed. */
export function booksInUse(books: Books): Books {
  return booksOf(
    keptOf(books).filter(({ gone }) => gone === null),
    books,
  )
}

/** The entry of the kind that goes by that name, or an actor by that spelling: case, accents and outer spaces aside. */
export function entryNamed(entries: readonly Entry[], kind: EntryKind, name: string): Entry | null {
  const wanted = keyOf(name)
  const ofKind = entries.filter((entry) => entry.kind === kind)
  return (
    ofKind.find((entry) => keyOf(entry.name) === wanted) ??
    ofKind.find(
      (entry) => entry.kind === 'actor' && entry.spellings.some((spelling) => keyOf(spelling) === wanted),
    ) ??
    null
  )
}

/** Why something cannot be done to the books, and in a sentence. */
export type Misfit = {
  readonly reason: 'not-found' | 'conflict' | 'invalid-input'
  readonly message: string
}

/** Why an edit cannot be made; null when it can. */
export function editMisfit(books: Books, edit: EntryEdit): Misfit | null {
  const entries = entriesOf(books)
  const { kind, id, name, parent } = edit
  if (!isThere(entries, kind, id)) return missing(kind, id)
  const named = name === undefined ? null : entryNamed(entries, kind, name)
  if (named !== null && named.id !== id && keyOf(named.name) === keyOf(name ?? '')) {
    const message = `There is another ${kind} “${named.name}”: merge the two, or choose another name.`
    return { reason: 'conflict', message }
  }
  if (parent === undefined || parent === null) return null
  if (!isThere(entries, kind, parent)) return missing(kind, parent)
  if (!ancestorsOf(entries, parent).includes(id)) return null
  const message = `No ${kind} can stand under itself or under what stands under it.`
  return { reason: 'invalid-input', message }
}

/** Why entries cannot be merged; null when they can. */
export function mergeMisfit(
  books: Books,
  {
    kind,
    from,
    into,
  }: { readonly kind: EntryKind; readonly from: readonly EntryId[]; readonly into: EntryId },
): Misfit | null {
  const entries = entriesOf(books)
  const there = new Set(entries.filter((entry) => entry.kind === kind).map(({ id }) => id))
  const absent = [into, ...from].find((id) => !there.has(id))
  if (absent !== undefined) return missing(kind, absent)
  if (from.includes(into))
    return { reason: 'invalid-input', message: `No ${kind} can be merged into itself.` }
  const all = new Set([into, ...from])
  const merged = entries.filter(({ id }) => all.has(id))
  const spellings = merged.flatMap((entry) =>
    entry.kind === 'actor' ? [entry.name, ...entry.spellings] : [],
  )
  if (new Set(spellings).size <= MOST_SPELLINGS) return null
  const message = `One actor has at most ${MOST_SPELLINGS.toLocaleString('en')} spellings, and these have more: merge fewer of them, or remove some spellings first.`
  return { reason: 'invalid-input', message }
}

/** Why an entry cannot be removed; null when it can. */
export function removalMisfit(
  books: Books,
  { kind, id }: { readonly kind: EntryKind; readonly id: EntryId },
): Misfit | null {
  return isThere(entriesOf(books), kind, id) ? null : missing(kind, id)
}

function isThere(entries: readonly Entry[], kind: EntryKind, id: EntryId): boolean {
  return entries.some((entry) => entry.kind === kind && entry.id === id)
}

function missing(kind: EntryKind, id: EntryId): Misfit {
  const message = `There is no ${kind} ${id} in the codebook; it may have been merged or removed.`
  return { reason: 'not-found', message }
}

const MOST_SPELLINGS = 1000

/** The books with one more entry. */
export function withEntry(books: Books, entry: Entry): Books {
  return booksOf([...keptOf(books), { ...entry, gone: null }], books)
}

/** The books with the edit, which `editMisfit` found nothing wrong with. */
export function withEdit(books: Books, edit: EntryEdit): Books {
  return booksOf(
    keptOf(books).map((kept) => (kept.id === edit.id ? edited(kept, edit) : kept)),
    books,
  )
}

/**
 * The books after `from` became `into`: an actor gains their names and spellings, what stood under them stands under
 * `into`, and every id of theirs means `into`. Nothing that names them needs to change. Where `into` stood under one of
 * them, it takes the place of the topmost.
 */
export function withMerge(books: Books, from: readonly EntryId[], into: EntryId): Books {
  const kept = keptOf(books)
  const gone = new Set(from)
  const above = ancestorsOf(kept, into).slice(1)
  const place = above[above.findLastIndex((id) => gone.has(id)) + 1] ?? null
  const merged = kept.filter(({ id }) => gone.has(id))
  const spellings = merged.flatMap((entry) =>
    entry.kind === 'actor' ? [entry.name, ...entry.spellings] : [],
  )
  return booksOf(
    kept.map((entry) => {
      if (gone.has(entry.id)) return leave(entry, into)
      const parent = entry.id === into ? place : underOneOf(entry, gone) ? into : undefined
      const moved = parent === undefined ? entry : edited(entry, { kind: entry.kind, id: entry.id, parent })
      return moved.id === into && moved.kind === 'actor'
        ? { ...moved, spellings: joined(moved, spellings) }
        : moved
    }),
    books,
  )
}

/** The books without the entry: what stood under it moves up, and ids of it mean nothing any more. */
export function withoutEntry(books: Books, id: EntryId): Books {
  const kept = keptOf(books)
  const removed = kept.find((entry) => entry.id === id)
  const above = removed === undefined || !('parent' in removed) ? null : removed.parent
  return booksOf(
    kept.map((entry) => {
      if (entry.id === id) return leave(entry, null)
      if (!underOneOf(entry, new Set([id]))) return entry
      return edited(entry, { kind: entry.kind, id: entry.id, parent: above })
    }),
    books,
  )
}

/** What became of one entry; null where there was, or is, none. */
export type EntryDifference = { readonly before: Kept | null; readonly after: Kept | null }

/** How two states of the books differ, entry by entry. */
export function differences(before: Books, after: Books): EntryDifference[] {
  const old = new Map(keptOf(before).map((entry) => [entry.id, entry]))
  const now = new Map(keptOf(after).map((entry) => [entry.id, entry]))
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id) => {
    const difference = { before: old.get(id) ?? null, after: now.get(id) ?? null }
    return isSame(difference.before, difference.after) ? [] : [difference]
  })
}

/** The books with each entry that differs as it is after; null when one of them is no longer as it was before. */
export function withDifferences(books: Books, differing: readonly EntryDifference[]): Books | null {
  const kept = new Map(keptOf(books).map((entry) => [entry.id, entry]))
  for (const { before, after } of differing) {
    const id = before?.id ?? after?.id
    if (id === undefined || !isSame(kept.get(id) ?? null, before)) return null
    if (after === null) kept.delete(id)
    else kept.set(id, after)
  }
  return booksOf([...kept.values()], books)
}

/** Says what an id means today: itself, the entry that it was merged into, or null when that is gone. */
export type ResolveId = <Id extends EntryId>(id: Id) => Id | null

/** How ids are to be read by whoever shows annotations. */
export function resolverOf(books: Books): ResolveId {
  const gone = new Map<string, EntryId | null>()
  const known = new Set<string>()
  for (const entry of keptOf(books)) {
    if (entry.gone === null) known.add(entry.id)
    else gone.set(entry.id, entry.gone.into)
  }
  return <Id extends EntryId>(id: Id): Id | null => {
    let at: EntryId | null = id
    // An entry is only ever merged into one in use, so the way through the merged ones ends.
    for (let steps = 0; at !== null && steps <= gone.size; steps++) {
      const into: EntryId | null | undefined = gone.get(at)
      if (into === undefined) break
      at = into
    }
    // Entries are merged within their kind, so the id is one of the same kind.
    return at !== null && known.has(at) ? (at as Id) : null
  }
}

/**
 * The annotation as it reads today: merged ids are those they were merged into, ids that are gone are null. The same
 * object where it reads as it is stored.
 */
export function resolved(annotation: Annotation, resolve: ResolveId): Annotation {
  if (entriesNamedBy(annotation).every((id) => resolve(id) === id)) return annotation
  const codes = [...new Set(annotation.codes.flatMap((code) => resolve(code) ?? []))]
  return { ...annotation, codes, body: resolvedBody(annotation.body, resolve) }
}

function resolvedBody(body: AnnotationBody, resolve: ResolveId): AnnotationBody {
  const idOf = <Id extends EntryId>(id: Id | null) => (id === null ? null : resolve(id))
  const attribution: AttributionChain = body.attribution.map((hop) => ({ ...hop, actor: idOf(hop.actor) }))
  switch (body.kind) {
    case 'claim':
      return { ...body, attribution, issue: idOf(body.issue) }
    case 'figure':
      return { ...body, attribution, measure: idOf(body.measure) }
    case 'position':
      return { ...body, attribution, actor: idOf(body.actor), issue: idOf(body.issue) }
  }
}

/** Every entry that an annotation names, each once. */
export function entriesNamedBy({ body, codes }: Annotation): EntryId[] {
  const ids: (ActorId | IssueId | MeasureId | CodeId | null)[] = [
    ...codes,
    ...body.attribution.map(({ actor }) => actor),
    body.kind === 'figure' ? body.measure : body.issue,
    body.kind === 'position' ? body.actor : null,
  ]
  return [...new Set(ids.filter((id) => id !== null))]
}

function isSame(one: Kept | null, two: Kept | null): boolean {
  return JSON.stringify(one) === JSON.stringify(two)
}

/** What names are compared by: case, accents and spaces aside. */
export function keyOf(name: string): string {
  return fold(name.trim())
}

export function keptOf({ codebook, actors }: Books): Kept[] {
  return [
    ...actors.actors.map((entry) => ({ kind: 'actor' as const, ...entry })),
    ...codebook.issues.map((entry) => ({ kind: 'issue' as const, ...entry })),
    ...codebook.measures.map((entry) => ({ kind: 'measure' as const, ...entry })),
    ...codebook.codes.map((entry) => ({ kind: 'code' as const, ...entry })),
  ]
}

/** The entries back in their documents; all else of the documents as it was. */
function booksOf(kept: readonly Kept[], { codebook, actors }: Books): Books {
  const actorList: Actor[] = []
  const issues: Issue[] = []
  const measures: Measure[] = []
  const codes: Code[] = []
  for (const entry of kept) {
    if (entry.kind === 'actor') actorList.push(bare(entry))
    else if (entry.kind === 'issue') issues.push(bare(entry))
    else if (entry.kind === 'measure') measures.push(bare(entry))
    else codes.push(bare(entry))
  }
  return { codebook: { ...codebook, issues, measures, codes }, actors: { ...actors, actors: actorList } }
}

function bare<Entry extends Kept>(entry: Entry): Omit<Entry, 'kind'> {
  const { kind: _kind, ...rest } = entry
  return rest
}

function edited(kept: Kept, { name, description, spellings, colour, parent }: EntryEdit): Kept {
  const named = { ...kept, ...given({ name, description }) }
  switch (named.kind) {
    case 'actor':
      return { ...named, ...given({ spellings }) }
    case 'issue':
      // The schema of the call, and `withMerge`, give an issue only an issue to stand under.
      return { ...named, ...given({ parent: parent as IssueId | null | undefined }) }
    case 'code':
      // As above, for a code.
      return { ...named, ...given({ colour, parent: parent as CodeId | null | undefined }) }
    case 'measure':
      return named
  }
}

/** Only the fields that have a value, null included. */
function given<Fields extends object>(
  fields: Fields,
): { [Field in keyof Fields]?: Exclude<Fields[Field], undefined> } {
  // Leaving out entries that are undefined leaves the fields that are not.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Field in keyof Fields]?: Exclude<Fields[Field], undefined>
  }
}

function leave(entry: Kept, into: EntryId | null): Kept {
  // An entry is merged into one of its own kind: `mergeMisfit` sees to it.
  return { ...entry, gone: { into } } as Kept
}

function underOneOf(entry: Kept, ids: ReadonlySet<EntryId>): boolean {
  return 'parent' in entry && entry.parent !== null && ids.has(entry.parent)
}

/** The entry itself and what it stands under, the nearest first. */
function ancestorsOf(entries: readonly (Entry | Kept)[], id: EntryId): EntryId[] {
  const above: EntryId[] = []
  let at: EntryId | null = id
  while (at !== null && !above.includes(at)) {
    above.push(at)
    const entry = entries.find((one) => one.id === at)
    at = entry !== undefined && 'parent' in entry ? entry.parent : null
  }
  return above
}

function joined({ name, spellings }: Actor, more: readonly string[]): string[] {
  const all = [...spellings, ...more]
  return all.filter((spelling, index) => spelling !== name && all.indexOf(spelling) === index)
}
