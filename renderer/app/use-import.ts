import { useState, useSyncExternalStore } from 'react'
import type { SourceId } from '../../shared/model/ids'
import { summaryOf } from '../library/ImportReport'
import { type Candidate, createImportQueue } from '../library/import-queue'
import { sentenceOf } from '../state/host'
import { useHost, useRefusal } from '../state/host-context'
import { useStatus } from '../state/status'
import { isField } from '../ui/is-field'

/**
 * The ways a text comes in. `onImported` is told the first source of each batch that succeeded; `pick` opens the
 * browser's dialog where the desktop has none. Nothing is opened in place of what the person is writing in.
 */
export function useImport(onImported: (source: SourceId) => void, pick: () => void) {
  const host = useHost()
  const status = useStatus()
  const refusal = useRefusal()
  const [queue] = useState(() => createImportQueue(host))
  const files = useSyncExternalStore(queue.subscribe, queue.current)

  const add = async (candidates: readonly Candidate[]) => {
    if (candidates.length === 0) return
    if (refusal !== null) {
      status.refuse(refusal)
      return
    }
    const batch = await queue.add(candidates)
    status.say(`Import: ${summaryOf(batch.files)}.`)
    if (batch.first !== null && !isWriting()) onImported(batch.first)
  }

  return {
    files,
    add,
    addFiles: (chosen: readonly File[]): Promise<void> => add(chosen.map((file) => ({ from: 'page', file }))),
    cancel: queue.cancel,
    dismiss: queue.dismiss,
    /** Opens the dialog of the system, through the desktop or the browser. */
    choose: async () => {
      if (host.kind === 'browser') {
        pick()
        return
      }
      try {
        const chosen = await host.call('desktop.chooseFiles', {})
        await add(chosen.map((file) => ({ from: 'desktop', ...file })))
      } catch (error) {
        status.refuse(sentenceOf(error))
      }
    },
  }
}

/** True while the focus is in a field, or a field holds what has not been saved. */
function isWriting(): boolean {
  return isField(document.activeElement) || document.querySelector('[data-draft]') !== null
}
