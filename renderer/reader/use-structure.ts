import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import {
  blockIndexAt,
  blockSpan,
  type TextProjection,
  trimRange,
} from '../../shared/anchoring/text-projection'
import { type Fold, withFrame, withoutFold } from '../../shared/model/folds'
import type { Structure } from '../../shared/model/structure'
import type { Version } from '../../shared/model/version'
import type { Decorate, Stretch } from './article'
import type { Direction } from './moves'
import { structureDrawing } from './structure-drawing'

const none: ReadonlySet<number> = new Set()

/**
 * The overlay of a version around its text: what is folded away can be shown, brought back for good, or marked by hand.
 * `onChange` is told the overlay that is to take the place of the present one; null where nothing may be changed.
 * `onShow` wants a place to be shown and to have the focus.
 */
export function useStructure(
  version: Version,
  projection: TextProjection,
  structure: Structure | null,
  title: string,
  onChange: ((structure: Structure) => void) | null,
  onShow: (offset: number) => void,
) {
  const [opened, setOpened] = useState(none)
  const latest = useRef({ structure, onChange, onShow })
  useEffect(() => {
    latest.current = { structure, onChange, onShow }
  })
  const changeable = onChange !== null
  const toggle = useCallback(({ from }: Fold) => {
    // Drawn at once, so that the button that takes the place of the pressed one has the focus before anything else.
    flushSync(() =>
      setOpened((all) => new Set(all.has(from) ? [...all].filter((one) => one !== from) : [...all, from])),
    )
    document.querySelector<HTMLElement>(`[data-fold-line="${from}"] button`)?.focus()
  }, [])
  const drawing = useMemo(() => {
    const bringBack = (fold: Fold) => {
      const now = latest.current
      const ids = version.blocks.map(({ id }) => id)
      if (now.structure !== null) now.onChange?.(withoutFold(ids, now.structure, fold))
    }
    // These run when a button is pressed, never while drawing.
    // oxlint-disable-next-line react/refs
    return structureDrawing(version.blocks, structure, title, {
      onToggle: toggle,
      onBringBack: changeable ? bringBack : null,
      onGoTo: (block) => latest.current.onShow(projection.starts[block] ?? 0),
    })
  }, [version, projection, structure, title, changeable, toggle])

  const decorate = useCallback<Decorate>(
    (block, from, to) => drawing.decorate(block, from, to, opened),
    [drawing, opened],
  )

  /** The fold that hides the offset now; null where it can be seen. */
  const foldAt = (offset: number): Fold | null => {
    const block = blockIndexAt(projection, offset)
    const fold = drawing.folds.find(({ from, to }) => from <= block && block <= to)
    return fold === undefined || opened.has(fold.from) ? null : fold
  }

  return {
    decorate,
    /** Where posts begin, so that a section of the article begins there too. */
    begins: drawing.begins,
    /** Shows the place if it is folded away; true when it was. */
    unfold: (offset: number): boolean => {
      const fold = foldAt(offset)
      if (fold !== null) setOpened((all) => new Set([...all, fold.from]))
      return fold !== null
    },
    /** The nearest offset in this direction that is not folded away; null where there is none. */
    visible: (offset: number, direction: Direction): number | null => {
      let at = offset
      for (let fold = foldAt(at); fold !== null; fold = foldAt(at)) {
        const beyond = direction === 'forward' ? fold.to + 1 : fold.from - 1
        if (beyond < 0 || beyond >= version.blocks.length) return null
        const span = blockSpan(projection, beyond)
        at = direction === 'forward' ? span.start : span.end
      }
      return at
    },
    /** The passage without what is folded away in it. */
    visibleIn: ({ start, end }: Stretch): Stretch[] => {
      const parts: Stretch[] = []
      const add = (from: number, to: number) => {
        const part = trimRange(projection.text, from, to)
        if (part !== null) parts.push(part)
      }
      let from = start
      for (const fold of drawing.folds) {
        const hidden = { start: projection.starts[fold.from] ?? 0, end: blockSpan(projection, fold.to).end }
        if (opened.has(fold.from) || hidden.end <= from || hidden.start >= end) continue
        add(from, Math.min(hidden.start, end))
        from = hidden.end
      }
      add(from, end)
      return parts
    },
    /** Marks the paragraphs of a passage as frame. */
    markFrame: ({ start, end }: Stretch) => {
      const from = version.blocks[blockIndexAt(projection, start)]?.id
      const to = version.blocks[blockIndexAt(projection, end)]?.id
      if (from === undefined || to === undefined) return
      onChange?.(withFrame(structure ?? { version: version.number, marks: [] }, from, to))
    },
  }
}
