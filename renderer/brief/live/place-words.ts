import { factsOf, type NameOf } from '../../../shared/briefing/facts-of-body'
import type { AnnotationBody } from '../../../shared/model/annotation'
import type { SourceSummary } from '../../../shared/model/notebook'
import { shortened } from '../../../shared/model/shortened'
import { publishedBy, shortDate } from '../../ui/words'

/** Where a passage was read, in short: `The Courier via Newsdesk, 26 Feb 2025`. */
export function placeOf(source: SourceSummary | null): string {
  if (source === null) return 'The source is in the trash'
  return `${outletOf(source)}, ${dateOf(source)}`
}

/** Who published the source, or its title where that is not known. */
export function outletOf(source: SourceSummary): string {
  return publishedBy(source) ?? `“${shortened(source.title, 44)}”`
}

function dateOf({ published, updated }: SourceSummary): string {
  const date = published ?? updated
  if (date === null) return 'no date'
  const { day, year } = shortDate(date)
  return [day, year].filter((part) => part !== '').join(' ')
}

/** What was recorded about a passage, without the full stop of the export. */
export function factsInShort(body: AnnotationBody, excerpt: string, nameOf: NameOf): string[] {
  return factsOf(body, excerpt, nameOf).map((fact) => fact.replace(/\.$/, ''))
}
