import { useEffect, useEffectEvent } from 'react'
import { isField } from '../ui/is-field'

/** Takes what is pasted outside of a field: files as they are, else a text. */
export function usePaste(onFiles: (files: readonly File[]) => void, onText: (text: string) => void): void {
  const pasted = useEffectEvent((event: ClipboardEvent) => {
    if (isField(event.target) || document.querySelector('dialog[open]') !== null) return
    const files = Array.from(event.clipboardData?.files ?? [])
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (files.length > 0) onFiles(files)
    else if (text.trim() !== '') onText(text)
    else return
    event.preventDefault()
  })
  useEffect(() => {
    // Before the reader sees it, which refuses every paste.
    addEventListener('paste', pasted, { capture: true })
    return () => removeEventListener('paste', pasted, { capture: true })
  }, [])
}
