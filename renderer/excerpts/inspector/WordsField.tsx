import { type KeyboardEvent, useId } from 'react'
import { FieldRow } from './FieldRow'
import type { FieldChange } from './field-change'
import type { Offer } from './OfferLine'
import type { Draft } from './use-annotation-draft'

/** The fields of running words. */
export type WordsName = 'statement' | 'scope' | 'condition'

type Props = {
  readonly draft: Draft
  readonly field: WordsName
  readonly label: string
  readonly value: string | null
  readonly longest: number
  readonly placeholder?: string
  readonly offer?: Offer | null
}

/** Words of the researcher, saved while they are typed. An empty field is null. */
export function WordsField(props: Props) {
  const { draft, field, label, value, longest, placeholder } = props
  const id = useId()
  const offer = value === null ? (props.offer ?? null) : null
  const change = (words: string): FieldChange => ({ [field]: words === '' ? null : words })
  return (
    <FieldRow draft={draft} field={field} name={label} label={label} control={id} offer={offer}>
      <textarea
        id={id}
        className="field"
        dir="auto"
        rows={1}
        maxLength={longest}
        placeholder={placeholder}
        readOnly={draft.refusal !== null}
        value={value ?? ''}
        onChange={({ target }) => draft.type(change(target.value.replaceAll(/\s*\n\s*/g, ' ')))}
        onKeyDown={offer === null ? oneLine : undefined}
        onBlur={draft.leave}
      />
    </FieldRow>
  )
}

/** One line of words, however long: Enter is no part of it. */
function oneLine(event: KeyboardEvent): void {
  if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.preventDefault()
}
