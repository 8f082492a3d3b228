import { z } from 'zod'
import { Failure } from '../../../shared/contract/failure'
import { type Brief, BriefDocument } from '../../../shared/model/brief'
import type { BriefId } from '../../../shared/model/ids'
import { type Host, sentenceOf } from '../../state/host'
import { createRetries } from '../../state/retries'
import type { Saves } from '../../state/saves'
import type { Status } from '../../state/status'
import { UNSAVED_MS, unsavedOf } from '../../state/unsaved'
import { fitsEditor } from './fits-editor'
import { mergeDocuments, sameDocument } from './merge-documents'

const UNREADABLE =
  'The brief was changed elsewhere, to something that this version of Sourcebook cannot keep; copy what you wrote, or open the brief with the version that changed it.'

const CONFLICT = 'The brief was changed elsewhere, where you were writing. Choose which to keep.'

/** Why what is on the screen is not on the disk. */
export type DraftTrouble =
  | { readonly kind: 'refused'; readonly message: string }
  /** The same part was changed elsewhere. */
  | { readonly kind: 'conflict'; readonly theirs: Brief }

/** What the editor of a brief can do for its draft. */
type Page = {
  readonly read: () => BriefDocument
  /** Shows a document that was changed elsewhere: as a step to undo where it takes the place of what was written here. */
  readonly show: (document: BriefDocument, isStep: boolean) => void
}

/**
 * What was written in briefs and is not on the disk yet. It outlives the editor that it was written in: what was refused
 * is still there when the brief is opened again, and after the page was loaded again.
 */
export type BriefDrafts = {
  /** The document to show when a brief opens. */
  readonly open: (brief: Brief, page: Page) => void
  readonly documentOf: (brief: Brief) => BriefDocument
  /** Whether this is the state that was opened or saved here last, which the editor holds already. */
  readonly knows: (brief: Brief) => boolean
  /** The editor is left: what is unsaved is saved, from now on as it stands. */
  readonly close: (id: BriefId) => void
  /** Something was typed. */
  readonly type: (id: BriefId) => void
  /** Tells what the host has now. */
  readonly hear: (brief: Brief) => void
  /** Resolves when nothing is being saved any more, whether that went well or not. */
  readonly save: (id: BriefId) => Promise<void>
  readonly saveAll: () => void
  /** The page goes: tries once more, and leaves what is not saved by then where the next page finds it. */
  readonly leave: () => void
  readonly troubleOf: (id: BriefId) => DraftTrouble | null
  readonly keepMine: (id: BriefId) => void
  readonly takeTheirs: (id: BriefId) => void
  /** A brief of its own has this now: where it is all that stands against another window, there is nothing left to choose. */
  readonly keptBeside: (id: BriefId, document: BriefDocument) => void
  readonly isUnsaved: () => boolean
  readonly subscribe: (listener: () => void) => () => void
}

type Draft = {
  /** What the disk had when this window last heard of it. */
  known: Brief
  page: Page | null
  /** Counts what is typed, so that what was typed during a save is not taken for saved. */
  typed: number
  saved: number
  /** What is unsaved of a brief that has no editor now. */
  left: BriefDocument | null
  trouble: DraftTrouble | null
  saving: Promise<void> | null
  /** What was sent and never answered: the disk may have one of them. */
  sent: readonly BriefDocument[]
  /** What the host said while a save was under way. */
  heard: Brief | null
  waiting: ReturnType<typeof setTimeout> | undefined
}

