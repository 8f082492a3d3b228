import { useId, useRef } from 'react'
import type { Entry } from '../../shared/model/codebook'
import { useRefusal, useTypingRefusal } from '../state/host-context'
import { useKeptTexts } from '../state/use-kept-texts'
import type { Edits } from './use-edits'
import { type TypedTrouble, useTyped } from './use-typed'

/** What the researcher says an entry stands for, saved as it is typed. */
export function DescriptionField({ entry, edits }: { readonly entry: Entry; readonly edits: Edits }) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const refusal = useRefusal()
  const isReadOnly = useTypingRefusal() !== null
  const kept = useKeptTexts('description')
  const { text, trouble, type, leave, keepMine, takeTheirs } = useTyped(
    entry.description,
    refusal === null,
    async (description, isAgain) => {
      const answer = await edits.change(entry, { description }, { isAgain })
      return answer.ok ? null : answer.error
    },
    kept(entry.id),
  )
  return (
    <div className="cb-field">
      <label htmlFor={id}>Description</label>
      <textarea
        ref={field}
        id={id}
        className="field"
        dir="auto"
        rows={3}
        maxLength={100_000}
        value={text}
        readOnly={isReadOnly}
        aria-invalid={trouble !== null}
        aria-describedby={trouble === null ? undefined : `${id}-wrong`}
        onChange={({ target }) => type(target.value)}
        onBlur={leave}
      />
      {trouble === null ? null : (
        <div id={`${id}-wrong`} className="wrong">
          <Trouble
            trouble={trouble}
            onSettle={(settle) => {
              settle()
              field.current?.focus() // the button goes
            }}
            {...{ keepMine, takeTheirs }}
          />
        </div>
      )}
    </div>
  )
}

type TroubleProps = {
  readonly trouble: TypedTrouble
  readonly keepMine: () => void
  readonly takeTheirs: () => void
  readonly onSettle: (settle: () => void) => void
}

function Trouble({ trouble, keepMine, takeTheirs, onSettle }: TroubleProps) {
  if (trouble.kind === 'refused') return <p>Not saved; what you typed is kept here. {trouble.message}</p>
  const { theirs } = trouble
  return (
    <>
      <p>Not saved: this description was changed elsewhere since you typed. It now says:</p>
      <blockquote dir="auto">{theirs === '' ? 'Theirs is empty.' : theirs}</blockquote>
      <div className="choice">
        <button type="button" className="btn small line" onClick={() => onSettle(keepMine)}>
          Keep mine
        </button>
        <button type="button" className="btn small quiet" onClick={() => onSettle(takeTheirs)}>
          Take theirs
        </button>
      </div>
    </>
  )
}
