import { blockSpan, type TextProjection } from '../../../shared/anchoring/text-projection'
import type { StructureMark } from '../../../shared/model/structure'
import type { Block } from '../../../shared/model/version'
import type { LinkedPost } from './linked-data'

/** Which blocks are the page around the article: one answer for each block. */
export type Frame = readonly boolean[]

/** An opinion on the article that covers less of the text than this is no opinion. */
const LEAST_SHARE = 0.2

/** What is known of the blocks of a page before its frame is told. */
export type PageBlocks = {
  readonly blocks: readonly Block[]
  /** For each block, the landmark of the page it lies in; null for most. */
  readonly landmarks: readonly (object | null)[]
  /** The blocks that are taken for the article, in any order. */
  readonly article: readonly number[]
  readonly title: string | null
}

/**
 * Tell the page from the article: what stands before the first block of the article and after its last, and the
 * landmarks in between. A landmark that holds most of the text is none.
 */
export function frameOf({ blocks, landmarks, article, title }: PageBlocks): Frame {
  const lengths = new Map<object | null, number>()
  let all = 0
  blocks.forEach(({ text }, index) => {
    const landmark = landmarks[index] ?? null
    lengths.set(landmark, (lengths.get(landmark) ?? 0) + text.length)
    all += text.length
  })
  const outside = blocks.map((_, index) => {
    const landmark = landmarks[index] ?? null
    return landmark !== null && (lengths.get(landmark) ?? 0) < all / 2
  })
  const kept = article.filter((index) => outside[index] === false)
  const length = kept.reduce((sum, index) => sum + (blocks[index]?.text.length ?? 0), 0)
  if (length < all * LEAST_SHARE) return outside
  const first = kept.reduce((least, index) => Math.min(least, index), blocks.length)
  const last = kept.reduce((most, index) => Math.max(most, index), 0)
  // The headline, which Readability takes for a title and not for text.
  const headline = blocks
    .slice(0, first)
    .findLastIndex((block, index) => outside[index] === false && isHeadline(block, title))
  return outside.map((frame, index) => frame || index < (headline === -1 ? first : headline) || index > last)
}

function isHeadline({ kind, level, text }: Block, title: string | null): boolean {
  return (kind === 'heading' && level === 1) || text === title
}

/** The frame as marks, one for each stretch of blocks. */
export function frameMarks(blocks: readonly Block[], frame: Frame): StructureMark[] {
  const marks: StructureMark[] = []
  let from: Block | null = null
  blocks.forEach((block, index) => {
    if (frame[index] !== true) from = null
    else {
      from ??= block
      if (frame[index + 1] !== true)
        marks.push({ kind: 'frame', from: from.id, to: block.id, origin: 'inferred', evidence: null })
    }
  })
  return marks
}

/** How much of the body of a post is enough to find it. */
const ENOUGH = 60

/** For each post that is found in the text, the block that begins it; no block begins two. */
export function findPosts(blocks: readonly Block[], posts: readonly LinkedPost[]): Map<number, LinkedPost> {
  if (posts.length === 0) return new Map()
  // For each beginning, the blocks that have it, the last of them first: what is taken is taken from the end.
  const byText = new Map<string, number[]>()
  const add = (key: string, index: number) => {
    const indexes = byText.get(key)
    if (indexes === undefined) byText.set(key, [index])
    else indexes.push(index)
  }
  for (const [index, { text }] of [...blocks.entries()].toReversed()) {
    add(`whole ${folded(text)}`, index)
    add(`start ${folded(text).slice(0, ENOUGH)}`, index)
  }
  const found = new Map<number, LinkedPost>()
  for (const post of posts) {
    const headline = folded(post.headline ?? '')
    // The markup that some put into it is not in the text.
    const body = folded((post.articleBody ?? '').replaceAll(/<[^<>]*>/g, ' '))
    const keys = [
      ...(headline === '' ? [] : [`whole ${headline}`]),
      ...(body === '' ? [] : [body.length < ENOUGH ? `whole ${body}` : `start ${body.slice(0, ENOUGH)}`]),
    ]
    const index = takeFirst(keys)
    if (index !== undefined) found.set(index, post)
  }
  return found

  /** The first block with one of these beginnings that begins no post yet. */
  function takeFirst(keys: readonly string[]): number | undefined {
    for (const key of keys) {
      const indexes = byText.get(key) ?? []
      for (let index = indexes.pop(); index !== undefined; index = indexes.pop())
        if (!found.has(index)) return index
    }
    return undefined
  }
}

function folded(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().toLowerCase()
}

/** The posts as marks: each goes on until the next begins, the last until the frame does. */
export function postMarks(
  blocks: readonly Block[],
  posts: ReadonlyMap<number, LinkedPost>,
  frame: Frame,
  projection: TextProjection,
): StructureMark[] {
  const starts = [...posts.keys()].toSorted((one, other) => one - other)
  return starts.flatMap((start, place) => {
    const post = posts.get(start)
    const first = blocks[start]
    let end = (starts[place + 1] ?? blocks.length) - 1
    while (end > start && frame[end] === true) end -= 1
    const last = blocks[end]
    if (post === undefined || first === undefined || last === undefined) return []
    return {
      kind: 'post',
      from: first.id,
      to: last.id,
      heading: first.kind === 'heading' ? first.id : null,
      time: clockOf(post.datePublished),
      updated: post.dateModified !== null && post.dateModified !== post.datePublished,
      origin: 'inferred',
      evidence: { version: 1, ...blockSpan(projection, start) },
    }
  })
}

/** The time of day of a moment as it was written, in its own time zone. */
export function clockOf(written: string | null): string | null {
  const clock = /T([01]\d|2[0-3]):([0-5]\d)/.exec(written ?? '')
  return clock === null ? null : `${clock[1]}.${clock[2]}`
}
