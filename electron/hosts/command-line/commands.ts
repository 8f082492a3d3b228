import type { ParseArgsConfig } from 'node:util'
import type { CallName, Input, Output } from '../../../shared/contract/calls'

/** What was typed behind the name of a command, taken apart. */
export type Typed = {
  readonly words: readonly string[]
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
}

/** Runs a call of the contract on the open notebook. Throws a Failure when it is refused. */
export type Call = <Name extends CallName>(name: Name, input: Input<Name>) => Promise<Output<Name>>

/** What a command answers: a value for `--json`, the same in words for a person, and whether all went well. */
export type Outcome = { readonly value: unknown; readonly words: string; readonly failed?: boolean }

export type Command = {
  /** As it is printed behind the program's name. */
  readonly usage: string
  readonly says: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** `look` opens the notebook without locking it; `change` locks it; `create` also makes it where there is none. */
  readonly access: 'look' | 'change' | 'create'
  run(typed: Typed, call: Call): Promise<Outcome>
}
