import type { ToldIncident } from '../../shared/model/health'
import { withoutPaths } from '../../shared/model/without-paths'
import { Icon } from '../ui/Icon'
import { incidentWords, inLocalTime } from './incident-words'
import { momentHeading } from './moment-words'

type Props = { readonly incident: ToldIncident; readonly isOpen: boolean; readonly now: Date }

/** Something that was met in the files of the notebook: what it was, when, and where what was found lies. */
export function IncidentItem({ incident, isOpen, now }: Props) {
  const { at, kind, file, message, mended, keptAs } = incident
  return (
    <div className="item">
      <Icon
        name={isOpen ? 'warn' : 'check'}
        size={14}
        className={isOpen ? 'signal' : mended ? 'good' : 'q'}
      />
      <div>
        <h3>{incidentWords(incident, now)}</h3>
        <p>{withoutPaths(inLocalTime(message, now))}</p>
        <p className="meta">
          {momentHeading(at, now)}
          {mended || isOpen ? '' : kind === 'conflict-copy' ? ', decided since' : ', in order since'}
          <span className="path">{file}</span>
          {keptAs === null ? null : <span className="path">what was found lies in {keptAs}</span>}
        </p>
      </div>
    </div>
  )
}
