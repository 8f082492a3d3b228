import { useEffect, useRef } from 'react'
import { keyWords } from '../state/keys'
import { useAnswer } from '../state/use-answer'
import { Icon } from '../ui/Icon'
import { isDialogOpen } from '../ui/is-dialog-open'
import { Attentions } from './Attentions'
import { attentionOf, pastIncidents } from './attention'
import { BackupsPart } from './BackupsPart'
import { CheckPart } from './CheckPart'
import { HistoryPart } from './HistoryPart'
import { stateWords, wayOut } from './health-words'
import { PlacePart } from './PlacePart'
import { UnsavedPart } from './UnsavedPart'
import { useHealth } from './use-health'
import { useNow } from './use-now'
import { refusedOf, type UnsavedPlace, useUnsavedWork } from './use-unsaved-work'
import './health.css'

type Props = {
  readonly onClose: () => void
  /** Leads to where words are that were not saved. */
  readonly onOpen: (place: UnsavedPlace) => void
}

const icons = {
  wanted: { name: 'warn', className: 'signal' },
  hindered: { name: 'note', className: 'q' },
  well: { name: 'check', className: 'good' },
} as const

/**
 * How the files of the notebook are: what wants attention, the backups and the way back to each, a look at every file, and
 * who holds the notebook. It stands over the view that was open; Escape leads back there.
 */
export function HealthPage({ onClose, onOpen }: Props) {
  const unsaved = useUnsavedWork()
  const { value: health, failure } = useHealth()
  const { value: notebook } = useAnswer('notebook.state', {}, ({ kind }) => kind === 'health')
  const states = useAnswer('backup.list', {}, ({ kind }) => kind === 'health')
  const now = useNow()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const attention = health === null ? [] : attentionOf(health)
  const wanted = attention.length + refusedOf(unsaved)
  const readOnly = notebook?.readOnly ?? null
  const hindrance = readOnly !== null ? 'read-only' : unsaved.length > 0 ? 'unsaved' : null
  // It is backed up before each try; one that failed leaves it open for reading only.
  const migrations =
    readOnly !== null
      ? []
      : (states.value ?? []).filter(({ cause }) => cause === 'before-migration').slice(0, 1)

  return (
    // Escape in any of its controls, which hand the key up.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className="page health"
      aria-label="Notebook health"
      onKeyDown={(event) => {
        // What is open over the page takes the key first.
        if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
        if (isDialogOpen()) return
        event.preventDefault()
        onClose()
      }}
    >
      <div className="tool">
        <button type="button" className="btn quiet" aria-keyshortcuts="Escape" onClick={onClose}>
          <Icon name="left" size={14} />
          Back <kbd aria-hidden="true">{keyWords({ sign: 'Escape' })}</kbd>
        </button>
      </div>
      <div className="scroll">
        <div className="health-sheet">
          <h1 ref={heading} tabIndex={-1}>
            Notebook health
          </h1>
          {failure === null ? null : <p className="opening">{failure}</p>}
          {health === null ? null : (
            <>
              <p className="opening state">
                <Icon {...(wanted > 0 ? icons.wanted : hindrance === null ? icons.well : icons.hindered)} />
                {stateWords(health, wanted, hindrance, now)}
              </p>
              {readOnly === null ? null : (
                <p className="note">
                  <Icon name="lock" size={14} />
                  <span>
                    <b>This notebook can only be read.</b> {readOnly.message} {wayOut[readOnly.reason]}{' '}
                    Meanwhile all of it can be read, and a copy can be made of each backup.
                  </span>
                </p>
              )}
            </>
          )}
          {/* Also where nobody answers: these words are in this window alone. */}
          <UnsavedPart work={unsaved} now={now} onOpen={onOpen} />
          {health === null ? null : (
            <>
              <Attentions attention={attention} now={now} />
              {health.gone ? null : (
                <HistoryPart past={pastIncidents(health)} migrations={migrations} now={now} />
              )}
              <BackupsPart backups={health.backups} isGone={health.gone} states={states} now={now} />
              {health.gone ? null : (
                <>
                  <CheckPart lastCheck={health.lastCheck} checking={health.checking} now={now} />
                  <PlacePart health={health} now={now} />
                </>
              )}
            </>
          )}
        </div>
      </div>
    </section>
  )
}
