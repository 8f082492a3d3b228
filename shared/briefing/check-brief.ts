import type { Brief, BriefCheck } from '../model/brief'
import type { Evidence } from './evidence'
import { passagesOf } from './walk-brief'

/** What may be wrong with a brief, in the order of its text. */
export function checkBrief({ document }: Brief, { annotations }: Evidence): BriefCheck[] {
  return document.content.flatMap((block, index) =>
    passagesOf({ type: 'doc', content: [block] })
      .filter(({ attrs }) => !annotations.has(attrs.annotation))
      .map(({ attrs }) => ({
        rule: 'deleted' as const,
        message: 'The highlight of this passage was deleted: bring it back, or take the passage out.',
        words: attrs.exact,
        block: index,
        passage: { source: attrs.source, annotation: attrs.annotation },
      })),
  )
}
