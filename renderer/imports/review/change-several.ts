import { type AlikeVerdict, meantBy } from '../../../shared/contract/alike-verdict'
import { Failure } from '../../../shared/contract/failure'
import type { SourceId } from '../../../shared/model/ids'
import type { SourceDetails } from '../../../shared/model/source'
import type { Host } from '../../state/host'
import { decideAlike } from './decide-alike'

/** What became of many texts: how many were changed, and why the others were not. */
export type Several = { readonly changed: number; readonly failures: readonly string[] }

/** Sets these details of all of the texts, as one step to undo. */
export function setDetails(
  host: Host,
  sources: readonly SourceId[],
  details: Partial<SourceDetails>,
): Promise<Several> {
  const batch = crypto.randomUUID()
  return eachOf(sources, async (source) => {
    const { revision } = await host.call('source.get', { source })
    await host.call('source.update', { source, revision, details, batch })
    return true
  })
}

/** Decides about all of the texts that share passages with another, as one step to undo. */
export function decideAll(host: Host, sources: readonly SourceId[], verdict: AlikeVerdict): Promise<Several> {
  const batch = crypto.randomUUID()
  return eachOf(sources, async (source) => {
    // Asked anew: what it was alike to may have become a version of another by now.
    const others = meantBy(verdict, await host.call('source.alike', { source }))
    for (const other of others) await decideAlike(host, verdict, source, other, batch)
    return others.length > 0
  })
}

/** One after the other: a later text may rest on what was done with an earlier one. One that fails holds up none. */
async function eachOf(
  sources: readonly SourceId[],
  act: (source: SourceId) => Promise<boolean>,
): Promise<Several> {
  let changed = 0
  const failures: string[] = []
  for (const source of sources) {
    try {
      if (await act(source)) changed += 1
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      failures.push(error.message)
    }
  }
  return { changed, failures }
}
