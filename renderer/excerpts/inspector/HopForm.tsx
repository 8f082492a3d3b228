import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import type { Hop } from '../../../shared/model/annotation'
import { EntryPicker } from '../../ui/EntryPicker'
import { Icon } from '../../ui/Icon'
import { roles, roleWords } from './attribution'
import type { Draft } from './use-annotation-draft'
import { useTypedField } from './use-typed-field'

type Props = {
  readonly hop: Hop
  readonly draft: Draft
  readonly onChange: (change: Partial<Hop>) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
  readonly onClose: () => void
}

/** One hop of a chain: what part it has, how the text words it, and who that is. Escape closes it. */
export function HopForm({ hop, draft, onChange, onMove, onRemove, onClose }: Props) {
  const id = useId()
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => form.current?.querySelector('select')?.focus(), [])
  const wording = useTypedField(draft, `wording ${hop.role} ${hop.asWritten}`, hop.asWritten, (asWritten) => {
    if (asWritten !== '') onChange({ asWritten })
    return true
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    onClose()
  }
  return (
    // Escape belongs to the controls inside, which hand it up.
    <div role="presentation" className="hop-open" onKeyDown={onKeyDown}>
      <div ref={form} role="group" aria-label={hop.asWritten} className="hop-form">
        <label htmlFor={`${id}-role`}>Part</label>
        <select
          id={`${id}-role`}
          className="field"
          value={hop.role}
          onChange={({ target }) => {
            const role = roles.find((one) => one === target.value)
            if (role !== undefined) onChange({ role })
          }}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {role === 'cited-outlet' ? 'cited outlet' : roleWords[role]}
            </option>
          ))}
        </select>
        <label htmlFor={`${id}-wording`}>As written</label>
        <input
          id={`${id}-wording`}
          className="field"
          dir="auto"
          autoComplete="off"
          maxLength={500}
          {...wording.bind}
        />
        <EntryPicker
          kind="actor"
          label="Who it is"
          comes
          value={hop.actor}
          disabled={hop.anonymous}
          onPick={(actor) => onChange({ actor })}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={hop.anonymous}
            onChange={({ target }) =>
              onChange(target.checked ? { anonymous: true, actor: null } : { anonymous: false })
            }
          />
          The text gives no name
        </label>
        <div className="acts">
          <button
            type="button"
            className="ib"
            aria-label="Move towards the outlet"
            onClick={() => onMove(-1)}
          >
            <Icon name="up" size={14} />
          </button>
          <button type="button" className="ib" aria-label="Move towards who knows" onClick={() => onMove(1)}>
            <Icon name="down" size={14} />
          </button>
          <span className="grow" />
          <button type="button" className="btn small quiet" onClick={onRemove}>
            Remove
          </button>
          <button type="button" className="btn small line" onClick={onClose}>
            Done
          </button>
        </div>
      </div>
    </div>
  )
}
