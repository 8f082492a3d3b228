import type { Annotation } from '../../model/annotation'
import type { LiveContent } from '../../model/brief'
import { citeSource, inOrder } from '../cite-source'
import type { Evidence } from '../evidence'
import { cell } from './words'

/** A list of the sources that the annotations stand in, as a bibliography names and orders them. */
export function liveSources(annotations: readonly Annotation[], { sources }: Evidence): LiveContent {
  const ids = new Set(annotations.map(({ target }) => target.source))
  const named = [...ids].flatMap((id) => sources.get(id) ?? [])
  return {
    head: [],
    rows: inOrder(named).map((source) => ({ key: source.id, cells: [cell(citeSource(source))] })),
  }
}
