import type { ActorId, IssueId, MeasureId } from '../../../shared/model/ids'
import { EntryPicker } from '../../ui/EntryPicker'
import { FieldRow } from './FieldRow'
import type { Offer } from './OfferLine'
import type { Draft } from './use-annotation-draft'

type Props = { readonly draft: Draft; readonly offer?: Offer | null } & (
  | { readonly kind: 'actor'; readonly value: ActorId | null }
  | { readonly kind: 'issue'; readonly value: IssueId | null }
  | { readonly kind: 'measure'; readonly value: MeasureId | null }
)

const labels = { actor: 'Actor', issue: 'Issue', measure: 'Measure' } as const

/** A field that holds an entry of the shared lists. */
export function PickField({ draft, kind, value, offer = null }: Props) {
  return (
    <FieldRow
      draft={draft}
      field={kind}
      name={labels[kind]}
      label={null}
      offer={value === null ? offer : null}
    >
      <EntryPicker kind={kind} comes value={value} onPick={(id) => draft.make({ [kind]: id })} />
    </FieldRow>
  )
}
