import { useEffect, useRef } from 'react'
import { sayingOf, sayingWords } from '../../shared/briefing/saying'
import type { PositionCell, PositionMention } from '../../shared/model/comparison'
import { useCodebook } from '../state/codebook'
import { useRefusal } from '../state/host-context'
import { useSaves } from '../state/saves'
import { useAttempt } from '../state/use-attempt'
import { EntryPicker } from '../ui/EntryPicker'
import { Icon } from '../ui/Icon'
import { NO_STANCE, stanceSigns, stanceText } from '../ui/stances'
import { useEscape } from '../ui/use-escape'
import { VirtualList } from '../ui/VirtualList'
import { count } from '../ui/words'
import type { CellPlace } from './comparing'
import { holderLook, holderName } from './holder'
import { dayWords, SourceChip } from './SourceChip'
import { StanceSign } from './StanceSign'

type Props = {
  readonly place: CellPlace
  /** Undefined when nothing stands there any more. */
  readonly cell: PositionCell | undefined
  /** A key opened it: the focus goes on to the quotes. */
  readonly takesFocus: boolean
  readonly onClose: () => void
}

/** The quotes of one cell: what was said, when, who reported it, and on what condition. */
export function CellPanel({ place, cell, takesFocus, onClose }: Props) {
  const { nameOf } = useCodebook()
  const heading = useRef<HTMLHeadingElement>(null)
  useEscape(true, onClose)
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [takesFocus])
  const mentions = cell?.mentions ?? []
  const sources = new Set(mentions.map(({ source }) => source)).size
  return (
    <section className="pane insp cell-panel" aria-label="Inspector">
      <div className="phead">
        <div className="grow">
          <h2 ref={heading} tabIndex={-1} dir="auto">
            <span className={holderLook(place)}>{holderName(place, nameOf)}</span>
          </h2>
          <p className="q" dir="auto">
            {place.issue === null ? 'No issue yet' : nameOf(place.issue)}
          </p>
        </div>
        <button type="button" className="ib" aria-label="Close the quotes" onClick={onClose}>
          <Icon name="x" size={14} />
        </button>
      </div>
      {cell === undefined ? (
        <p className="empty">Nothing stands in this cell any more.</p>
      ) : (
        <>
          <div className="cell-sum">
            <p>
              <StanceSign stance={cell.stance} />
              <b>{cell.stance === null ? NO_STANCE : stanceSigns[cell.stance].word}</b>
              <span className="q num">
                {count(mentions.length, 'passage')} in {count(sources, 'source')}
              </span>
            </p>
            <p className="hint">{sinceWords(cell)}</p>
          </div>
          <VirtualList label="Quotes" items={mentions} keyOf={({ annotation }) => annotation} estimate={120}>
            {(mention) => <Quote mention={mention} place={place} stance={cell.stance} />}
          </VirtualList>
        </>
      )}
    </section>
  )
}

type QuoteProps = {
  readonly mention: PositionMention
  readonly place: CellPlace
  readonly stance: PositionCell['stance']
}

function Quote({ mention, place, stance }: QuoteProps) {
  const { nameOf } = useCodebook()
  const { dateSaid, date, chain, condition } = mention
  const said = mention.stance
  return (
    <div className="qt">
      <blockquote dir="auto">{mention.excerpt}</blockquote>
      {said === stance && condition === null ? null : (
        <p className="cond" dir="auto">
          <StanceSign stance={said} size={11} />
          {stanceText(said, condition)}
        </p>
      )}
      <div className="src">
        {dateSaid === null ? (
          <span
            className={date === null ? undefined : 'inf num'}
            title="The date of the source: no other is recorded"
          >
            {date === null ? 'no date' : dayWords(date)}
          </span>
        ) : (
          <b className="num">said {dayWords(dateSaid)}</b>
        )}
        {sayingOf(chain, nameOf).who === null ? null : <span dir="auto">{sayingWords(chain, nameOf)}</span>}
        <span className="grow" />
        <SourceChip mention={mention} />
      </div>
      <Missing mention={mention} place={place} />
    </div>
  )
}

/** The fields that give a position its place in the matrix, where they are still open. */
function Missing({ mention, place }: Pick<QuoteProps, 'mention' | 'place'>) {
  const attempt = useAttempt()
  const saves = useSaves()
  const disabled = useRefusal() !== null
  const of = { by: 'id' as const, annotations: [mention.annotation] }
  if (place.actor !== null && place.issue !== null) return null
  return (
    <div className="assign">
      {place.actor === null ? (
        <EntryPicker
          kind="actor"
          value={null}
          disabled={disabled}
          onPick={(actor) => {
            if (actor !== null)
              saves.track(attempt('annotation.bulk', { of, change: { do: 'set-actor', actor } }))
          }}
        />
      ) : null}
      {place.issue === null ? (
        <EntryPicker
          kind="issue"
          value={null}
          disabled={disabled}
          onPick={(issue) => {
            if (issue !== null)
              saves.track(attempt('annotation.bulk', { of, change: { do: 'set-issue', issue } }))
          }}
        />
      ) : null}
    </div>
  )
}

/** Since when the stance holds, as far as the dates say. */
function sinceWords({ mentions }: PositionCell): string {
  const dates = mentions.flatMap(({ date }) => date ?? [])
  const [first] = dates
  const last = dates.at(-1)
  if (first === undefined || last === undefined) return 'None of them can be dated.'
  if (first === last) return `On ${dayWords(first)}.`
  const changed = new Set(mentions.flatMap(({ stance }) => stance ?? [])).size > 1
  return `${changed ? 'From' : 'Since'} ${dayWords(first)}, last on ${dayWords(last)}.`
}
