import { compareClaims } from '../../shared/comparison/claims'
import { compareFigures } from '../../shared/comparison/figures'
import type { Sources } from '../../shared/comparison/mention'
import { comparePositions } from '../../shared/comparison/positions'
import type { Handlers } from '../../shared/contract/dispatch'
import type { Annotation } from '../../shared/model/annotation'
import type { ExcerptFilter } from '../../shared/model/excerpts'
import { excerptTableOf } from './excerpt-table-of'
import type { SessionContext } from './session-context'

type CompareCalls = Pick<Handlers, 'compare.figures' | 'compare.positions' | 'compare.claims'>

/** What the calls that compare do: they take the annotations that pass a filter, as the table of excerpts does. */
export function compareCalls(context: SessionContext): CompareCalls {
  async function compare<Comparison>(
    filter: ExcerptFilter,
    by: (annotations: readonly Annotation[], sources: Sources) => Comparison,
  ): Promise<Comparison> {
    const passed = (await excerptTableOf(context, filter)).passing(filter)
    return by(passed, new Map(context.store.library().map((source) => [source.id, source])))
  }
  return {
    'compare.figures': ({ filter }) => compare(filter, compareFigures),
    'compare.positions': ({ filter }) => compare(filter, comparePositions),
    'compare.claims': ({ filter }) => compare(filter, compareClaims),
  }
}
