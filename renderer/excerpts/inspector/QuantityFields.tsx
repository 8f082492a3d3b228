import { useId, useState } from 'react'
import type { Quantity } from '../../../shared/model/annotation'
import { ComboBox } from '../../ui/ComboBox'
import { FieldRow } from './FieldRow'
import type { Offer } from './OfferLine'
import { amountText, withAmount, withBound, withUpper } from './quantity-edit'
import { Signs } from './Signs'
import { qualifierChoices } from './sign-words'
import { unitChoices } from './unit-choices'
import type { Draft } from './use-annotation-draft'
import { useTypedField } from './use-typed-field'

type Props = { readonly draft: Draft; readonly value: Quantity | null; readonly offer: Offer | null }

/** How much: a number as small as it can be written, its unit, and how exactly it is meant. */
export function QuantityFields({ draft, value, offer }: Props) {
  const id = useId()
  const [wantsRange, setWantsRange] = useState(false)
  // Chosen before there is a number, it waits with the annotation.
  const unit = draft.wordsOf('unit')
  const make = (quantity: Quantity | null) => {
    setWantsRange(false)
    if (unit !== null) draft.keepWords('unit', null)
    draft.make({ quantity })
  }

  const amount = useTypedField(draft, 'quantity', value === null ? '' : amountText(value.value), (words) => {
    const read = words === '' ? null : withAmount(value ?? startWith(unit), words)
    if (read === null && words !== '') return false
    make(read)
    return true
  })
  const isRange = value?.bound === 'range' || (wantsRange && value !== null)
  const typedUnit = value === null ? (unit ?? '') : (value.unit ?? '')
  const pickUnit = (picked: string | null) => {
    if (value === null) draft.keepWords('unit', picked)
    else make({ ...value, unit: picked })
  }

  return (
    <>
      <FieldRow
        draft={draft}
        field="quantity"
        name="Quantity"
        label="Quantity"
        control={id}
        offer={value === null && amount.words === null ? offer : null}
      >
        <div className="two">
          <input
            id={id}
            className="field num"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            aria-invalid={amount.unread !== null}
            aria-describedby={`${id}-fault`}
            {...amount.bind}
          />
          <ComboBox
            label="Unit"
            hideLabel
            placeholder="Unit"
            value={typedUnit}
            choices={unitChoices}
            onChoose={({ name }) => pickUnit(name)}
            onCreate={pickUnit}
            createWord="Use"
            takesTyped
            onClear={() => pickUnit(null)}
          />
        </div>
        <Unread id={`${id}-fault`} words={amount.unread}>
          Write it as 500 billion, 12.5 or 5 to 7.
        </Unread>
      </FieldRow>
      {draft.refusal !== null ? null : (
        <FieldRow
          draft={{ ...draft, waitingFor: () => null }}
          field="quantity"
          name="Qualifier"
          label="Qualifier"
        >
          <Signs
            label="Qualifier"
            signs={qualifierChoices}
            value={isRange ? 'range' : (value?.bound ?? null)}
            disabled={value === null}
            onChoose={(bound) => {
              if (bound === 'range') setWantsRange(true)
              else if (value !== null) make(withBound(value, bound))
            }}
          />
          {value !== null && isRange ? <UpperEnd draft={draft} value={value} onMake={make} /> : null}
        </FieldRow>
      )}
    </>
  )
}

function UpperEnd(props: { draft: Draft; value: Quantity; onMake: (quantity: Quantity) => void }) {
  const { draft, value, onMake } = props
  const id = useId()
  const shown = value.upper === null ? '' : amountText(value.upper)
  const upper = useTypedField(draft, 'upper', shown, (words) => {
    const read = words === '' ? withBound(value, 'exact') : withUpper(value, words)
    if (read !== null) onMake(read)
    return read !== null
  })
  return (
    <div className="upper">
      <label htmlFor={id}>to</label>
      <input
        id={id}
        className="field num"
        aria-label="Upper end"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={upper.unread !== null}
        aria-describedby={`${id}-fault`}
        {...upper.bind}
      />
      <Unread id={`${id}-fault`} words={upper.unread}>
        {`Write a number above ${amountText(value.value)}.`}
      </Unread>
    </div>
  )
}

function Unread({ id, words, children }: { id: string; words: string | null; children: string }) {
  return (
    <p id={id} className={words === null ? 'sr' : 'wrong'}>
      {words === null ? null : `“${words.trim()}” is no number that can be read here. ${children}`}
    </p>
  )
}

/** A unit that was chosen before there was a number. */
function startWith(unit: string | null): Quantity | null {
  return unit === null ? null : { value: 0, upper: null, unit, bound: 'exact', approximate: false }
}
