import type { Root, RootContent } from 'mdast'

/** The tree as Obsidian links to it: behind each excerpt stands the id of its block, once for each passage. */
export function obsidianTree(tree: Root): Root {
  const named = new Set<string>()
  const children = tree.children.flatMap((node): RootContent[] => {
    const id = node.type === 'blockquote' ? node.data?.excerpt?.annotation : undefined
    if (id === undefined || named.has(id)) return [node]
    named.add(id)
    // Obsidian's own syntax stands in a node of HTML, which is written as it is.
    return [node, { type: 'html', value: `^${id}` }]
  })
  return { ...tree, children }
}
