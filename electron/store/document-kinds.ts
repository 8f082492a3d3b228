import type { z } from 'zod'
import type { Annotation } from '../../shared/model/annotation'
import { Brief } from '../../shared/model/brief'
import { Actors, Codebook } from '../../shared/model/codebook'
import { SavedViews } from '../../shared/model/excerpts'
import { HealthRecord } from '../../shared/model/health'
import { AnnotationFile, Links, Notebook } from '../../shared/model/notebook'
import { Source } from '../../shared/model/source'
import { Version } from '../../shared/model/version'
import { readAs } from './read-as'
import { type Nouns, type Part, tellDifference } from './tell-difference'

/** What a document of the notebook is to hold, told by its name. */
export type DocumentKind = {
  /** Why what was read is no such document; null when it is one. */
  readonly faultIn: (raw: unknown) => string | null
  /** How the document differs from a copy of it, in words; null when one of the two is no such document. */
  readonly difference: (here: unknown, there: unknown) => string | null
}

/** The kind of the document of this name (see `documentName`); null when there is no such document. */
export function kindOf(name: string): DocumentKind | null {
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

const kinds: readonly (readonly [RegExp, DocumentKind])[] = [
  [/^notebook\.json$/, kind(Notebook, null, ({ title }) => [{ key: 'title', value: title }])],
  [
    /^codebook\.json$/,
    kind(
      Codebook,
      ['entry', 'entries'],
      (book) => [...book.issues, ...book.measures, ...book.codes].map(byId),
      true,
    ),
  ],
  [/^actors\.json$/, kind(Actors, ['entry', 'entries'], ({ actors }) => actors.map(byId), true)],
  [
    /^views\.json$/,
    kind(SavedViews, ['view', 'views'], ({ views }) => views.map((value) => ({ key: value.name, value }))),
  ],
  [/^health\.json$/, kind(HealthRecord, ['incident', 'incidents'], incidentsIn)],
  [/^briefs\/b-[0-9a-z]{16}\.json$/, kind(Brief, ['block', 'blocks'], blocksIn)],
  [/^sources\/s-[0-9a-z]{16}\/source\.json$/, kind(Source, null, fieldsOf)],
  [
    /^sources\/s-[0-9a-z]{16}\/links\.json$/,
    kind(Links, ['link', 'links'], ({ links }) =>
      links.map((value) => ({ key: `${value.from} ${value.relation} ${value.to}`, value })),
    ),
  ],
  [/^sources\/s-[0-9a-z]{16}\/v[1-9]\d*\.json$/, kind(Version, null, (value) => [{ key: 'text', value }])],
  [
    /^sources\/s-[0-9a-z]{16}\/annotations\/[1-9]\d*\.json$/,
    kind(AnnotationFile, ['highlight', 'highlights'], highlightsIn, true),
  ],
]

function kind<T>(
  schema: z.ZodType<T>,
  nouns: Nouns,
  partsOf: (document: T) => readonly Part[],
  grows = false,
): DocumentKind {
  return {
    faultIn: (raw) => readAs(schema, raw).fault,
    difference: (here, there) => {
      const [one, two] = [readAs(schema, here), readAs(schema, there)]
      if (one.fault !== null || two.fault !== null) return null
      return tellDifference({ here: partsOf(one.document), there: partsOf(two.document) }, nouns, grows)
    },
  }
}

/** A highlight in the trash is another state of it: it has not gone. */
export function highlightsIn({ annotations, trash }: AnnotationFile): Part[] {
  const part = (annotation: Annotation, deleted: string | null): Part => {
    return { key: annotation.id, value: { annotation, deleted }, revision: annotation.revision }
  }
  return [
    ...annotations.map((annotation) => part(annotation, null)),
    ...trash.map(({ annotation, deleted }) => part(annotation, deleted)),
  ]
}

/** Blocks have no ids: one that was changed is another one. */
function blocksIn({ title, document }: Brief): Part[] {
  const seen = new Map<string, number>()
  const blocks = document.content.map((block) => {
    const words = JSON.stringify(block)
    const nth = (seen.get(words) ?? 0) + 1
    seen.set(words, nth)
    return { key: `${nth} ${words}`, value: null }
  })
  return [{ key: 'title', value: title }, ...blocks]
}

/** The fields of a source by the names that a person knows them by. */
function fieldsOf(source: Source): Part[] {
  const own = {
    'reading status': source.status,
    'place of reading': source.place,
    codes: source.codes,
    memo: source.memo,
    versions: source.versions,
    structure: source.structures,
    decisions: source.decisions,
  }
  return Object.entries({ ...source.details, ...own }).map(([key, value]) => ({ key, value }))
}

function incidentsIn({ incidents }: HealthRecord): Part[] {
  return incidents.map((value) => ({ key: `${value.at} ${value.kind} ${value.file}`, value }))
}

function byId(entry: { readonly id: string }): Part {
  return { key: entry.id, value: entry }
}
