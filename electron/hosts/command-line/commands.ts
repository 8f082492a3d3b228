import type { ParseArgsConfig } from 'node:util'
import type { CallName, Input, Output } from '../../../shared/contract/calls'
import type { Ports } from '../../api/ports'
import type { Outcome } from './answered'

/** What was typed behind the name of a command, taken apart. */
export type Typed = {
  readonly words: readonly string[]
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
}

/** Runs a call of the contract on the open notebook. Throws a Failure when it is refused. */
export type Call = <Name extends CallName>(name: Name, input: Input<Name>) => Promise<Output<Name>>

/**
 * How a command meets the notebook: `look` without locking it, `change` with the lock, `change-if-free` with the lock unless
 * somebody else has it, `create` also where there is no notebook. With `none` it opens none, and there is nothing to call.
 */
export type Access = 'look' | 'change' | 'change-if-free' | 'create' | 'none'

/** What a command that was typed right will do, once the notebook is open. */
export type Plan = { readonly access: Access; run(call: Call): Promise<Outcome> }

export type Command = {
  /** As it is printed behind the program's name. */
  readonly usage: string
  readonly says: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** Checks what was typed before anything is opened. Throws a UsageError when it is wrong. */
  plan(typed: Typed, ports: Ports): Plan
}
