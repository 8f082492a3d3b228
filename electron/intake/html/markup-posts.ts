import { blockSpan, type TextProjection } from '../../../shared/anchoring/text-projection'
import type { StructureMark } from '../../../shared/model/structure'
import type { Block } from '../../../shared/model/version'
import type { PageTime } from './page-head'
import { clockOf } from './page-structure'
import { attribute, type Element, isElement, isText, nodesBelow, type Parent, textBelow } from './parse-page'

/** Elements that posts are made of. */
const postElements = new Set(['article', 'section', 'li', 'div'])
/** What a page has below its article, or beside it, and each of it with its time too. */
const otherThings = /comment|repl(?:y|ies)|related|teaser|recommend|promo|more-/i
const FEWEST_POSTS = 3
/** Posts that hold less of the text than this are a list beside an article. */
const LEAST_SHARE = 0.4
/** So many groups of elements are weighed against each other. */
const MOST_GROUPS = 50

/** The text of a page, and which blocks each text of its markup became part of. */
export type PageText = {
  readonly blocks: readonly Block[]
  readonly places: ReadonlyMap<object, readonly number[]>
  readonly projection: TextProjection
}

/**
 * The posts of a live blog by the markup alone: elements of one kind beside each other, each with a `time`, which hold much
 * of the text. None where there are no such.
 */
export function markupPosts(times: readonly PageTime[], text: PageText): StructureMark[] {
  const length = text.projection.text.length
  const groups = groupsOf(times)
    .toSorted((one, other) => other.size - one.size)
    .slice(0, MOST_GROUPS)
    .map((group) => {
      const posts = Array.from(group, ([element, time]) => ({ time, stretch: stretchOf(element, text) }))
      const held = posts.reduce((sum, { stretch }) => sum + (stretch?.length ?? 0), 0)
      return { posts, held }
    })
    .filter(({ held }) => held > length * LEAST_SHARE)
  // The innermost of several that hold about the same has the most posts.
  const [best] = groups
  if (best === undefined) return []
  let last = -1
  return best.posts.flatMap(({ time, stretch }) => {
    if (stretch === null || stretch.from <= last) return []
    last = stretch.to
    return postMark(stretch, time, text)
  })
}

/** Elements with a `time`, by what they stand in and what they are; each with its first. */
function groupsOf(times: readonly PageTime[]): Map<Element, PageTime>[] {
  const groups = new Map<Parent, Map<string, Map<Element, PageTime>>>()
  for (const time of times) {
    let element: Parent | null = time.element
    while (element !== null && 'tagName' in element) {
      const { parentNode }: Element = element
      if (parentNode !== null && postElements.has(element.tagName)) {
        const names = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`
        // A comment lies in no post.
        if (otherThings.test(names)) break
        const byName = groups.get(parentNode) ?? new Map<string, Map<Element, PageTime>>()
        groups.set(parentNode, byName)
        const group = byName.get(element.tagName) ?? new Map<Element, PageTime>()
        byName.set(element.tagName, group)
        if (!group.has(element)) group.set(element, time)
      }
      element = parentNode
    }
  }
  return [...groups.values()].flatMap((byName) =>
    [...byName.values()].filter(({ size }) => size >= FEWEST_POSTS),
  )
}

type Stretch = { readonly from: number; readonly to: number; readonly length: number }

/** The blocks of an element; null when it has no text. */
function stretchOf(
  element: Element,
  { blocks, places }: Pick<PageText, 'blocks' | 'places'>,
): Stretch | null {
  let from = Number.POSITIVE_INFINITY
  let to = -1
  for (const node of nodesBelow(element)) {
    if (!isText(node)) continue
    for (const index of places.get(node) ?? []) {
      from = Math.min(from, index)
      to = Math.max(to, index)
    }
  }
  if (to === -1) return null
  const length = blocks.slice(from, to + 1).reduce((sum, { text }) => sum + text.length, 0)
  return { from, to, length }
}

/** Words that say that a post was changed, at the time of which they stand. */
const update = /^(?:last )?updated\b/i
/** A line about a post and not of it. */
const SHORT_LINE = 60

function postMark({ from, to }: Stretch, time: PageTime, { blocks, projection }: PageText): StructureMark[] {
  const all = blocks.slice(from, to + 1)
  const [first] = all
  const last = all.at(-1)
  if (first === undefined || last === undefined) return []
  const written = /\b([01]?\d|2[0-3])[.:h][0-5]\d(?:\s?[ap]\.?m\b|\b)/i.exec(
    textBelow(time.element, 200),
  )?.[0]
  return [
    {
      kind: 'post',
      from: first.id,
      to: last.id,
      heading: all.find(({ kind }) => kind === 'heading')?.id ?? null,
      time: written ?? clockOf(time.datetime),
      updated: all.some(({ text }) => text.length <= SHORT_LINE && update.test(text)),
      origin: 'inferred',
      evidence: { version: 1, ...blockSpan(projection, from) },
    },
  ]
}

/** The captions of pictures and figures, by the elements that say so. One within another is part of that. */
export function captionMarks(page: Parent, text: PageText): StructureMark[] {
  const marks: StructureMark[] = []
  const inside = new Set<object>()
  for (const node of nodesBelow(page)) {
    if (!isElement(node)) continue
    if (node.parentNode !== null && inside.has(node.parentNode)) {
      inside.add(node)
      continue
    }
    if (node.tagName !== 'figcaption') continue
    inside.add(node)
    const stretch = stretchOf(node, text)
    if (stretch === null) continue
    const from = text.blocks[stretch.from]
    const to = text.blocks[stretch.to]
    if (from !== undefined && to !== undefined)
      marks.push({ kind: 'caption', from: from.id, to: to.id, origin: 'inferred', evidence: null })
  }
  return marks
}
