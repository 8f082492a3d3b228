import { useState } from 'react'
import { LiveView } from '../../shared/model/brief'
import { Icon } from '../ui/Icon'
import { Popover } from '../ui/Popover'
import { liveWords } from './live/live-words'

type Props = {
  readonly disabled: boolean
  /** Leads to the evidence. */
  readonly onExcerpt: () => void
  readonly onLive: (view: LiveView) => void
}

/** What can be put into the brief from the notebook. */
export function InsertButton({ disabled, onExcerpt, onLive }: Props) {
  const [open, setOpen] = useState(false)
  const after = (act: () => void) => () => {
    setOpen(false)
    requestAnimationFrame(act) // once the pane has given the focus back
  }
  return (
    <Popover label="Insert" icon="plus" hint="In the text, / and @ insert too" open={open} onOpen={setOpen}>
      <div className="forms">
        <button type="button" disabled={disabled} onClick={after(onExcerpt)}>
          <b>
            <Icon name="quote" size={12} />
            Excerpt
          </b>
          <small>From the evidence on the left</small>
        </button>
        {LiveView.options.map((view) => {
          const { name, icon, tone, what } = liveWords[view]
          return (
            <button key={view} type="button" disabled={disabled} onClick={after(() => onLive(view))}>
              <b>
                <Icon name={icon} size={12} className={tone} />
                {name}
              </b>
              <small>{what}</small>
            </button>
          )
        })}
      </div>
    </Popover>
  )
}
