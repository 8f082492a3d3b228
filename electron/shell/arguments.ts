import { parseArgs } from 'node:util'
import { Failure } from '../../shared/contract/failure'

const options = {
  notebook: { type: 'string' },
  'take-over': { type: 'boolean' },
  new: { type: 'boolean' },
} as const

/** What the person asked for on the command line. */
export type Arguments = {
  readonly notebook: string | null
  readonly takeOver: boolean
  /** An empty notebook is wanted also where there was another before. */
  readonly anew: boolean
}

/**
 * Reads `--notebook DIR`, `--take-over` and `--new`. Electron, Chromium and test drivers add switches of their own to the
 * same line, so unknown ones are passed over.
 */
export function readArguments(line: readonly string[]): Arguments {
  const { values } = parseArgs({ args: [...line], strict: false, options })
  const { notebook = null } = values
  // A folder whose name starts with a dash can be written as ./-name.
  if (typeof notebook === 'boolean' || notebook === '' || notebook?.startsWith('-')) {
    throw new Failure(
      'invalid-input',
      'Write the folder of the notebook after --notebook, as in --notebook ~/heat-pumps.',
    )
  }
  return { notebook, takeOver: values['take-over'] === true, anew: values['new'] === true }
}

/** The same command line for the notebook in another folder. */
export function argumentsFor(folder: string, line: readonly string[]): string[] {
  const { tokens } = parseArgs({ args: [...line], strict: false, options, tokens: true })
  const ours = tokens.flatMap((token) => {
    if (token.kind !== 'option' || !(token.name in options)) return []
    return token.value === undefined || token.inlineValue ? [token.index] : [token.index, token.index + 1]
  })
  return [...line.filter((_, index) => !ours.includes(index)), '--notebook', folder]
}
