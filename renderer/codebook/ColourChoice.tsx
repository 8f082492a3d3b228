import { type KeyboardEvent, useId } from 'react'
import { CodeColour } from '../../shared/model/codebook'
import { CodeDot } from './CodeDot'
import { colourNames } from './entry-text'

type Props = {
  readonly value: CodeColour | null
  readonly disabled: boolean
  readonly onChoose: (colour: CodeColour | null) => void
}

const colours: readonly (CodeColour | null)[] = [null, ...CodeColour.options]

/** The colour of a code, or none. Arrows go from one to the next, Enter or Space takes it. */
export function ColourChoice({ value, disabled, onChoose }: Props) {
  const id = useId()
  return (
    <div className="cb-field">
      <span id={id} className="label">
        Colour
      </span>
      <div role="toolbar" aria-labelledby={id} className="cb-colours" onKeyDown={toNeighbour}>
        {colours.map((colour) => (
          <button
            key={colour}
            type="button"
            className="ib"
            aria-label={colour === null ? 'No colour' : colourNames[colour]}
            title={colour === null ? 'No colour' : colourNames[colour]}
            aria-pressed={colour === value}
            tabIndex={colour === value ? 0 : -1}
            disabled={disabled}
            onClick={() => {
              if (colour !== value) onChoose(colour)
            }}
          >
            <CodeDot colour={colour} />
          </button>
        ))}
      </div>
    </div>
  )
}

function toNeighbour(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
  if (by === undefined) return
  const buttons = Array.from(event.currentTarget.querySelectorAll('button'))
  const at = buttons.findIndex((button) => button === event.target)
  buttons[(at + by + buttons.length) % buttons.length]?.focus()
  event.preventDefault()
}
