import { balanced } from '../model/balanced'
import { orderKey } from '../model/fold'
import type { SourceDetails } from '../model/source'
import { capitalised } from './capitalised'
import { formatDate } from './format-date'
import { describePlace, type PassagePlace } from './place-of-passage'

/** What a citation reads of a source. */
export type CitedDetails = Pick<
  SourceDetails,
  'title' | 'outlet' | 'via' | 'authors' | 'published' | 'updated'
>

/** Who published it: "The Courier via Newsdesk", or "outlet not known". */
export function citeOutlet({ outlet, via }: CitedDetails): string {
  const publisher = balanced(outlet ?? 'outlet not known')
  return via === null ? publisher : `${publisher} via ${balanced(via)}`
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
  const authors = details.authors.length === 0 ? '' : `${details.authors.map(balanced).join(', ')}: `
  return `${authors}${titleOf(details)}, ${citeOutlet(details)}, ${citeDate(details)}.`
}

/** Enough to know it by in a table: "The Courier, 26 February 2025"; by its title where the outlet is not known. */
export function citeBriefly(details: CitedDetails): string {
  const name = details.outlet === null ? titleOf(details) : citeOutlet(details)
  const date = details.published ?? details.updated
  return date === null ? name : `${name}, ${formatDate(date)}`
}

/** Sources as a bibliography orders them: by first author, else title; those of one author by their date. */
export function inOrder<Cited extends CitedDetails>(sources: readonly Cited[]): Cited[] {
  const keyed = sources.map((source) => ({
    source,
    key: [
      orderKey(source.authors[0] ?? source.title),
      source.published ?? source.updated ?? '9999',
      orderKey(source.title),
    ].join('\n'),
  }))
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ source }) => source)
}

/** One passage, as a footnote: outlet, title, date, version, page where there are any, and paragraph. */
export function citePassage(details: CitedDetails, place: PassagePlace): string {
  const outlet = citeOutlet(details)
  // The name of an outlet may begin with a small letter; our own words do not.
  const begin = details.outlet === null ? capitalised(outlet) : outlet
  return `${begin}, ${titleOf(details)}, ${citeDate(details)}, ${describePlace(place)}.`
}

/** Its title between quotation marks, as it stands in our sentences. */
export function titleOf({ title }: Pick<CitedDetails, 'title'>): string {
  return `“${balanced(title)}”`
}
