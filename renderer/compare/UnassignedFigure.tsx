import type { FigureMention } from '../../shared/model/comparison'
import { useRefusal } from '../state/host-context'
import { useSaves } from '../state/saves'
import { useAttempt } from '../state/use-attempt'
import { EntryPicker } from '../ui/EntryPicker'
import { FigureLabel } from './FigureLabel'
import { SourceChip } from './SourceChip'

/** A figure that counts nothing yet, and the field that says what. */
export function UnassignedFigure({ mention }: { mention: FigureMention }) {
  const attempt = useAttempt()
  const saves = useSaves()
  const refusal = useRefusal()
  return (
    <div className="lrow assign">
      <FigureLabel mention={mention} signed />
      <EntryPicker
        kind="measure"
        label={`Measure of “${mention.asWritten}”`}
        hideLabel
        placeholder="Measure"
        value={null}
        disabled={refusal !== null}
        onPick={(measure) => {
          if (measure === null) return
          const of = { by: 'id' as const, annotations: [mention.annotation] }
          saves.track(attempt('annotation.bulk', { of, change: { do: 'set-measure', measure } }))
        }}
      />
      <SourceChip mention={mention} />
    </div>
  )
}
