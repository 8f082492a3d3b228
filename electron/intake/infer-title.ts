import type { Block } from '../../shared/model/version'

const EARLY_BLOCKS = 15
const FEWEST_WORDS = 5
const MOST_WORDS = 30

/**
 * Index of the block that reads like the title, or null: among the first blocks, one that stands there twice (page
 * copies repeat their headline), else the first of a headline's length that is neither a sentence nor a list of names.
 */
export function inferTitle(blocks: readonly Block[]): number | null {
  const early = blocks.slice(0, EARLY_BLOCKS)
  const candidates = early.filter(isHeadline)
  const repeated = candidates.find((block) => early.filter(({ text }) => text === block.text).length > 1)
  const title = repeated ?? candidates[0]
  return title === undefined ? null : blocks.indexOf(title)
}

function isHeadline({ kind, text }: Block): boolean {
  const words = countWords(text)
  const isSentence = /[.;:,。；：，]$/.test(text)
  return (
    kind === 'paragraph' && words >= FEWEST_WORDS && words <= MOST_WORDS && !isSentence && !text.includes(';')
  )
}

/** About how many words: scripts that write no spaces use some two characters a word. */
function countWords(text: string): number {
  const unspaced = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu) ?? []
  return text.split(/\s+/).length + Math.floor(unspaced.length / 2)
}
