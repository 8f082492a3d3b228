import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { blockIndexAt, type TextProjection } from '../../shared/anchoring/text-projection'
import { type Fold, withFrame, withoutFold } from '../../shared/model/folds'
import type { Structure } from '../../shared/model/structure'
import type { Version } from '../../shared/model/version'
import type { Decorate, Stretch } from './article'
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

  return {
    decorate,
    /** Where posts begin, so that a section of the article begins there too. */
    begins: drawing.begins,
    /** Shows the place if it is folded away. */
    unfold: (offset: number) => {
      const block = blockIndexAt(projection, offset)
      const fold = drawing.folds.find(({ from, to }) => from <= block && block <= to)
      if (fold !== undefined) setOpened((all) => (all.has(fold.from) ? all : new Set([...all, fold.from])))
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
