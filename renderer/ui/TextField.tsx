import { type ReactNode, useId } from 'react'
import type { Reason } from '../../shared/contract/failure'
import { useLine } from './use-line'

/** Why words were not saved, in a sentence; with its reason where it came from the host. */
export type Refused = string | { readonly reason: Reason; readonly message: string }

/**
 * What is typed, and what may stand there although nobody else changed it: what did as it was typed over, and what was sent and
 * not answered.
 */
export type Draft = { readonly over: readonly string[]; readonly draft: string }

/** Where what is typed over one text is kept until it is saved, also for the next page. */
export type KeptText = {
  readonly read: () => Draft | null
  readonly write: (draft: Draft) => void
  readonly forget: () => void
  /** What was refused for a reason that may pass is tried again in a while. */
  readonly refused: (refusal: Exclude<Refused, string>, again: () => void) => void
  /** It was taken, or is given up: nothing is to be tried again. */
  readonly settled: () => void
  /** The notebook was opened anew since: what is kept is for the field that takes the place of this one. */
  readonly isPast: () => boolean
}

/** What is told of a line to whoever saves it. */
export type LineProps = {
  readonly value: string
  /** Of the document that holds the value: a new one means that the value was looked at anew. */
  readonly revision: number
  /** Null when the draft may be saved, else what is wrong with it. */
  readonly check: (draft: string) => string | null
  /** Saves the draft, or tells why it could not be. `isAgain` when it was refused before, and is tried again by itself. */
  readonly onSave: (draft: string, isAgain: boolean) => Promise<Refused | null>
  /**
   * How the document words what is saved; null for what waits until the field is left, as half of it would be something else.
   * As it is typed, unless given.
   */
  readonly becomes?: (draft: string) => string | null
  readonly kept?: KeptText
  readonly disabled: boolean
  /** Nothing can be saved at the moment: what is typed waits until that ends. */
  readonly isAway?: boolean
}

type Props = LineProps & {
  readonly label: string
  /** Told when Enter was pressed and nothing is wrong with the draft: where one goes from here. */
  readonly onEnter?: () => void
  readonly className?: string
  readonly note?: ReactNode
  readonly hideLabel?: boolean
  /** Lets a long line wrap; Enter still saves. */
  readonly multiline?: boolean
}

/**
 * One line of text that is saved when the field is left, in whatever way, or Enter is pressed. Where it is `kept`, it is saved
 * while it is typed as well, and written over nothing that was changed elsewhere meanwhile, until the person says so. Escape
 * takes back all that was typed since the field was left last, also on the disk.
 */
export function TextField({ label, onEnter, className = '', note, hideLabel, multiline, ...line }: Props) {
  const id = useId()
  const { shown, hasDraft, isDraft, wrong, type, leave, insist, takeBack } = useLine(line)

  const Field = multiline === true ? 'textarea' : 'input'
  return (
    <div className={`tf ${className}`}>
      <label htmlFor={id} className={hideLabel === true ? 'sr' : undefined}>
        {label}
      </label>
      <div className="tf-in">
        <Field
          id={id}
          className="field"
          data-draft={isDraft ? '' : undefined}
          dir="auto"
          rows={multiline === true ? 1 : undefined}
          value={shown}
          disabled={line.disabled}
          spellCheck={false}
          aria-invalid={wrong !== null}
          aria-describedby={wrong === null ? undefined : `${id}-wrong`}
          onChange={(event) => type(event.target.value)}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Enter') {
              event.preventDefault() // a line stays one line
              insist()
              if (!isDraft || line.check(shown.trim()) === null) onEnter?.()
            }
            if (event.key === 'Escape' && hasDraft) {
              event.stopPropagation()
              takeBack()
            }
          }}
        />
        {note}
      </div>
      {wrong === null ? null : (
        <p id={`${id}-wrong`} className="wrong">
          {wrong}
        </p>
      )}
    </div>
  )
}
