import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { SessionContext } from './session-context'

const notYet = async (): Promise<never> => {
  throw new Failure('unavailable', 'This cannot be done yet.')
}

/** What the calls do that bring files in beside the ordinary import, and say which texts are alike. */
export function intakeCalls(
  _context: SessionContext,
): Pick<Handlers, 'import.member' | 'source.alike' | 'desktop.chooseFolder'> {
  return { 'import.member': notYet, 'source.alike': notYet, 'desktop.chooseFolder': notYet }
}
