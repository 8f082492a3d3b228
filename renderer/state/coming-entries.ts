import type { Input } from '../../shared/contract/calls'
import type { EntryId, EntryKind } from '../../shared/model/codebook'
import type { ActorId, CodeId, IssueId, MeasureId } from '../../shared/model/ids'

/** An entry that is named here before the host made it. */
export type ComingEntry = NonNullable<Input<'annotation.update'>['make']>[number]

type Ids = { actor: ActorId; issue: IssueId; measure: MeasureId; code: CodeId }

/** The id of an entry of that kind. */
export type IdOf<Kind extends EntryKind> = Ids[Kind]

const prefixes = { actor: 'p', issue: 'i', measure: 'm', code: 'c' } as const
/** The digits of ids. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'

// Random ids of one window: nothing is ever taken out, since what was refused may be saved at any later time.
const coming = new Map<string, ComingEntry>()

/** Names an entry that is to be made along with the annotation which names it first: an id that means it until then. */
export function comingEntry<Kind extends EntryKind>(kind: Kind, name: string): IdOf<Kind> {
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => DIGITS[byte % 32])
  const as: EntryId = `${prefixes[kind]}-${digits.join('')}`
  coming.set(as, { as, kind, name })
  // The letter in front is that of the kind.
  return as as IdOf<Kind>
}

/** What an id was given for; null for every other id. */
export function comingNamed(id: string | null): ComingEntry | null {
  return id === null ? null : (coming.get(id) ?? null)
}
