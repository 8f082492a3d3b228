import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useRefusal } from '../../state/host-context'
import { useSaves } from '../../state/saves'
import type { Draft } from './use-annotation-draft'

/**
 * A field whose words have to be understood first: that happens when Enter is pressed or the field is left, in whatever
 * way, and once more when it is shown again or the host is back; not while one types, as half an amount or date is another
 * one, and half a name another's. Words stay with the annotation until they are understood, or are taken out. `onRead` answers
 * whether it understood them.
 */
export function useTypedField(
  draft: Draft,
  field: string,
  shown: string,
  onRead: (words: string) => boolean | Promise<boolean>,
) {
  const saves = useSaves()
  const words = draft.wordsOf(field)
  const [typing, setTyping] = useState(false)
  const [reading, setReading] = useState(false)

  const forget = () => {
    setTyping(false)
    if (words !== null) draft.keepWords(field, null)
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
    if (words === null) return
    const text = words.trim()
    if (text === shown) return forget()
    setTyping(false)
    saves.track(understand(text))
  }
  const leave = useEffectEvent(() => {
    if (typing) read()
  })
  useEffect(() => {
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [])
  const isReady = useRefusal() === null
  const readKept = useEffectEvent(read)
  useEffect(() => {
    if (isReady) queueMicrotask(readKept)
  }, [isReady])
  return {
    /** Null while the field shows what is filled in. */
    words,
    /** The words that were not understood. */
    unread: typing || reading ? null : words,
    bind: {
      value: words ?? shown,
      onChange: ({ target }: { target: { value: string } }) => {
        latest.current += 1
        setReading(false)
        setTyping(true)
        draft.keepWords(field, target.value)
      },
      onBlur: () => {
        if (typing) read()
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
        if (event.key === 'Enter' && typing && words?.trim() !== '') {
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
