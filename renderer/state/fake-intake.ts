import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import type { ImportOutcome, intakeCalls } from '../../shared/contract/intake'
import type { Source } from '../../shared/model/source'

/** What the import of a plain text finds that asks for no decision. */
export function added({ details, inferences }: Source): ImportOutcome {
  const findings = { details, inferences, posts: 0, frame: 0, repeats: 0, split: null, alike: [] }
  return { what: 'added', findings }
}

const refused = async (): Promise<never> => {
  throw new Failure('unavailable', 'This notebook is made up for a test and does not do that.')
}

/** The calls that bring texts in again, refused unless a test gives its own. */
export function fakeIntake(): Pick<Handlers, keyof typeof intakeCalls> {
  return {
    'import.member': refused,
    'source.infer': refused,
    'source.alike': async () => [],
    'source.split': refused,
    'version.add': refused,
    'version.correct': refused,
    'version.compare': async () => [],
    'annotation.places': async () => [],
    'annotation.settle': refused,
    'source.verify': refused,
    'desktop.chooseFolder': async () => [],
  }
}
