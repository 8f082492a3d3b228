import type { Node } from '@tiptap/pm/model'

/** Where some words stand in a block at the top of a document, marks of footnotes within them aside; null when they do not. */
export function findWords(doc: Node, block: number, words: string): { from: number; to: number } | null {
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
