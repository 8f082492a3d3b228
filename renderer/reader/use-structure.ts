import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { blockIndexAt, blockSpan, type TextProjection } from '../../shared/anchoring/text-projection'
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
 */
export function useStructure(
  version: Version,
  projection: TextProjection,
  structure: Structure | null,
  title: string,
  onChange: ((structure: Structure) => void) | null,
  onGoTo: (offset: number) => void,
) {
  const [opened, setOpened] = useState(none)
  const latest = useRef({ structure, onChange, onGoTo })
  useEffect(() => {
    latest.current = { structure, onChange, onGoTo }
  })
  const changeable = onChange !== null
  const toggle = useCallback(({ from }: Fold) => {
    setOpened((all) => new Set(all.has(from) ? [...all].filter((one) => one !== from) : [...all, from]))
  }, [])
  const drawing = useMemo(() => {
    const ids = version.blocks.map(({ id }) => id)
    const bringBack = (fold: Fold) => {
      const now = latest.current
      if (now.structure !== null) now.onChange?.(withoutFold(ids, now.structure, fold))
    }
    // These run when a button is pressed, never while drawing.
    // oxlint-disable-next-line react/refs
    return structureDrawing(version.blocks, structure, title, {
      onToggle: toggle,
      onBringBack: changeable ? bringBack : null,
      onGoTo: (block) => latest.current.onGoTo(projection.starts[block] ?? 0),
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
    /** Marks the paragraphs of a passage as frame. */
    markFrame: ({ start, end }: Stretch) => {
      const from = version.blocks[blockIndexAt(projection, start)]?.id
      const to = version.blocks[blockIndexAt(projection, end)]?.id
      if (from === undefined || to === undefined) return
      onChange?.(withFrame(structure ?? { version: version.number, marks: [] }, from, to))
    },
  }
}
