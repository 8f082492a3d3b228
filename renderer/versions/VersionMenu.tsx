import { formatDate } from '../../shared/briefing/format-date'
import { currentVersion, type Source, type VersionEntry } from '../../shared/model/source'
import { useCommand } from '../state/commands'
import { Popover } from '../ui/Popover'
import { count } from '../ui/words'
import './versions.css'

type Props = {
  readonly source: Source
  /** The version that is read now. */
  readonly shown: number
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly onRead: (version: number) => void
  /** Null where there is nothing to compare, or nothing may be changed. */
  readonly onChanges: (() => void) | null
  readonly onCorrect: (() => void) | null
}

/** Which version of a text is read, and what else can be done with its versions. */
export function VersionMenu({ source, shown, open, onOpen, onRead, onChanges, onCorrect }: Props) {
  useCommand('versions', () => onOpen(true))
  const newest = currentVersion(source).number
  const act = (run: () => void) => () => {
    onOpen(false)
    run()
  }
  const only = source.versions.length === 1
  return (
    <Popover
      label={only ? 'Version 1' : `Version ${shown} of ${newest}`}
      icon="clock"
      open={open}
      onOpen={onOpen}
    >
      <ul className="version-list" aria-label="Versions">
        {source.versions.toReversed().map((entry) => (
          <li key={entry.number}>
            <button
              type="button"
              aria-current={entry.number === shown}
              onClick={act(() => onRead(entry.number))}
            >
              <b>
                Version {entry.number}
                {entry.number === newest && !only ? ', newest' : ''}
              </b>
              <span className="q">{originWords(entry)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="version-acts">
        {onChanges === null ? null : (
          <button type="button" className="btn line small" onClick={act(onChanges)}>
            What changed
          </button>
        )}
        {onCorrect === null ? null : (
          <button type="button" className="btn line small" onClick={act(onCorrect)}>
            Correct this copy
          </button>
        )}
      </div>
    </Popover>
  )
}

function originWords({ created, original, characters, corrects }: VersionEntry): string {
  const origin = corrects === undefined ? original.fileName : `version ${corrects}, put right by hand`
  return `${formatDate(created.slice(0, 10))}, ${origin}, ${count(characters, 'character')}`
}
