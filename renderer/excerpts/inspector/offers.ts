import { type FieldChange, type FieldName, fieldOf } from './field-change'
import type { Offer } from './OfferLine'
import type { Draft } from './use-annotation-draft'

/** What the text says about a field, and the change that fills it in. */
export type Proposal = Omit<Offer, 'accept'> & {
  readonly field: FieldName
  readonly change: () => FieldChange
}

/** What the text says about an annotation: for each empty field that it says something about, the way to fill it in. */
export type Offers = {
  readonly of: (field: FieldName) => Offer | null
  /** How many empty fields the text says something about. */
  readonly count: number
  /** Fills in all of them as one step. */
  readonly acceptAll: () => void
}

const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0)

/** Offers what is proposed for the fields that are empty. Nothing is filled in until the person accepts it. */
export function offersOf(draft: Draft, proposals: readonly (Proposal | null)[]): Offers {
  const open = proposals.filter((one) => one !== null && isEmpty(fieldOf(draft.annotation, one.field)))
  const accept = (accepted: readonly (Proposal | null)[]) => {
    const change = accepted.reduce<FieldChange>((all, one) => ({ ...all, ...one?.change() }), {})
    if (Object.keys(change).length > 0) draft.make(change)
  }
  return {
    of: (name) => {
      const found = open.find((one) => one?.field === name)
      if (found === undefined || found === null) return null
      const { field: _, change: __, ...words } = found
      return { ...words, accept: () => accept([found]) }
    },
    count: open.length,
    acceptAll: () => accept(open),
  }
}
