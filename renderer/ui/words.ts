import { formatDate } from '../../shared/briefing/format-date'
import type { SourceDetails, SourceKind } from '../../shared/model/source'
import type { PartialDate } from '../../shared/model/time'

/** The date of a narrow list: `26 Feb` apart from its year, which gives way first in a small window. */
export function shortDate(date: PartialDate): { readonly day: string; readonly year: string } {
  const parts = formatDate(date).split(' ')
  const [year = date, month, day] = parts.toReversed()
  return { day: [day, month?.slice(0, 3)].filter((part) => part !== undefined).join(' '), year }
}

/** `1 file`, `7 files`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`
}

/** `9 bytes`, `14 kB`, `2.1 MB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return count(bytes, 'byte')
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** `14:32:07`, in the reader's own time. */
export function clockTime(moment: Date): string {
  return [moment.getHours(), moment.getMinutes(), moment.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}

/** Who published the text, and who passed it on: `The Courier via Wirefeed`. */
export function publishedBy({ outlet, via }: Pick<SourceDetails, 'outlet' | 'via'>): string | null {
  if (outlet === null) return via === null ? null : `via ${via}`
  return via === null ? outlet : `${outlet} via ${via}`
}

/** `Ada Lark`, `Ada Lark and Bo Finch`, `Ada Lark, Bo Finch and Cy Wren`. */
export function listOf(names: readonly string[]): string {
  const last = names.at(-1)
  if (last === undefined) return ''
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

export const sourceKindWords: Record<SourceKind, string> = {
  article: 'article',
  'live-blog': 'live blog',
  summary: 'summary',
  wire: 'wire copy',
  document: 'document',
}
