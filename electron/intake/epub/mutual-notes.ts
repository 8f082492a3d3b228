import { attribute, type Element, isElement, nodesBelow, textBelow } from '../html/parse-page'

/** The sign of a note in the text, what holds the note, and the link in it that leads back. */
export type MutualNote = { readonly sign: Element; readonly note: Element; readonly back: Element }

/** What a sign of a note looks like. A letter may be the number of a chapter. */
const signOfNote = /^(?:\d{1,4}|[*†‡§]{1,3})$/
/** Elements that hold a note. */
const holders = /^(?:li|p|div|aside|dd|td)$/
/** A note is shorter; what is longer is a part of the text with a note in it. */
const LONGEST_NOTE = 5000
/** So many elements and texts a note has at most, as each sign may lead to the same. */
const MOST_NODES = 500
/** So deep a link lies in the paragraph or item of its note at most. */
const MOST_DEPTH = 10

/**
 * The notes of a chapter that older books show by their links alone: a sign behind words leads to a note further down, and
 * the note leads back.
 */
export function mutualNotes(elements: readonly Element[]): MutualNote[] {
  const places = new Map<string, { readonly element: Element; readonly index: number }>()
  elements.forEach((element, index) => {
    const id = attribute(element, 'id')
    if (id !== null && !places.has(id)) places.set(id, { element, index })
  })
  return elements.flatMap((sign, index): MutualNote[] => {
    const target = places.get(fragmentOf(sign))
    if (target === undefined || target.index < index || !signOfNote.test(textBelow(sign, 20))) return []
    const note = holderOf(target.element)
    const inner = note && elementsOf(note)
    if (note === null || inner === null || textBelow(note, LONGEST_NOTE).length === LONGEST_NOTE) return []
    const ids = [sign, sign.parentNode].flatMap((one) => {
      return one !== null && 'tagName' in one ? (attribute(one, 'id') ?? []) : []
    })
    const back = inner.find((link) => ids.includes(fragmentOf(link)))
    const hasHeading = inner.some(({ tagName }) => /^h[1-6]$/.test(tagName))
    return back === undefined || hasHeading ? [] : [{ sign, note, back }]
  })
}

/** The elements of what may be a note; null where there are too many. */
function elementsOf(note: Element): Element[] | null {
  const inner: Element[] = []
  let nodes = 0
  for (const node of nodesBelow(note)) {
    nodes += 1
    if (nodes > MOST_NODES) return null
    if (isElement(node)) inner.push(node)
  }
  return inner
}

/** The identity of the place that a link leads to; empty for what is no link to a place. */
function fragmentOf(element: Element): string {
  const href = element.tagName === 'a' ? (attribute(element, 'href') ?? '') : ''
  return href.slice(0, 1000).split('#')[1] ?? ''
}

/** The element that holds a note whose place is this: itself, or the paragraph or item around a link. */
function holderOf(element: Element): Element | null {
  let holder = element
  for (let depth = 0; !holders.test(holder.tagName); depth += 1) {
    const around = holder.parentNode
    if (depth === MOST_DEPTH || around === null || !('tagName' in around)) return null
    holder = around
  }
  return holder
}
