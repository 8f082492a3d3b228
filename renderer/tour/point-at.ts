import type { Box, Side } from './place-card'

/** Something on the screen that a step speaks of. */
export type Pointed = {
  /** Which of the places that a step may speak of it is. */
  readonly what: string
  readonly box: Box
  /** To be scrolled to, where it is out of sight. */
  readonly element: Element
  /** Where the card goes best; else where the step says. */
  readonly sides?: readonly Side[]
}

/** The first element that is drawn, of the first of the selectors that has one. */
export function pointAtFirst(...selectors: readonly string[]): Pointed | null {
  for (const selector of selectors)
    for (const element of document.querySelectorAll(selector)) {
      const box = element.getBoundingClientRect()
      if (box.width > 0 && box.height > 0) return { what: selector, box, element }
    }
  return null
}

/** The row of the library that is about this text. */
export function pointAtSource(title: string): Pointed | null {
  const rows = document.querySelectorAll('section[aria-label="Library"] [role=option]')
  const row = Array.from(rows).find(({ textContent }) => textContent.includes(title))
  return row === undefined
    ? null
    : { what: title, box: row.getBoundingClientRect(), element: row, sides: ['right', 'below'] }
}

/** Words of the text that is open, wherever highlights cut them into pieces; null where they are not laid out. */
export function pointAtWords(words: string): Pointed | null {
  for (const block of document.querySelectorAll('main .article [data-block]')) {
    const start = block.textContent.indexOf(words)
    if (start === -1) continue
    const range = document.createRange()
    const [from, to] = [placeIn(block, start), placeIn(block, start + words.length)]
    if (from === null || to === null) continue
    range.setStart(from.node, from.offset)
    range.setEnd(to.node, to.offset)
    return { what: words, box: range.getBoundingClientRect(), element: block }
  }
  return null
}

function placeIn(block: Element, offset: number): { node: Text; offset: number } | null {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  let left = offset
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue
    if (left <= node.length) return { node, offset: left }
    left -= node.length
  }
  return null
}
