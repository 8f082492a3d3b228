import { assertNever } from '../../../shared/model/assert-never'
import type { LiveContent, LiveView } from '../../../shared/model/brief'
import type { SourceSummary } from '../../../shared/model/notebook'
import type { IconName } from '../../ui/Icon'
import { count } from '../../ui/words'

type LiveWords = {
  /** What the block is called where its author gave it no caption. */
  readonly name: string
  readonly icon: IconName
  /** Its sign is drawn in the colour of a kind. */
  readonly tone: 'claim' | 'figure' | 'position' | ''
  readonly what: string
}

/** How the interface calls each view of a live block. */
export const liveWords: Readonly<Record<LiveView, LiveWords>> = {
  figures: {
    name: 'Figures from Compare',
    icon: 'figure',
    tone: 'figure',
    what: 'A table of amounts, with who said them',
  },
  positions: {
    name: 'Positions from Compare',
    icon: 'position',
    tone: 'position',
    what: 'Who stands where on each issue',
  },
  claims: {
    name: 'Claims from Compare',
    icon: 'claim',
    tone: 'claim',
    what: 'What is claimed, with its origins',
  },
  timeline: { name: 'Timeline', icon: 'clock', tone: '', what: 'What happened and was said, by date' },
  sources: { name: 'Sources', icon: 'doc', tone: '', what: 'Every source with its details' },
}

/** How much of the notebook a live block shows: `3 of 4 figures`. */
export function shareOf(view: LiveView, { rows }: LiveContent, sources: readonly SourceSummary[]): string {
  switch (view) {
    case 'figures':
    case 'positions':
    case 'claims': {
      const kind = liveWords[view].tone || 'claim'
      const all = sources.reduce((sum, { counts }) => sum + counts[kind], 0)
      const cites = rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.cites))
      const shown = new Set(cites.map(({ annotation }) => annotation)).size
      return ofAll(shown, all, kind)
    }
    case 'timeline':
      return count(rows.length, 'date')
    case 'sources':
      return ofAll(rows.length, sources.length, 'source')
    default:
      return assertNever(view)
  }
}

/** An annotation that is gone may still be shown: then there is no "of". */
function ofAll(shown: number, all: number, one: string): string {
  return shown > all ? count(shown, one) : `${shown.toLocaleString('en')} of ${count(all, one)}`
}
