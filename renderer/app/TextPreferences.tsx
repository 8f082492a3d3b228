import { useId, useState } from 'react'
import { defaultPreferences, Theme } from '../../shared/model/preferences'
import { useCommand, useCommands, useRun } from '../state/commands'
import { keyOf } from '../state/keys'
import { usePreferences } from '../state/preferences'
import { useStatus } from '../state/status'
import { Icon } from '../ui/Icon'
import { Popover } from '../ui/Popover'
import { type Stepped, stepFrom } from './use-preference-commands'
import './text-preferences.css'

const themeWords: Record<Theme, string> = {
  system: 'System',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
}

/** The button “Text” and its pane: how sources and briefs look. */
export function TextPreferences() {
  const { preferences, change } = usePreferences()
  const offered = useCommands()
  const run = useRun()
  const name = useId()
  const [open, setOpen] = useState(false)
  useCommand('reading-preferences', () => setOpen(!open))
  const { textSize, measure, leading, cards } = defaultPreferences
  const status = useStatus()
  return (
    <Popover
      label="Text"
      icon="text"
      hint={`How texts look (${keyOf('reading-preferences')})`}
      open={open}
      onOpen={setOpen}
    >
      <div className="prefs">
        <fieldset>
          <legend>Theme</legend>
          {Theme.options.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name={name}
                value={one}
                checked={preferences.theme === one}
                onChange={() => change({ theme: one })}
              />
              {themeWords[one]}
            </label>
          ))}
        </fieldset>
        <Stepper label="Size" of="textSize" less="Smaller text" more="Larger text" words={(n) => `${n} %`} />
        <Stepper
          label="Width"
          of="measure"
          less="Narrower lines"
          more="Wider lines"
          words={(n) => `${n} characters`}
        />
        <Stepper
          label="Line height"
          of="leading"
          less="Lines closer together"
          more="Lines further apart"
          words={(n) => (n / 100).toFixed(1)}
        />
        <label className="tick">
          <input
            type="checkbox"
            checked={preferences.cards}
            onChange={() => change({ cards: !preferences.cards })}
          />
          Margin cards
        </label>
        <div className="acts">
          <button
            type="button"
            className="btn quiet small"
            onClick={() => {
              change({ textSize, measure, leading, cards })
              status.say('Size, width and line height are as they were at first.')
            }}
          >
            Reset
          </button>
          <span className="grow" />
          {offered.has('focus-mode') ? (
            <button
              type="button"
              className="btn quiet small"
              onClick={() => {
                setOpen(false)
                run('focus-mode')
              }}
            >
              <Icon name="focus" size={13} />
              Focus mode
              <kbd aria-hidden="true">{keyOf('focus-mode')}</kbd>
            </button>
          ) : null}
        </div>
      </div>
    </Popover>
  )
}

type StepperProps = {
  readonly label: string
  readonly of: Stepped
  readonly less: string
  readonly more: string
  readonly words: (value: number) => string
}

function Stepper({ label, of, less, more, words }: StepperProps) {
  const { preferences, change } = usePreferences()
  const id = useId()
  const button = (direction: 1 | -1) => {
    const next = stepFrom(preferences, of, direction)
    return (
      <button
        type="button"
        className="ib"
        aria-label={direction === 1 ? more : less}
        // Not disabled at the end of the steps: the focus would be lost.
        aria-disabled={next === null}
        onClick={() => next !== null && change({ [of]: next })}
      >
        <Icon name={direction === 1 ? 'plus' : 'minus'} size={13} />
      </button>
    )
  }
  return (
    <div className="step" role="group" aria-labelledby={id}>
      <span id={id}>{label}</span>
      {button(-1)}
      <span className="num value" aria-live="polite">
        {words(preferences[of])}
      </span>
      {button(1)}
    </div>
  )
}
