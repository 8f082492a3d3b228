import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Typed } from './commands'
import { UsageError } from './io'

/** Options that every command takes. */
const everywhere = {
  notebook: { type: 'string' },
  json: { type: 'boolean' },
  'take-over': { type: 'boolean' },
  help: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options']

/** Take the words behind a command's name apart. What stands behind `--` is never an option. */
export function parseLine(line: readonly string[], options: NonNullable<ParseArgsConfig['options']>): Typed {
  try {
    const { positionals, values } = parseArgs({
      args: [...line],
      options: { ...options, ...everywhere },
      allowPositionals: true,
    })
    return { words: positionals, values }
  } catch (error) {
    // parseArgs says in words what it does not understand and how to write it.
    if (error instanceof Error) throw new UsageError(error.message.replace(/\.?$/, '.'))
    throw error
  }
}
