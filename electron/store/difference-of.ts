import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { excerptOf } from '../../shared/model/annotation'
import type { Brief } from '../../shared/model/brief'
import type { HealthRecord } from '../../shared/model/health'
import type { AnnotationFile } from '../../shared/model/notebook'
import type { Source } from '../../shared/model/source'
import { documentSchemas, type StoredSchema } from './document-schemas'
import { type EntryNames, fieldsOfHighlight } from './fields-of-highlight'
import { readAs } from './read-as'
import { type Nouns, type Part, tellDifference } from './tell-difference'

/** A state of a document: its sequence number, and what it holds. */
export type StateOf = { readonly sequence: number; readonly document: unknown }

/**
 * How the document of this name (see `documentName`) differs from a copy of it, in words; null when one of the two is no such
 * document. Entries of the shared lists are called by these `names`.
 */
export function differenceOf(
  name: string,
  here: StateOf,
  there: StateOf,
  names: EntryNames = new Map(),
): string | null {
  return differences.find(([{ name: pattern }]) => pattern.test(name))?.[1](here, there, names) ?? null
}

type Difference = (here: StateOf, there: StateOf, names: EntryNames) => string | null

const { notebook, codebook, actors, views, health, source, annotations, links, version, brief } =
  documentSchemas
const entries = ['entry', 'entries'] as const

const differences: readonly (readonly [StoredSchema, Difference])[] = [
  [notebook, by(notebook.schema, null, ({ title }) => [{ key: 'title', value: title }])],
  [
    codebook,
    by(codebook.schema, entries, (book) => [...book.issues, ...book.measures, ...book.codes].map(byId)),
  ],
  [actors, by(actors.schema, entries, (list) => list.actors.map(byId))],
  [
    views,
    by(views.schema, ['view', 'views'], (list) => list.views.map((value) => ({ key: value.name, value }))),
  ],
  [health, by(health.schema, ['incident', 'incidents'], incidentsIn)],
  [source, by(source.schema, null, fieldsOf)],
  [annotations, by(annotations.schema, ['highlight', 'highlights'], highlightsIn)],
  [
    links,
    by(links.schema, ['link', 'links'], (list) =>
      list.links.map((value) => ({ key: `${value.from} ${value.relation} ${value.to}`, value })),
    ),
  ],
  [version, by(version.schema, null, (value) => [{ key: 'text', value }])],
  [
    brief,
    both(
      by(brief.schema, null, ({ title }) => [{ key: 'title', value: title }]),
      inOrder(brief.schema, ['block', 'blocks'], blocksIn),
    ),
  ],
]

function by<T>(
  schema: z.ZodType<T>,
  nouns: Nouns,
  partsOf: (document: T, names: EntryNames) => readonly Part[],
): Difference {
  return (here, there, names) => {
    const [one, two] = [readAs(schema, here.document), readAs(schema, there.document)]
    if (one.fault !== null || two.fault !== null) return null
    const isOlder = there.sequence < here.sequence
    return tellDifference(
      { here: partsOf(one.document, names), there: partsOf(two.document, names), isOlder },
      nouns,
    )
  }
}

/** As `by`, for parts that one reads one after another. */
function inOrder<T>(
  schema: z.ZodType<T>,
  nouns: readonly [one: string, many: string],
  partsOf: (document: T) => readonly Part[],
): Difference {
  const tell = by(schema, nouns, partsOf)
  const keysOf = ({ document }: StateOf) => {
    const read = readAs(schema, document)
    return read.fault === null ? partsOf(read.document).map(({ key }) => key) : []
  }
  return (here, there, names) => {
    const told = tell(here, there, names)
    return told === 'the same' && !isDeepStrictEqual(keysOf(here), keysOf(there))
      ? `other order of ${nouns[1]}`
      : told
  }
}

/** What two differences tell of the same documents. */
function both(one: Difference, two: Difference): Difference {
  return (here, there, names) => {
    const told = [one(here, there, names), two(here, there, names)]
    if (told.includes(null)) return null
    const words = told.filter((each) => each !== 'the same')
    if (words.length < 2) return words[0] ?? 'the same'
    return words.map((each) => (each === 'an earlier state' ? 'otherwise an earlier state' : each)).join('; ')
  }
}

/** A highlight in the trash is another state of it: it has not gone. */
function highlightsIn({ annotations: listed, trash }: AnnotationFile, names: EntryNames): Part[] {
  const all = [...listed.map((annotation) => ({ annotation, deleted: null })), ...trash]
  return all.map((value) => {
    const { annotation, deleted } = value
    const fields = fieldsOfHighlight(annotation, deleted !== null, names)
    const told = { name: excerptOf(annotation.target), fields }
    return { key: annotation.id, value, revision: annotation.revision, told }
  })
}

/** Blocks have no ids: one that was changed is another one. */
function blocksIn({ document }: Brief): Part[] {
  const seen = new Map<string, number>()
  return document.content.map((block) => {
    const words = JSON.stringify(block)
    const nth = (seen.get(words) ?? 0) + 1
    seen.set(words, nth)
    return { key: `${nth} ${words}`, value: null }
  })
}

/** The fields of a source by the names that a person knows them by. */
function fieldsOf(it: Source): Part[] {
  const own = {
    'reading status': it.status,
    'place of reading': it.place,
    codes: it.codes,
    memo: it.memo,
    versions: it.versions,
    structure: it.structures,
    decisions: it.decisions,
  }
  return Object.entries({ ...it.details, ...own }).map(([key, value]) => ({ key, value }))
}

function incidentsIn({ incidents }: HealthRecord): Part[] {
  return incidents.map((value) => ({ key: `${value.at} ${value.kind} ${value.file}`, value }))
}

function byId(entry: { readonly id: string }): Part {
  return { key: entry.id, value: entry }
}
