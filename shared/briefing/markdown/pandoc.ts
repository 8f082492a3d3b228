import type { FootnoteDefinition, Heading, PhrasingContent, Root, RootContent } from 'mdast'
import { bibliographyOf } from '../bibliography/bibliography'
import type { PassagePlace } from '../place-of-passage'
import { formatReference } from '../reference'
import { printable } from './printable'
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
    { type: 'html', value: `[@${key}` },
    // The name of a page is as its original has it: whatever is in it, it stays words.
    { type: 'text', value: printable(where) },
    { type: 'html', value: ']' },
    { type: 'text', value: place === null ? ' The highlight was deleted. ' : ' ' },
    { type: 'link', url, children: [{ type: 'text', value: url }] },
  ]
  return { ...node, children: [{ type: 'paragraph', children }] }
}

/** The words by which citeproc knows a place in a text. */
function locator({ first, last, pages }: PassagePlace): string {
  const named = pages === null ? [] : [ranged('page', pages.first, pages.last)]
  return [...named, ranged('paragraph', first, last)].join(', ')
}

function ranged(what: string, first: string | number, last: string | number): string {
  return first === last ? `${what} ${first}` : `${what}s ${first}-${last}`
}

function raised(depth: Heading['depth']): Heading['depth'] {
  return depth <= 2 ? 1 : depth === 3 ? 2 : depth === 4 ? 3 : depth === 5 ? 4 : 5
}
