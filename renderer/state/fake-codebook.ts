import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import { type Entry, type EntryId, emptyActors, emptyCodebook } from '../../shared/model/codebook'
import { actorSpelt, usageOf } from '../../shared/model/codebook-usage'
import {
  type Books,
  booksInUse,
  editMisfit,
  entriesOf,
  entryNamed,
  type Misfit,
  mergeMisfit,
  removalMisfit,
  withEdit,
  withEntry,
  withMerge,
  withoutEntry,
} from '../../shared/model/edit-codebook'
import type { NewId } from '../../shared/model/ids'
import { startEntry } from '../../shared/model/start-entry'
import type { StepName } from './fake-history'

/** The shared lists as one value that undo puts back. */
export type FakeBooks = Books & { readonly revision: number }

export const noFakeBooks: FakeBooks = { revision: 1, codebook: emptyCodebook, actors: emptyActors }

/** The notebook in memory that the codebook is a part of. */
export type FakeShelf = {
  readonly newId: NewId
  /** As they read today. */
  readonly annotations: () => readonly Annotation[]
  readonly books: () => FakeBooks
  /** Puts other books in their place, in a way that can be undone. */
  readonly put: (named: string | StepName, books: FakeBooks) => void
}

/** What the calls on actors, issues, measures and codes do to a notebook in memory. */
export function fakeCodebookCalls({ newId, annotations, books, put }: FakeShelf) {
  const naming = (ids: readonly EntryId[]) => usageOf(annotations()).naming(new Set(ids))
  const change = (named: string | StepName, edited: Books) => {
    const { revision, codebook, actors } = books()
    put(named, {
      revision: revision + 1,
      codebook: { ...edited.codebook, revision: codebook.revision + 1 },
      actors: { ...edited.actors, revision: actors.revision + 1 },
    })
  }
  const entry = (id: EntryId): Entry => {
    const found = entriesOf(books()).find((one) => one.id === id)
    if (found === undefined) throw new Failure('not-found', 'This is not in the codebook any more.')
    return found
  }
  return {
    'codebook.get': async () => {
      const { codebook, actors } = booksInUse(books())
      return { codebook, actors }
    },
    'codebook.use': async () => {
      const { counts, spellings } = usageOf(annotations())
      return entriesOf(books()).map(({ id }) => ({
        id,
        annotations: counts.get(id) ?? 0,
        spellings: spellings.get(id) ?? [],
      }))
    },
    'codebook.naming': async ({ ids }) => ({ annotations: naming(ids) }),
    'codebook.add': async (given) => {
      const entries = entriesOf(books())
      const spelt = given.kind === 'actor' ? actorSpelt(usageOf(annotations()), given.name) : null
      const there = entryNamed(entries, given.kind, given.name) ?? entries.find(({ id }) => id === spelt)
      if (there !== undefined) return there
      const made = startEntry(given, newId)
      change(`add ${given.kind}`, withEntry(books(), made))
      return made
    },
    'codebook.update': async (edit) => {
      expectFit(editMisfit(books(), edit))
      const [first, ...others] = Object.keys(edit).filter((field) => field !== 'kind' && field !== 'id')
      const isTyped = others.length === 0 && (first === 'name' || first === 'description')
      change(
        {
          label: `${edit.name === undefined ? 'edit' : 'rename'} ${edit.kind}`,
          as: isTyped ? `${first} of ${edit.id}` : null,
        },
        withEdit(books(), edit),
      )
      return entry(edit.id)
    },
    'codebook.merge': async ({ kind, from, into }) => {
      expectFit(mergeMisfit(books(), { kind, from, into }))
      const count = naming(from)
      change(`merge ${from.length + 1} ${kind}s`, withMerge(books(), from, into))
      return { entry: entry(into), annotations: count }
    },
    'codebook.remove': async ({ kind, id }) => {
      expectFit(removalMisfit(books(), { kind, id }))
      const count = naming([id])
      change(`remove ${kind}`, withoutEntry(books(), id))
      return { annotations: count }
    },
  } satisfies Partial<Handlers>
}

function expectFit(misfit: Misfit | null): void {
  if (misfit !== null) throw new Failure(misfit.reason, misfit.message)
}
