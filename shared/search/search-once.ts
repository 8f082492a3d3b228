import type { Annotation } from '../model/annotation'
import type { Books } from '../model/edit-codebook'
import type { SearchAnswer } from '../model/search'
import type { Source } from '../model/source'
import type { Version } from '../model/version'
import { describeHit, type ReadPlain } from './describe-hit'
import { findHits } from './find-hits'
import { parseQuery } from './parse-query'
import { notesOf, type SearchedSource, searchedText, sideSheet, textSheet } from './sheet'

/** A source with all that is searched of it. */
export type WholeSource = {
  readonly source: Source
  readonly version: Version
  readonly annotations: readonly Annotation[]
}

/** Search a few sources that are in memory, as the search process does with those it keeps. */
export function searchOnce(
  sources: readonly WholeSource[],
  asked: { readonly query: string; readonly limit: number; readonly frame: boolean },
  books: Books | null,
): SearchAnswer {
  const query = parseQuery(asked.query)
  const plain = new Map<SearchedSource, { readonly side: string; readonly text: string }>()
  for (const { source, version, annotations } of sources) {
    const { structure } = searchedText(source)
    const side = sideSheet(source, annotations)
    const text = textSheet(version.number, version.blocks, structure)
    const { id, details } = source
    const searched: SearchedSource = {
      id,
      kind: details.kind,
      date: details.published ?? details.updated,
      side: side.sheet,
      text: text.sheet,
      notes: () => notesOf(annotations),
    }
    plain.set(searched, { side: side.plain, text: text.plain })
  }
  const readPlain: ReadPlain = (source, sheet, start, end) =>
    plain.get(source)?.[sheet].slice(start, end) ?? ''
  const { total, best } = findHits(plain.keys(), query, { ...asked, books })
  const hits = best.flatMap((found) => describeHit(found, query, asked.frame, readPlain) ?? [])
  return { total, hits, notices: [...query.notices], missing: 0 }
}
