import { type KeyboardEvent, useId } from 'react'
import { Icon } from '../../ui/Icon'
import type { Sign } from './sign-words'

type Props<Value extends string> = {
  readonly label: string
  readonly signs: readonly Sign<Value>[]
  readonly value: Value | null
  readonly onChoose: (value: Value) => void
  /** Chooses none; without it one of them always is. */
  readonly onClear?: () => void
  readonly disabled?: boolean
}

/**
 * One of a few signs. The arrows go through them, Delete chooses none again, and so does a click on the chosen one.
 */
export function Signs<Value extends string>({
  label,
  signs,
  value,
  onChoose,
  onClear,
  disabled,
}: Props<Value>) {
  const name = useId()
  const onKeyDown = (event: KeyboardEvent) => {
    if (!['Delete', 'Backspace'].includes(event.key) || value === null) return
    event.preventDefault()
    onClear?.()
  }
  return (
    <div role="radiogroup" aria-label={label} className="signs" onKeyDown={onKeyDown}>
      {signs.map((sign) => (
        <label key={sign.value} title={sign.word} className={sign.icon === null ? 'worded' : undefined}>
          <input
            type="radio"
            name={name}
            aria-label={sign.word}
            checked={sign.value === value}
            disabled={disabled}
            onChange={() => onChoose(sign.value)}
            onClick={() => {
              if (sign.value === value) onClear?.()
            }}
          />
          {sign.icon === null ? null : <Icon name={sign.icon} size={14} />}
          <span aria-hidden="true">{sign.word}</span>
        </label>
      ))}
    </div>
  )
}
