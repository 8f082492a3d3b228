import { type KeyboardEvent, type ReactNode, useId } from 'react'
import { useCodebook } from '../../state/codebook'
import { FieldTrouble } from './FieldTrouble'
import type { FieldName } from './field-change'
import { fieldWords } from './field-words'
import { type Offer, OfferLine } from './OfferLine'
import type { Draft } from './use-annotation-draft'

type Props = {
  readonly draft: Draft
  readonly field: FieldName
  /** In the first column; null when what is inside brings its own. */
  readonly label: string | null
  /** Id of the control that the label is for. */
  readonly control?: string
  /** What the text says, while the field is empty. */
  readonly offer?: Offer | null
  readonly hint?: ReactNode
  /** What is read where nothing can be changed; the field in words unless given. */
  readonly read?: ReactNode
  readonly name: string
  readonly children: ReactNode
}

/** A field of the form: its name, what is filled in, and below it what the text says and what went wrong. */
export function FieldRow(props: Props) {
  const { draft, field, label, control, offer = null, hint, name, children } = props
  const id = useId()
  const codebook = useCodebook()
  const waiting = draft.waitingFor(field)
  if (draft.refusal !== null && waiting === null) {
    return (
      <div className="form-row">
        <span className="fl">{name}</span>
        <div className="value" dir="auto">
          {props.read ?? (fieldWords(draft.annotation, field, codebook) || <span className="q">–</span>)}
        </div>
      </div>
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { target } = event
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
    // One of the signs has no words of its own: where there is an offer, none of them is chosen.
    const isEmptyField =
      (target instanceof HTMLInputElement && (target.type === 'radio' || target.value === '')) ||
      (target instanceof HTMLTextAreaElement && target.value === '')
    if (offer === null || event.defaultPrevented || !isEmptyField) return
    event.preventDefault()
    offer.accept()
  }
  return (
    // Enter in an empty field belongs to the control inside, which hands it up.
    <div
      role="presentation"
      className="form-row"
      data-draft={waiting === null ? undefined : ''}
      onKeyDown={onKeyDown}
    >
      {label === null ? null : control === undefined ? (
        <span className="fl" aria-hidden="true">
          {label}
        </span>
      ) : (
        <label className="fl" htmlFor={control}>
          {label}
        </label>
      )}
      {children}
      {offer === null ? null : <OfferLine name={name} offer={offer} />}
      {hint === undefined || hint === null ? null : <div className="hint">{hint}</div>}
      <FieldTrouble id={id} draft={draft} field={field} />
    </div>
  )
}
