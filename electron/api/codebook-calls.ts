import type { Input } from '../../shared/contract/calls'
import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { Entry, EntryId } from '../../shared/model/codebook'
import { usageOf } from '../../shared/model/codebook-usage'
import {
  type Books,
  booksInUse,
  editMisfit,
  entriesOf,
  type Misfit,
  mergeMisfit,
  removalMisfit,
  withEdit,
  withEntry,
  withMerge,
  withoutEntry,
} from '../../shared/model/edit-codebook'
import { startEntry } from '../../shared/model/start-entry'
import { expectEntries } from './annotation-calls'
import { type ChangeName, changeBooks } from './change-books'
import { finderOf } from './entries-to-make'
import type { SessionContext } from './session-context'

type CodebookCalls = Pick<
  Handlers,
  | 'codebook.get'
  | 'codebook.use'
  | 'codebook.naming'
  | 'codebook.add'
  | 'codebook.update'
  | 'codebook.merge'
  | 'codebook.remove'
>

/** What the calls on actors, issues, measures and codes do. */
export function codebookCalls(context: SessionContext): CodebookCalls {
  const { store, annotations } = context
  const usage = async () => usageOf(await annotations.all())

  return {
    'codebook.get': async () => booksInUse(await store.readBooks()),

    'codebook.use': async () => {
      const { counts, spellings } = await usage()
      return entriesOf(await store.readBooks()).map(({ id }) => ({
        id,
        annotations: counts.get(id) ?? 0,
        spellings: spellings.get(id) ?? [],
      }))
    },

    'codebook.naming': async ({ ids }) => ({ annotations: (await usage()).naming(new Set(ids)) }),

    'codebook.add': async (given) => {
      const entry = startEntry(await asToday(context, given), context.newId)
      const find = await finderOf(context, given)
      // A notebook that can only be read still answers what is there.
      const found = find(await store.readBooks())
      if (found !== null) return found
      const after = await changeBooks(context, given.kind, called(`add ${given.kind}`), (books) =>
        find(books) === null ? withEntry(books, entry) : books,
      )
      return find(after) ?? entry
    },

    'codebook.update': async (given) => {
      const edit = await asToday(context, given)
      const after = await changeBooks(context, given.kind, nameEdit(given), (books) => {
        expectFit(editMisfit(books, edit))
        return withEdit(books, edit)
      })
      return entryIn(after, given.id)
    },

    'codebook.merge': async ({ kind, from, into }) => {
      const used = await usage()
      const merged = new Set(from)
      const after = await changeBooks(context, kind, called(`merge ${merged.size + 1} ${kind}s`), (books) => {
        expectFit(mergeMisfit(books, { kind, from, into }))
        return withMerge(books, from, into)
      })
      return { entry: entryIn(after, into), annotations: used.naming(merged) }
    },

    'codebook.remove': async ({ kind, id }) => {
      const used = await usage()
      await changeBooks(context, kind, called(`remove ${kind}`), (books) => {
        expectFit(removalMisfit(books, { kind, id }))
        return withoutEntry(books, id)
      })
      return { annotations: used.naming(new Set([id])) }
    },
  }
}

/** What is given, with the parent as it is to be read today. One that is not there is refused. */
async function asToday<Given extends Input<'codebook.add'> | Input<'codebook.update'>>(
  context: SessionContext,
  given: Given,
): Promise<Given> {
  const parent = 'parent' in given ? given.parent : null
  if (parent === null || parent === undefined) return given
  await expectEntries(context, [parent])
  return { ...given, parent: (await context.annotations.resolver())(parent) }
}

function called(label: string): ChangeName {
  return { label, typing: null }
}

/** What an edit of an entry is called. Typing in its name is one step, and so is typing in its description. */
function nameEdit(given: Input<'codebook.update'>): ChangeName {
  const { kind, id, name, description } = given
  const fields = Object.keys(given).filter((field) => field !== 'kind' && field !== 'id')
  if (fields.length > 1) return called(`edit ${kind}`)
  if (name !== undefined) return { label: `rename ${kind}`, typing: `rename ${id}` }
  if (description !== undefined) return { label: `describe ${kind}`, typing: `describe ${id}` }
  if (fields.includes('spellings')) return called(`spellings of ${kind}`)
  return called(fields.includes('parent') ? `move ${kind}` : `colour ${kind}`)
}

function expectFit(misfit: Misfit | null): void {
  if (misfit !== null) throw new Failure(misfit.reason, misfit.message)
}

function entryIn(books: Books, id: EntryId): Entry {
  const entry = entriesOf(books).find((one) => one.id === id)
  if (entry === undefined) throw new Error(`the entry ${id} was there a moment ago`)
  return entry
}
