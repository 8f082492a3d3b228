import type { Block } from '../../model/version'
import { captionEnd, furniture, liveTitle, summaryHeading, tailStart } from './tables/furniture'

/** What one block is a part of. */
export type Part = 'heading' | 'boilerplate' | 'summary' | 'unrelated' | 'body'

/** The parts of a text that came without any structure of its own. */
export type Parts = {
  readonly parts: readonly Part[]
  /** Blocks that say again what an earlier one says word for word: a headline printed twice. */
  readonly repeats: ReadonlySet<number>
  readonly isLive: boolean
}

/** How near the two copies of a headline stand. */
const COPY_REACH = 8
const MOST_HEADING_WORDS = 20

/** Tell headings, page furniture, summaries and a second article from the words of the lines alone; only what is plain. */
export function inferParts(blocks: readonly Block[]): Parts {
  const parts = blocks.map((block, index): Part => {
    if (isFurniture(block) || isCaptionTold(block, blocks[index + 1]) || isEarlyCaption(block, index))
      return 'boilerplate'
    return block.kind === 'heading' || isHeading(blocks, index) ? 'heading' : 'body'
  })
  const isLive = blocks.slice(0, 15).some(({ text }, at) => parts[at] === 'heading' && liveTitle.test(text))
  // In a live blog a line "Updated" belongs to its post.
  const firstBody = parts.indexOf('body')
  if (isLive)
    for (const [at, { text }] of blocks.entries())
      if (at > firstBody && /^updated$/i.test(text)) parts[at] = 'body'
  markHead(blocks, parts)
  markTail(blocks, parts)
  markSummaries(blocks, parts)
  const copies = copiesOfHeadings(blocks, parts)
  markSecondArticle(blocks, parts, copies)
  return { parts, repeats: new Set(copies.keys()), isLive }
}

function isFurniture({ text, kind }: Block): boolean {
  if (kind === 'heading' || text.length > 400) return false
  return (text.length < 80 && furniture.some((line) => line.test(text))) || captionEnd.test(text)
}

/** Under a headline, a line that ends in a name in brackets says who took the picture. */
function isEarlyCaption({ text }: Block, index: number): boolean {
  return index > 0 && index < 5 && /\([A-Z][\w./ -]{1,40}\)$/.test(text)
}

/** A caption that the next line repeats together with who took the picture. */
function isCaptionTold({ text }: Block, next: Block | undefined): boolean {
  return (
    next !== undefined &&
    next.text.length > text.length &&
    next.text.startsWith(text) &&
    captionEnd.test(next.text)
  )
}

