import { useEffect } from 'react'
import { Failure } from '../../shared/contract/failure'
import type { ImportOutcome } from '../../shared/contract/intake'
import type { SourceId } from '../../shared/model/ids'
import { blocksOf, openSplit } from '../../shared/model/review-structure'
import { currentVersion } from '../../shared/model/source'
import type { Host } from '../state/host'
import { useHost } from '../state/host-context'
import { type ImportQueue, type QueuedFile, sourceOf } from './import-queue'

/** A moment in which several things happen to a text, as at a step of undo. */
const MOMENT_MS = 150

/** Keeps the rows of a report true to what becomes of their texts afterwards: changed, decided about, removed, undone. */
export function useRefind(queue: ImportQueue): void {
  const host = useHost()
  useEffect(() => {
    const stale = new Set<SourceId>()
    let soon: ReturnType<typeof setTimeout> | null = null
    const refind = async () => {
      for (const source of stale) {
        const files = queue.current()
        const seen = files.find((file) => sourceOf(file) === source)
        // Its own report may be still on the way.
        if (seen === undefined && files.some(({ state }) => state.step === 'reading')) continue
        stale.delete(source)
        if (seen?.state.step !== 'imported' || seen.state.report.outcome.what !== 'added') continue
        try {
          queue.refind(source, await outcomeOf(host, source))
        } catch (error) {
          // What is gone asks nothing any more. Any other failure leaves the row as it was.
          if (error instanceof Failure && error.reason === 'not-found') queue.refind(source, null)
        }
      }
      soon = stale.size > 0 ? setTimeout(() => void refind(), MOMENT_MS) : null
    }
    const off = host.onEvent((event) => {
      if (event.kind !== 'source') return
      const files = queue.current()
      if (files.some(({ state }) => state.step === 'reading')) stale.add(event.source)
      for (const file of files) {
        const source = sourceOf(file)
        if (source !== null && (source === event.source || isAsked(file, event.source))) stale.add(source)
      }
      if (stale.size > 0) soon ??= setTimeout(() => void refind(), MOMENT_MS)
    })
    return () => {
      off()
      if (soon !== null) clearTimeout(soon)
    }
  }, [host, queue])
}

/** True when a person is asked what the file is to that text. */
function isAsked({ state }: QueuedFile, source: SourceId): boolean {
  if (state.step !== 'imported' || state.report.outcome.what !== 'added') return false
  return state.report.outcome.findings.alike.some((one) => one.source === source)
}

/** What is found in a source now. */
export async function outcomeOf(host: Host, source: SourceId): Promise<ImportOutcome> {
  const seen = await host.call('source.get', { source })
  const { number } = currentVersion(seen)
  const structure = seen.structures.find(({ version }) => version === number) ?? null
  const split = openSplit(structure)
  return {
    what: 'added',
    findings: {
      details: seen.details,
      inferences: seen.inferences,
      posts: structure?.marks.filter(({ kind }) => kind === 'post').length ?? 0,
      frame: blocksOf(structure, 'frame'),
      repeats: blocksOf(structure, 'repeat'),
      split: split === null ? null : { at: split.from, heading: '' },
      alike: await host.call('source.alike', { source }),
    },
  }
}
