import { Failure } from '../../shared/contract/failure'
import type { Entry, EntryId, EntryKind } from '../../shared/model/codebook'
import { actorSpelt, usageOf } from '../../shared/model/codebook-usage'
import {
  type Books,
  entriesOf,
  entryNamed,
  keptOf,
  resolverOf,
  withEntry,
} from '../../shared/model/edit-codebook'
import type { NewId } from '../../shared/model/ids'
import { startEntry } from '../../shared/model/start-entry'
import type { SessionContext } from './session-context'

/** What finds the entry that goes by that name already: an actor also by a spelling of the annotations; null when none does. */
export async function finderOf(
  { annotations }: Pick<SessionContext, 'annotations'>,
  { kind, name }: { readonly kind: EntryKind; readonly name: string },
): Promise<(books: Books) => Entry | null> {
  const spelt = kind === 'actor' ? actorSpelt(usageOf(await annotations.all()), name) : null
  return (books) => {
    const entries = entriesOf(books)
    return entryNamed(entries, kind, name) ?? entries.find(({ id }) => id === spelt) ?? null
  }
}

/** An entry that is named before it is made; `as` is what names it, and its id if it is made. */
export type EntryToMake = { readonly as: EntryId; readonly kind: EntryKind; readonly name: string }

export type PlannedEntries = {
  /** What each `as` will be; every other id is itself. */
  readonly idOf: (id: EntryId) => EntryId
  /** True of the id of one that has to be made. */
  readonly isNew: (id: EntryId) => boolean
  /** The books with those among `named` that have to be made. */
  readonly addTo: (books: Books, named: readonly EntryId[]) => Books
}

const prefixes = { actor: 'p-', issue: 'i-', measure: 'm-', code: 'c-' } as const

/** Plans the entries that are made along with an annotation. One that is there by that name is not made again. */
export async function planEntries(
  context: SessionContext,
  wanted: readonly EntryToMake[],
): Promise<PlannedEntries> {
  const ids = new Map<EntryId, EntryId>()
  const made: { readonly entry: Entry; readonly find: (books: Books) => Entry | null }[] = []
  const books = wanted.length === 0 ? null : await context.store.readBooks()
  for (const { as, kind, name } of wanted) {
    if (as.slice(0, 2) !== prefixes[kind])
      throw new Failure(
        'invalid-input',
        `${as} cannot name ${kind === 'code' || kind === 'measure' ? 'a' : 'an'} ${kind}.`,
      )
    const named = await finderOf(context, { kind, name })
    // It may have been made already, by a change whose answer was lost.
    const find = (now: Books) => {
      const today = resolverOf(now)(as)
      return entriesOf(now).find(({ id }) => id === today) ?? named(now)
    }
    // Two of one name are one, also among those that are to be made.
    const twin = made.find(({ entry }) => entryNamed([entry], kind, name) !== null)
    const there = (books && find(books)) ?? twin?.entry ?? null
    // The prefix is that of the kind, and no other is asked for.
    const given = (() => as) as NewId
    // One that was removed keeps its id.
    const isTaken = books !== null && keptOf(books).some(({ id }) => id === as)
    const entry = there ?? startEntry({ kind, name }, isTaken ? context.newId : given)
    if (there === null) made.push({ entry, find })
    ids.set(as, entry.id)
  }
  return {
    idOf: (id) => ids.get(id) ?? id,
    isNew: (id) => made.some(({ entry }) => entry.id === id),
    addTo: (now, named) =>
      made.reduce((books, { entry, find }) => {
        if (!named.includes(entry.id)) return books
        if (find(books) !== null) {
          const message = `“${entry.name}” was made elsewhere in the meantime. Repeat the change.`
          throw new Failure('conflict', message)
        }
        return withEntry(books, entry)
      }, now),
  }
}
