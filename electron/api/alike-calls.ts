import type { Handlers } from '../../shared/contract/dispatch'
import type { SessionContext } from './session-context'

/** What the call does that tells which texts are alike. */
export function alikeCalls({ texts }: SessionContext): Pick<Handlers, 'source.alike'> {
  return { 'source.alike': ({ source }) => texts.alikeTo(source) }
}
