import { type KeyboardEvent, useId } from 'react'
import { FieldRow } from './FieldRow'
import type { FieldChange } from './field-change'
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
}

/** Words of the researcher, saved while they are typed. An empty field is null. */
export function WordsField({ draft, field, label, value, longest, placeholder }: Props) {
  const id = useId()
  const change = (words: string): FieldChange => ({ [field]: words === '' ? null : words })
  return (
    <FieldRow draft={draft} field={field} name={label} label={label} control={id}>
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
        onKeyDown={oneLine}
        onBlur={draft.leave}
      />
    </FieldRow>
  )
}

/** One line of words, however long: Enter is no part of it. */
function oneLine(event: KeyboardEvent): void {
  if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.preventDefault()
}
