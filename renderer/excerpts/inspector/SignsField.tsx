import { FieldRow } from './FieldRow'
import type { FieldChange } from './field-change'
import type { Offer } from './OfferLine'
import { Signs } from './Signs'
import type { Sign } from './sign-words'
import type { Draft } from './use-annotation-draft'

type Props<Value extends string> = {
  readonly draft: Draft
  readonly field: 'stance' | 'certainty'
  readonly label: string
  readonly signs: readonly Sign<Value>[]
  readonly value: Value | null
  readonly change: (value: Value | null) => FieldChange
  readonly offer: Offer | null
}

/** A field that holds one of a few signs, or none. */
export function SignsField<Value extends string>(props: Props<Value>) {
  const { draft, field, label, signs, value, change, offer } = props
  return (
    <FieldRow draft={draft} field={field} name={label} label={label} offer={value === null ? offer : null}>
      <Signs
        label={label}
        signs={signs}
        value={value}
        onChoose={(chosen) => draft.make(change(chosen))}
        onClear={() => draft.make(change(null))}
      />
    </FieldRow>
  )
}
