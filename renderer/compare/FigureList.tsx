import type { FigureMention } from '../../shared/model/comparison'
import { FigureLabel } from './FigureLabel'
import { SourceChip } from './SourceChip'
import { useFirstOf } from './use-first-of'

/** Figures that need no scale: one of its kind, all of one value, or without one. */
export function FigureList({ mentions }: { mentions: readonly FigureMention[] }) {
  const [shown, more] = useFirstOf(mentions)
  return (
    <>
      <ul className="prows">
        {shown.map((mention) => (
          <li key={mention.annotation} className="lrow">
            <FigureLabel mention={mention} signed />
            <SourceChip mention={mention} />
          </li>
        ))}
      </ul>
      {more}
    </>
  )
}
