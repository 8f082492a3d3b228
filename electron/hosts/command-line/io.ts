import { withBalancedQuotes } from '../../../shared/model/balanced'

/** The terminal of a command: results go to the one, everything else to the other; lines come in until told to stop. */
export type CommandIo = {
  out(text: string): void
  error(text: string): void
  /** Shows how far it is, in place of what it showed before, where somebody looks on; without text, shows it no more. */
  progress(text: string): void
  lines(): AsyncIterable<string>
  /** Wait for no more lines, so that the program can end while its input is open. */
  stopLines(): void
}

/** The call of the program was wrong: exit code 2, and the right usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError'

  constructor(message: string) {
    super(withBalancedQuotes(message))
  }
}
