import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { rememberFocus } from './remember-focus'

type Props = {
  readonly title: string
  readonly onClose: () => void
  readonly className?: string
  /** The title is said by screen readers and not drawn. */
  readonly hideTitle?: boolean
  /** A click beside the dialog closes it. */
  readonly light?: boolean
  readonly children: ReactNode
}

/** A modal dialog while it is drawn: it keeps the focus inside, and gives it back with what was selected there. */
export function Dialog({
  title,
  onClose,
  className = '',
  hideTitle = false,
  light = false,
  children,
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  // A layout effect is undone before the element leaves the page: only then can the focus be given back.
  useLayoutEffect(() => {
    const giveBack = rememberFocus()
    const element = dialog.current
    element?.showModal()
    return () => {
      element?.close()
      giveBack()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      className={`dialog ${className}`}
      onClose={onClose}
      closedby={light ? 'any' : 'closerequest'}
    >
      <h2 id={heading} className={hideTitle ? 'sr' : undefined}>
        {title}
      </h2>
      {children}
    </dialog>
  )
}
