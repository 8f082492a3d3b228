import { vi } from 'vitest'

/** Selects the first place where `words` stand in the text of the open source, as a person with a keyboard would. */
export async function selectWords(words: string): Promise<void> {
  const article = await vi.waitUntil(() => document.querySelector<HTMLElement>('.article'))
  const nodes: { readonly node: Text; readonly start: number }[] = []
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT)
  let text = ''
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue
    nodes.push({ node, start: text.length })
    text += node.data
  }
  const start = text.indexOf(words)
  if (start === -1) throw new Error(`the text does not hold “${words}”`)
  const end = start + words.length
  const first = nodes.findLast((one) => one.start <= start)
  const last = nodes.findLast((one) => one.start < end)
  if (first === undefined || last === undefined) throw new Error('a text without text nodes')
  article.focus()
  getSelection()?.setBaseAndExtent(first.node, start - first.start, last.node, end - last.start)
  // ProseMirror reads the selection when the browser announces that it has changed.
  await new Promise((resolve) => {
    setTimeout(resolve, 50)
  })
}
