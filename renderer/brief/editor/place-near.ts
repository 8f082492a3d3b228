/** What is to stay in sight: a line of the text, in pixels of the window. */
type Line = { readonly left: number; readonly top: number; readonly bottom: number }

const GAP = 6
const EDGE = 8
/** The greatest height, unless the window is smaller. */
const MOST = 360

/** Puts a fixed element under a line of the text, or above it where there is more room; never beyond the window. */
export function placeNear({ style, scrollHeight, offsetWidth }: HTMLElement, line: Line): void {
  const below = innerHeight - line.bottom - GAP - EDGE
  const above = line.top - GAP - EDGE
  const isAbove = Math.min(MOST, scrollHeight) > below && above > below
  style.maxHeight = `${Math.max(80, Math.min(MOST, isAbove ? above : below))}px`
  style.left = `${Math.max(EDGE, Math.min(line.left, innerWidth - EDGE - offsetWidth))}px`
  style.top = isAbove ? 'auto' : `${line.bottom + GAP}px`
  style.bottom = isAbove ? `${innerHeight - line.top + GAP}px` : 'auto'
}
