import type { z } from 'zod'
import type { Answer } from './answer'
import { type CallName, calls, type Input, isCallName, type Output } from './calls'
import { describeIssue } from './describe-issue'
import { Failure } from './failure'

/** What each call does. A handler takes valid input; it throws a Failure to refuse, anything else is a bug. */
export type Handlers = { readonly [Name in CallName]: (input: Input<Name>) => Promise<Output<Name>> }

/**
 * The one way from a host to a handler: check the name, check the input, run, and turn every failure into an
 * answer. Never rejects. `report` is told of bugs, whose cause the answer does not show.
 */
export async function dispatch(
  handlers: Handlers,
  name: string,
  input: unknown,
  report: (error: unknown) => void,
): Promise<Answer<unknown>> {
  try {
    if (!isCallName(name)) throw new Failure('unknown-call', `There is no call named “${name.slice(0, 80)}”.`)
    return { ok: true, value: await run(handlers, name, input) }
  } catch (error) {
    if (error instanceof Failure)
      return { ok: false, error: { reason: error.reason, message: error.message } }
    report(error)
    const message =
      'Something went wrong inside Sourcebook; nothing was changed. Please report it with what you did.'
    return { ok: false, error: { reason: 'bug', message } }
  }
}

async function run<Name extends CallName>(
  handlers: Handlers,
  name: Name,
  input: unknown,
): Promise<Output<Name>> {
  const checked = calls[name].input.safeParse(input)
  if (!checked.success)
    throw new Failure('invalid-input', `The call ${name} was refused: ${inWords(checked.error)}.`)
  // The schema of `name` has just accepted it; TypeScript cannot follow that through the union of all calls.
  return handlers[name](checked.data as Input<Name>)
}

/** The first few faults of an input, each with the field it is in. */
export function inWords(error: z.ZodError): string {
  const shown = error.issues.slice(0, 3).map(describeIssue)
  const more = error.issues.length - shown.length
  return shown.join('; ') + (more > 0 ? `; and ${more} more` : '')
}
