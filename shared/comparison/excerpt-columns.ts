import { type AnnotationBody, annotationKinds } from '../model/annotation'
import { dateOf } from '../model/arrange-library'
import type { Books } from '../model/edit-codebook'
import type { ExcerptGroup } from '../model/excerpts'
import { orderKey } from '../model/fold'
import type { ActorId } from '../model/ids'
import type { SourceSummary } from '../model/notebook'
import { byDate } from './days'
import type { IndexedExcerpt } from './excerpt-index'

/** What the rows of the table refer to. */
export type TableContext = {
  /** In the order of the library. */
  readonly sources: readonly SourceSummary[]
  readonly books: Books
}

/** What stands in a column, and its place from the first to the last. */
export type Key = { readonly name: string; readonly rank: number }

/** A column that a table can be divided by. */
export type Column = {
  /** In their order. */
  readonly keys: readonly Key[]
  /** Those an excerpt stands under; none where that is unknown. */
  readonly keysOf: (excerpt: IndexedExcerpt) => readonly Key[]
}

export type ColumnName = Exclude<ExcerptGroup, 'none'>

/** The column of that name, names from A to Z and dates from the oldest on. */
export function columnOf(name: ColumnName, { sources, books }: TableContext): Column {
  const { codebook, actors } = books
  switch (name) {
    case 'kind':
      return single(inOrder(annotationKinds), ({ annotation }) => annotation.body.kind)
    case 'source':
      return single(
        byName(sources.map(({ id, title }) => [id, title])),
        ({ annotation }) => annotation.target.source,
      )
    case 'outlet': {
      const outlets = new Set(sources.flatMap(({ outlet }) => outlet ?? []))
      return single(
        byName([...outlets].map((outlet) => [outlet, outlet])),
        ({ source }) => source?.outlet ?? null,
      )
    }
    case 'date': {
      const dates = new Set(sources.flatMap((source) => dateOf(source) ?? []))
      return single(inOrder([...dates].toSorted(byDate)), ({ source }) => source && dateOf(source))
    }
    case 'actor':
      return single(entries(actors.actors), ({ annotation }) => actorOf(annotation.body))
    case 'issue':
      return single(entries(codebook.issues), ({ annotation: { body } }) =>
        body.kind === 'figure' ? null : body.issue,
      )
    case 'measure':
      return single(entries(codebook.measures), ({ annotation: { body } }) =>
        body.kind === 'figure' ? body.measure : null,
      )
    case 'code': {
      const codes = entries(codebook.codes)
      return {
        keys: keysIn(codes),
        keysOf: ({ annotation }) => annotation.codes.flatMap((code) => codes.get(code) ?? none),
      }
    }
  }
}

/** The actor whose word it is: who holds the position, else the last one in the chain that is known. Who only published it says nothing. */
export function actorOf(body: AnnotationBody): ActorId | null {
  const speaker =
    body.attribution.findLast(({ actor, role }) => actor !== null && role !== 'outlet')?.actor ?? null
  return body.kind === 'position' ? (body.actor ?? speaker) : speaker
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
  return new Map(ids.map((id, rank) => [id, [{ name: id, rank }]]))
}

function entries(list: readonly { readonly id: string; readonly name: string }[]): Keys {
  return byName(list.map(({ id, name }) => [id, name]))
}

/** Those whose names are put in order alike stand as they are given. */
function byName(named: readonly (readonly [id: string, name: string])[]): Keys {
  const order = named
    .map(([id, name]) => ({ id, name, order: orderKey(name) }))
    .toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
  return new Map(order.map(({ id, name }, rank) => [id, [{ name, rank }]]))
}
