import { checkBrief } from '../../shared/briefing/check-brief'
import { draftBrief } from '../../shared/briefing/draft-brief'
import { addExcerpts, dropExcerpt, startBrief } from '../../shared/briefing/edit-brief'
import { liveContent } from '../../shared/briefing/live-content'
import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { Brief, BriefTemplate } from '../../shared/model/brief'
import type { ExcerptFilter } from '../../shared/model/excerpts'
import type { BriefId } from '../../shared/model/ids'
import type { BriefSummary } from '../../shared/model/notebook'
import { exportBrief } from './export-brief'
import { evidenceToCheck, evidenceToPrint, gatherEvidence, withDetailsOf } from './gather-evidence'
import { type ChangeDocument, EditStep, type Presence, presenceStep } from './history'
import { expectRevision, isSame, recordStep, type SessionContext, sentenceOf } from './session-context'
import { surroundingsOf } from './surroundings-of'

type BriefCalls = Pick<
  Handlers,
  | 'brief.list'
  | 'brief.get'
  | 'brief.create'
  | 'brief.rename'
  | 'brief.save'
  | 'brief.remove'
  | 'brief.add'
  | 'brief.drop'
  | 'brief.evidence'
  | 'brief.check'
  | 'brief.export'
>

/** What the calls on briefs do. */
export function briefCalls(context: SessionContext): BriefCalls {
  const { store, now, newId } = context
  const changed = () => context.publish({ kind: 'briefs' })
  const presenceOf = (brief: BriefId) => presenceOfBrief(context, brief)

  async function change(
    label: string,
    id: BriefId,
    edit: (brief: Brief) => Brief,
    typing: string | null = null,
  ): Promise<Brief> {
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
    await recordStep(context, new EditStep(label, typing, before, after, changeBy))
    return after
  }

  async function draft(title: string, template: BriefTemplate, filter: ExcerptFilter): Promise<Brief> {
    const brief = startBrief(newId('b'), title, now())
    if (template === 'blank') return brief
    const evidence = await gatherEvidence(context, [], [{ view: 'sources', filter }])
    // Of all templates, a bibliography alone says where a source is to be found.
    const described = template === 'annotated-bibliography' ? evidence.passing(filter) : []
    const sources = new Set(described.map(({ target }) => target.source))
    const withDetails = await withDetailsOf(context, evidence, sources)
    return { ...brief, document: draftBrief(template, filter, withDetails) }
  }

  return {
    'brief.list': async () => {
      const { briefs, damaged } = await store.listBriefs()
      for (const { id } of briefs) context.damage.delete(id) // it may have been mended since
      const unknown: BriefSummary[] = []
      for (const { brief, error, found } of damaged) {
        context.damage.set(brief, sentenceOf(error))
        if (found === null) continue
        const { id, revision, title, modified } = found
        unknown.push({ id, revision, title, modified, excerpts: 0 })
      }
      return [...briefs, ...unknown]
    },
    'brief.get': ({ brief }) =>
      store.readBrief(brief).catch(async (error: unknown) => {
        if (!(error instanceof Failure) || error.reason !== 'newer-format') throw error
        const found = await store.findBrief(brief)
        if (found === null) throw error
        // The call says that its document may be anything; who shows it looks first whether it can.
        return found as Brief
      }),

    'brief.create': async ({ title, template, filter }) => {
      const brief = await draft(title, template, filter)
      await store.addBrief(brief)
      changed()
      const { remove, restore } = presenceOf(brief.id)
      await recordStep(context, presenceStep('new brief', { undo: remove, redo: restore }))
      return brief
    },

    'brief.rename': ({ brief, revision, title }) =>
      change(
        'rename brief',
        brief,
        (seen) => {
          expectRevision('brief', seen, revision)
          return seen.title === title ? seen : { ...seen, title }
        },
        `title of ${brief}`,
      ),

    'brief.save': async ({ brief, revision, document }) => {
      const { before, after } = await store.changeBrief(brief, (seen) => {
        expectRevision('brief', seen, revision)
        if (isSame(seen.document, document)) return seen
        return { ...seen, document, modified: now(), revision: seen.revision + 1 }
      })
      if (after.revision !== before.revision) changed()
      return after
    },

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

    'brief.evidence': async ({ passages, live }) => {
      const evidence = await gatherEvidence(context, passages, live)
      return {
        passages: passages.map(({ annotation }) => evidence.annotations.get(annotation) ?? null),
        live: live.map((question) => liveContent(question, evidence)),
      }
    },

    'brief.check': async ({ brief: id }) => {
      const brief = await store.readBrief(id)
      const evidence = await evidenceToCheck(context, brief)
      return checkBrief(brief, evidence, await surroundingsOf(context, brief.document, evidence))
    },

    'brief.export': async ({ brief: id, ...wanted }) => {
      const brief = await store.readBrief(id)
      return exportBrief(brief, await evidenceToPrint(context, brief), wanted)
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
