/**
 * Remembers where the focus is and what is selected there; the function it returns gives both back. A text that only
 * gets the focus back would have its selection elsewhere for a moment, and what is run then would not find it.
 */
export function rememberFocus(): () => void {
  const element = document.activeElement
  const selection = getSelection()
  const { anchorNode = null, anchorOffset = 0, focusNode = null, focusOffset = 0 } = selection ?? {}
  return () => {
    if (!(element instanceof HTMLElement) || !element.isConnected) return
    element.focus({ preventScroll: true })
    if (document.activeElement !== element) return
    if (holds(element, anchorNode, anchorOffset) && holds(element, focusNode, focusOffset)) {
      selection?.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset)
    }
  }
}

function holds(element: HTMLElement, node: Node | null, offset: number): node is Node {
  const length = node instanceof CharacterData ? node.length : (node?.childNodes.length ?? 0)
  return element.isContentEditable && element.contains(node) && offset <= length
}
