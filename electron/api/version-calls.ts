import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { intakeCalls } from '../../shared/contract/intake'
import type { SessionContext } from './session-context'

const notYet = async (): Promise<never> => {
  throw new Failure('unavailable', 'This cannot be done yet.')
}

/** What the calls on versions do. */
export function versionCalls(
  _context: SessionContext,
): Pick<
  Handlers,
  Exclude<keyof typeof intakeCalls, 'import.member' | 'source.alike' | 'desktop.chooseFolder'>
> {
  return {
    'source.infer': notYet,
    'source.split': notYet,
    'version.add': notYet,
    'version.correct': notYet,
    'version.compare': notYet,
    'annotation.places': notYet,
    'annotation.settle': notYet,
    'source.verify': notYet,
  }
}
