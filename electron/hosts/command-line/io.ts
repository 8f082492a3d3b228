/** Where a command writes: results on the one, everything else on the other. */
export type CommandIo = { out(text: string): void; error(text: string): void }

/** The call of the program was wrong: exit code 2, and the right usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
