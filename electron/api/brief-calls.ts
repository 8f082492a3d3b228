import { projectText, type TextProjection } from '../../shared/anchoring/text-projection'
import { briefFileName } from '../../shared/briefing/brief-file-name'
import { composeBrief, type Evidence } from '../../shared/briefing/compose-brief'
import { addExcerpts, dropExcerpt, excerptsOf, startBrief } from '../../shared/briefing/edit-brief'
import { writeMarkdown } from '../../shared/briefing/write-markdown'
import type { Handlers } from '../../shared/contract/dispatch'
import type { Annotation } from '../../shared/model/annotation'
import type { Brief } from '../../shared/model/brief'
import type { EntryId } from '../../shared/model/codebook'
import { entriesOf } from '../../shared/model/edit-codebook'
import type { AnnotationId, BriefId, SourceId } from '../../shared/model/ids'
import type { Source } from '../../shared/model/source'
import { type ChangeDocument, EditStep, type Presence, presenceStep } from './history'
import { expectRevision, recordStep, type SessionContext, sentenceOf } from './session-context'

type BriefCalls = Pick<
  Handlers,
  | 'brief.list'
  | 'brief.get'
  | 'brief.create'
  | 'brief.rename'
  | 'brief.remove'
  | 'brief.add'
  | 'brief.drop'
  | 'brief.export'
>

/** What the calls on briefs do. */
export function briefCalls(context: SessionContext): BriefCalls {
  const { store, now, newId } = context
  const changed = () => context.publish({ kind: 'briefs' })
  const presenceOf = (brief: BriefId) => presenceOfBrief(context, brief)

  async function change(label: string, id: BriefId, edit: (brief: Brief) => Brief): Promise<Brief> {
    const { before, after } = await store.changeBrief(id, (brief) => {
      const edited = edit(brief)
      return edited === brief ? brief : { ...edited, modified: now(), revision: brief.revision + 1 }
    })
    if (after.revision === before.revision) return after
    changed()
    const changeBy: ChangeDocument<Brief> = async (restore) => {
      await store.changeBrief(id, (current) => ({ ...restore(current), modified: now() }))
      changed()
    }
    await recordStep(context, new EditStep(label, null, before, after, changeBy))
    return after
  }

  return {
    'brief.list': async () => {
      const { briefs, damaged } = await store.listBriefs()
      for (const { brief, error } of damaged) context.damage.set(brief, sentenceOf(error))
      return [...briefs]
    },
    'brief.get': ({ brief }) => store.readBrief(brief),

    'brief.create': async ({ title }) => {
      const brief = startBrief(newId('b'), title, now())
      await store.addBrief(brief)
      changed()
      const { remove, restore } = presenceOf(brief.id)
      await recordStep(context, presenceStep('new brief', { undo: remove, redo: restore }))
      return brief
    },

    'brief.rename': ({ brief, revision, title }) =>
      change('rename brief', brief, (seen) => {
        expectRevision('brief', seen, revision)
        return seen.title === title ? seen : { ...seen, title }
      }),

    'brief.remove': async ({ brief }) => {
      const { remove, restore } = presenceOf(brief)
      await remove()
      await recordStep(context, presenceStep('delete brief', { undo: restore, redo: remove }))
      return {}
    },

    'brief.add': async ({ brief, annotations }) => {
      const excerpts =
        annotations === 'all' ? await context.annotations.all() : await context.annotations.named(annotations)
      return change('add to brief', brief, (seen) => {
        const document = addExcerpts(seen.document, excerpts)
        return document.content.length === seen.document.content.length ? seen : { ...seen, document }
      })
    },

    'brief.drop': ({ brief, annotation }) =>
      change('remove from brief', brief, (seen) => {
        const document = dropExcerpt(seen.document, annotation)
        return document.content.length === seen.document.content.length ? seen : { ...seen, document }
      }),

    'brief.export': async ({ brief: id, format }) => {
      const brief = await store.readBrief(id)
      const tree = composeBrief(brief, await gatherEvidence(context, brief))
      const footnotes = excerptsOf(brief.document).length
      return { fileName: briefFileName(brief.title, format), text: writeMarkdown(tree), footnotes }
    },
  }
}

export function presenceOfBrief({ store, publish }: SessionContext, brief: BriefId): Presence<'brief'> {
  return {
    remove: async () => {
      await store.trashBrief(brief)
      publish({ kind: 'briefs' })
      return 'brief'
    },
    restore: async () => {
      await store.restoreBrief(brief)
      publish({ kind: 'briefs' })
      return 'brief'
    },
  }
}

/** Read what a brief rests on. A source or annotation that is gone is left out: the brief says so itself. */
async function gatherEvidence({ store, annotations: all }: SessionContext, brief: Brief): Promise<Evidence> {
  const known = new Set(store.library().map(({ id }) => id))
  const wanted = new Set(excerptsOf(brief.document).map(({ attrs }) => attrs.annotation))
  const sources = new Map<SourceId, Source>()
  const annotations = new Map<AnnotationId, Annotation>()
  const projections = new Map<string, TextProjection>()
  for (const id of new Set(excerptsOf(brief.document).map(({ attrs }) => attrs.source))) {
    if (!known.has(id)) continue
    sources.set(id, await store.readSource(id))
    for (const annotation of await all.of(id)) {
      if (!wanted.has(annotation.id)) continue
      annotations.set(annotation.id, annotation)
      const key = versionKey(annotation)
      if (!projections.has(key)) {
        projections.set(key, projectText((await store.readVersion(id, annotation.target.version)).blocks))
      }
    }
  }
  const names = new Map<EntryId, string>(entriesOf(await all.books()).map(({ id, name }) => [id, name]))
  return {
    sources,
    annotations,
    nameOf: (id) => (id === null ? null : (names.get(id) ?? null)),
    projectionOf: (annotation) => {
      const projection = projections.get(versionKey(annotation))
      if (projection === undefined) throw new Error(`the text of ${versionKey(annotation)} was not gathered`)
      return projection
    },
  }
}

function versionKey({ target }: Annotation): string {
  return `${target.source} version ${target.version}`
}
