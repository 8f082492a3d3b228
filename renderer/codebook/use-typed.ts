import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Reason } from '../../shared/contract/failure'
import { createRetries, mayPass } from '../state/retries'
import { useSaves } from '../state/saves'
import { UNSAVED_MS, type Unsaved } from '../state/unsaved'

/**
 * Text that is saved while it is typed, when its field is left and when it goes. What could not be saved stays in the
 * field, and is tried again by itself, with the next letter and whenever `ready` turns true. `kept` has it under `id` for the
 * next page. `onSave` answers why it was refused.
 */
export function useTyped(
  value: string,
  ready: boolean,
  onSave: (text: string) => Promise<Reason | null>,
  { kept, id }: { readonly kept: Unsaved<string>; readonly id: string },
) {
  const saves = useSaves()
  /** Null where what is shown is what was saved. */
  const [typed, setTyped] = useState(() => kept.read(id))
  const unsaved = useRef(typed)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const saving = useRef(false)
  const [retries] = useState(createRetries<string>)

  const saveAll = async () => {
    saving.current = true
    while (unsaved.current !== null) {
      const text = unsaved.current
      const refused = await onSave(text)
      if (refused !== null) {
        if (mayPass(refused)) retries.later(id, again)
        break
      }
      retries.over(id)
      if (unsaved.current !== text) continue
      unsaved.current = null
      kept.forget(id)
    }
    saving.current = false
  }
  /** Also when the field is gone by then, unless another one has saved it. */
  const again = () => {
    if (kept.read(id) === unsaved.current) save()
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
      timer.current ??= setTimeout(save, UNSAVED_MS)
    },
    leave: () => {
      if (unsaved.current === null && !saving.current) setTyped(null)
      else save()
    },
  }
}
