import { compareFigures } from '../../comparison/figures'
import type { Annotation } from '../../model/annotation'
import type { LiveContent } from '../../model/brief'
import type { FigureMention, MeasureGroup } from '../../model/comparison'
import { capitalised } from '../capitalised'
import { citeBriefly } from '../cite-source'
import type { Evidence } from '../evidence'
import { amountWords } from '../facts-of-body'
import { formatDate } from '../format-date'
import { sayingWords } from '../saying'
import { cell, columns, quoted } from './words'

/** A figure and what it counts; the unit says itself where a measure is counted in several. */
type Counted = { readonly measure: string; readonly mention: FigureMention }

type Column = { readonly head: string; readonly of: (counted: Counted) => string; readonly always: boolean }

/** A table of the figures: those of one measure and unit together, the smallest first. A column that is empty is left out. */
export function liveFigures(annotations: readonly Annotation[], evidence: Evidence): LiveContent {
  const { measures } = compareFigures(annotations, evidence.sources)
  const figures = measures.flatMap((group) => countedIn(group, evidence))
  const used = allColumns(evidence).filter(
    ({ always, of }) => always || figures.some((one) => of(one) !== ''),
  )
  return {
    head: columns(...used.map(({ head }) => head)),
    rows: figures.map((counted) => ({
      key: counted.mention.annotation,
      cells: used.map(({ head, of }) => cell(of(counted), head === AMOUNT ? [counted.mention] : [])),
    })),
  }
}

const AMOUNT = 'Amount'

function allColumns({ nameOf, sources }: Evidence): Column[] {
  return [
    { head: 'Measure', always: true, of: ({ measure }) => measure },
    { head: AMOUNT, always: true, of: ({ mention }) => amountOf(mention) },
    { head: 'Scope', always: false, of: ({ mention: { scope } }) => scope ?? '' },
    { head: 'As of', always: false, of: ({ mention: { asOf } }) => (asOf === null ? '' : formatDate(asOf)) },
    {
      head: 'According to',
      always: true,
      of: ({ mention: { chain } }) => capitalised(sayingWords(chain, nameOf)),
    },
    {
      head: 'Source',
      always: true,
      of: ({ mention: { source } }) => {
        const details = sources.get(source)
        return details === undefined ? '' : citeBriefly(details)
      },
    },
  ]
}

function amountOf({ quantity, asWritten }: FigureMention): string {
  return quantity === null ? quoted(asWritten) : amountWords(quantity)
}

function countedIn({ measure, scales, unread }: MeasureGroup, { nameOf }: Evidence): Counted[] {
  const name = capitalised(nameOf(measure) ?? 'Measure not recorded')
  const isMixed = scales.length + Math.min(1, unread.length) > 1
  const named = (mentions: readonly FigureMention[], unit: string) =>
    mentions.map((mention) => ({ measure: isMixed ? `${name}, ${unit}` : name, mention }))
  return [
    ...scales.flatMap(({ unit, mentions }) => named(mentions, unitWords(unit))),
    ...named(unread, 'not in numbers'),
  ]
}

function unitWords(unit: string | null): string {
  return unit === null ? 'without a unit' : `in ${unit === '%' ? 'per cent' : unit}`
}
