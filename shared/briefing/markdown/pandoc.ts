import type { FootnoteDefinition, Heading, PhrasingContent, Root, RootContent } from 'mdast'
import { bibliographyOf } from '../bibliography/bibliography'
import { formatReference } from '../reference'
import type { CitedPassage } from './tree'

/**
 * The tree as pandoc reads it: the title is metadata, so that headings begin one level higher; footnotes cite by key, and
 * pandoc puts the bibliography where the list of sources stood.
 */
export function pandocTree(tree: Root): Root {
  if (tree.data?.brief === undefined) return tree
  const keys = new Map<string, string>(bibliographyOf(tree).map(({ id, key }) => [id, key]))
  return { ...tree, children: tree.children.slice(1).map((node) => pandocNode(node, keys)) }
}

function pandocNode(node: RootContent, keys: ReadonlyMap<string, string>): RootContent {
  if (node.type === 'heading') return { ...node, depth: raised(node.depth) }
  // What is pandoc's own syntax stands in nodes of HTML, which are written as they are.
  if (node.type === 'list' && node.data?.sources === true) return { type: 'html', value: '::: {#refs}\n:::' }
  if (node.type !== 'footnoteDefinition' || node.data?.passage === undefined) return node
  const { passage } = node.data
  const key = keys.get(passage.reference.source)
  return key === undefined ? node : citing(node, key, passage)
}

function citing(
  node: FootnoteDefinition,
  key: string,
  { reference, place }: CitedPassage,
): FootnoteDefinition {
  const url = formatReference(reference)
  const where = place === null ? '' : `, ${locator(place)}, version ${place.version}`
  const children: PhrasingContent[] = [
    { type: 'html', value: `[@${key}${where}]` },
    { type: 'text', value: place === null ? ' The highlight was deleted. ' : ' ' },
    { type: 'link', url, children: [{ type: 'text', value: url }] },
  ]
  return { ...node, children: [{ type: 'paragraph', children }] }
}

/** The words by which citeproc knows a place in a text. */
function locator({ first, last }: NonNullable<CitedPassage['place']>): string {
  return first === last ? `paragraph ${first}` : `paragraphs ${first}-${last}`
}

function raised(depth: Heading['depth']): Heading['depth'] {
  return depth <= 2 ? 1 : depth === 3 ? 2 : depth === 4 ? 3 : depth === 5 ? 4 : 5
}
