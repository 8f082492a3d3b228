import { type ReactNode, useMemo } from 'react'
import { groupBy } from '../../shared/comparison/mention'
import type { PositionComparison } from '../../shared/model/comparison'
import { useCodebook } from '../state/codebook'
import { usePreferences } from '../state/preferences'
import { stanceSigns } from '../ui/stances'
import { count } from '../ui/words'
import { useCompare } from './compare-context'
import type { CellPlace } from './comparing'
import { GroupHead } from './GroupHead'
import { Matrix } from './Matrix'
import { MentionTable } from './MentionTable'
import { Moves } from './Moves'
import { PageHead } from './PageHead'
import { PageTools } from './PageTools'
import { positionColumns, positionsIn, positionTable } from './position-columns'
import { type Block, Sheet } from './Sheet'

type Props = {
  readonly comparison: PositionComparison
  readonly open: CellPlace | null
  readonly onOpenCell: (place: CellPlace, byKey: boolean) => void
  readonly empty: ReactNode
  readonly onClear: (() => void) | null
}

const legend = Object.entries(stanceSigns).map(([stance, { icon, word }]) => ({
  icon,
  word: word.toLowerCase(),
  look: `st-${stance}`,
}))

/** Who stands where on which issue. */
export function PositionsPage({ comparison, open, onOpenCell, empty, onClear }: Props) {
  const { nameOf } = useCodebook()
  const { sources } = useCompare()
  const { compareAsTable } = usePreferences().preferences
  const positions = useMemo(() => positionsIn(comparison), [comparison])
  const byActor = useMemo(() => groupBy(positions, ({ actor }) => actor), [positions])
  const { actors, issues } = comparison
  const isEmpty = positions.length === 0
  const head = (
    <PageHead title="Who stands where" legend={isEmpty || compareAsTable ? [] : legend}>
      {isEmpty ? empty : null}
    </PageHead>
  )
  const words = [
    count(actors.filter((actor) => actor !== null).length, 'actor'),
    count(issues.filter((issue) => issue !== null).length, 'issue'),
    count(positions.length, 'position'),
  ]
  return (
    <>
      <PageTools
        words={words.join(', ')}
        table={isEmpty ? null : () => positionTable(comparison, nameOf, sources)}
        onClear={onClear}
      />
      {isEmpty ? (
        <Sheet blocks={[{ key: 'head', estimate: 200, content: head }]} />
      ) : compareAsTable ? (
        <Sheet
          blocks={[
            { key: 'head', estimate: 64, content: head },
            ...actors.map((actor): Block => {
              const name = actor === null ? 'No actor yet' : (nameOf(actor) ?? '…')
              const rows = byActor.get(actor) ?? []
              return {
                key: actor ?? 'none',
                estimate: 80 + 40 * Math.min(60, rows.length),
                content: (
                  <section className="grp">
                    <GroupHead name={name} note={count(rows.length, 'passage')} />
                    <MentionTable label={name} columns={positionColumns(nameOf)} rows={rows} />
                  </section>
                ),
              }
            }),
            { key: 'moves', estimate: 100, content: <Moves comparison={comparison} /> },
          ]}
        />
      ) : (
        <Matrix
          comparison={comparison}
          open={open}
          onOpen={onOpenCell}
          head={head}
          foot={<Moves comparison={comparison} />}
        />
      )}
    </>
  )
}
