import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
} from 'react'
import { Icon, type IconName } from './Icon'
import { rememberFocus } from './remember-focus'
import './popover.css'

type Props = {
  /** On the button, and the name of what it opens. */
  readonly label: string
  readonly icon: IconName
  /** The button shows its sign alone. */
  readonly bare?: boolean
  /** Shown when the button is pointed at. */
  readonly hint?: string
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly children: ReactNode
}

/**
 * A button with a small pane under it. The pane takes the focus when it opens and gives it back to where it was;
 * Escape closes it, and it closes too when the focus or the pointer goes elsewhere.
 */
export function Popover({ label, icon, bare = false, hint, open, onOpen, children }: Props) {
  const id = useId()
  const whole = useRef<HTMLDivElement>(null)

  const pressed = useEffectEvent((event: PointerEvent) => {
    if (event.target instanceof Node && whole.current?.contains(event.target) !== true) onOpen(false)
  })
  useEffect(() => {
    if (!open) return undefined
    addEventListener('pointerdown', pressed, { capture: true })
    return () => removeEventListener('pointerdown', pressed, { capture: true })
  }, [open])

  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    onOpen(false)
  }

  return (
    <div
      ref={whole}
      role="presentation"
      className="popover"
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget }) => {
        if (open && relatedTarget !== null && whole.current?.contains(relatedTarget) !== true) onOpen(false)
      }}
    >
      <button
        type="button"
        className="btn quiet"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        title={hint ?? (bare ? label : undefined)}
        onClick={() => onOpen(!open)}
      >
        <Icon name={icon} size={14} />
        {bare ? <span className="sr">{label}</span> : label}
      </button>
      {open ? (
        <Pane id={id} label={label}>
          {children}
        </Pane>
      ) : null}
    </div>
  )
}

function Pane({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  const pane = useRef<HTMLDivElement>(null)
  // A layout effect is undone before the element leaves the page: only then is it known whether the focus goes with it.
  useLayoutEffect(() => {
    const giveBack = rememberFocus()
    const element = pane.current
    const controls = Array.from(element?.querySelectorAll<HTMLElement>('input, button') ?? [])
    const first = controls.find((one) => one.matches(':checked')) ?? controls[0]
    first?.focus()
    return () => {
      if (element?.contains(document.activeElement) === true) giveBack()
    }
  }, [])
  return (
    <div ref={pane} id={id} role="dialog" aria-label={label} className="pop">
      {children}
    </div>
  )
}
