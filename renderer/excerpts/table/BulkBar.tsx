import { type ReactNode, useId, useState } from 'react'
import type { BulkChange } from '../../../shared/contract/calls'
import { Certainty, Stance } from '../../../shared/model/annotation'
import { useRefusal } from '../../state/host-context'
import { EntryPicker } from '../../ui/EntryPicker'
import { Icon } from '../../ui/Icon'
import { Popover } from '../../ui/Popover'
import { shortcut } from '../../ui/shortcut'
import { certaintyWords, stanceSigns } from '../../ui/stances'

type Props = {
  readonly size: number
  /** Null while not exactly one row is selected. */
  readonly onOpen: (() => void) | null
  readonly onChange: (change: BulkChange) => void
  readonly onCopy: () => void
  readonly onLetGo: () => void
}

/** What can be done with the selected rows. */
export function BulkBar({ size, onOpen, onChange, onCopy, onLetGo }: Props) {
  const refusal = useRefusal()
  const [open, setOpen] = useState(false)
  return (
    <div role="group" aria-label="Selected rows" className="xt-bulk">
      <b className="num">{size.toLocaleString('en')} selected</b>
      {refusal === null ? (
        <>
          <Popover label="Change" icon="note" open={open} onOpen={setOpen}>
            <Fields onChange={onChange} />
          </Popover>
          <button type="button" className="btn quiet" onClick={() => onChange({ do: 'remove' })}>
            <Icon name="trash" size={14} />
            Delete
          </button>
        </>
      ) : null}
      <button type="button" className="btn quiet" title={shortcut('C')} onClick={onCopy}>
        <Icon name="copy" size={14} />
        Copy as quotes
      </button>
      {onOpen === null ? null : (
        <button type="button" className="btn quiet" title="Enter" onClick={onOpen}>
          <Icon name="arrow" size={14} />
          Open in the text
        </button>
      )}
      <span className="grow" />
      <button type="button" className="btn quiet" title="Esc" onClick={onLetGo}>
        Let go
      </button>
    </div>
  )
}

function Fields({ onChange }: Pick<Props, 'onChange'>) {
  return (
    <div className="facets">
      <div className="facet">
        <EntryPicker
          kind="code"
          label="Add a code"
          value={null}
          keepEmpty
          onPick={(code) => code !== null && onChange({ do: 'add-code', code })}
        />
      </div>
      <div className="facet">
        <EntryPicker
          kind="code"
          label="Take a code away"
          value={null}
          keepEmpty
          creates={false}
          onPick={(code) => code !== null && onChange({ do: 'drop-code', code })}
        />
      </div>
      <Field of="measure" onNone={() => onChange({ do: 'set-measure', measure: null })}>
        <EntryPicker
          kind="measure"
          label="Measure of figures"
          value={null}
          keepEmpty
          onPick={(measure) => measure !== null && onChange({ do: 'set-measure', measure })}
        />
      </Field>
      <Field of="issue" onNone={() => onChange({ do: 'set-issue', issue: null })}>
        <EntryPicker
          kind="issue"
          label="Issue of claims and positions"
          value={null}
          keepEmpty
          onPick={(issue) => issue !== null && onChange({ do: 'set-issue', issue })}
        />
      </Field>
      <Field of="actor" onNone={() => onChange({ do: 'set-actor', actor: null })}>
        <EntryPicker
          kind="actor"
          label="Actor of positions"
          value={null}
          keepEmpty
          onPick={(actor) => actor !== null && onChange({ do: 'set-actor', actor })}
        />
      </Field>
      <Choice
        label="Stance of positions"
        options={[...Stance.options, null]}
        wordsOf={(stance) => (stance === null ? 'None' : stanceSigns[stance].word)}
        onPick={(stance) => onChange({ do: 'set-stance', stance })}
      />
      <Choice
        label="Certainty of claims"
        options={[...Certainty.options, null]}
        wordsOf={(certainty) => (certainty === null ? 'None' : certaintyWords[certainty])}
        onPick={(certainty) => onChange({ do: 'set-certainty', certainty })}
      />
    </div>
  )
}

function Field(given: { readonly of: string; readonly onNone: () => void; readonly children: ReactNode }) {
  return (
    <div className="facet">
      {given.children}
      <button type="button" className="facet-none" onClick={given.onNone}>
        None
        <span className="sr">: take the {given.of} away</span>
      </button>
    </div>
  )
}

/** Buttons, since a list of choices would change the rows with every arrow key. */
function Choice<One extends string | null>(given: {
  readonly label: string
  readonly options: readonly One[]
  readonly wordsOf: (one: One) => string
  readonly onPick: (one: One) => void
}) {
  const id = useId()
  return (
    <div role="group" aria-labelledby={id} className="xt-choice">
      <span id={id} className="xt-label">
        {given.label}
      </span>
      <div className="facet-toggles">
        {given.options.map((one) => (
          <button key={one} type="button" onClick={() => given.onPick(one)}>
            {given.wordsOf(one)}
          </button>
        ))}
      </div>
    </div>
  )
}
