import { lastIndexWhere } from '../anchoring/last-index-where'
import { blockIndexAt, type TextProjection } from '../anchoring/text-projection'
import { extentOf, type Target } from '../model/annotation'
import { balanced } from '../model/balanced'
import type { Page } from '../model/version'

/** Where a passage stands, as it is cited. */
export type PassagePlace = {
  readonly version: number
  /** First and last paragraph, counted from 1. */
  readonly first: number
  readonly last: number
  /** First and last page, as they are labelled; null where the original has no pages. */
  readonly pages: { readonly first: string; readonly last: string } | null
}

/** Tell the place of a passage from the text that it points into and the pages of its original. */
export function placeOfPassage(
  target: Target,
  projection: TextProjection,
  pages: readonly Page[],
): PassagePlace {
  const { start, end } = extentOf(target)
  return {
    version: target.version,
    first: blockIndexAt(projection, start) + 1,
    last: blockIndexAt(projection, end - 1) + 1,
    pages: pagesBetween(pages, start, end),
  }
}

function pagesBetween(pages: readonly Page[], start: number, end: number): PassagePlace['pages'] {
  const pageAt = (offset: number) => pages[lastIndexWhere(pages, (page) => page.start <= offset)]
  const [first, last] = [pageAt(start), pageAt(end - 1)]
  if (first === undefined || last === undefined) return null
  return { first: first.label, last: last.label }
}

/** "version 1, p. 12, paragraph 3", or "version 1, pp. 12–13, paragraphs 3 to 5". */
export function describePlace({ version, first, last, pages }: PassagePlace): string {
  const paragraphs = first === last ? `paragraph ${first}` : `paragraphs ${first} to ${last}`
  return [`version ${version}`, ...(pages === null ? [] : [pageWords(pages)]), paragraphs].join(', ')
}

function pageWords({ first, last }: NonNullable<PassagePlace['pages']>): string {
  return first === last ? `p. ${balanced(first)}` : `pp. ${balanced(first)}–${balanced(last)}`
}
