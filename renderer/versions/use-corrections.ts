import { useReducer } from 'react'
import { z } from 'zod'
import type { SourceId } from '../../shared/model/ids'
import { Correction } from '../../shared/versions/fit-corrections'
import type { Host } from '../state/host'
import { useHost } from '../state/host-context'
import { unsavedOf } from '../state/unsaved'

type Unsaved = Map<SourceId, readonly Correction[]>

const ofHost = new WeakMap<Host, Unsaved>()
const none: readonly Correction[] = []
const Corrections: z.ZodType<readonly Correction[]> = z.array(Correction)

/**
 * What was typed to put texts right and is not saved yet. It outlives the view that it was typed in, and the page too,
 * where the browser has room for it.
 */
export function useCorrections(
  source: SourceId | null,
): readonly [readonly Correction[], (corrections: readonly Correction[]) => void] {
  const host = useHost()
  const [, redraw] = useReducer((times: number) => times + 1, 0)
  const unsaved: Unsaved = ofHost.get(host) ?? new Map()
  ofHost.set(host, unsaved)
  if (source === null) return [none, redraw]
  const kept = unsavedOf(host, 'corrections', Corrections)
  const known = unsaved.get(source) ?? kept.read(source) ?? none
  unsaved.set(source, known)
  return [
    known,
    (corrections) => {
      unsaved.set(source, corrections)
      if (corrections.length === 0) kept.forget(source)
      else kept.write(source, corrections)
      redraw()
    },
  ]
}
