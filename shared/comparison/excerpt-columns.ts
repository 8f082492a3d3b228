import { type Annotation, type AnnotationBody, annotationKinds } from '../model/annotation'
import { dateOf } from '../model/arrange-library'
import type { Books } from '../model/edit-codebook'
import type { ExcerptGroup } from '../model/excerpts'
import { orderKey } from '../model/fold'
import type { ActorId } from '../model/ids'
import type { SourceSummary } from '../model/notebook'
import { byDate } from './days'
import type { IndexedExcerpt } from './excerpt-filter'

/** What the rows of the table refer to. */
export type TableContext = {
  /** In the order of the library. */
  readonly sources: readonly SourceSummary[]
  readonly books: Books
}

/** A column that a table can be divided by: what stands in it, from the first to the last. */
export type Column = {
  /** Under which keys an excerpt stands; none where that is unknown. All of them are known to `keys`. */
  readonly keysOf: (excerpt: IndexedExcerpt) => readonly string[]
  /** In their order. */
  readonly keys: ReadonlyMap<string, { readonly name: string; readonly rank: number }>
}

export type ColumnName = Exclude<ExcerptGroup, 'none'>

/** The column of that name, names from A to Z and dates from the oldest on. */
export function columnOf(name: ColumnName, { sources, books }: TableContext): Column {
  const { codebook, actors } = books
  switch (name) {
    case 'kind':
      return column(inOrder(annotationKinds), ({ annotation }) => [annotation.body.kind])
    case 'source':
      return column(byName(sources.map(({ id, title }) => [id, title])), ({ annotation }) => [
        annotation.target.source,
      ])
    case 'outlet': {
      const outlets = sources.flatMap(({ outlet }) => outlet ?? [])
      return column(byName([...new Set(outlets)].map((outlet) => [outlet, outlet])), ({ source }) =>
        listed(source?.outlet),
      )
    }
    case 'date': {
      const dates = sources.flatMap((source) => dateOf(source) ?? [])
      return column(inOrder([...new Set(dates)].toSorted(byDate)), ({ source }) =>
        listed(source && dateOf(source)),
      )
    }
    case 'actor':
      return entries(actors.actors, ({ body }) => listed(actorOf(body)))
    case 'issue':
      return entries(codebook.issues, ({ body }) => (body.kind === 'figure' ? [] : listed(body.issue)))
    case 'measure':
      return entries(codebook.measures, ({ body }) => (body.kind === 'figure' ? listed(body.measure) : []))
    case 'code':
      return entries(codebook.codes, ({ codes }) => codes)
  }
}

/** The actor whose word it is: who holds the position, else the last one in the chain that is known. */
export function actorOf(body: AnnotationBody): ActorId | null {
  const speaker = body.attribution.findLast(({ actor }) => actor !== null)?.actor ?? null
  return body.kind === 'position' ? (body.actor ?? speaker) : speaker
}

function entries(
  list: readonly { readonly id: string; readonly name: string }[],
  idsOf: (annotation: Annotation) => readonly string[],
): Column {
  return column(byName(list.map(({ id, name }) => [id, name])), ({ annotation }) => idsOf(annotation))
}

/** What nothing is known of is as good as none. */
function column(keys: Column['keys'], keysOf: Column['keysOf']): Column {
  return { keys, keysOf: (excerpt) => keysOf(excerpt).filter((key) => keys.has(key)) }
}

function listed(key: string | null | undefined): string[] {
  return key === null || key === undefined ? [] : [key]
}

function inOrder(keys: readonly string[]): Column['keys'] {
  return new Map(keys.map((key, rank) => [key, { name: key, rank }]))
}

/** Those whose names are put in order alike stand as they are given. */
function byName(named: readonly (readonly [key: string, name: string])[]): Column['keys'] {
  const order = named
    .map(([key, name]) => ({ key, name, order: orderKey(name) }))
    .toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
  return new Map(order.map(({ key, name }, rank) => [key, { name, rank }]))
}
