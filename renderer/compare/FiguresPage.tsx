import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import type { FigureComparison, FigureMention, MeasureGroup } from '../../shared/model/comparison'
import { useCodebook } from '../state/codebook'
import { usePreferences } from '../state/preferences'
import { count } from '../ui/words'
import { useCompare } from './compare-context'
import { FigureList } from './FigureList'
import { FigureScalePart } from './FigureScalePart'
import { figureTable, mentionsOf } from './figure-columns'
import { signs } from './figure-words'
import { focusWhenThere } from './focus-when-there'
import { GroupHead } from './GroupHead'
import { PageHead } from './PageHead'
import { PageTools } from './PageTools'
import { SharedNumberPart } from './SharedNumberPart'
import { type Block, Sheet, type SheetHandle } from './Sheet'
import { UnassignedFigure } from './UnassignedFigure'

type Props = {
  readonly comparison: FigureComparison
  readonly empty: ReactNode
  readonly onClear: (() => void) | null
}

const legend = Object.values(signs).map((sign) => ({ ...sign, look: 'figure' }))

/** What is said of each measure, by whom and since when. */
export function FiguresPage({ comparison, empty, onClear }: Props) {
  const { nameOf } = useCodebook()
  const { sources } = useCompare()
  const { compareAsTable } = usePreferences().preferences
  const sheet = useRef<SheetHandle>(null)
  const giveUp = useRef<(() => void) | null>(null)
  useEffect(() => () => giveUp.current?.(), [])
  const mentions = useMemo(() => mentionsOf(comparison), [comparison])
  const assigned = comparison.measures.filter(({ measure }) => measure !== null)
  const unassigned = mentions.filter(({ measure }) => measure === null)

  const name = (measure: FigureMention['measure']) => nameOf(measure) ?? '…'
  const blocks: Block[] = [
    ...assigned.flatMap((group) => measureBlocks(group, name(group.measure), compareAsTable)),
    ...comparison.shared.map((number): Block => {
      const key = `${number.value} ${number.upper} ${number.unit}`
      return {
        key,
        estimate: 90 + 34 * number.mentions.length,
        content: <SharedNumberPart number={number} />,
      }
    }),
  ]
  const head: Block = {
    key: 'head',
    estimate: 64,
    content: (
      <PageHead title="Figures by measure" legend={mentions.length === 0 || compareAsTable ? [] : legend}>
        {mentions.length === 0 ? empty : null}
        {unassigned.length === 0 || assigned.length === 0 ? null : (
          <button
            type="button"
            className="btn line small to-unassigned"
            onClick={() => {
              sheet.current?.show(blocks.length + 1)
              giveUp.current?.()
              giveUp.current = focusWhenThere(() => document.querySelector('main .lrow.assign input'))
            }}
          >
            {count(unassigned.length, 'figure')} without a measure
          </button>
        )}
      </PageHead>
    ),
  }
  return (
    <>
      <PageTools
        words={`${count(mentions.length, 'figure')} under ${count(assigned.length, 'measure')}`}
        table={mentions.length === 0 ? null : () => figureTable(comparison, nameOf, sources)}
        onClear={onClear}
      />
      <Sheet ref={sheet} blocks={[head, ...blocks, ...unassignedBlocks(unassigned)]} />
    </>
  )
}

function measureBlocks({ measure, scales, unread }: MeasureGroup, name: string, asTable: boolean): Block[] {
  const parts = scales.map((scale, index): Block => {
    const named = scales.length > 1 ? index : null
    return {
      key: `${measure} ${scale.unit}`,
      estimate: 150 + 46 * Math.min(60, scale.mentions.length),
      content: (
        <FigureScalePart name={name} scale={scale} asTable={asTable} isOneOfSeveral={named !== null} />
      ),
    }
  })
  if (unread.length === 0) return parts
  return [
    ...parts,
    {
      key: `${measure} unread`,
      estimate: 60 + 46 * Math.min(60, unread.length),
      content: (
        <section className="grp">
          <GroupHead name={name} note={`${count(unread.length, 'wording')} not understood`} />
          <p className="hint">
            No value could be read from these words. Open the passage and write the value in the Inspector.
          </p>
          <FigureList mentions={unread} />
        </section>
      ),
    },
  ]
}

function unassignedBlocks(mentions: readonly FigureMention[]): Block[] {
  if (mentions.length === 0) return []
  return [
    {
      key: 'unassigned',
      estimate: 70,
      content: (
        <section className="grp flush">
          <GroupHead name="No measure yet" note={count(mentions.length, 'figure')} />
          <p className="hint">Say what each of them counts, and it stands on a scale beside the others.</p>
        </section>
      ),
    },
    ...mentions.map((mention) => ({
      key: mention.annotation,
      estimate: 47,
      content: <UnassignedFigure mention={mention} />,
    })),
  ]
}
