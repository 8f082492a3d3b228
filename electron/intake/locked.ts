import { Failure } from '../../shared/contract/failure'

/** The refusal of a file, of whatever kind, that is locked with a password. */
export function locked(name: string): Failure {
  const advice = 'Open it with the password, save it without one and import that.'
  return new Failure('encrypted', `“${name}” is locked with a password. ${advice}`)
}
