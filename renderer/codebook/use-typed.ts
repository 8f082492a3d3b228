import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useSaves } from '../state/saves'
import type { Unsaved } from '../state/unsaved'

/** The longest that typing stays unsaved while it goes on. */
const WAIT = 300

/**
 * Text that is saved while it is typed, when its field is left and when it goes. What could not be saved stays in the
 * field, and is tried again with the next letter and whenever `ready` turns true. `kept` has it under `id` for the next page.
 */
export function useTyped(
  value: string,
  ready: boolean,
  onSave: (text: string) => Promise<boolean>,
  { kept, id }: { readonly kept: Unsaved<string>; readonly id: string },
) {
  const saves = useSaves()
  /** Null where what is shown is what was saved. */
  const [typed, setTyped] = useState(() => kept.read(id))
  const unsaved = useRef(typed)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const saving = useRef(false)

  const saveAll = async () => {
    saving.current = true
    while (unsaved.current !== null) {
      const text = unsaved.current
      if (!(await onSave(text))) break
      if (unsaved.current !== text) continue
      unsaved.current = null
      kept.forget(id)
    }
    saving.current = false
  }
  const save = () => {
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = null
    if (unsaved.current !== null && !saving.current) saves.track(saveAll())
  }
  const saveNow = useEffectEvent(save)

  // What was saved gives way to what the host says, which undo or another window may have changed since.
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    if (typed === value) setTyped(null)
  }

  useEffect(() => {
    addEventListener('pagehide', saveNow)
    return () => {
      removeEventListener('pagehide', saveNow)
      saveNow()
    }
  }, [])
  useEffect(() => {
    if (ready) saveNow()
  }, [ready])

  return {
    text: typed ?? value,
    type: (text: string) => {
      setTyped(text)
      unsaved.current = text
      kept.write(id, text)
      timer.current ??= setTimeout(save, WAIT)
    },
    leave: () => {
      if (unsaved.current === null && !saving.current) setTyped(null)
      else save()
    },
  }
}
