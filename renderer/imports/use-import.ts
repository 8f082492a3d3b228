import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { SourceId } from '../../shared/model/ids'
import { sentenceOf } from '../state/host'
import { useHost, useRefusal } from '../state/host-context'
import { useStatus } from '../state/status'
import { isField } from '../ui/is-field'
import { type Candidate, candidatesFromFiles, candidatesFromHandles } from './candidates'
import { type Batch, createImportQueue, type ImportQueue, isUnderWay, type QueuedFile } from './import-queue'
import { asksSomething, countRows, summaryOf } from './row-groups'
import { outcomeOf, useRefind } from './use-refind'
import { useTurning } from './use-turning'

type Given = {
  /** Another one for each thing that can be open in the window. */
  readonly place: string
  /** The first source of a batch is to be read: nothing is to be decided about any of them. */
  readonly onImported: (source: SourceId) => void
  /** A person is asked something about this file. */
  readonly onAsked: (file: QueuedFile) => void
  /** Shows what became of a batch. */
  readonly onReview: (file: QueuedFile) => void
  /** Opens the dialog of the browser, where the desktop has none. */
  readonly pick: (what: 'files' | 'folder') => void
}

export type Imports = {
  readonly queue: ImportQueue
  /** True while there is a report. */
  readonly hasReport: boolean
  /** Null where nothing can be imported now. */
  readonly add: (candidates: readonly Candidate[] | Promise<readonly Candidate[]>) => Promise<Batch | null>
  readonly addFiles: (files: readonly File[]) => Promise<Batch | null>
  /** Opens a dialog, that of the system or of the browser. */
  readonly choose: (what: 'files' | 'folder') => Promise<void>
  /** Goes on with what was cancelled, tries what was refused once more, or imports what is known already all the same. */
  readonly resume: () => void
  readonly retry: () => void
  readonly again: (key: string) => void
  /** Lists what was split off a text of the report. */
  readonly split: (source: SourceId, second: SourceId) => Promise<void>
}

/**
 * The ways a text comes in. Nothing is opened in place of what the person is writing in or has turned to meanwhile, nor after
 * an import that was cancelled.
 */
export function useImport({ place, onImported, onAsked, onReview, pick }: Given): Imports {
  const host = useHost()
  const status = useStatus()
  const refusal = useRefusal()
  const [queue] = useState(() => createImportQueue(host))
  useRefind(queue)
  // A browser asks before it leaves files behind. The window of the desktop would not close, and nobody would say why.
  useEffect(() => {
    if (host.kind !== 'browser') return
    const ask = (event: BeforeUnloadEvent) => {
      if (queue.current().some(({ state }) => isUnderWay(state))) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [host, queue])
  const watchTurning = useTurning(place)
  // The report alone is drawn again with every file.
  const hasReport = useSyncExternalStore(queue.subscribe, () => queue.current().length > 0)

  const tell = async (running: Promise<Batch>) => {
    const hasTurned = watchTurning()
    const batch = await running
    show(batch, hasTurned() || isWriting())
    return batch
  }
  const show = ({ files, first }: Batch, stays: boolean) => {
    if (files.length === 0) return
    const asked = files.find(({ state }) => asksSomething(state))
    const { decide, cancelled } = countRows(files)
    const more = decide === 0 ? '' : ` ${decide.toLocaleString('en')} to decide.`
    const shown = asked ?? files[0]
    status.say(`Import: ${summaryOf(files)}.${more}`, shown === undefined ? null : () => onReview(shown))
    if (stays || cancelled > 0) return
    if (asked !== undefined) onAsked(asked)
    else if (first !== null) onImported(first)
  }
  const split = useCallback(
    async (source: SourceId, second: SourceId) => {
      try {
        queue.addPart(source, second, await outcomeOf(host, second))
      } catch (error) {
        status.refuse(sentenceOf(error))
      }
    },
    [host, queue, status],
  )
  const refused = () => {
    if (refusal !== null) status.refuse(refusal)
    return refusal !== null
  }

  const add: Imports['add'] = async (given) => {
    return refused() ? null : tell(queue.add(await given))
  }
  const addFiles = (files: readonly File[]) => add(candidatesFromFiles(files))
  const once = (run: () => Promise<Batch>) => {
    if (!refused()) void tell(run())
  }

  return {
    queue,
    hasReport,
    add,
    addFiles,
    choose: async (what) => {
      if (host.kind === 'browser') {
        pick(what)
        return
      }
      try {
        const call = what === 'files' ? 'desktop.chooseFiles' : 'desktop.chooseFolder'
        await add(candidatesFromHandles(await host.call(call, {}), 'desktop'))
      } catch (error) {
        status.refuse(sentenceOf(error))
      }
    },
    resume: () => once(queue.resume),
    retry: () => once(queue.retry),
    split,
    again: (key) => once(() => queue.again(key)),
  }
}

/** True while the focus is in a field, or a field holds what has not been saved. */
function isWriting(): boolean {
  return isField(document.activeElement) || document.querySelector('[data-draft]') !== null
}
