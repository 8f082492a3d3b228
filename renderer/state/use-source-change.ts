import { useEffect, useRef } from 'react'
import type { Answer } from '../../shared/contract/answer'
import type { Decision, ReadingStatus, Source, SourceDetails } from '../../shared/model/source'
import type { Structure } from '../../shared/model/structure'
import type { Host } from './host'
import { useHost } from './host-context'
import { useAttempt } from './use-attempt'

/** Why something was not taken. */
export type Refusal = Extract<Answer<never>, { ok: false }>['error']

export type SourceChange = {
  readonly details?: Partial<SourceDetails>
  readonly status?: ReadingStatus
  /** The overlay that takes the place of the one on its version. */
  readonly structure?: Structure
  /** What was decided with it, so that it stays so when rules read the text again. */
  readonly decisions?: Decision[]
}

/**
 * Changes a source, one change after the other; answers null, or why not. A change that was
 * made elsewhere in the meantime is overwritten only where it is about something else.
 */
export function useSourceChange(
  source: Source,
): (change: SourceChange, isAgain?: boolean) => Promise<Refusal | null> {
  const host = useHost()
  const attempt = useAttempt()
  // The newest this window has heard of: an answer comes before the event that makes the view ask again.
  const known = useRef(source)
  /** As it was saved here last. */
  const own = useRef(source)
  const last = useRef<Promise<unknown>>(Promise.resolve())
  useEffect(() => {
    if (source.id !== known.current.id || source.revision > known.current.revision) known.current = source
  }, [source])

  const make = async (change: SourceChange, seen: Source, isAgain: boolean): Promise<Refusal | null> => {
    for (;;) {
      const { id, revision } = known.current
      const answer = await attempt('source.update', { source: id, revision, ...change }, undefined, isAgain)
      if (answer.ok) {
        known.current = answer.value
        own.current = answer.value
        return null
      }
      const now = answer.error.reason === 'conflict' ? await latest(host, known.current) : null
      const mine = own.current.id === id && own.current.revision > seen.revision ? own.current : seen
      if (now === null || now.revision === revision || collide(change, mine, now)) return answer.error
      known.current = now
    }
  }

  return (change, isAgain = false) => {
    const made = last.current.then(() => make(change, source, isAgain))
    last.current = made
    return made
  }
}

async function latest(host: Host, { id }: Source): Promise<Source | null> {
  try {
    return await host.call('source.get', { source: id })
  } catch {
    return null
  }
}

/** True when a detail of the change, or the overlay, is not what it was when the person saw it. */
function collide({ details = {}, structure }: SourceChange, seen: Source, now: Source): boolean {
  const other = JSON.stringify(seen.structures) !== JSON.stringify(now.structures)
  if (structure !== undefined && other) return true
  return Object.keys(details).some((name) => detailOf(seen, name) !== detailOf(now, name))
}

function detailOf({ details }: Source, name: string): string | undefined {
  return JSON.stringify(new Map(Object.entries(details)).get(name))
}
