import { annotationKinds } from '../model/annotation'
import { dateOf } from '../model/arrange-library'
import { type Books, keyOf } from '../model/edit-codebook'
import type { ExcerptGroup } from '../model/excerpts'
import { orderKey } from '../model/fold'
import type { SourceSummary } from '../model/notebook'
import { speakerIn } from '../model/speaker'
import { byDate } from './days'
import type { IndexedExcerpt } from './excerpt-index'

/** What the rows of the table refer to. */
export type TableContext = {
  /** In the order of the library. */
  readonly sources: readonly SourceSummary[]
  readonly books: Books
}

/** What stands in a column, and its place from the first to the last. */
export type Key = {
  readonly name: string
  readonly rank: number
  /** Stands so in the texts, and is no entry. */
  readonly written: boolean
}

/** A column that a table can be divided by. */
export type Column = {
  /** In their order. */
  readonly keys: readonly Key[]
  /** Those an excerpt stands under; none where that is unknown. */
  readonly keysOf: (excerpt: IndexedExcerpt) => readonly Key[]
}

export type ColumnName = Exclude<ExcerptGroup, 'none'>

/** The column of that name, names from A to Z and dates from the oldest on, for these excerpts. */
export function columnOf(
  name: ColumnName,
  { sources, books }: TableContext,
  excerpts: readonly IndexedExcerpt[],
): Column {
  const { codebook, actors } = books
  switch (name) {
    case 'kind':
      return single(inOrder(annotationKinds), ({ annotation }) => annotation.body.kind)
    case 'source':
      return single(
        byName(sources.map(({ id, title }) => ({ id, name: title }))),
        ({ annotation }) => annotation.target.source,
      )
    case 'outlet': {
      const outlets = new Set(sources.flatMap(({ outlet }) => outlet ?? []))
      return single(
        byName([...outlets].map((outlet) => ({ id: outlet, name: outlet }))),
        ({ source }) => source?.outlet ?? null,
      )
    }
    case 'date': {
      const dates = new Set(sources.flatMap((source) => dateOf(source) ?? []))
      return single(inOrder([...dates].toSorted(byDate)), ({ source }) => source && dateOf(source))
    }
    case 'actor':
      return speakers(actors.actors, excerpts)
    case 'issue':
      return single(byName(codebook.issues), ({ annotation: { body } }) =>
        body.kind === 'figure' ? null : body.issue,
      )
    case 'measure':
      return single(byName(codebook.measures), ({ annotation: { body } }) =>
        body.kind === 'figure' ? body.measure : null,
      )
    case 'code': {
      const codes = byName(codebook.codes)
      return {
        keys: keysIn(codes),
        keysOf: ({ annotation }) => annotation.codes.flatMap((code) => codes.get(code) ?? none),
      }
    }
  }
}

/** Who speaks or acts. Those who are no entry yet stand under their names as they are written, case and accents aside. */
function speakers(actors: readonly Named[], excerpts: readonly IndexedExcerpt[]): Column {
  const keys = new Map<string, string>()
  const named = new Map<string, Named>()
  for (const { annotation } of excerpts) {
    const { written } = speakerIn(annotation.body)
    if (written === null || keys.has(written)) continue
    // No id begins like this.
    const key = `=${keyOf(written)}`
    keys.set(written, key)
    if (!named.has(key)) named.set(key, { id: key, name: written, written: true })
  }
  return single(byName([...actors, ...named.values()]), ({ annotation }) => {
    const { actor, written } = speakerIn(annotation.body)
    return actor ?? (written === null ? null : (keys.get(written) ?? null))
  })
}

/** Each key by what stands for it in an excerpt, in a list of its own so that none is made for each excerpt. */
type Keys = ReadonlyMap<string, readonly [Key]>

const none: readonly Key[] = []

/** A column with one key an excerpt. What nothing is known of is as good as none. */
function single(keys: Keys, idOf: (excerpt: IndexedExcerpt) => string | null): Column {
  return {
    keys: keysIn(keys),
    keysOf: (excerpt) => {
      const id = idOf(excerpt)
      return id === null ? none : (keys.get(id) ?? none)
    },
  }
}

function keysIn(keys: Keys): Key[] {
  return [...keys.values()].flat()
}

function inOrder(ids: readonly string[]): Keys {
  return new Map(ids.map((id, rank) => [id, [{ name: id, rank, written: false }]]))
}

type Named = { readonly id: string; readonly name: string; readonly written?: true }

/** Those whose names are put in order alike stand as they are given. */
function byName(named: readonly Named[]): Keys {
  const order = named
    .map(({ id, name, written = false }) => ({ id, name, written, order: orderKey(name) }))
    .toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
  return new Map(order.map(({ id, name, written }, rank) => [id, [{ name, rank, written }]]))
}
