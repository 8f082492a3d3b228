import { groupBy } from '../../comparison/mention'
import { comparePositions } from '../../comparison/positions'
import type { Annotation } from '../../model/annotation'
import type { LiveContent } from '../../model/brief'
import type { PositionCell, PositionHolder } from '../../model/comparison'
import { keyOf } from '../../model/edit-codebook'
import { capitalised } from '../capitalised'
import type { Evidence } from '../evidence'
import { stanceWordsOf } from '../facts-of-body'
import { fingerprint } from '../fingerprint'
import { formatDate } from '../format-date'
import { cell, columns } from './words'

/** The matrix of actors by issues: what each says on each, with every passage that says so. */
export function livePositions(
  annotations: readonly Annotation[],
  { nameOf, sources }: Evidence,
): LiveContent {
  const { holders, issues, cells } = comparePositions(annotations, sources)
  const held = groupBy(cells, holderKey)
  const names = issues.map((issue) => capitalised(nameOf(issue) ?? 'Issue not recorded'))
  return {
    head: columns('Actor', ...names),
    rows: holders.map((holder) => {
      const key = holderKey(holder)
      const byIssue = new Map(held.get(key)?.map((one) => [one.issue, one]))
      const name = nameOf(holder.actor) ?? holder.written ?? 'Nobody named'
      const stances = issues.map((issue) => {
        const found = byIssue.get(issue)
        return found === undefined ? cell('') : cell(stanceIn(found), found.mentions)
      })
      return { key, cells: [cell(capitalised(name)), ...stances] }
    }),
  }
}

/** Short whatever the texts call the holder. */
function holderKey({ actor, written }: PositionHolder): string {
  return actor ?? (written === null ? 'nobody' : `=${fingerprint(keyOf(written))}`)
}

/** One stance in a word or two; where they differ, each with when it was said first. */
function stanceIn({ stance, mentions }: PositionCell): string {
  const said = new Map<string, string | null>()
  for (const mention of mentions) {
    const words = stanceWordsOf(mention)
    if (words !== null && !said.has(words)) said.set(words, mention.date)
  }
  if (said.size === 0) return 'stance not recorded'
  const [only] = said.keys()
  if (said.size === 1 && only !== undefined) return only
  const each = [...said].map(([words, date]) => (date === null ? words : `${words} (${formatDate(date)})`))
  return `${stance === 'mixed' ? 'mixed: ' : ''}${each.join('; ')}`
}
