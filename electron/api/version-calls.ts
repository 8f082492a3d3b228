import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { intakeCalls } from '../../shared/contract/intake'
import type { SessionContext } from './session-context'

const notYet = async (): Promise<never> => {
  throw new Failure('unavailable', 'This cannot be done yet.')
}

/** What the calls on versions do. */
export function versionCalls(_context: SessionContext): Pick<Handlers, keyof typeof intakeCalls> {
  return {
    'import.member': notYet,
    'source.infer': notYet,
    'source.alike': notYet,
    'source.split': notYet,
    'version.add': notYet,
    'version.correct': notYet,
    'version.compare': notYet,
    'annotation.places': notYet,
    'annotation.settle': notYet,
    'source.verify': notYet,
    'desktop.chooseFolder': notYet,
  }
}
