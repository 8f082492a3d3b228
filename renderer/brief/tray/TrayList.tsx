import { defaultRangeExtractor } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { Annotation } from '../../../shared/model/annotation'
import type { ExcerptArrangement } from '../../../shared/model/excerpts'
import type { AnnotationId, SourceId } from '../../../shared/model/ids'
import type { SourceSummary } from '../../../shared/model/notebook'
import { type ExcerptRows, type Pages, pagesNear, type Seen } from '../../state/use-excerpt-table'
import { useKeysWithin } from '../../ui/use-keys-within'
import { OVERSCAN, useRows } from '../../ui/use-rows'
import { TrayCard } from './TrayCard'

export type TrayActions = {
  readonly used: ReadonlySet<AnnotationId>
  readonly sources: ReadonlyMap<SourceId, SourceSummary>
  readonly disabled: boolean
  readonly onAdd: (annotation: Annotation) => void
  readonly onCite: (annotation: Annotation) => void
}

type Props = TrayActions & {
  readonly rows: ExcerptRows
  /** Told which pages of rows the window needs. */
  readonly onPages: (of: ExcerptArrangement, pages: Pages) => void
}

/** The cards of the evidence: one stop for the Tab key, arrows go from card to card. Only those near the window are in the page. */
export function TrayList({ rows: table, onPages, used, sources, disabled, onAdd, onCite }: Props) {
  const places = useMemo(() => Array.from({ length: table.total }, (_, place) => place), [table.total])
  const [stop, setStop] = useState(0)
  const [moves, setMoves] = useState(0)
  const active = Math.min(stop, table.total - 1)
  const { scroller, rows } = useRows({
    items: places,
    keyOf: (place) => table.rowAt(place)?.id ?? `row ${place}`,
    estimate: 76,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      return shown.includes(active) ? shown : [...shown, active].toSorted((a, b) => a - b)
    },
  })
  const drawn = rows.getVirtualItems()

  const first = rows.range?.startIndex ?? 0
  const last = rows.range?.endIndex ?? 0
  const tell = useEffectEvent((seen: Seen) => onPages(table.arrangement, pagesNear(seen)))
  useEffect(() => tell({ first, last }), [first, last])

  const move = (to: number) => {
    const target = Math.min(Math.max(to, 0), table.total - 1)
    setStop(target)
    setMoves(moves + 1)
    rows.scrollToIndex(target, { align: 'auto' })
  }
  const take = useEffectEvent(() => {
    scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"] button`)?.focus({
      preventScroll: true,
    })
  })
  useEffect(() => {
    if (moves > 0) take()
  }, [moves])

  const keys = useKeysWithin((event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return
    if (event.altKey) {
      const annotation = table.rowAt(active)
      if (event.key !== 'Enter' || annotation === null || disabled) return
      event.preventDefault()
      onCite(annotation)
      return
    }
    const page = Math.max(1, drawn.length - 2 * OVERSCAN)
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: table.total - 1,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    move(to)
  })

  return (
    <section ref={keys} className="tray-list">
      <div ref={scroller} className="scroll">
        <ul aria-label="Evidence" className="rows" style={{ height: rows.getTotalSize() }}>
          {drawn.map(({ index, key, start }) => {
            const annotation = table.rowAt(index)
            return (
              <li
                key={key}
                ref={rows.measureElement}
                data-index={index}
                aria-setsize={table.total}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)` }}
              >
                {annotation === null ? (
                  <div className="tray waiting" />
                ) : (
                  <TrayCard
                    annotation={annotation}
                    source={sources.get(annotation.target.source) ?? null}
                    used={used.has(annotation.id)}
                    disabled={disabled}
                    isStop={index === active}
                    onStop={() => setStop(index)}
                    onAdd={() => onAdd(annotation)}
                    onCite={() => onCite(annotation)}
                  />
                )}
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}
