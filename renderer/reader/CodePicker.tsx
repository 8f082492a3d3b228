import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { CodeId } from '../../shared/model/ids'
import { EntryPicker } from '../ui/EntryPicker'
import './here.css'

type Props = {
  /** Where the caret is, in the window. */
  readonly at: DOMRect
  /** What the code is put on: "Code for the next tag". */
  readonly label: string
  readonly without: readonly CodeId[]
  readonly onPick: (code: CodeId) => void
  /** Left by a key: the text is to have the focus again. */
  readonly onLeave: () => void
  readonly onClose: () => void
}

const GAP = 6

/** A field at the caret to pick a code by its name, or to make one. Escape leaves it. */
export function CodePicker({ at, label, without, onPick, onLeave, onClose }: Props) {
  const whole = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ left: 0, top: 0 })
  useLayoutEffect(() => {
    const element = whole.current
    const page = element?.offsetParent?.getBoundingClientRect()
    if (element === null || page === undefined) return
    setPlace({
      left: Math.max(0, Math.min(at.left - page.left, page.width - element.offsetWidth - GAP)),
      top: at.bottom + GAP - page.top,
    })
  }, [at])
  useEffect(() => whole.current?.querySelector('input')?.focus({ preventScroll: true }), [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.nativeEvent.isComposing || event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onLeave()
  }
  return (
    // Escape belongs to the field inside, which hands it up.
    <div
      ref={whole}
      role="presentation"
      className="here-list code-picker"
      style={place}
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget, relatedTarget }) => {
        // It goes once the focus has arrived where it went, or that would fall to nothing on the way.
        if (!currentTarget.contains(relatedTarget)) setTimeout(onClose)
      }}
    >
      <EntryPicker
        kind="code"
        label={label}
        value={null}
        keepEmpty
        without={without}
        onPick={(code) => {
          if (code !== null) onPick(code)
        }}
      />
    </div>
  )
}
