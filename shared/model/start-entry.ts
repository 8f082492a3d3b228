import type { Input } from '../contract/calls'
import { assertNever } from './assert-never'
import type { Entry } from './codebook'
import type { NewId } from './ids'

/** An entry of the codebook with what is known of it; all else is still to be filled in. */
export function startEntry(given: Input<'codebook.add'>, newId: NewId): Entry {
  const { kind, name, description = '' } = given
  switch (kind) {
    case 'actor':
      return { kind, id: newId('p'), name, description, spellings: given.spellings ?? [] }
    case 'issue':
      return { kind, id: newId('i'), name, description, parent: given.parent ?? null }
    case 'measure':
      return { kind, id: newId('m'), name, description }
    case 'code': {
      const { parent = null, colour = null } = given
      return { kind, id: newId('c'), name, description, parent, colour }
    }
    default:
      return assertNever(kind)
  }
}
