import { findInText, prepareFind } from '../anchoring/find-in-text'
import { shortened } from './shortened'
import type { Structure, StructureMark } from './structure'
import type { Block } from './version'

/** One place in the outline of a text: a heading, or the start of a post. */
export type OutlineEntry = {
  readonly kind: 'heading' | 'post'
  /** Index of the block it starts with. */
  readonly block: number
  /** Where that block starts in the text projection. */
  readonly offset: number
  /** Depth, from 1. */
  readonly level: number
  /** The heading; of a post without one, its first words. */
  readonly title: string
  /** Of a post, as the text writes it. */
  readonly time: string | null
  readonly updated: boolean
}

type PostMark = Extract<StructureMark, { kind: 'post' }>

/**
 * Headings and posts in reading order, also headings that the overlay alone tells. The heading of a post stands for the post and is not listed again; headings of
 * the frame around an article are left out. A mark that names a block which is not there says nothing.
 */
export function outlineOf(blocks: readonly Block[], structure: Structure | null): OutlineEntry[] {
  const places = new Map(blocks.map(({ id }, index) => [id, index]))
  const posts = new Map<number, PostMark>()
  const told = new Map<number, number>()
  const passedOver = new Set<number>()
  for (const mark of structure?.marks ?? []) {
    const from = places.get(mark.from)
    const to = places.get(mark.to)
    if (from === undefined || to === undefined) continue
    if (mark.kind === 'heading') told.set(from, mark.level)
    if (mark.kind === 'frame') for (let index = from; index <= to; index += 1) passedOver.add(index)
    if (mark.kind !== 'post') continue
    posts.set(from, mark)
    const heading = mark.heading === null ? undefined : places.get(mark.heading)
    if (heading !== undefined) passedOver.add(heading)
  }

  const entries: OutlineEntry[] = []
  let offset = 0
  for (const [index, block] of blocks.entries()) {
    const post = posts.get(index)
    if (post !== undefined) {
      const { time, updated } = post
      const stretch = blocks.slice(index, (places.get(post.to) ?? index) + 1)
      const named = stretch.find(({ id }) => id === post.heading) ?? stretch.find(({ text }) => text !== time)
      const title = shortened((named ?? block).text, 200)
      entries.push({ kind: 'post', block: index, offset, level: 1, title, time, updated })
    } else if ((block.kind === 'heading' || told.has(index)) && !passedOver.has(index)) {
      const level = told.get(index) ?? block.level ?? 1
      const title = shortened(block.text, 200)
      entries.push({ kind: 'heading', block: index, offset, level, title, time: null, updated: false })
    }
    offset += block.text.length + 1
  }
  return entries
}

/**
 * Which entry a reader at `offset` is in, counted from 1 among the posts, or among the headings of a text without
 * posts; 0 before the first. Null when there is nothing to count.
 */
export function placeInOutline(
  entries: readonly OutlineEntry[],
  offset: number,
): { readonly kind: OutlineEntry['kind']; readonly number: number; readonly of: number } | null {
  const kind = entries.some((entry) => entry.kind === 'post') ? 'post' : 'heading'
  const counted = entries.filter((entry) => entry.kind === kind)
  if (counted.length === 0) return null
  return { kind, number: counted.filter((entry) => entry.offset <= offset).length, of: counted.length }
}

/**
 * Which entries answer what was typed; all of them while that is nothing. What begins like a time (“14:”, “9.05”) finds
 * the posts of that time too, however they write it; a bare number is looked for in the titles alone, because nearly
 * every time has it.
 */
export function searchOutline(entries: readonly OutlineEntry[]): (typed: string) => readonly OutlineEntry[] {
  const lines = entries.map(({ time, title }) => ({
    title: prepareFind(title, false),
    post: time === null ? null : prepareFind(`${timeAlike(time)} ${title}`, false),
  }))
  return (typed) => {
    const wanted = typed.trim()
    if (wanted === '') return entries
    const time = clock.test(wanted) ? timeAlike(wanted) : null
    return entries.filter((_, index) => {
      const { title, post = null } = lines[index] ?? {}
      if (title !== undefined && findInText(title, wanted, { wholeWords: false }).length > 0) return true
      if (time === null || post === null) return false
      return findInText(post, time, { wholeWords: false })[0]?.start === 0
    })
  }
}

/** An hour and the sign behind it. */
const clock = /^0?(\d{1,2})[:.h](?!\d{3})/i

/** A time that begins the text, written as all others are: “09.05” as “9:05”. */
function timeAlike(text: string): string {
  return text.replace(clock, '$1:')
}
