import { projectText } from '../../../anchoring/text-projection'
import type { Annotation, AnnotationBody, Hop } from '../../../model/annotation'
import type { EntryId } from '../../../model/codebook'
import type { SourceSummary } from '../../../model/notebook'
import type { Source } from '../../../model/source'
import type { Version } from '../../../model/version'
import { sampleAnnotation, sampleId, sampleSource, sampleVersion } from '../../../testing/samples'
import type { PrintedEvidence } from '../../evidence'

/** Two invented reports on one harbour, and what a researcher tagged in them. */
export const courier = sampleSource(sampleId('s', 1), {
  title: 'Harbour fund agreed',
  outlet: 'The Courier',
  authors: ['Ada Byrne'],
  published: '2025-02-26',
  url: 'https://courier.example/harbour_fund?page=1&all=yes',
})
export const digest = sampleSource(sampleId('s', 2), {
  title: 'What the port will cost',
  outlet: 'The Digest',
  via: 'Newsdesk',
  published: '2025-03-02',
  updated: '2025-03-03',
})
/** Without an outlet or a date. */
export const leaflet = sampleSource(sampleId('s', 3), { title: 'Leave our tides alone', kind: 'document' })

export const courierText = sampleVersion(courier.id, [
  'Harbour fund agreed',
  'The port gets nearly €40m.',
  'The mayor wants it. The guild does not.',
  'Dredging begins in May, a former clerk said.',
])
export const digestText = sampleVersion(digest.id, [
  'What the port will cost',
  'Repairs take one-fifth of the budget, or at least €55m.',
  'The mayor, in the Courier, agreed if the guild is paid. “No dredging,” said the guild.',
  'A fortune, all told.',
])
export const leafletText = sampleVersion(leaflet.id, ['Tolls rise in 2026.'])

const names = new Map<string, string>([
  [sampleId('m', 1), 'cost of repairs'],
  [sampleId('p', 1), 'the mayor'],
  [sampleId('p', 2), 'the guild'],
  [sampleId('i', 1), 'dredging'],
  [sampleId('i', 2), 'tolls'],
])
export const [repairs, mayor, guild, dredging, tolls] = [
  sampleId('m', 1),
  sampleId('p', 1),
  sampleId('p', 2),
  sampleId('i', 1),
  sampleId('i', 2),
]

export function hop(role: Hop['role'], asWritten: string, more: Partial<Hop> = {}): Hop {
  return { role, asWritten, actor: null, anonymous: false, ...more }
}

/** An annotation on words of a text, with what was filled in. */
export function tagged<Kind extends AnnotationBody['kind']>(
  number: number,
  text: Version,
  kind: Kind,
  exact: string,
  body: Partial<Extract<AnnotationBody, { kind: Kind }>> = {},
): Annotation {
  const annotation = sampleAnnotation(sampleId('a', number), text, kind, exact)
  return { ...annotation, body: { ...annotation.body, ...body } }
}

/** What a brief on these annotations rests on. */
export function evidenceOf(
  annotations: readonly Annotation[],
  sources: readonly Source[] = [courier, digest, leaflet],
  texts: readonly Version[] = [courierText, digestText, leafletText],
): PrintedEvidence {
  const projections = new Map(texts.map(({ source, blocks }) => [source, projectText(blocks)]))
  return {
    sources: new Map(sources.map((source) => [source.id, summaryOf(source)])),
    detailsOf: (id) => sources.find((source) => source.id === id)?.details ?? null,
    versionsOf: (id) => sources.find((source) => source.id === id)?.versions ?? [],
    annotations: new Map(annotations.map((annotation) => [annotation.id, annotation])),
    projectionOf: ({ target }) => projections.get(target.source) ?? projectText([]),
    pagesOf: ({ target }) => texts.find(({ source }) => source === target.source)?.pages ?? [],
    nameOf: (id: EntryId | null) => names.get(id ?? '') ?? null,
    passing: () => annotations,
  }
}

function summaryOf({ id, details, status, added }: Source): SourceSummary {
  const { title, outlet, via, authors, published, updated, kind } = details
  const counts = { claim: 0, figure: 0, position: 0 }
  return { id, title, outlet, via, authors, published, updated, kind, status, added, counts }
}
