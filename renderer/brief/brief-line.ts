import { formatDate } from '../../shared/briefing/format-date'
import { passagesOf } from '../../shared/briefing/walk-brief'
import type { BriefDocument } from '../../shared/model/brief'
import type { SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { shortDate } from '../ui/words'

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** What a brief rests on, in a line under its title: `Brief on five sources, 17 to 27 February 2025`; null for nothing. */
export function briefLine(
  document: BriefDocument,
  sources: ReadonlyMap<SourceId, SourceSummary>,
): string | null {
  const named = new Set(passagesOf(document).map(({ attrs }) => attrs.source))
  const cited = [...named].flatMap((id) => sources.get(id) ?? [])
  if (cited.length === 0) return null
  const dates = cited.flatMap(({ published, updated }) => published ?? updated ?? []).toSorted()
  const number = small[cited.length] ?? cited.length.toLocaleString('en')
  const line = `Brief on ${number} ${cited.length === 1 ? 'source' : 'sources'}`
  const [first] = dates
  const last = dates.at(-1)
  return first === undefined || last === undefined ? line : `${line}, ${spanOf(first, last)}`
}

/** Two dates without what they share: `17 to 27 February 2025`. */
function spanOf(first: string, last: string): string {
  if (first === last) return formatDate(first)
  if (first.length === 10 && first.slice(0, 7) === last.slice(0, 7)) {
    return `${Number(first.slice(8))} to ${formatDate(last)}`
  }
  const same = first.slice(0, 4) === last.slice(0, 4)
  return `${same ? shortDate(first).day : formatDate(first)} to ${formatDate(last)}`
}
