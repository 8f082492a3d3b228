import type { Ports } from '../../../api/ports'
import { runCommandLine } from '../run-command-line'

/** What a command did: its exit code, and what it printed, piece by piece and joined. */
export type Ran = {
  readonly code: 0 | 1 | 2
  readonly out: string
  readonly error: string
  readonly pieces: { readonly out: readonly string[]; readonly error: readonly string[] }
}

/** Runs one command and keeps what it prints. `typed` stands on its standard input. */
export async function runLine(
  line: readonly string[],
  ports: Ports,
  typed: () => readonly string[] = () => [],
): Promise<Ran> {
  const out: string[] = []
  const error: string[] = []
  const code = await runCommandLine(
    line,
    {
      out: (text) => void out.push(text),
      error: (text) => void error.push(text),
      lines: async function* () {
        yield* typed()
      },
      stopLines: () => {},
      progress: () => {},
    },
    ports,
  )
  return { code, out: out.join('\n'), error: error.join('\n'), pieces: { out, error } }
}
