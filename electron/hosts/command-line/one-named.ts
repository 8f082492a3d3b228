import type { Outcome } from './answered'
import type { Access, Call, Command } from './commands'
import { onlyWord } from './typed-values'

/**
 * Makes the plans of commands that name one thing of a sort, such as a source, and nothing else. `find` answers its id,
 * or throws the Failure that says that there is none.
 */
export function onOne<Id>(sort: string, find: (named: string, call: Call) => Promise<Id>) {
  return (access: Access, run: (id: Id, call: Call) => Promise<Outcome>): Command['plan'] =>
    (typed) => {
      const named = onlyWord(typed, sort)
      return { access, run: async (call) => run(await find(named, call), call) }
    }
}
