import type { ToldIncident } from '../../shared/model/health'
import { Item } from './Items'
import { incidentDetails, incidentWords } from './incident-words'
import { momentHeading } from './moment-words'

type Props = { readonly incident: ToldIncident; readonly isOpen: boolean; readonly now: Date }

/** Something that was met in the files of the notebook: what it was, when, and where what was found lies. */
export function IncidentItem({ incident, isOpen, now }: Props) {
  const { at, kind, file, mended, keptAs } = incident
  const details = incidentDetails(incident, now)
  return (
    <Item
      icon={isOpen ? 'warn' : 'check'}
      tone={isOpen ? 'signal' : mended ? 'good' : 'q'}
      title={incidentWords(incident, now)}
    >
      {details === '' ? null : <p>{details}</p>}
      <p className="meta">
        {momentHeading(at, now)}
        {mended || isOpen ? '' : kind === 'conflict-copy' ? ', decided since' : ', in order since'}
        <span className="path">{file}</span>
        {keptAs === null ? null : <span className="path">what was found lies in {keptAs}</span>}
      </p>
    </Item>
  )
}
