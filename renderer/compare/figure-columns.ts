import type { NameOf } from '../../shared/briefing/facts-of-body'
import { sayingWords } from '../../shared/briefing/saying'
import { amountWords } from '../../shared/comparison/tick-labels'
import type { FigureComparison, FigureMention } from '../../shared/model/comparison'
import type { SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { quantityWords } from './figure-words'
import { type Column, plainTable } from './mention-table'
import { dayWords } from './SourceChip'
import { sourceColumns } from './source-columns'
import type { PlainTable } from './table-text'

/** Figures of one measure as the screen shows them in a table. */
export function figureColumns(nameOf: NameOf): Column<FigureMention>[] {
  return [
    { name: 'As written', of: ({ asWritten }) => asWritten, look: 'quote' },
    { name: 'Value', of: ({ quantity }) => quantity && quantityWords(quantity), look: 'number' },
    { name: 'Who says so', of: ({ chain }) => sayingWords(chain, nameOf) },
    { name: 'Scope', of: ({ scope }) => scope },
    { name: 'As of', of: ({ asOf }) => asOf && dayWords(asOf), look: 'number' },
  ]
}

/** Every figure of the comparison, each number in a field of its own. */
export function figureTable(
  comparison: FigureComparison,
  nameOf: NameOf,
  sources: ReadonlyMap<SourceId, SourceSummary>,
): PlainTable {
  const columns: Column<FigureMention>[] = [
    { name: 'Measure', of: ({ measure }) => nameOf(measure) },
    { name: 'As written', of: ({ asWritten }) => asWritten },
    { name: 'Value', of: ({ quantity }) => quantity?.value ?? null },
    { name: 'Upper end', of: ({ quantity }) => quantity?.upper ?? null },
    { name: 'Unit', of: ({ quantity }) => quantity?.unit ?? null },
    { name: 'Qualifier', of: ({ quantity }) => quantity?.bound ?? null },
    { name: 'Who says so', of: ({ chain }) => sayingWords(chain, nameOf) },
    { name: 'Scope', of: ({ scope }) => scope },
    { name: 'As of', of: ({ asOf }) => asOf },
    ...sourceColumns(sources),
  ]
  return plainTable(columns, mentionsOf(comparison))
}

/** All figures of a comparison, in its order. */
export function mentionsOf({ measures }: FigureComparison): FigureMention[] {
  return measures.flatMap(({ scales, unread }) => [...scales.flatMap(({ mentions }) => mentions), ...unread])
}

/** A number that stands for several things: `$40m`, `5% to 7%`. */
export function numberWords({
  value,
  upper,
  unit,
}: {
  value: number
  upper: number | null
  unit: string | null
}) {
  const from = amountWords(value, unit)
  return upper === null ? from : `${from} to ${amountWords(upper, unit)}`
}
