import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'

type Props = {
  readonly title: string
  readonly onClose: () => void
  readonly className?: string
  readonly children: ReactNode
}

/** A modal dialog while it is drawn: the browser keeps the focus inside and gives it back afterwards. */
export function Dialog({ title, onClose, className = '', children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  // A layout effect is undone before the element leaves the page: only then can the focus be given back.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog ref={dialog} aria-labelledby={heading} className={`dialog ${className}`} onClose={onClose}>
      <h2 id={heading}>{title}</h2>
      {children}
    </dialog>
  )
}
