import type { BlockWriter } from '../block-writer'
import { type Document, type Element, isElement, isText, nodesBelow } from '../html/parse-page'

/** Where a page of the printed edition begins: so many characters into a block. */
export type PageStart = { readonly label: string; readonly block: number; readonly offset: number }

/** So much of a text is looked for in its block. */
const LOOKED_FOR = 60

/**
 * Finds where the pages of a book begin, chapter after chapter. A page begins with the first words behind its place, which may
 * stand in the next chapter.
 */
export class PageStarts {
  readonly starts: PageStart[] = []
  #waiting: string[] = []

  /** Find the pages that begin at these elements of a chapter, once that is written. */
  find(page: Document, labels: ReadonlyMap<Element, string>, { blocks, places }: BlockWriter): void {
    if (labels.size === 0 && this.#waiting.length === 0) return
    let read = { block: -1, end: 0 }
    for (const node of nodesBelow(page)) {
      if (isElement(node)) this.#wait(labels.get(node))
      if (!isText(node)) continue
      const block = places.get(node)?.[0]
      if (block === undefined) continue
      const words = node.value.replaceAll(/[ \t\n\v\f\r\u2028\u2029]+/g, ' ').trim()
      // Texts come in the order of the block that they became part of.
      const from = read.block === block ? read.end : 0
      const offset = blocks[block]?.text.indexOf(words.slice(0, LOOKED_FOR), from) ?? -1
      const start = offset === -1 ? from : offset
      // What is before the first words, such as the number of an item, belongs to them.
      for (const label of this.#waiting)
        this.starts.push({ label, block, offset: read.block === block ? start : 0 })
      this.#waiting = []
      read = { block, end: start + words.length }
    }
  }

  #wait(label: string | undefined): void {
    if (label !== undefined) this.#waiting.push(label)
  }
}
