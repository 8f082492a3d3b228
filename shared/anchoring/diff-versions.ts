import { diffArrays } from 'diff'
import type { DiffRow } from '../contract/intake'
import type { Block } from '../model/version'
import { type Alignment, alignTexts } from './align-texts'
import { heaviestChain } from './heaviest-chain'
import { splitWords, type Words } from './split-words'
import { projectText, type TextProjection } from './text-projection'

/** Paragraphs of which less is the same are two different ones. */
const FEWEST_SAME = 0.4

/** Paragraphs that differ in more places than this would not be read woven into each other. */
const MOST_CHANGES = 2000

/**
 * Lay two versions side by side, a row for each paragraph, in the reading order of the new one; what was taken out stands
 * behind what it followed. A row for a paragraph that moved tells what changed within it too. The parts of a row that are
 * the same or removed are the old paragraph, those that are the same or added the new one.
 */
export function diffVersions(before: readonly Block[], after: readonly Block[]): DiffRow[] {
  const partners = pairBlocks(before, after)
  const pairs = [...partners].map(([old, now]) => ({ old, to: now, weight: before[old]?.text.length ?? 0 }))
  const chain = heaviestChain(pairs)
  const inLine = new Set(pairs.filter((_, index) => chain.has(index)).map(({ old }) => old))
  const partnerOf = new Map(pairs.map(({ old, to }) => [to, old]))
  const rows: DiffRow[] = []
  const writeRemoved = (from: number) => {
    for (let old = from; old < before.length && !inLine.has(old); old += 1) {
      const block = before[old]
      if (block !== undefined && !partners.has(old)) rows.push(rowOf('removed', block, null))
    }
  }
  writeRemoved(0)
  for (const [now, block] of after.entries()) {
    const old = partnerOf.get(now)
    const was = old === undefined ? undefined : before[old]
    if (old === undefined || was === undefined) rows.push(rowOf('added', null, block))
    else if (!inLine.has(old)) rows.push(rowOf('moved', was, block))
    else {
      rows.push(rowOf(was.text === block.text ? 'same' : 'changed', was, block))
      writeRemoved(old + 1)
    }
  }
  return rows
}

/** Which new block each old one became, in the order of the old ones; blocks without a counterpart are left out. */
function pairBlocks(before: readonly Block[], after: readonly Block[]): ReadonlyMap<number, number> {
  const old = projectText(before)
  const now = projectText(after)
  const alignment = alignTexts(old.text, now.text)
  const oldBlocks = blocksOfWords(old, alignment.before)
  const nowBlocks = blocksOfWords(now, alignment.after)
  const partners = new Map<number, number>()
  const taken = new Set<number>()
  const join = (one: number, two: number) => {
    if (partners.has(one) || taken.has(two)) return
    partners.set(one, two)
    taken.add(two)
  }
  for (const { one, two } of likelyPairs(alignment, oldBlocks, nowBlocks)) join(one, two)
  // What has no words, such as a row of stars, is told by its signs.
  const left = new Map<string, number[]>()
  for (const [two, { text }] of after.entries())
    if (!taken.has(two)) left.set(text, [...(left.get(text) ?? []), two])
  for (const [one, { text }] of before.entries()) {
    const two = partners.has(one) ? undefined : left.get(text)?.shift()
    if (two !== undefined) join(one, two)
  }
  return new Map([...partners].toSorted(([one], [two]) => one - two))
}

/** In which block each word stands. */
function blocksOfWords({ starts }: TextProjection, words: Words): Int32Array {
  const blocks = new Int32Array(words.count)
  let block = 0
  for (let word = 0; word < words.count; word += 1) {
    while ((starts[block + 1] ?? Number.POSITIVE_INFINITY) <= (words.starts[word] ?? 0)) block += 1
    blocks[word] = block
  }
  return blocks
}

type Pair = { readonly one: number; readonly two: number; readonly share: number }

/** Blocks that have enough of the words of both in common, the most alike first. */
function likelyPairs({ to }: Alignment, oldBlocks: Int32Array, nowBlocks: Int32Array): Pair[] {
  const oldSizes = sizesOf(oldBlocks)
  const nowSizes = sizesOf(nowBlocks)
  const shared = new Map<number, Map<number, number>>()
  for (const [word, place] of to.entries()) {
    if (place === -1) continue
    const one = oldBlocks[word] ?? 0
    const two = nowBlocks[place] ?? 0
    const partners = shared.get(one) ?? new Map<number, number>()
    shared.set(one, partners.set(two, (partners.get(two) ?? 0) + 1))
  }
  return [...shared]
    .flatMap(([one, partners]) =>
      [...partners].map(([two, count]) => ({
        one,
        two,
        share: count / Math.max(oldSizes.get(one) ?? 1, nowSizes.get(two) ?? 1),
      })),
    )
    .filter(({ share }) => share >= FEWEST_SAME)
    .toSorted((a, b) => b.share - a.share || a.one - b.one)
}

function sizesOf(blocks: Int32Array): Map<number, number> {
  const sizes = new Map<number, number>()
  for (const block of blocks) sizes.set(block, (sizes.get(block) ?? 0) + 1)
  return sizes
}

function rowOf(kind: DiffRow['kind'], before: Block | null, after: Block | null): DiffRow {
  return {
    kind,
    before: before?.id ?? null,
    after: after?.id ?? null,
    parts: partsOf(before?.text ?? '', after?.text ?? ''),
  }
}

type Part = DiffRow['parts'][number]

function partsOf(before: string, after: string): Part[] {
  if (before === after) return [{ kind: 'same', text: before }]
  const changes = diffArrays(cut(before), cut(after), { maxEditLength: MOST_CHANGES })
  const parts = changes?.map(({ added, removed, value }): Part => {
    return { kind: added ? 'added' : removed ? 'removed' : 'same', text: value.join('') }
  }) ?? [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]
  return parts.filter(({ text }) => text !== '')
}

/** The words of a text and what stands between them. */
function cut(text: string): string[] {
  const { count, starts, ends } = splitWords(text)
  const pieces: string[] = []
  let from = 0
  for (let word = 0; word < count; word += 1) {
    pieces.push(text.slice(from, starts[word]), text.slice(starts[word], ends[word]))
    from = ends[word] ?? from
  }
  pieces.push(text.slice(from))
  return pieces.filter((piece) => piece !== '')
}
