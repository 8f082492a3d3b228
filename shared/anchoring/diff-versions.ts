import { diffArrays } from 'diff'
import type { DiffRow } from '../contract/intake'
import type { Block } from '../model/version'
import { alignTexts } from './align-texts'
import { heaviestChain } from './heaviest-chain'
import { splitWords } from './split-words'
import { projectText } from './text-projection'
import { type WordsInCommon, wordsInCommon } from './words-in-common'

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
  const inCommon = wordsInCommon(alignTexts(old.text, now.text), old, now)
  const partners = new Map<number, number>()
  const taken = new Set<number>()
  const join = (one: number, two: number) => {
    if (partners.has(one) || taken.has(two)) return
    partners.set(one, two)
    taken.add(two)
  }
  for (const { one, two } of likelyPairs(inCommon)) join(one, two)
  // What has no words, such as a row of stars, is told by its signs.
  const left = new Map<string, number[]>()
  for (const [two, { text }] of [...after.entries()].toReversed()) {
    if (taken.has(two)) continue
    const same = left.get(text) ?? []
    left.set(text, same)
    same.push(two)
  }
  for (const [one, { text }] of before.entries()) {
    const two = partners.has(one) ? undefined : left.get(text)?.pop()
    if (two !== undefined) join(one, two)
  }
  return new Map([...partners].toSorted(([one], [two]) => one - two))
}

type Pair = { readonly one: number; readonly two: number; readonly share: number }

/** Blocks that have enough of the words of both in common, the most alike first. */
function likelyPairs({ oldSizes, nowSizes, shared }: WordsInCommon): Pair[] {
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
