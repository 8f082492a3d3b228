import { type RefObject, useEffect, useRef, useState } from 'react'
import { onMac } from '../state/keys'
import type { Stretch } from './article'
import { joinPassage } from './extents'

/**
 * Parts of an annotation that is still to be made: what is selected is kept when another passage is selected with Ctrl
 * (on a Mac Cmd) held. Where there was nothing to keep, `onAdded` is told when the pointer has let go of the selection.
 */
export function useParts(
  text: RefObject<HTMLElement | null>,
  selected: () => Stretch | null,
  onAdded: () => void,
) {
  const [parts, setParts] = useState<readonly Stretch[]>([])
  const latest = useRef({ parts, selected, onAdded })
  useEffect(() => {
    latest.current = { parts, selected, onAdded }
  })
  const keep = (part: Stretch) => setParts((all) => joinPassage(all, part))

  useEffect(() => {
    const element = text.current
    if (element === null) return undefined
    let adding = false
    let keeping = false
    const over = new AbortController()
    const { signal } = over
    element.addEventListener(
      'pointerdown',
      (event) => {
        adding = event.button === 0 && (onMac ? event.metaKey : event.ctrlKey)
        const before = adding ? latest.current.selected() : null
        keeping = before !== null || latest.current.parts.length > 0
        if (before !== null) setParts((all) => joinPassage(all, before))
      },
      { capture: true, signal },
    )
    addEventListener(
      'pointerup',
      () => {
        if (!adding) return
        adding = false
        // The browser tells the editor of the new selection first.
        if (!keeping) setTimeout(() => latest.current.onAdded())
      },
      { signal },
    )
    return () => over.abort()
  }, [text])

  return {
    parts,
    keep,
    drop: () => setParts([]),
    /** Keeps them once more, unless others are kept by now. */
    keepAgain: (before: readonly Stretch[]) => setParts((all) => (all.length === 0 ? before : all)),
  }
}