export function createBriefDrafts(host: Host, status: Status, saves: Saves): BriefDrafts {
  const drafts = new Map<BriefId, Draft>()
  const kept = unsavedOf(host, 'brief', Kept)
  const retries = createRetries<BriefId>()
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }

  const draftOf = (brief: Brief): Draft => {
    const there = drafts.get(brief.id)
    if (there !== undefined) return there
    const draft: Draft = {
      known: brief,
      page: null,
      typed: 0,
      saved: 0,
      left: null,
      trouble: null,
      saving: null,
      sent: [],
      heard: null,
      waiting: undefined,
    }
    drafts.set(brief.id, draft)
    const found = kept.read(brief.id)
    if (found !== null) {
      draft.typed = 1
      draft.left = found.document
      draft.sent = found.sent
      draft.known = { ...brief, revision: found.revision, document: found.base }
      takeIn(draft, brief)
    }
    return draft
  }
  const isDirty = ({ typed, saved }: Draft) => typed !== saved
  /** A copy or a backup that took its place may bear the same revision, and say something else. */
  const isKnown = ({ known }: Draft, { revision, document }: Brief) =>
    known.revision === revision && sameDocument(known.document, document)
  const documentIn = ({ page, left, known }: Draft) => left ?? page?.read() ?? known.document
  const show = (draft: Draft, document: BriefDocument, isStep = false) => {
    if (draft.left !== null) draft.left = document
    draft.page?.show(document, isStep)
  }

  /** Leaves what is unsaved where the next page finds it. */
  const keep = (draft: Draft) => {
    clearTimeout(draft.waiting)
    draft.waiting = undefined
    const { known, sent } = draft
    const { id, revision, document: base } = known
    if (isDirty(draft)) kept.write(id, { revision, base, document: documentIn(draft), sent: [...sent] })
  }

  /** Goes on from what the host has now, which an answer that came late is not. */
  const hearOf = (draft: Draft, theirs: Brief) => {
    if (theirs.revision >= draft.known.revision) takeIn(draft, theirs)
  }
  /** The same where it may have gone back to an earlier revision, as a backup does. */
  const takeIn = (draft: Draft, theirs: Brief) => {
    const { known } = draft
    if (!isDirty(draft)) {
      draft.known = theirs
      if (!sameDocument(known.document, theirs.document)) show(draft, theirs.document)
      return
    }
    if (isKnown(draft, theirs)) return
    const mine = documentIn(draft)
    if (sameDocument(mine, theirs.document)) {
      settled(draft, theirs, draft.typed)
      return tell()
    }
    // What was sent may have arrived though no answer did: then only what was typed since is new.
    const isOurs = draft.sent.some((one) => sameDocument(one, theirs.document))
    const merged = isOurs ? mine : mergeDocuments(known.document, mine, theirs.document)
    if (merged === null) {
      draft.trouble = { kind: 'conflict', theirs }
      keep(draft)
      status.refuse(CONFLICT, null, theirs.id)
    } else {
      draft.known = theirs
      draft.trouble = null
      draft.sent = []
      show(draft, merged)
      later(draft)
    }
    tell()
  }

  /** The disk has what had been typed by then. */
  const settled = (draft: Draft, saved: Brief, typed: number) => {
    draft.known = saved
    draft.saved = typed
    draft.trouble = null
    draft.sent = []
    retries.over(saved.id)
    status.over(saved.id)
    if (!isDirty(draft)) draft.left = null
    kept.forget(saved.id)
  }

  const later = (draft: Draft) => {
    const { id } = draft.known
    draft.waiting ??= setTimeout(() => void save(id), UNSAVED_MS)
  }

  const refused = (draft: Draft, error: unknown) => {
    const message = sentenceOf(error)
    // Once: it is tried again for as long as it is refused.
    const isTold = draft.trouble?.kind === 'refused' && draft.trouble.message === message
    draft.trouble = { kind: 'refused', message }
    if (!isTold) status.refuse(`Not saved; what you wrote is kept here. ${message}`, null, draft.known.id)
    // A brief that is gone takes nothing; when it is brought back and opened, what was written is saved.
    const isGone = error instanceof Failure && error.reason === 'not-found'
    if (!isGone) retries.later(draft.known.id, () => void save(draft.known.id))
    keep(draft)
  }

  /** One try; true when what is unsaved now should be tried at once. */
  const saveOnce = async (draft: Draft): Promise<boolean> => {
    const { id, revision } = draft.known
    const { typed } = draft
    const document = documentIn(draft)
    const unanswered = draft.sent
    draft.sent = [...unanswered.filter((one) => !sameDocument(one, document)), document]
    try {
      const saved = await host.call('brief.save', { brief: id, revision, document })
      status.saved(id)
      settled(draft, saved, typed)
      return isDirty(draft)
    } catch (error) {
      const reason = error instanceof Failure ? error.reason : null
      if (reason !== null && reason !== 'unavailable') draft.sent = unanswered
      const theirs =
        reason === 'conflict' ? await host.call('brief.get', { brief: id }).catch(() => null) : null
      if (theirs === null || theirs.revision === revision) {
        refused(draft, error)
        return false
      }
      if (!fitsEditor(theirs.document)) {
        refused(draft, new Failure('changed-outside', UNREADABLE))
        return false
      }
      // The answer to an earlier try may have been lost on its way: then the disk has what was sent already.
      if (sameDocument(theirs.document, document)) settled(draft, theirs, typed)
      else takeIn(draft, theirs)
      return draft.trouble === null && isDirty(draft)
    }
  }

  const saveUntilDone = async (draft: Draft) => {
    while (isDirty(draft) && draft.trouble?.kind !== 'conflict' && (await saveOnce(draft))) {
      // What was typed meanwhile is saved as well.
    }
  }
  const settle = (draft: Draft) => {
    const { heard } = draft
    draft.saving = null
    draft.heard = null
    if (heard !== null) hearOf(draft, heard)
    if (draft.page === null && !isDirty(draft)) drafts.delete(draft.known.id)
    tell()
  }

  const save = (id: BriefId): Promise<void> => {
    const draft = drafts.get(id)
    if (draft === undefined) return Promise.resolve()
    clearTimeout(draft.waiting)
    draft.waiting = undefined
    if (draft.saving === null) {
      draft.saving = saveUntilDone(draft).then(() => settle(draft))
      saves.track(draft.saving)
    } else keep(draft) // the disk is slow: what is typed meanwhile waits for it
    return draft.saving
  }

  /**
   * Sends what was typed while a save is on its way, whose answer nobody waits for any more: as what follows that save, and as what
   * takes its place if it does not arrive. The host takes one of the two, whichever comes first.
   */
  const sendAfter = (draft: Draft) => {
    if (!isDirty(draft) || draft.trouble !== null) return
    const { id, revision } = draft.known
    const document = documentIn(draft)
    draft.sent = [...draft.sent.filter((one) => !sameDocument(one, document)), document]
    for (const seen of [revision + 1, revision])
      host.call('brief.save', { brief: id, revision: seen, document }).catch(() => undefined)
  }

  const takeTheirs = (id: BriefId) => {
    const draft = drafts.get(id)
    if (draft?.trouble?.kind !== 'conflict') return
    draft.known = draft.trouble.theirs
    draft.trouble = null
    draft.saved = draft.typed
    show(draft, draft.known.document, true)
    kept.forget(id)
    status.over(id)
    tell()
  }

  return {
    documentOf: (brief) => documentIn(draftOf(brief)),
    knows: (brief) => {
      const draft = drafts.get(brief.id)
      return draft !== undefined && isKnown(draft, brief)
    },
    open: (brief, page) => {
      const draft = draftOf(brief)
      draft.page = page
      draft.left = null
      if (isDirty(draft)) later(draft)
    },
    close: (id) => {
      const draft = drafts.get(id)
      if (draft === undefined) return
      if (isDirty(draft)) draft.left = documentIn(draft)
      draft.page = null
      void save(id)
    },
    type: (id) => {
      const draft = drafts.get(id)
      if (draft === undefined) return
      draft.typed += 1
      // A refused save is tried again in its own time: not a refusal for each word. Until then the browser has it.
      if (draft.trouble === null) later(draft)
      else draft.waiting ??= setTimeout(() => keep(draft), UNSAVED_MS)
    },
    hear: (brief) => {
      const draft = drafts.get(brief.id)
      // What the editor cannot hold is shown without it; what was written here waits.
      if (draft === undefined || isKnown(draft, brief) || !fitsEditor(brief.document)) return
      if (draft.saving !== null) draft.heard = brief
      else if (draft.trouble?.kind !== 'conflict') hearOf(draft, brief)
      else if (brief.revision > draft.trouble.theirs.revision) {
        draft.trouble = { kind: 'conflict', theirs: brief }
        tell()
      }
    },
    save,
    saveAll: () => drafts.forEach((_, id) => void save(id)),
    leave: () => {
      for (const [id, draft] of drafts) {
        if (draft.saving === null) void save(id)
        else sendAfter(draft)
        keep(draft) // with what was just sent: the answer may come to nobody
      }
    },
    troubleOf: (id) => drafts.get(id)?.trouble ?? null,
    keepMine: (id) => {
      const draft = drafts.get(id)
      if (draft?.trouble?.kind !== 'conflict') return
      const mine = documentIn(draft)
      draft.known = draft.trouble.theirs
      draft.trouble = null
      // So that undo brings theirs back: whoever wrote it was told that it is saved.
      draft.page?.show(draft.known.document, true)
      draft.page?.show(mine, true)
      void save(id)
      tell()
    },
    takeTheirs,
    keptBeside: (id, document) => {
      const draft = drafts.get(id)
      if (draft === undefined || !sameDocument(documentIn(draft), document)) return
      takeTheirs(id)
      if (draft.page === null && !isDirty(draft)) drafts.delete(id)
    },
    isUnsaved: () => [...drafts.values()].some(isDirty),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** What could not be saved, for the case that the page is loaded again or the window closes. */
const Kept = z.strictObject({
  revision: z.int().min(1),
  base: BriefDocument,
  document: BriefDocument,
  sent: z.array(BriefDocument),
})
