/** Where a command writes, results on the one and everything else on the other, and where it reads lines from. */
export type CommandIo = { out(text: string): void; error(text: string): void; lines(): AsyncIterable<string> }

/** The call of the program was wrong: exit code 2, and the right usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
