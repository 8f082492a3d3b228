import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import {
  blockIndexAt,
  blockSpan,
  type TextProjection,
  trimRange,
} from '../../shared/anchoring/text-projection'
import { type Fold, marksOfFold, withFrame } from '../../shared/model/folds'
import type { SourceId } from '../../shared/model/ids'
import { refuseMarks, type StructureEdit } from '../../shared/model/review-structure'
import type { Structure } from '../../shared/model/structure'
import type { Version } from '../../shared/model/version'
import type { Decorate, Stretch } from './article'
import type { Direction } from './moves'
import { structureDrawing } from './structure-drawing'

type Given = {
  readonly version: Version
  readonly projection: TextProjection
  readonly structure: Structure | null
  readonly title: string
  /** Is told the overlay that is to take the place of the present one, and what was decided; null where nothing may be changed. */
  readonly onChange: ((edit: StructureEdit) => void) | null
  /** Wants a place to be shown and to have the focus. */
  readonly onShow: (offset: number) => void
  /** Opens the source that a part of the text became; absent where there is no way to it. */
  readonly onOpen: ((source: SourceId) => void) | undefined
}

const none: ReadonlySet<number> = new Set()

/**
 * The overlay of a version around its text: what is folded away can be shown, brought back for good, or marked by hand.
 */
export function useStructure(given: Given) {
  const { version, projection, structure, title, onChange, onShow, onOpen } = given
  const [opened, setOpened] = useState(none)
  const latest = useRef({ structure, onChange, onShow, onOpen })
  useEffect(() => {
    latest.current = { structure, onChange, onShow, onOpen }
  })
  const changeable = onChange !== null
  const openable = onOpen !== undefined
  const toggle = useCallback(({ from }: Fold) => {
    // Drawn at once, so that the button that takes the place of the pressed one has the focus before anything else.
    flushSync(() => setOpened((all) => (all.has(from) ? without(all, from) : new Set([...all, from]))))
    document.querySelector<HTMLElement>(`[data-fold-line="${from}"] button`)?.focus()
  }, [])
  const drawing = useMemo(() => {
    const goTo = (block: number) => latest.current.onShow(projection.starts[block] ?? 0)
    const bringBack = (fold: Fold) => {
      const now = latest.current
      if (now.structure === null || now.onChange === null) return
      // The button goes with the fold, and the caret stands only in what is drawn: so the passage is shown first.
      flushSync(() => setOpened((all) => new Set([...all, fold.from])))
      goTo(fold.from)
      const ids = version.blocks.map(({ id }) => id)
      const marks = marksOfFold(ids, now.structure, fold)
      now.onChange(refuseMarks({ version, projection }, now.structure, marks))
    }
    const { blocks, pages = [] } = version
    const drawn = { blocks, pages, structure, title }
    // These run when a button is pressed, never while drawing.
    // oxlint-disable-next-line react/refs
    return structureDrawing(drawn, {
      onToggle: toggle,
      onBringBack: changeable ? bringBack : null,
      onGoTo: goTo,
      onOpen: openable ? (source) => latest.current.onOpen?.(source) : null,
    })
  }, [version, projection, structure, title, changeable, openable, toggle])

  // What was brought back is folded away again when that is undone.
  const gone = [...opened].find((from) => !drawing.folds.some((fold) => fold.from === from))
  if (gone !== undefined) setOpened(without(opened, gone))

  const decorate = useCallback<Decorate>(
    (block, from, to) => drawing.decorate(block, from, to, opened),
    [drawing, opened],
  )
  /** The folds that hide something now, with the stretch of text that each hides. */
  const closed = useMemo(
    () =>
      drawing.folds
        .filter(({ from }) => !opened.has(from))
        .map((fold) => ({
          fold,
          start: projection.starts[fold.from] ?? 0,
          end: blockSpan(projection, fold.to).end,
        })),
    [projection, drawing, opened],
  )
  const foldAt = (offset: number): Fold | null =>
    closed.find(({ start, end }) => start <= offset && offset <= end)?.fold ?? null

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
      for (const hidden of closed) {
        if (hidden.end <= from || hidden.start >= end) continue
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
      const before = structure ?? { version: version.number, marks: [] }
      onChange?.({ structure: withFrame(before, from, to), decisions: [] })
    },
  }
}

function without(all: ReadonlySet<number>, gone: number): ReadonlySet<number> {
  return new Set([...all].filter((one) => one !== gone))
}
