import { projectText, type TextProjection } from '../../shared/anchoring/text-projection'
import type { Evidence } from '../../shared/briefing/evidence'
import type { Reference } from '../../shared/briefing/reference'
import { leadsOf } from '../../shared/briefing/walk-brief'
import type { Annotation } from '../../shared/model/annotation'
import type { Brief, LiveContent, LiveQuestion } from '../../shared/model/brief'
import type { EntryId } from '../../shared/model/codebook'
import { entriesOf } from '../../shared/model/edit-codebook'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import type { SourceDetails } from '../../shared/model/source'
import { FILES_AT_ONCE, inParallel } from '../store/in-parallel'
import { excerptTableOf } from './excerpt-table-of'
import type { SessionContext } from './session-context'

/** Reads what a brief rests on: passages that it names and what its live blocks show, now and when last seen. */
export function evidenceOfBrief(context: SessionContext, { document }: Brief): Promise<Evidence> {
  const leads = leadsOf(document)
  return gatherEvidence(
    context,
    leads.flatMap((lead) => (lead.type === 'live' ? citedIn(lead.attrs.seen) : [lead.attrs])),
    leads.flatMap((lead) => (lead.type === 'live' ? [lead.attrs] : [])),
  )
}

/** Reads what passages and live blocks rest on. A source or annotation that is gone is left out: the brief says so itself. */
export async function gatherEvidence(
  context: SessionContext,
  passages: readonly Reference[],
  live: readonly LiveQuestion[],
): Promise<Evidence> {
  const { store, annotations: all } = context
  const sources = new Map(store.library().map((source) => [source.id, source]))
  const annotations = new Map<AnnotationId, Annotation>()
  const projections = new Map<string, TextProjection>()
  const passing = new Map<string, readonly Annotation[]>()
  for (const { filter } of live) {
    const passed = (await excerptTableOf(context, filter)).passing(filter)
    passing.set(JSON.stringify(filter), passed)
    for (const annotation of passed) annotations.set(annotation.id, annotation)
  }
  const wanted = new Set(passages.map(({ annotation }) => annotation))
  for (const id of new Set<SourceId>(passages.map(({ source }) => source))) {
    if (!sources.has(id)) continue
    for (const annotation of await all.of(id))
      if (wanted.has(annotation.id)) annotations.set(annotation.id, annotation)
  }
  const details = new Map<SourceId, SourceDetails>()
  const texts = new Map([...annotations.values()].map((one) => [versionKey(one), one.target]))
  await inParallel([...texts], FILES_AT_ONCE, async ([key, { source, version }]) => {
    details.set(source, (await store.readSource(source)).details)
    projections.set(key, projectText((await store.readVersion(source, version)).blocks))
  })
  const names = new Map<EntryId, string>(entriesOf(await all.books()).map(({ id, name }) => [id, name]))
  return {
    sources,
    detailsOf: (source) => details.get(source) ?? null,
    annotations,
    nameOf: (id) => (id === null ? null : (names.get(id) ?? null)),
    projectionOf: (annotation) => known(projections.get(versionKey(annotation)), 'text'),
    passing: (filter) => known(passing.get(JSON.stringify(filter)), 'answer to a filter'),
  }
}

function citedIn(content: LiveContent | null): Reference[] {
  return content?.rows.flatMap(({ cells }) => cells.flatMap(({ cites }) => cites)) ?? []
}

function versionKey({ target }: Annotation): string {
  return `${target.source} version ${target.version}`
}

function known<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`a ${what} that was not gathered is asked for`)
  return value
}
