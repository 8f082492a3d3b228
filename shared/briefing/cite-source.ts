import type { SourceDetails } from '../model/source'
import { formatDate } from './format-date'

/** What a citation reads of a source. */
export type CitedDetails = Pick<
  SourceDetails,
  'title' | 'outlet' | 'via' | 'authors' | 'published' | 'updated'
>

/** Who published it: "The Courier via Newsdesk", or "outlet not known". */
export function citeOutlet({ outlet, via }: CitedDetails): string {
  const publisher = outlet ?? 'outlet not known'
  return via === null ? publisher : `${publisher} via ${via}`
}

/** When: "26 February 2025, updated 27 February 2025", or "no date". */
export function citeDate({ published, updated }: CitedDetails): string {
  const dates = [
    ...(published === null ? [] : [formatDate(published)]),
    ...(updated === null || updated === published ? [] : [`updated ${formatDate(updated)}`]),
  ]
  return dates.length === 0 ? 'no date' : dates.join(', ')
}

/** One source as an entry of the list at the end: authors, title, outlet and date. */
export function citeSource(details: CitedDetails): string {
  const authors = details.authors.length === 0 ? '' : `${details.authors.join(', ')}: `
  return `${authors}“${details.title}”, ${citeOutlet(details)}, ${citeDate(details)}.`
}

/** One passage, as a footnote: outlet, title, date, version and paragraph (both counted from 1). */
export function citePassage(details: CitedDetails, version: number, paragraph: string): string {
  return `${citeOutlet(details)}, “${details.title}”, ${citeDate(details)}, version ${version}, ${paragraph}.`
}
