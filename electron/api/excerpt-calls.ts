import type { Handlers } from '../../shared/contract/dispatch'
import { excerptTableOf } from './excerpt-table-of'
import type { SessionContext } from './session-context'

type ExcerptCalls = Pick<Handlers, 'excerpt.list'>

/** What the calls on the table of excerpts do. */
export function excerptCalls(context: SessionContext): ExcerptCalls {
  return {
    'excerpt.list': async ({ arrangement, offset, limit }) =>
      (await excerptTableOf(context, arrangement.filter)).page(arrangement, offset, limit),
  }
}
