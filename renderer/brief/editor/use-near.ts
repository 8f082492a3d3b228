import type { Editor } from '@tiptap/core'
import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { placeNear } from './place-near'

/** Keeps the element with the ref it returns beside a place in the text, whatever scrolls. */
export function useNear(editor: Editor, position: number): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  const place = () => {
    const isThere = !editor.isDestroyed && position <= editor.state.doc.content.size
    if (box.current !== null && isThere) placeNear(box.current, editor.view.coordsAtPos(position))
  }
  useLayoutEffect(place)
  const follow = useEffectEvent(place)
  useEffect(() => {
    const over = new AbortController()
    addEventListener('scroll', follow, { signal: over.signal, capture: true })
    addEventListener('resize', follow, { signal: over.signal })
    return () => over.abort()
  }, [])
  return box
}
