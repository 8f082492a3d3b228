import { useEffect, useEffectEvent } from 'react'
import { isDialogOpen } from '../ui/is-dialog-open'
import { isField } from '../ui/is-field'
import { type Pasted, pastedFrom } from './pasted'

/** Takes what is pasted outside of a field: files as they are, else a text with its formatting. */
export function usePaste(onFiles: (files: readonly File[]) => void, onText: (pasted: Pasted) => void): void {
  const pasted = useEffectEvent((event: ClipboardEvent) => {
    if (isField(event.target) || isDialogOpen()) return
    const files = Array.from(event.clipboardData?.files ?? [])
    const text = event.clipboardData?.getData('text/plain') ?? ''
    const html = event.clipboardData?.getData('text/html') ?? ''
    // Some programs put a picture of a text beside it; beside a file others put its name.
    const isPictured = text.trim() !== '' && files.every(({ type }) => type.startsWith('image/'))
    if (files.length > 0 && !isPictured) onFiles(files)
    else if (text.trim() !== '') onText(pastedFrom(text, html))
    else return
    event.preventDefault()
  })
  useEffect(() => {
    // Before the reader sees it, which refuses every paste.
    addEventListener('paste', pasted, { capture: true })
    return () => removeEventListener('paste', pasted, { capture: true })
  }, [])
}