/** A short line without the end of a sentence, over a line that is longer or is a heading too. */
function isHeading(blocks: readonly Block[], index: number): boolean {
  const { text = '', kind = 'list-item' } = blocks[index] ?? {}
  if (kind !== 'paragraph' || index === blocks.length - 1) return false
  const words = text.split(/\s+/).length
  if (words > MOST_HEADING_WORDS || text.length < 4 || /^[a-z•–—-]/.test(text)) return false
  if (text.endsWith('?')) return words <= 12 && /^(what|why|how|who|when|where|will|is|are|can)\b/i.test(text)
  // A quotation that lost its full stop opens with its mark and has it closed before the end.
  if (/[.!:;,…”"]$/.test(text) || /^“[^”]*”,? .*\b(said|told|added|wrote)\b/.test(text)) return false
  return !/\b(said|told|added)\b.*\b(that|reporters)\b/.test(text) || words <= 12
}

/** The head of a page: short lines before the first heading, where "Start reading" or the like stands among them. */
function markHead(blocks: readonly Block[], parts: Part[]): void {
  const last = blocks.slice(0, 6).findLastIndex(({ text }) => /^start reading$/i.test(text))
  for (let at = 0; at <= last; at += 1) parts[at] = 'boilerplate'
  // Outlet, section and bylines follow, until a line is as long as a headline.
  if (last === -1) return
  for (let at = last + 1, limit = at + 5; at < limit; at += 1) {
    if ((blocks[at]?.text.split(/\s+/).length ?? 99) > 4 && !/[;(]/.test(blocks[at]?.text ?? '')) break
    parts[at] = 'boilerplate'
  }
}

/** The tail of a page: from a line that only a page has, when nothing behind it is longer than a teaser. */
function markTail(blocks: readonly Block[], parts: Part[]): void {
  const start = blocks.findIndex(({ text }, index) => index > 1 && text.length < 80 && tailStart.test(text))
  if (start === -1 || blocks.slice(start).some(({ text }) => text.split(/\s+/).length > 25)) return
  for (let at = start; at < parts.length; at += 1) parts[at] = 'boilerplate'
}

/** What stands before the text to sum it up: a line over the headline, points and a standfirst under it, named summaries. */
function markSummaries(blocks: readonly Block[], parts: Part[]): void {
  const body = firstLongRun(blocks, parts)
  const isSentence = (at: number) => parts[at] === 'body' && (blocks[at]?.text.split(/\s+/).length ?? 0) >= 12
  if (isSentence(0) && parts[1] === 'heading') parts[0] = 'summary'
  for (let at = 1; at < Math.min(body, 12); at += 1) {
    const isPoint = blocks[at]?.kind === 'list-item' || /^[•‣◦▪●]\s/.test(blocks[at]?.text ?? '')
    if (parts[at] === 'body' && isPoint && parts[at - 1] !== 'body') parts[at] = 'summary'
  }
  const lead = parts.indexOf('body')
  const above = lead === -1 ? undefined : blocks[lead]
  const below = blocks[lead + 1]
  if (above !== undefined && below !== undefined && lead < 10 && isLedBy(above.text, below.text))
    parts[lead] = 'summary'
  for (const [at, { text }] of blocks.entries()) {
    if (parts[at] !== 'heading' || !summaryHeading.test(text)) continue
    for (let next = at + 1; next < parts.length && parts[next] === 'body'; next += 1) parts[next] = 'summary'
    parts[at] = 'summary'
  }
}

/** Index of the first paragraph that is no point of a list and longer than a line. */
function firstLongRun(blocks: readonly Block[], parts: readonly Part[]): number {
  const found = blocks.findIndex(
    ({ kind, text }, at) => parts[at] === 'body' && kind === 'paragraph' && at > 0 && text.length > 120,
  )
  return found === -1 ? blocks.length : found
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** A standfirst says in fewer words what the paragraph under it begins with. */
function isLedBy(above: string, below: string): boolean {
  const short = wordsOf(above)
  const long = new Set(wordsOf(below))
  if (short.length < 12 || short.length >= wordsOf(below).length) return false
  const opening = wordsOf(below).slice(0, 4).join(' ')
  return (
    short.slice(0, 4).join(' ') === opening &&
    short.filter((word) => long.has(word)).length >= short.length * 0.5
  )
}

/** The second copies of headings that stand twice within a few lines, each with its first. */
function copiesOfHeadings(blocks: readonly Block[], parts: readonly Part[]): Map<number, number> {
  const last = new Map<string, number>()
  const copies = new Map<number, number>()
  for (const [at, { text }] of blocks.entries()) {
    if (parts[at] !== 'heading') continue
    const before = last.get(text)
    if (before !== undefined && at - before <= COPY_REACH) copies.set(at, before)
    last.set(text, at)
  }
  return copies
}

/**
 * A page that sticks a second article to the first prints its headline twice too, with "Updated … ago" between or right
 * behind: from there on the text is another one.
 */
function markSecondArticle(
  blocks: readonly Block[],
  parts: Part[],
  copies: ReadonlyMap<number, number>,
): void {
  const bodyStart = firstLongRun(blocks, parts)
  for (const [copy, first] of copies) {
    const between = parts.slice(first + 1, copy)
    if (first <= bodyStart || between.length === 0 || between.some((part) => part !== 'boilerplate')) continue
    for (let at = first; at < parts.length; at += 1) parts[at] = 'unrelated'
    return
  }
}
