import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useSaves } from '../../state/saves'
import type { Draft } from './use-annotation-draft'

/**
 * A field whose words have to be understood first: that happens when Enter is pressed or the field is left, in whatever
 * way. Words that were not understood stay with the annotation until they are, or are taken out. `onRead` answers
 * whether it understood them.
 */
export function useTypedField(
  draft: Draft,
  field: string,
  shown: string,
  onRead: (words: string) => boolean | Promise<boolean>,
) {
  const saves = useSaves()
  const kept = draft.wordsOf(field)
  const [typed, setTyped] = useState<string | null>(null)
  const [reading, setReading] = useState(false)
  const words = typed ?? kept

  const forget = () => {
    setTyped(null)
    if (kept !== null) draft.keepWords(field, null)
  }
  const latest = useRef(0)
  const understand = async (text: string) => {
    latest.current += 1
    const turn = latest.current
    setReading(true)
    const understood = await onRead(text)
    if (turn !== latest.current) return // the words that are kept are others by now
    setReading(false)
    if (understood) draft.keepWords(field, null)
  }
  const read = () => {
    if (typed === null) return
    const text = typed.trim()
    if (text === shown) {
      forget()
      return
    }
    setTyped(null)
    draft.keepWords(field, typed)
    saves.track(understand(text))
  }
  const leave = useEffectEvent(read)
  useEffect(() => {
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [])
  return {
    /** Null while the field shows what is filled in. */
    words,
    /** The words that were not understood. */
    unread: typed === null && !reading ? kept : null,
    bind: {
      value: words ?? shown,
      onChange: ({ target }: { target: { value: string } }) => setTyped(target.value),
      onBlur: read,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
        if (event.key === 'Enter' && typed !== null && typed.trim() !== '') {
          event.preventDefault()
          read()
        }
        if (event.key === 'Escape' && words !== null) {
          event.preventDefault()
          event.stopPropagation()
          forget()
        }
      },
    },
  }
}
