import { Failure } from '../../../shared/contract/failure'

/** The Failure that a promise ends in; anything else is an error of the test. */
export async function failureOf(job: Promise<unknown>): Promise<Failure> {
  let ended: unknown
  try {
    ended = await job
  } catch (error) {
    if (error instanceof Failure) return error
    throw new Error('it ended in something that is not a Failure', { cause: error })
  }
  throw new Error(`it did not fail but gave ${JSON.stringify(ended)}`)
}
