import { formatDate } from '../../../shared/briefing/format-date'
import { formatQuantity } from '../../../shared/detection/figures/format-quantity'
import type { Annotation } from '../../../shared/model/annotation'
import { assertNever } from '../../../shared/model/assert-never'
import type { CodebookNow } from '../../state/codebook'
import { certaintyWords, stanceSigns } from '../../ui/stances'
import type { FieldName } from './field-change'

/** What a field holds, in words; empty for nothing. */
export function fieldWords(
  { body, codes, memo }: Annotation,
  field: FieldName,
  { nameOf }: Pick<CodebookNow, 'nameOf'>,
): string {
  const held = { ...empty, ...body }
  switch (field) {
    case 'memo':
      return memo
    case 'codes':
      return codes
        .map(nameOf)
        .filter((name) => name !== null)
        .join(', ')
    case 'actor':
    case 'issue':
    case 'measure':
      return nameOf(held[field]) ?? ''
    case 'eventDate':
    case 'asOf':
    case 'dateSaid':
      return held[field] === null ? '' : formatDate(held[field])
    case 'quantity':
      return held.quantity === null ? '' : formatQuantity(held.quantity)
    case 'stance':
      return held.stance === null ? '' : stanceSigns[held.stance].word.toLowerCase()
    case 'certainty':
      return held.certainty === null ? '' : certaintyWords[held.certainty].toLowerCase()
    case 'attribution':
      return held.attribution.map(({ asWritten }) => asWritten).join(' → ')
    case 'statement':
    case 'asWritten':
    case 'scope':
    case 'condition':
      return held[field] ?? ''
    default:
      return assertNever(field)
  }
}

/** Fields that another kind has are empty. */
const empty = {
  statement: null,
  certainty: null,
  issue: null,
  eventDate: null,
  asWritten: null,
  quantity: null,
  measure: null,
  scope: null,
  asOf: null,
  actor: null,
  stance: null,
  condition: null,
  dateSaid: null,
}
