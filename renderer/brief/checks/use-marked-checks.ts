import { type RefObject, useEffect } from 'react'
import type { BriefCheck } from '../../../shared/model/brief'

const NAME = 'brief-check'

/**
 * Underlines the author's own words that a check is about, without an element for any of them: the text stays as the
 * editor drew it. What is typed moves the lines along; the next checks draw them anew.
 */
export function useMarkedChecks(place: RefObject<HTMLElement | null>, checks: readonly BriefCheck[]): void {
  useEffect(() => {
    const blocks = place.current?.querySelector('.ProseMirror')?.children ?? []
    const ranges = checks.flatMap(({ block, words, passage }) => {
      const element = blocks[block]
      // What is wrong with a passage stands at the passage itself.
      return element === undefined || passage !== null ? [] : (rangeOf(element, words) ?? [])
    })
    CSS.highlights.set(NAME, new Highlight(...ranges))
    return () => void CSS.highlights.delete(NAME)
  }, [place, checks])
}

/** The words where they stand first in the text of a block; null when they do not. */
function rangeOf(block: Element, words: string): Range | null {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) =>
    // Marks of footnotes stand among the words and are none of them.
    node.parentElement?.closest('[contenteditable=false]') === null
      ? NodeFilter.FILTER_ACCEPT
      : NodeFilter.FILTER_REJECT,
  )
  const nodes: { readonly node: Node; readonly start: number }[] = []
  let text = ''
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    nodes.push({ node, start: text.length })
    text += node.nodeValue ?? ''
  }
  const start = words === '' ? -1 : text.indexOf(words)
  const end = start + words.length
  const first = nodes.findLast((one) => one.start <= start)
  const last = nodes.findLast((one) => one.start < end)
  if (start === -1 || first === undefined || last === undefined) return null
  const range = new Range()
  range.setStart(first.node, start - first.start)
  range.setEnd(last.node, end - last.start)
  return range
}
