import type { Alignment } from './align-texts'
import type { Words } from './split-words'
import type { TextProjection } from './text-projection'

/** How many words blocks of an old text share with those of a new one, by the places of the blocks. */
export type WordsInCommon = {
  /** How many words each block has; a block without words is left out. */
  readonly oldSizes: ReadonlyMap<number, number>
  readonly nowSizes: ReadonlyMap<number, number>
  /** For each old block, the new ones in which its words stand now, and how many of them. */
  readonly shared: ReadonlyMap<number, ReadonlyMap<number, number>>
}

/** Count the words that blocks have in common. */
export function wordsInCommon(
  { before, after, to }: Alignment,
  old: TextProjection,
  now: TextProjection,
): WordsInCommon {
  const oldBlocks = blocksOfWords(old, before)
  const nowBlocks = blocksOfWords(now, after)
  const shared = new Map<number, Map<number, number>>()
  for (const [word, place] of to.entries()) {
    if (place === -1) continue
    const one = oldBlocks[word] ?? 0
    const two = nowBlocks[place] ?? 0
    const partners = shared.get(one) ?? new Map<number, number>()
    shared.set(one, partners.set(two, (partners.get(two) ?? 0) + 1))
  }
  return { oldSizes: sizesOf(oldBlocks), nowSizes: sizesOf(nowBlocks), shared }
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

function sizesOf(blocks: Int32Array): Map<number, number> {
  const sizes = new Map<number, number>()
  for (const block of blocks) sizes.set(block, (sizes.get(block) ?? 0) + 1)
  return sizes
}
