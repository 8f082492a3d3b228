import type { PositionComparison, PositionMove } from '../../shared/model/comparison'
import { useCodebook } from '../state/codebook'
import { Icon } from '../ui/Icon'
import { stanceSigns } from '../ui/stances'
import { useCompare } from './compare-context'
import { GroupHead } from './GroupHead'
import { dayWords, sourceWords } from './SourceChip'
import { StanceSign } from './StanceSign'
import { useFirstOf } from './use-first-of'

/** Stances that changed from one date to the next; nothing when none did. */
export function Moves({ comparison: { moved, cells } }: { comparison: PositionComparison }) {
  const { nameOf } = useCodebook()
  const [shown, more] = useFirstOf(moved)
  if (moved.length === 0) return null
  const mentions = new Map(
    cells.flatMap((cell) => cell.mentions.map((mention) => [mention.annotation, mention] as const)),
  )
  return (
    <section className="grp moves">
      <GroupHead name="Moved within the texts" note="latest last, by the date said" />
      <ul>
        {shown.map(({ actor, issue, steps }) => (
          <li key={`${actor} ${issue}`} className="shift">
            <b dir="auto">{nameOf(actor) ?? '…'}</b>
            <div className="chips">
              <span dir="auto">{nameOf(issue) ?? '…'}</span>
              {steps.map((step, index) => (
                <Step
                  key={step.annotation}
                  step={step}
                  source={mentions.get(step.annotation)?.source ?? null}
                  isFirst={index === 0}
                />
              ))}
            </div>
          </li>
        ))}
      </ul>
      {more}
    </section>
  )
}

type StepProps = {
  readonly step: PositionMove['steps'][number]
  readonly source: Parameters<ReturnType<typeof useCompare>['onOpen']>[0]['source'] | null
  readonly isFirst: boolean
}

function Step({ step: { stance, since, annotation }, source, isFirst }: StepProps) {
  const { sources, onOpen } = useCompare()
  if (source === null) return null
  return (
    <>
      {isFirst ? null : <Icon name="arrow" size={14} className="q" />}
      <button type="button" className="chip" data-passage onClick={() => onOpen({ source, annotation })}>
        <StanceSign stance={stance} size={10} />
        <span className="w">
          {stanceSigns[stance].word} · {sourceWords(sources.get(source))}
        </span>
        <span className="q num">{dayWords(since)}</span>
        <span className="sr">: open the passage in the text</span>
      </button>
    </>
  )
}
