import { projectText, type TextProjection } from '../../shared/anchoring/text-projection'
import type {
  BibliographyEvidence,
  Evidence,
  PrintedEvidence,
  TextEvidence,
} from '../../shared/briefing/evidence'
import { liveContent } from '../../shared/briefing/live-content'
import type { Reference } from '../../shared/briefing/reference'
import { leadsOf, passagesOf } from '../../shared/briefing/walk-brief'
import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import type { Brief, LiveContent, LiveQuestion } from '../../shared/model/brief'
import type { EntryId } from '../../shared/model/codebook'
import { entriesOf } from '../../shared/model/edit-codebook'
import type { AnnotationId, SourceId } from '../../shared/model/ids'
import type { Source } from '../../shared/model/source'
import type { Page } from '../../shared/model/version'
import { FILES_AT_ONCE, inParallel } from '../store/in-parallel'
import { excerptTableOf } from './excerpt-table-of'
import type { SessionContext } from './session-context'

/**
 * Reads what passages and live blocks say now; no text is read for it. A source or annotation that is gone is left out: the
 * brief says so itself.
 */
export async function gatherEvidence(
  context: SessionContext,
  passages: readonly Reference[],
  live: readonly LiveQuestion[],
): Promise<Evidence> {
  const { store, annotations: all } = context
  const sources = new Map(store.library().map((source) => [source.id, source]))
  const annotations = new Map<AnnotationId, Annotation>()
  const passing = new Map<string, readonly Annotation[]>()
  for (const { filter } of live) {
    const key = JSON.stringify(filter)
    if (passing.has(key)) continue
    const passed = (await excerptTableOf(context, filter)).passing(filter)
    passing.set(key, passed)
    for (const annotation of passed) annotations.set(annotation.id, annotation)
  }
  const wanted = new Set(passages.map(({ annotation }) => annotation))
  for (const id of new Set<SourceId>(passages.map(({ source }) => source))) {
    if (!sources.has(id)) continue
    for (const annotation of await all.of(id))
      if (wanted.has(annotation.id)) annotations.set(annotation.id, annotation)
  }
  await followMoved(
    context,
    [...wanted].filter((id) => !annotations.has(id)),
    annotations,
  )
  const names = new Map<EntryId, string>(entriesOf(await all.books()).map(({ id, name }) => [id, name]))
  return {
    sources,
    annotations,
    nameOf: (id) => (id === null ? null : (names.get(id) ?? null)),
    passing: (filter) => known(passing.get(JSON.stringify(filter)), 'answer to a filter'),
  }
}

/**
 * Adds what is in another source than a brief says: its text became a version of that one, or was split off. What is not
 * found, or in a source that cannot be read, counts as deleted.
 */
async function followMoved(
  { store, annotations: all }: SessionContext,
  ids: readonly AnnotationId[],
  annotations: Map<AnnotationId, Annotation>,
): Promise<void> {
  for (const id of ids) {
    const source = await store.locateAnnotation(id).catch((error: unknown) => {
      if (error instanceof Failure) return null
      throw error
    })
    const found = source === null ? undefined : (await all.of(source)).find((one) => one.id === id)
    if (found !== undefined) annotations.set(id, found)
  }
}

/** What a brief is checked against: the texts of the passages that it names, and what its live blocks would show now. */
export async function evidenceToCheck(context: SessionContext, { document }: Brief): Promise<TextEvidence> {
  const named = passagesOf(document).map(({ attrs }) => attrs)
  const live = leadsOf(document).flatMap((lead) => (lead.type === 'live' ? [lead.attrs] : []))
  return withTexts(context, await gatherEvidence(context, named, live), named)
}

/** What a brief prints: the passages that it names and those that its live blocks showed last, with text and source. */
export async function evidenceToPrint(
  context: SessionContext,
  { document }: Brief,
): Promise<PrintedEvidence> {
  const leads = leadsOf(document)
  const live = leads.flatMap((lead) => (lead.type === 'live' ? [lead.attrs] : []))
  const references = [
    ...leads.flatMap((lead) => (lead.type === 'live' ? [] : [lead.attrs])),
    ...live.flatMap(({ seen }) => citedIn(seen)),
  ]
  const unseen = live.filter(({ seen }) => seen === null)
  const evidence = await gatherEvidence(context, references, unseen)
  const shown = unseen.map((question) => liveContent(question, evidence))
  const printed = [...references, ...shown.flatMap(citedIn)]
  const listed = [...shown, ...live.flatMap(({ seen }) => seen ?? [])].flatMap(({ rows }) => rows)
  const keptIn = ({ source, annotation }: Reference) =>
    evidence.annotations.get(annotation)?.target.source ?? source
  const sources = new Set<string>([...printed.map(keptIn), ...listed.map(({ key }) => key)])
  const withDetails = await withDetailsOf(context, evidence, sources)
  return { ...withDetails, ...(await withTexts(context, evidence, printed)) }
}

/** Adds what a bibliography says of these sources, and their versions, as far as they are in the notebook. */
export async function withDetailsOf(
  { store }: SessionContext,
  evidence: Evidence,
  wanted: ReadonlySet<string>,
): Promise<BibliographyEvidence> {
  const read = new Map<SourceId, Source>()
  const sources = [...evidence.sources.keys()].filter((id) => wanted.has(id))
  await inParallel(sources, FILES_AT_ONCE, async (id) => {
    read.set(id, await store.readSource(id))
  })
  return {
    ...evidence,
    detailsOf: (source) => read.get(source)?.details ?? null,
    versionsOf: (source) => read.get(source)?.versions ?? [],
  }
}

async function withTexts(
  { store }: SessionContext,
  evidence: Evidence,
  passages: readonly Reference[],
): Promise<TextEvidence> {
  const read = new Map<string, { projection: TextProjection; pages: readonly Page[] }>()
  const annotations = passages.flatMap(({ annotation }) => evidence.annotations.get(annotation) ?? [])
  const texts = new Map(annotations.map((one) => [versionKey(one), one.target]))
  await inParallel([...texts], FILES_AT_ONCE, async ([key, { source, version }]) => {
    const { blocks, pages = [] } = await store.readVersion(source, version)
    read.set(key, { projection: projectText(blocks), pages })
  })
  const textOf = (annotation: Annotation) => known(read.get(versionKey(annotation)), 'text')
  return {
    ...evidence,
    projectionOf: (annotation) => textOf(annotation).projection,
    pagesOf: (annotation) => textOf(annotation).pages,
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
