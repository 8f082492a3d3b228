import type { ReactNode } from 'react'

type Props<One> = {
  readonly label: string
  readonly className: string
  readonly all: readonly One[]
  readonly pressed: readonly One[]
  readonly onChange: (pressed: One[]) => void
  readonly children: (one: One) => ReactNode
}

/** A row of buttons of which any number may be pressed. */
export function Toggles<One extends string | null>(given: Props<One>) {
  const { label, className, all, pressed, onChange, children } = given
  return (
    <div role="group" aria-label={label} className={className}>
      {all.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={pressed.includes(one)}
          onClick={() => onChange(all.filter((other) => (other === one) !== pressed.includes(other)))}
        >
          {children(one)}
        </button>
      ))}
    </div>
  )
}
