import { useReducer } from 'react'
import { z } from 'zod'
import type { SourceId } from '../../shared/model/ids'
import { Correction } from '../../shared/versions/fit-corrections'
import type { Host } from '../state/host'
import { useHost } from '../state/host-context'
import { unsavedStorage } from '../state/unsaved-storage'

type Unsaved = Map<SourceId, readonly Correction[]>

const ofHost = new WeakMap<Host, Unsaved>()
const none: readonly Correction[] = []

/**
 * What was typed to put texts right and is not saved yet. It outlives the view that it was typed in, and the page too,
 * where the browser has room for it.
 */
export function useCorrections(
  source: SourceId | null,
): readonly [readonly Correction[], (corrections: readonly Correction[]) => void] {
  const host = useHost()
  const [, redraw] = useReducer((times: number) => times + 1, 0)
  const unsaved = ofHost.get(host) ?? start(host)
  if (source === null) return [none, redraw]
  const known = unsaved.get(source) ?? kept(host, source)
  unsaved.set(source, known)
  return [
    known,
    (corrections) => {
      unsaved.set(source, corrections)
      keep(host, source, corrections)
      redraw()
    },
  ]
}

function start(host: Host): Unsaved {
  const unsaved: Unsaved = new Map()
  ofHost.set(host, unsaved)
  // A browser that closes the page forgets what it kept for it, so it asks before.
  if (host.kind === 'browser')
    addEventListener('beforeunload', (event) => {
      if ([...unsaved.values()].some(({ length }) => length > 0)) event.preventDefault()
    })
  return unsaved
}

const keptUnder = (source: SourceId) => `unsaved-corrections:${source}`

function keep(host: Host, source: SourceId, corrections: readonly Correction[]): void {
  const storage = unsavedStorage(host)
  try {
    if (corrections.length === 0) storage.removeItem(keptUnder(source))
    else storage.setItem(keptUnder(source), JSON.stringify(corrections))
  } catch {
    // More than the browser keeps. The window still has it.
  }
}

function kept(host: Host, source: SourceId): readonly Correction[] {
  try {
    const found: unknown = JSON.parse(unsavedStorage(host).getItem(keptUnder(source)) ?? '[]')
    return z.array(Correction).catch([]).parse(found)
  } catch {
    return none
  }
}
