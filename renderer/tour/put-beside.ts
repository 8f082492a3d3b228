import { type Box, placeCard, type Side } from './place-card'
import type { Pointed } from './point-at'

/** In a small window the card is a strip of the window, and hides nothing; `tour.css` has the same width. */
const STRIP = '(max-width: 56.25rem)'
/** The status bar, which stays in sight. */
const BOTTOM = 26
/** Between what is pointed at and the line around it. */
const AIR = 3

/** Puts the line around what is pointed at, and the card beside it; out of sight it has no line, and the card a corner. */
export function putBeside(
  pointed: Pointed | null,
  card: HTMLElement,
  ring: HTMLElement,
  sides: readonly Side[],
): void {
  const box = pointed === null ? null : seenPart(pointed)
  ring.hidden = box === null
  if (box !== null)
    Object.assign(ring.style, {
      left: `${box.left}px`,
      top: `${box.top}px`,
      width: `${box.right - box.left}px`,
      height: `${box.bottom - box.top}px`,
    })
  if (matchMedia(STRIP).matches) return
  const size = { width: card.offsetWidth, height: card.offsetHeight }
  const window = { width: innerWidth, height: innerHeight }
  const { left, top } = placeCard(box, size, window, { sides: pointed?.sides ?? sides, bottom: BOTTOM })
  Object.assign(card.style, { left: `${left}px`, top: `${top}px` })
}

/** What is out of the sight of its pane is scrolled there; nothing else moves. */
export function bringIntoView({ box, element }: Pointed): void {
  const pane = paneOf(element)
  if (pane === null || (box.top >= pane.top && box.bottom <= pane.bottom)) return
  if (box.bottom - box.top < pane.bottom - pane.top) element.scrollIntoView({ block: 'center' })
}

/** The part of it that can be seen, with a little air around. */
function seenPart({ box, element }: Pointed): Box | null {
  const pane = paneOf(element) ?? { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
  const part = {
    left: Math.max(box.left - AIR, pane.left, 0),
    top: Math.max(box.top - AIR, pane.top, 0),
    right: Math.min(box.right + AIR, pane.right, innerWidth),
    bottom: Math.min(box.bottom + AIR, pane.bottom, innerHeight),
  }
  return part.right > part.left && part.bottom > part.top ? part : null
}

function paneOf(element: Element): Box | null {
  return element.closest('.scroll, .rows, section.pane')?.getBoundingClientRect() ?? null
}
