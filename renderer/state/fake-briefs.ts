import type { TextProjection } from '../../shared/anchoring/text-projection'
import { checkBrief } from '../../shared/briefing/check-brief'
import { composeBrief } from '../../shared/briefing/compose-brief'
import { draftBrief } from '../../shared/briefing/draft-brief'
import { addExcerpts, dropExcerpt, excerptsOf } from '../../shared/briefing/edit-brief'
import type { PrintedEvidence } from '../../shared/briefing/evidence'
import { signExport } from '../../shared/briefing/export-signature'
import { liveContent } from '../../shared/briefing/live-content'
import { mergeExport } from '../../shared/briefing/merge-export'
import { passagesOf } from '../../shared/briefing/walk-brief'
import { writeMarkdown } from '../../shared/briefing/write-markdown'
import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import type { Brief } from '../../shared/model/brief'
import type { EntryId } from '../../shared/model/codebook'
import { type Books, entriesOf } from '../../shared/model/edit-codebook'
import type { ExcerptFilter } from '../../shared/model/excerpts'
import type { BriefId, SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import type { SourceDetails } from '../../shared/model/source'
import type { StepName } from './fake-history'

/** What the briefs of a notebook in memory stand on. */
export type FakeBriefs = {
  readonly briefs: ReadonlyMap<BriefId, Brief>
  readonly annotations: () => readonly Annotation[]
  readonly sources: () => readonly SourceSummary[]
  readonly detailsOf: (source: SourceId) => SourceDetails | null
  readonly versionsOf: PrintedEvidence['versionsOf']
  readonly projectionOf: (annotation: Annotation) => TextProjection
  readonly pagesOf: PrintedEvidence['pagesOf']
  readonly passing: (filter: ExcerptFilter) => readonly Annotation[]
  readonly books: () => Books
  /** An empty brief of that title, not in the notebook yet. */
  readonly start: (title: string) => Brief
  /** Makes a change that can be undone; an edit that answers the same brief is none. */
  readonly put: (named: string | StepName, id: BriefId, edit: (brief: Brief) => Brief) => Brief
  /** Keeps a brief without a step to undo. */
  readonly keep: (brief: Brief) => void
  readonly add: (brief: Brief) => void
  readonly remove: (brief: Brief) => void
}

/** The briefs of a notebook in memory: the same code as a host's as far as it is pure, and Markdown for every form to export. */
export function fakeBriefCalls(fake: FakeBriefs) {
  const { briefs } = fake
  const known = (id: BriefId): Brief => {
    const brief = briefs.get(id)
    if (brief === undefined) throw new Failure('not-found', 'It is gone.')
    return brief
  }
  const atRevision = (id: BriefId, revision: number): Brief => {
    const brief = known(id)
    if (brief.revision !== revision)
      throw new Failure('conflict', 'This was changed in another window since.')
    return brief
  }
  const evidence = (): PrintedEvidence => {
    const names = new Map<EntryId, string>(entriesOf(fake.books()).map(({ id, name }) => [id, name]))
    return {
      sources: new Map(fake.sources().map((source) => [source.id, source])),
      detailsOf: fake.detailsOf,
      annotations: new Map(fake.annotations().map((annotation) => [annotation.id, annotation])),
      versionsOf: fake.versionsOf,
      projectionOf: fake.projectionOf,
      pagesOf: fake.pagesOf,
      nameOf: (id) => (id === null ? null : (names.get(id) ?? null)),
      passing: fake.passing,
    }
  }
  return {
    'brief.list': async () =>
      [...briefs.values()].map(({ id, revision, title, modified, document }) => ({
        id,
        revision,
        title,
        modified,
        excerpts: passagesOf(document).length,
      })),
    'brief.get': async ({ brief }) => known(brief),
    'brief.create': async ({ title, template, filter }) => {
      const empty = fake.start(title)
      const brief =
        template === 'blank' ? empty : { ...empty, document: draftBrief(template, filter, evidence()) }
      fake.add(brief)
      return brief
    },
    'brief.rename': async ({ brief, revision, title }) =>
      fake.put({ label: 'rename brief', as: `title of ${brief}` }, atRevision(brief, revision).id, (one) => ({
        ...one,
        title,
      })),
    'brief.save': async ({ brief, revision, document }) => {
      const seen = atRevision(brief, revision)
      if (JSON.stringify(seen.document) === JSON.stringify(document)) return seen
      const saved = { ...seen, document, revision: revision + 1 }
      fake.keep(saved)
      return saved
    },
    'brief.remove': async ({ brief }) => {
      fake.remove(known(brief))
      return {}
    },
    'brief.add': async ({ brief, annotations: ids }) =>
      fake.put('add to brief', brief, (one) => {
        const all = fake.annotations()
        const wanted =
          ids === 'all' ? all : ids.flatMap((id) => all.find((annotation) => annotation.id === id) ?? [])
        const document = addExcerpts(one.document, wanted)
        return excerptsOf(document).length === excerptsOf(one.document).length ? one : { ...one, document }
      }),
    'brief.drop': async ({ brief, annotation }) =>
      fake.put('remove from brief', brief, (one) => ({
        ...one,
        document: dropExcerpt(one.document, annotation),
      })),
    'brief.evidence': async ({ passages, live }) => {
      const now = evidence()
      return {
        passages: passages.map(({ annotation }) => now.annotations.get(annotation) ?? null),
        live: live.map((question) => liveContent(question, now)),
      }
    },
    'brief.check': async ({ brief }) =>
      checkBrief(known(brief), evidence(), {
        actors: entriesOf(fake.books()).filter((entry) => entry.kind === 'actor'),
        claims: fake.annotations().filter(({ body }) => body.kind === 'claim'),
      }),
    /** Every form is plain Markdown here; the one of Pandoc has a file beside it. */
    'brief.export': async ({ brief, format, name = 'brief', over, choices, copies = false }) => {
      const tree = composeBrief(known(brief), evidence(), { copies })
      const footnotes = tree.children.filter(({ type }) => type === 'footnoteDefinition').length
      const fresh = signExport(writeMarkdown(tree), { brief, format, beside: [], copies })
      const { text, kept, clashes } =
        over === null ? { text: fresh, kept: 0, clashes: [] } : mergeExport(over, fresh, choices)
      const encoding = 'utf8' as const
      const beside = format === 'pandoc' ? [{ name: `${name}.bib`, encoding, data: '@misc{quay}' }] : []
      const files = text === null ? [] : [{ name: `${name}.md`, encoding, data: text }, ...beside]
      return { files, footnotes, kept, clashes: [...clashes] }
    },
  } satisfies Partial<Handlers>
}
