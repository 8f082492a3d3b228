import { Failure } from '../../../shared/contract/failure'
import { commandWords } from '../../../shared/model/command-words'
import { wholly } from './annotation-fields'
import type { Outcome } from './answered'
import type { Call, Plan, Typed } from './commands'
import { UsageError } from './io'
import {
  marksNamed,
  type NamedMark,
  type Reading,
  type ReviewedDetail,
  readSource,
  reviewOf,
} from './read-review'
import { isNamed, parseName, type ReviewName } from './review-names'
import { findSource } from './source-commands'

/** A source as it was named, and what of it. */
export function sourceAndNames({ words: [named, ...names] }: Typed): {
  readonly named: string
  readonly names: readonly ReviewName[]
} {
  if (named === undefined || named === '') throw new UsageError('Name the source.')
  return { named, names: names.map(parseName) }
}

/** What the names mean in a text. */
export type Meant = {
  readonly names: readonly ReviewName[]
  readonly marks: readonly NamedMark[]
  readonly details: readonly ReviewedDetail[]
}

/** As `sourceAndNames`, for a command that is about something of a text. */
export function sourceAndSome(typed: Typed): ReturnType<typeof sourceAndNames> {
  const given = sourceAndNames(typed)
  if (given.names.length === 0)
    throw new UsageError(
      'Say what: a kind such as frame, a stretch such as frame:b3-b5, or a detail such as outlet.',
    )
  return given
}

/** The plan of a command that changes what was read: all that is named, or nothing. */
export function planOn(
  { named, names }: ReturnType<typeof sourceAndNames>,
  act: (reading: Reading, meant: Meant, call: Call) => Promise<Outcome>,
): Plan {
  return {
    access: 'change',
    async run(call) {
      const id = await findSource(named, call)
      const reading = await readSource(id, call)
      const marks = marksNamed(reading, names)
      const empty = names.find(
        (name) => name.of === 'marks' && !marks.some(({ stretch }) => isNamed(name, stretch)),
      )
      if (empty?.of === 'marks') {
        const message = `Nothing in this text was taken for ${empty.word}: ${commandWords(`review list ${id}`)} lists what was.`
        throw new Failure('not-found', message)
      }
      const { details } = reviewOf(reading, names)
      return wholly(call, () => act(reading, { names, marks, details }, call))
    },
  }
}
