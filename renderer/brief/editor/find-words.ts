import type { Node } from '@tiptap/pm/model'
import type { BriefCheck } from '../../../shared/model/brief'
import { leadsIn, passageOf } from './walk-leads'

type Span = { readonly from: number; readonly to: number }

/**
 * Where some words stand in a document, marks of footnotes within them aside: in the block at its top that they were last
 * seen in, else in the nearest one, as blocks may have come and gone since; null when they are gone.
 */
export function findWords(doc: Node, block: number, words: string): Span | null {
  const nearest = Array.from({ length: doc.childCount }, (_, at) => at).toSorted(
    (one, other) => Math.abs(one - block) - Math.abs(other - block),
  )
  for (const at of nearest) {
    const found = findInBlock(doc, at, words)
    if (found !== null) return found
  }
  return null
}

/** Where the mark ends that a check is about, in the paragraph that it was seen in; null when there is none. */
export function findCitation(doc: Node, { block, passage }: BriefCheck): Span | null {
  const node = doc.maybeChild(block)
  if (node === null || passage === null) return null
  const lead = leadsIn(node).find(
    (one) => one.node.type.name === 'citation' && passageOf(one.node).annotation === passage.annotation,
  )
  if (lead === undefined) return null
  const end = doc.resolve(0).posAtIndex(block) + lead.offset + 1
  return { from: end, to: end }
}

function findInBlock(doc: Node, block: number, words: string): Span | null {
  const node = doc.maybeChild(block)
  const wanted = words.replaceAll(/\s+/g, ' ').trim()
  if (node === null || wanted === '') return null
  const top = doc.resolve(0).posAtIndex(block) + 1
  let text = ''
  const positions: number[] = []
  node.descendants((inner, at) => {
    for (let index = 0; index < (inner.text?.length ?? 0); index += 1) positions.push(top + at + index)
    text += inner.text ?? ''
    if (inner.isBlock && text !== '') {
      text += ' '
      positions.push(top + at)
    }
  })
  const start = text.indexOf(wanted)
  const from = positions[start]
  const last = positions[start + wanted.length - 1]
  return start === -1 || from === undefined || last === undefined ? null : { from, to: last + 1 }
}
