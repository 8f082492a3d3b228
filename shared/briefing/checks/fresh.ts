import { assertNever } from '../../model/assert-never'
import type { Evidence } from '../evidence'
import { liveContent } from '../live-content'
import { liveFreshness, passageFreshness } from '../staleness'
import { aboutPassage, type Finding, inMarks } from './finding'
import type { ReadBrief } from './read-prose'

/** Passages and live blocks that are not as the notebook has them now. */
export function staleParts({ cited, live }: ReadBrief, evidence: Evidence): Finding[] {
  const passages = cited.flatMap((at): Finding[] => {
    const now = passageFreshness(at.passage, evidence.annotations.get(at.passage.annotation) ?? null)
    switch (now.status) {
      case 'deleted':
        return [
          aboutPassage(
            'deleted',
            'The highlight of this passage was deleted: bring it back, or take the passage out.',
            at,
          ),
        ]
      case 'stale':
        return [
          aboutPassage(
            'stale',
            `The highlight of this passage has other words now, ${inMarks(now.new)}: use the new words, or keep these.`,
            at,
          ),
        ]
      case 'fresh':
        return []
      default:
        return assertNever(now)
    }
  })
  const blocks = live.flatMap(({ block, order, attrs }): Finding[] => {
    if (liveFreshness(attrs, liveContent(attrs, evidence)).status !== 'stale') return []
    const words = attrs.caption ?? blockNames[attrs.view]
    const message =
      'The notebook says something else by now than this block shows: take what is new, or keep it as it is.'
    return [{ order, check: { rule: 'stale', message, words, block, passage: null } }]
  })
  return [...passages, ...blocks]
}

const blockNames = {
  figures: 'Table of figures',
  positions: 'Matrix of positions',
  claims: 'List of claims',
  timeline: 'Timeline',
  sources: 'List of sources',
} as const
