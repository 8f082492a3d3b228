import { blockSpan, type TextProjection } from '../../anchoring/text-projection'
import { assertNever } from '../../model/assert-never'
import type { Structure, StructureMark } from '../../model/structure'
import type { Section } from '../../model/suggestion'
import type { Block } from '../../model/version'
import { nothingTold, readLayout } from '../../structure/layout'
import { summaryHeading } from '../../structure/tables/headings'

/** A text divided: its sections, which blocks are headings, and which say nothing of their own. */
export type DividedText = {
  readonly sections: readonly Section[]
  readonly headings: ReadonlySet<number>
  /** Blocks in which nothing is to be found: frame, copies of headlines, another article, the times of posts. */
  readonly leftOut: ReadonlySet<number>
}

type Start = {
  readonly kind: Section['kind']
  readonly block: number
  readonly heading: string | null
  readonly time: string | null
}

/** What one block is a part of. */
type Part = 'heading' | 'boilerplate' | 'summary' | 'unrelated' | 'body'

type Parts = { readonly parts: readonly Part[]; readonly repeats: ReadonlySet<number> }

/**
 * Divide a text as its overlay says; where it has none, as its layout says. An overlay without marks is one: a person may
 * have refused them all.
 */
export function divideText(
  blocks: readonly Block[],
  structure: Structure | null,
  projection: TextProjection,
): DividedText {
  const marks = structure?.marks ?? readLayout(blocks, projection, 1, nothingTold).marks
  const { parts, repeats } = partsOf(blocks, marks)
  const starts = startsOf(blocks, parts, repeats, postsOf(blocks, marks))
  const times = timesOf(blocks, marks)
  return {
    sections: starts.map(({ kind, block, heading, time }, index) => ({
      start: projection.starts[block] ?? 0,
      end: projection.starts[starts[index + 1]?.block ?? -1] ?? blockSpan(projection, blocks.length - 1).end,
      kind,
      heading,
      time,
    })),
    headings: new Set(parts.flatMap((part, index) => (part === 'heading' ? [index] : []))),
    leftOut: new Set(
      parts.flatMap((part, index) =>
        // A passage that stands twice says its figures twice; a headline that does is the furniture of a page.
        part === 'boilerplate' ||
        part === 'unrelated' ||
        (part === 'heading' && repeats.has(index)) ||
        times.has(index)
          ? [index]
          : [],
      ),
    ),
  }
}

/** The parts that the overlay names; posts are the rest. */
function partsOf(blocks: readonly Block[], marks: readonly StructureMark[]): Parts {
  const places = new Map(blocks.map(({ id }, index) => [id, index]))
  const parts = blocks.map(({ kind }): Part => (kind === 'heading' ? 'heading' : 'body'))
  const repeats = new Set<number>()
  for (const mark of marks) {
    const from = places.get(mark.from)
    const to = places.get(mark.to)
    if (from === undefined || to === undefined) continue
    for (let at = from; at <= to; at += 1) {
      switch (mark.kind) {
        case 'frame':
          parts[at] = 'boilerplate'
          break
        case 'unrelated':
          parts[at] = 'unrelated'
          break
        case 'repeat':
          repeats.add(at)
          break
        case 'heading':
          parts[at] = 'heading'
          break
        case 'summary':
        case 'standfirst':
          parts[at] = 'summary'
          break
        case 'caption':
          parts[at] = 'boilerplate'
          break
        case 'post':
        case 'quote':
        case 'reference':
          break
        default:
          assertNever(mark)
      }
    }
  }
  return { parts, repeats }
}

/** The lines that are nothing but the time of their post. */
function timesOf(blocks: readonly Block[], marks: readonly StructureMark[]): Set<number> {
  const times = new Set(
    marks.flatMap((mark) => (mark.kind === 'post' && mark.time !== null ? [mark.time] : [])),
  )
  return new Set(blocks.flatMap(({ text }, index) => (times.has(text) ? [index] : [])))
}

type Post = { readonly heading: string | null; readonly time: string | null }

function postsOf(blocks: readonly Block[], marks: readonly StructureMark[]): Map<number, Post> {
  const places = new Map(blocks.map(({ id }, index) => [id, index]))
  const posts = new Map<number, Post>()
  for (const mark of marks) {
    const from = places.get(mark.from)
    if (mark.kind !== 'post' || from === undefined) continue
    const heading = mark.heading === null ? undefined : places.get(mark.heading)
    posts.set(from, {
      heading: heading === undefined ? null : (blocks[heading]?.text ?? null),
      time: mark.time,
    })
  }
  return posts
}

function startsOf(
  blocks: readonly Block[],
  parts: readonly Part[],
  repeats: ReadonlySet<number>,
  posts: ReadonlyMap<number, Post>,
): Start[] {
  const starts: Start[] = []
  let hasBody = false
  for (const [block, part] of parts.entries()) {
    const start = startAt(blocks, block, part, starts.at(-1), hasBody, posts)
    if (start !== null) starts.push(start)
    hasBody ||= part === 'body' && !repeats.has(block)
  }
  return starts
}

function startAt(
  blocks: readonly Block[],
  block: number,
  part: Part,
  open: Start | undefined,
  hasBody: boolean,
  posts: ReadonlyMap<number, Post>,
): Start | null {
  const heading = blocks[block]?.text ?? null
  const post = posts.get(block)
  if (post !== undefined) return { kind: 'post', block, ...post }
  switch (part) {
    case 'heading': {
      // The heading of a post stands for the post.
      if (open?.kind === 'post' && open.heading === heading) return null
      return { kind: part, block, heading, time: null }
    }
    case 'body': {
      const belongs = open?.kind === 'post' || (open?.kind === 'heading' && hasBody)
      return belongs ? null : { kind: 'post', block, heading: null, time: null }
    }
    case 'summary': {
      const isNamed = heading !== null && summaryHeading.test(heading)
      return open?.kind === part && !isNamed
        ? null
        : { kind: part, block, heading: isNamed ? heading : null, time: null }
    }
    case 'boilerplate':
    case 'unrelated': {
      const first = part === 'unrelated' ? heading : null
      return open?.kind === part ? null : { kind: part, block, heading: first, time: null }
    }
    default:
      return assertNever(part)
  }
}
