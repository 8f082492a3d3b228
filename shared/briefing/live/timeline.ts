import { byDate } from '../../comparison/days'
import type { Annotation } from '../../model/annotation'
import { dateOf } from '../../model/arrange-library'
import { assertNever } from '../../model/assert-never'
import type { LiveContent } from '../../model/brief'
import type { PartialDate } from '../../model/time'
import { capitalised } from '../capitalised'
import type { Evidence } from '../evidence'
import { formatDate } from '../format-date'
import { speakerWords } from '../saying'
import { cell, columns, statementWords } from './words'

/** A table by date, the oldest first and what has none last; each row says what its date is the date of. */
export function liveTimeline(annotations: readonly Annotation[], evidence: Evidence): LiveContent {
  const dated = annotations.map((annotation) => ({ annotation, ...datingOf(annotation, evidence) }))
  return {
    head: columns('Date', 'Dated as', 'What is said'),
    rows: dated
      .toSorted((a, b) => byDate(a.date, b.date))
      .map(({ annotation, date, as }) => ({
        key: annotation.id,
        cells: [
          cell(date === null ? 'Not known' : formatDate(date)),
          cell(as),
          cell(sayingOf(annotation, evidence), [
            { source: annotation.target.source, annotation: annotation.id },
          ]),
        ],
      })),
  }
}

type Dating = { readonly date: PartialDate | null; readonly as: string }

/** The date that was recorded, else when its source was published. */
function datingOf({ body, target }: Annotation, { sources }: Evidence): Dating {
  const recorded = recordedIn(body)
  if (recorded.date !== null) return recorded
  const source = sources.get(target.source)
  const date = source === undefined ? null : dateOf(source)
  return { date, as: date === null ? '' : source?.published === date ? 'published' : 'updated' }
}

function recordedIn(body: Annotation['body']): Dating {
  switch (body.kind) {
    case 'claim':
      return { date: body.eventDate, as: 'happened' }
    case 'figure':
      return { date: body.asOf, as: 'as of' }
    case 'position':
      return { date: body.dateSaid, as: 'said' }
    default:
      return assertNever(body)
  }
}

function sayingOf(annotation: Annotation, { nameOf }: Evidence): string {
  const stated = capitalised(statementWords(annotation, nameOf))
  const speaker = speakerWords(annotation.body.attribution, nameOf)
  // Whose position it is stands in it already.
  if (speaker === null || (annotation.body.kind === 'position' && annotation.body.actor !== null))
    return stated
  return `${stated.replace(/\.$/, '')} (${speaker})`
}
