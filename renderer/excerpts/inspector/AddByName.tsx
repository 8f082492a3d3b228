import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { IdOf } from '../../state/coming-entries'
import { EntryPicker } from '../../ui/EntryPicker'
import { Icon } from '../../ui/Icon'

type Props<Kind extends 'actor' | 'code'> = {
  readonly kind: Kind
  readonly label: string
  readonly onPick: (id: IdOf<Kind>, wording: string) => void
  readonly without?: readonly string[]
  readonly other?: { readonly word: string; readonly onTake: (typed: string) => void }
  /** Backspace in the empty field. */
  readonly onBack?: () => void
}

/** A plus that becomes a field to pick one more. Escape makes it a plus again. */
export function AddByName<Kind extends 'actor' | 'code'>(props: Props<Kind>) {
  const { kind, label, onPick, without = [], other, onBack } = props
  const [open, setOpen] = useState(false)
  const whole = useRef<HTMLDivElement>(null)
  const back = useRef(false)
  useEffect(() => {
    if (open) whole.current?.querySelector('input')?.focus()
    else if (back.current) whole.current?.querySelector('button')?.focus()
    back.current = false
  }, [open])
  const close = () => {
    back.current = true
    setOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, target } = event
    if (event.defaultPrevented || event.nativeEvent.isComposing || !(target instanceof HTMLInputElement))
      return
    if (key === 'Escape') {
      event.stopPropagation()
      close()
    } else if (key === 'Backspace' && target.value === '') onBack?.()
    else return
    event.preventDefault()
  }
  return (
    // The keys belong to the field inside, which hands them up.
    <div
      ref={whole}
      role="presentation"
      className={open ? 'adding' : 'add'}
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) setOpen(false)
      }}
    >
      {open ? (
        <EntryPicker
          kind={kind}
          label={label}
          hideLabel
          placeholder={label}
          comes
          value={null}
          keepEmpty
          without={without}
          onPick={(id, wording) => {
            if (id !== null) onPick(id, wording)
          }}
          {...(other !== undefined && { other })}
        />
      ) : (
        <button
          type="button"
          className="pill plus"
          aria-label={label}
          title={label}
          onClick={() => setOpen(true)}
        >
          <Icon name="plus" size={10} />
        </button>
      )}
    </div>
  )
}
