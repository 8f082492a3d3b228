import { assertNever } from '../model/assert-never'
import type { LiveContent, LiveQuestion, LiveView } from '../model/brief'
import type { Evidence } from './evidence'
import { liveClaims } from './live/claims'
import { liveFigures } from './live/figures'
import { livePositions } from './live/positions'
import { liveSources } from './live/sources'
import { liveTimeline } from './live/timeline'

/** What a live block shows of the notebook as it is now. The same notebook gives the same rows. */
export function liveContent({ view, filter }: LiveQuestion, evidence: Evidence): LiveContent {
  const annotations = evidence.passing(filter)
  switch (view) {
    case 'figures':
      return liveFigures(annotations, evidence)
    case 'positions':
      return livePositions(annotations, evidence)
    case 'claims':
      return liveClaims(annotations, evidence)
    case 'timeline':
      return liveTimeline(annotations, evidence)
    case 'sources':
      return liveSources(annotations, evidence)
    default:
      return assertNever(view)
  }
}

/** What is printed where a live block would be that has no rows: a heading above it does not stand for nothing. */
export const emptyLiveWords: Readonly<Record<LiveView, string>> = {
  figures: 'No figures were recorded for this table.',
  positions: 'No positions were recorded for this table.',
  claims: 'No claims were recorded for this list.',
  timeline: 'Nothing was recorded for this timeline.',
  sources: 'No sources were recorded for this list.',
}
