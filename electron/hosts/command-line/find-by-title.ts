import { Failure } from '../../../shared/contract/failure'
import { commandWords } from '../../../shared/model/command-words'

/** Something that has a title and can be named by it. */
type Titled<Id> = { readonly id: Id; readonly title: string }

/** What is looked for, as messages call it, and the command that lists it. */
type Words = { readonly one: string; readonly many: string; readonly listedBy: string }

/** The id of the one entry with this whole title. Throws a Failure when there is none, or more than one. */
export function findByTitle<Id>(title: string, entries: readonly Titled<Id>[], words: Words): Id {
  const [match, ...others] = entries.filter((entry) => entry.title === title)
  if (match === undefined) {
    const message = `There is no ${words.one} “${title}”: ${commandWords(words.listedBy)} lists them.`
    throw new Failure('not-found', message)
  }
  if (others.length > 0) {
    throw new Failure('not-found', `Several ${words.many} are titled “${title}”: name one by its id.`)
  }
  return match.id
}
