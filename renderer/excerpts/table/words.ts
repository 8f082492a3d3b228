import { formatDate } from '../../../shared/briefing/format-date'
import { formatQuantity } from '../../../shared/detection/figures/format-quantity'
import { type AnnotationBody, AnnotationKind } from '../../../shared/model/annotation'
import type { EntryId } from '../../../shared/model/codebook'
import type { ExcerptGroup, ExcerptSort } from '../../../shared/model/excerpts'
import { speakerIn } from '../../../shared/model/speaker'
import type { PartialDate } from '../../../shared/model/time'
import type { IconName } from '../../ui/Icon'
import { kindWords } from '../../ui/kinds'
import { certaintyWords, stanceSigns } from '../../ui/stances'
import { shortDate } from '../../ui/words'

export const sortWords: Readonly<Record<ExcerptSort, string>> = {
  place: 'Place in the texts',
  kind: 'Kind',
  source: 'Source',
  outlet: 'Outlet',
  date: 'Date of the source',
  actor: 'Actor',
  issue: 'Issue',
  measure: 'Measure',
  value: 'Value',
  status: 'Status',
  created: 'Made',
  modified: 'Changed last',
}

export const groupWords: Readonly<Record<ExcerptGroup, string>> = {
  none: 'Nothing',
  kind: 'Kind',
  source: 'Source',
  outlet: 'Outlet',
  date: 'Date of the source',
  actor: 'Actor',
  issue: 'Issue',
  measure: 'Measure',
  code: 'Code',
}

const noneWords: Readonly<Record<ExcerptGroup, string>> = {
  none: '',
  kind: 'No kind',
  source: 'No source',
  outlet: 'No outlet',
  date: 'No date',
  actor: 'No actor yet',
  issue: 'No issue yet',
  measure: 'No measure yet',
  code: 'No code yet',
}

/** The heading of a part of the table. */
export function headingOf(of: string | null, group: ExcerptGroup): string {
  if (of === null) return noneWords[group]
  if (group === 'date') return formatDate(of)
  const kind = group === 'kind' ? AnnotationKind.safeParse(of) : null
  return kind?.success === true ? kindWords[kind.data].many : of
}

export type NameOf = (id: EntryId | null) => string | null

/** Words of a cell; not `known` when they only say that something is still to be filled in. */
export type CellWords = { readonly text: string; readonly known: boolean; readonly icon?: IconName }

/** What an annotation states beyond its excerpt: the quantity, the stance, or the statement. */
export function statedIn(body: AnnotationBody, excerpt: string): CellWords {
  switch (body.kind) {
    case 'figure':
      if (body.quantity !== null) return known(formatQuantity(body.quantity))
      return body.asWritten === excerpt ? missing('no value yet') : known(body.asWritten)
    case 'position': {
      if (body.stance === null) return missing('no stance yet')
      const { word, icon } = stanceSigns[body.stance]
      const condition = body.stance === 'conditional' ? body.condition : null
      return { ...known(condition === null ? word : `${word} ${condition}`), icon }
    }
    case 'claim': {
      const certainty = body.certainty === null ? null : certaintyWords[body.certainty]
      const parts = [certainty, body.statement].filter((part) => part !== null)
      return parts.length === 0 ? missing('no certainty yet') : known(parts.join(' · '))
    }
  }
}

/** What it is about: the measure of a figure, else the issue. */
export function topicOf(body: AnnotationBody, nameOf: NameOf): CellWords {
  const name = nameOf(body.kind === 'figure' ? body.measure : body.issue)
  return name === null ? missing(body.kind === 'figure' ? 'no measure yet' : 'no issue yet') : known(name)
}

/** Whose word it is: by name, or as the text describes them. */
export function speakerOf(body: AnnotationBody, nameOf: NameOf): CellWords {
  const { actor, written } = speakerIn(body)
  const name = nameOf(actor) ?? written
  return name === null ? missing('no actor yet') : known(name)
}

/** Since when it holds, where that was recorded: `said 19 Aug 2025`. */
export function ownDateOf(body: AnnotationBody): string | null {
  switch (body.kind) {
    case 'figure':
      return dated('as of', body.asOf)
    case 'position':
      return dated('said', body.dateSaid)
    case 'claim':
      return dated('of', body.eventDate)
  }
}

function dated(word: string, date: PartialDate | null): string | null {
  if (date === null) return null
  const { day, year } = shortDate(date)
  return [word, day, year].filter((part) => part !== '').join(' ')
}

function known(text: string): CellWords {
  return { text, known: true }
}

function missing(text: string): CellWords {
  return { text, known: false }
}
