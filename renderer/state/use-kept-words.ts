import { useState } from 'react'
import { z } from 'zod'
import { useHost } from './host-context'
import { unsavedOf } from './unsaved'

/**
 * What is typed into the field `id` and has become nothing yet; empty where there is nothing. It is there when the field is
 * shown again, on the next page too. The last answers what stands there by now, for whoever waited.
 */
export function useKeptWords(
  id: string,
): readonly [words: string, write: (words: string) => void, now: () => string] {
  const kept = unsavedOf(useHost(), 'words', z.string())
  const now = () => kept.read(id) ?? ''
  const [shown, setShown] = useState(() => ({ id, words: now() }))
  const write = (words: string) => {
    setShown({ id, words })
    if (words === '') kept.forget(id)
    else kept.write(id, words)
  }
  return [shown.id === id ? shown.words : now(), write, now]
}
