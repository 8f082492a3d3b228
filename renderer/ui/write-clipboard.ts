/** Puts words on the clipboard; false where neither the page nor the person's own copying may do that. */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyAsByKey(text)
  }
}

/** Copies as the person's own key would, which asks for no permission: the desktop window gives a page none. */
function copyAsByKey(text: string): boolean {
  const over = new AbortController()
  const listen = { capture: true, signal: over.signal }
  addEventListener('beforecopy', (event) => event.preventDefault(), listen) // as if something was selected
  addEventListener(
    'copy',
    (event) => {
      event.clipboardData?.setData('text/plain', text)
      event.preventDefault()
      event.stopImmediatePropagation()
    },
    listen,
  )
  // oxlint-disable-next-line typescript/no-deprecated
  const isCopied = document.execCommand('copy')
  over.abort()
  return isCopied
}
