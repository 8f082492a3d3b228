import { fingerprint } from '../../../shared/briefing/fingerprint'
import { type Annotation, excerptOf } from '../../../shared/model/annotation'
import type { BriefLive, LiveContent, SeenPassage } from '../../../shared/model/brief'
import type { LiveState, PassageState } from './editor-props'

/** What became of a passage since its author saw it; `now` is null when it was deleted, undefined while it is not known. */
export function passageState(seen: SeenPassage, now: Annotation | null | undefined): PassageState {
  if (now === undefined) return { status: 'unknown' }
  if (now === null) return { status: 'deleted' }
  const words = excerptOf(now.target)
  if (words === seen.exact) return { status: 'same', annotation: now }
  return { status: fingerprint(words) === seen.declined ? 'declined' : 'stale', annotation: now, words }
}

/** The same for the rows of a live block. */
export function liveState({ seen, declined }: BriefLive['attrs'], now: LiveContent | undefined): LiveState {
  if (now === undefined || seen === null) return { status: 'unknown' }
  const newer = fingerprint(now)
  if (newer === fingerprint(seen)) return { status: 'same' }
  return { status: newer === declined ? 'declined' : 'stale', content: now }
}
