import { z } from 'zod'
import { withBalancedQuotes } from '../model/balanced'

/** Why a call or a file was refused: a closed list, so that every reason has its words and its test. */
export const Reason = z.enum([
  // the call
  'invalid-input',
  'unknown-call',
  'forbidden',
  'unavailable',
  // what it names
  'not-found',
  'conflict',
  'quote-missing',
  'quote-ambiguous',
  'nothing-to-undo',
  // the notebook
  'read-only',
  'held',
  'not-a-notebook',
  'damaged',
  'newer-format',
  'changed-outside',
  // the disk
  'disk-full',
  'disk-read-only',
  'no-permission',
  'disk-error',
  // a file to import
  'empty',
  'binary',
  'too-large',
  'too-much-text',
  'not-decodable',
  'folder',
  'unreadable',
  'gone',
  'too-complex',
  'timed-out',
  'parser-failed',
  'no-text',
  'encrypted',
  'unsafe-archive',
  // ours
  'bug',
])
export type Reason = z.infer<typeof Reason>

/** A refusal the caller can act on. `message` is one sentence: what, why, and what to do about it. */
export class Failure extends Error {
  override readonly name = 'Failure'

  constructor(
    readonly reason: Reason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(withBalancedQuotes(message), options)
  }
}
