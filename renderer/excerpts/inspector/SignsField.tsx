import { FieldRow } from './FieldRow'
import type { FieldChange } from './field-change'
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
}

/** A field that holds one of a few signs, or none. */
export function SignsField<Value extends string>(props: Props<Value>) {
  const { draft, field, label, signs, value, change } = props
  return (
    <FieldRow draft={draft} field={field} name={label} label={label}>
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
