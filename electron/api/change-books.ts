import { Failure } from '../../shared/contract/failure'
import { type EntryKind, emptyActors, emptyCodebook } from '../../shared/model/codebook'
import {
  type Books,
  differences,
  type EntryDifference,
  withDifferences,
} from '../../shared/model/edit-codebook'
import type { Changed } from '../store/stored-document'
import type { Step } from './history'
import { isSame, recordStep, type SessionContext } from './session-context'

/** What a change of the codebook is called, and the field that somebody types in, if that is what it is. */
export type ChangeName = { readonly label: string; readonly typing: string | null }

/** Change the entries of a kind as one step to undo; answers the books as they are now, empty but for that kind's document. */
export async function changeBooks(
  context: SessionContext,
  kind: EntryKind,
  { label, typing }: ChangeName,
  edit: (books: Books) => Books,
): Promise<Books> {
  const { before, after } = await write(context, kind, edit)
  const differing = differences(before, after)
  if (differing.length > 0) await recordStep(context, new BooksStep(label, typing, differing, kind, context))
  return after
}

/** A step that changed entries. Taking it back touches those alone, and only while they are as it left them. */
class BooksStep implements Step {
  constructor(
    readonly label: string,
    private readonly typing: string | null,
    private readonly differing: readonly EntryDifference[],
    private readonly kind: EntryKind,
    private readonly context: SessionContext,
  ) {}

  undo(): Promise<unknown> {
    return this.#apply(turnedRound(this.differing))
  }

  redo(): Promise<unknown> {
    return this.#apply(this.differing)
  }

  joinedWith(next: Step): Step | null {
    if (this.typing === null || !(next instanceof BooksStep) || next.typing !== this.typing) return null
    // Typing changes one field of one entry.
    const [first, then] = [this.differing[0], next.differing[0]]
    if (first === undefined || then === undefined || !isSame([first.after], [then.before])) return null
    const both = [{ before: first.before, after: then.after }]
    return new BooksStep(this.label, this.typing, both, this.kind, this.context)
  }

  #apply(differing: readonly EntryDifference[]): Promise<unknown> {
    return write(this.context, this.kind, (books) => expectDifferences(books, differing))
  }
}

/** Entries of one kind are in one of the two documents, so that each change is a change of one. */
async function write(
  { store, publish }: SessionContext,
  kind: EntryKind,
  edit: (books: Books) => Books,
): Promise<Changed<Books>> {
  const ofActors = kind === 'actor'
  const changed = ofActors
    ? eachOf(
        await store.changeActors((actors) => grown(actors, edit({ ...empty, actors }).actors)),
        (actors) => ({ ...empty, actors }),
      )
    : eachOf(
        await store.changeCodebook((codebook) => grown(codebook, edit({ ...empty, codebook }).codebook)),
        (codebook) => ({ ...empty, codebook }),
      )
  publish({ kind: 'codebook' })
  return changed
}

const empty: Books = { codebook: emptyCodebook, actors: emptyActors }

/** The books as wanted; each list that differs gets the next revision, and the others stay the same objects. */
export function grownBooks(seen: Books, wanted: Books): Books {
  return {
    codebook: grown(seen.codebook, wanted.codebook),
    actors: grown(seen.actors, wanted.actors),
  }
}

/** The books with those differences made; refused where an entry is no longer as they have it. */
export function expectDifferences(books: Books, differing: readonly EntryDifference[]): Books {
  const moved = withDifferences(books, differing)
  if (moved !== null) return moved
  const message = 'It was changed again since, so this step can no longer be taken back or done again.'
  throw new Failure('conflict', message)
}

export function turnedRound(differing: readonly EntryDifference[]): EntryDifference[] {
  return differing.map(({ before, after }) => ({ before: after, after: before }))
}

function grown<Document extends { readonly revision: number }>(seen: Document, wanted: Document): Document {
  return isSame(seen, wanted) ? seen : { ...wanted, revision: seen.revision + 1 }
}

function eachOf<One, Other>({ before, after }: Changed<One>, make: (one: One) => Other): Changed<Other> {
  return { before: make(before), after: make(after) }
}
