import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { healthCalls as contract } from '../../shared/contract/health'

type HealthCalls = Pick<Handlers, keyof typeof contract>

/** What the calls about the files of the notebook do. */
export function healthCalls(): HealthCalls {
  const refuse = async (): Promise<never> => {
    throw new Failure('unavailable', 'The state of the notebook cannot be told yet.')
  }
  return {
    'health.read': refuse,
    'health.check': refuse,
    'health.stopCheck': refuse,
    'health.choose': refuse,
    'backup.list': refuse,
    'backup.make': refuse,
    'backup.restore': refuse,
    'backup.restoreCopy': refuse,
    'backup.setOutside': refuse,
  }
}
