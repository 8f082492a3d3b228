import { defaultRangeExtractor } from '@tanstack/react-virtual'
import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import { groupBy } from '../../shared/comparison/mention'
import type { AnnotationKind } from '../../shared/model/annotation'
import type { SourceId } from '../../shared/model/ids'
import type { SourceSummary } from '../../shared/model/notebook'
import { Icon } from '../ui/Icon'
import { useRows } from '../ui/use-rows'
import { publishedBy } from '../ui/words'

type Props = {
  readonly sources: readonly SourceSummary[]
  /** Whose annotations are counted. */
  readonly kind: AnnotationKind
  readonly leftOut: ReadonlySet<SourceId>
  readonly onLeftOut: (leftOut: ReadonlySet<SourceId>) => void
}

/**
 * The sources that are compared, checked; what is unchecked leaves the comparison. A listbox of several: arrows move,
 * Space or Enter checks and unchecks.
 */
export function SourceChecks({ sources, kind, leftOut, onLeftOut }: Props) {
  const id = useId()
  const [place, setPlace] = useState(0)
  const active = Math.max(0, Math.min(place, sources.length - 1))
  const { scroller, rows } = useRows({
    items: sources,
    keyOf: (source) => source.id,
    estimate: 28,
    // The active row stays in the page even when scrolled away, because the listbox points to it by its id.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      return shown.includes(active) ? shown : [...shown, active].toSorted((a, b) => a - b)
    },
  })
  const nameOf = useMemo(() => namesOf(sources), [sources])
  const compared = sources.filter((source) => !leftOut.has(source.id)).length
  const turn = (index: number) => {
    const source = sources[index]
    if (source === undefined) return
    const next = new Set(leftOut)
    if (!next.delete(source.id)) next.add(source.id)
    onLeftOut(next)
  }
  const move = (index: number) => {
    const to = Math.max(0, Math.min(index, sources.length - 1))
    setPlace(to)
    rows.scrollToIndex(to, { align: 'auto' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: sources.length - 1 }[event.key]
    if (to !== undefined) move(to)
    else if (event.key === ' ' || event.key === 'Enter') turn(active)
    else return
    event.preventDefault()
  }
  const all = compared === sources.length
  return (
    <>
      <h3 className="sect" id={`${id}-head`}>
        Sources compared
        <span className="grow" />
        <span className="q num">
          {compared.toLocaleString('en')} of {sources.length.toLocaleString('en')}
        </span>
        <button
          type="button"
          className="btn quiet small"
          onClick={() => onLeftOut(all ? new Set(sources.map((source) => source.id)) : new Set())}
        >
          {all ? 'None' : 'All'}
        </button>
      </h3>
      <div
        ref={scroller}
        role="listbox"
        aria-multiselectable
        aria-labelledby={`${id}-head`}
        aria-activedescendant={sources.length === 0 ? undefined : `${id}-${active}`}
        tabIndex={0}
        className="listbox scroll source-checks"
        onKeyDown={onKeyDown}
      >
        <div role="presentation" className="rows" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const source = sources[index]
            if (source === undefined) return null
            const isCompared = !leftOut.has(source.id)
            return (
              <div
                key={key}
                id={`${id}-${index}`}
                ref={rows.measureElement}
                data-index={index}
                role="option"
                aria-selected={isCompared}
                aria-setsize={sources.length}
                aria-posinset={index + 1}
                className={index === active ? 'option active' : 'option'}
                style={{ top: start }}
                onClick={() => {
                  setPlace(index)
                  turn(index)
                }}
              >
                <Row
                  title={source.title}
                  name={nameOf(source)}
                  isCompared={isCompared}
                  annotations={source.counts[kind]}
                />
              </div>
            )
          })}
        </div>
      </div>
    </>
  )
}

type RowProps = {
  readonly title: string
  readonly name: string
  readonly isCompared: boolean
  readonly annotations: number
}

function Row({ title, name, isCompared, annotations }: RowProps) {
  return (
    <div className="li" title={title}>
      <span className="box">{isCompared ? <Icon name="check" size={14} /> : null}</span>
      <span className="w" dir="auto">
        {name}
      </span>{' '}
      <span className="n">{annotations.toLocaleString('en')}</span>
    </div>
  )
}

/** Sources by who published them; where one outlet has several, their titles tell them apart. */
function namesOf(sources: readonly SourceSummary[]): (source: SourceSummary) => string {
  const several = groupBy(sources, publishedBy)
  return (source) => {
    const outlet = publishedBy(source)
    if (outlet === null) return source.title
    return several.get(outlet)?.length === 1 ? outlet : `${outlet}: ${source.title}`
  }
}
