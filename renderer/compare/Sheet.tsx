import { type KeyboardEvent, type ReactNode, type Ref, useImperativeHandle } from 'react'
import { useRows } from '../ui/use-rows'

/** A part of a comparison that is drawn as a whole. */
export type Block = {
  readonly key: string
  /** Its height before it has been drawn. */
  readonly estimate: number
  readonly content: ReactNode
}

/** Brings the block of that index into view. */
export type SheetHandle = { readonly show: (index: number) => void }

type Props = { readonly blocks: readonly Block[]; readonly ref?: Ref<SheetHandle> }

/**
 * Blocks one below the other, of which only those near the window are in the page. From one way to a passage the arrow
 * keys lead to the next.
 */
export function Sheet({ blocks, ref }: Props) {
  const { scroller, rows } = useRows({
    items: blocks,
    keyOf: ({ key }) => key,
    estimate: (index) => blocks[index]?.estimate ?? 0,
  })
  useImperativeHandle(ref, () => ({ show: (index) => rows.scrollToIndex(index, { align: 'start' }) }))
  return (
    <div ref={scroller} className="scroll" role="presentation" onKeyDown={toNextPassage}>
      <div className="cmp">
        <div className="rows" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, key, start }) => (
            <div key={key} ref={rows.measureElement} data-index={index} style={{ top: start }}>
              {blocks[index]?.content}
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

function toNextPassage(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (by === undefined || !(event.target instanceof HTMLElement) || !event.target.matches('[data-passage]'))
    return
  const passages = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('[data-passage]'))
  const next = passages[passages.indexOf(event.target) + by]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
